# language: sv
Egenskap: Byte till en senare utbildningsgrupp
  Den som inte hinner med kan gå vidare med en senare grupp. Platsen lämnas, det som är godkänt finns kvar, och en plan
  säger när det fortsätter.

  Bakgrund:
    Givet dagen är 2026-06-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
      | Frida   | verksamhetschef | Falun    |                 |         |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 1       | 2026-09-16 2026-10-07 2026-11-18 |
      | VT2027-1b-1 | 1b   | 4       | 2027-02-10 2027-03-10 2027-04-14 |
    Och Anna gick kurs 2 2025-12-01
    Och terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1

  @server
  Scenario: Platsen lämnas, det godkända finns kvar och båda får ett kvitto
    När det är 2026-09-10
    Och Cecilia låter Anna byta till gruppen VT2027
    Så har Anna ingen plats på HT2026-1b-1
    Och har Anna 75 tiondels hp
    Och får Anna "bekräftelsen att platsen är lämnad" 2026-09-10
    Och får Cecilia "beskedet om bytet av grupp" 2026-09-10
    När det är 2026-12-01
    Så har Borlänge fakturerats 0 kr för HT2026
    Och skickas inget till Anna mellan 2026-09-11 och 2026-12-01

  Scenario: Den som byter efter den fria tiden betalar platsen
    När det är 2026-10-01
    Och Anna låter Anna byta till gruppen VT2027
    Och det är 2026-12-01
    Så har Borlänge fakturerats 25000 kr för HT2026

  Scenario: Platsen går till den som väntar
    När det är 2026-06-10
    Och Cecilia nominerar Bo till HT2026
    Och det är 2026-07-01
    Så står Bo på reservlistan till HT2026
    När Cecilia låter Anna byta till gruppen VT2027
    Så har Bo plats på HT2026-1b-1

  Scenario: Planen tystar ärendet tills den senare gruppen börjar, och inte längre
    Givet regeln escalation.unreachableDaysBefore är 0
    Och Borlänge beslutar 2023-01-10 att 5 chefer om året ska gå programmet
    När det är 2026-09-10
    Och Cecilia låter Anna byta till gruppen VT2027
    Och det är 2027-01-17
    Så står Anna inte på samordnarens lista över försenade

  Scenario: Bytet tas tillbaka, och platsen och planen är som förut
    När det är 2026-09-10
    Och Cecilia låter Anna byta till gruppen VT2027
    Och det är 2026-09-11
    Och Cecilia tar tillbaka bytet av grupp för Anna
    Så har Anna plats på HT2026-1b-1
    Och har Anna ingen plan
    Och har inget skickats två gånger

  Scenario: Platsen som har gått till någon annan går inte att få tillbaka
    När det är 2026-06-10
    Och Cecilia nominerar Bo till HT2026
    Och det är 2026-07-01
    Och Cecilia låter Anna byta till gruppen VT2027
    Och det är 2026-07-02
    Och Cecilia tar tillbaka bytet av grupp för Anna
    Så får den som svarade veta "är fullt"

  Scenario: Ingen annans chef får byta
    När Frida låter Anna byta till gruppen VT2027
    Så får den som svarade veta "inte chef för"

  Scenario: Den som inte har någon plats har inget att byta från
    När Cecilia låter Bo byta till gruppen VT2027
    Så får den som svarade veta "ingen plats i en tidigare grupp"
