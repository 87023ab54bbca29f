# language: sv
Egenskap: Plats på en kurs
  Cheferna nominerar, platserna fördelas, och den som inte fick plats står på reservlistan.

  Bakgrund:
    Givet dagen är 2026-04-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
      | Disa    | enhetschef      | Borlänge | Hemtjänst Öst   | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 1       | 2026-09-16 2026-10-07 2026-11-18 |
    När terminen HT2026 öppnas

  Scenario: Chefen frågas, påminns och får veta vad det blev
    När det är 2026-07-01
    Så får Cecilia "förfrågan om nominering" 2026-05-11
    Och får Cecilia "påminnelsen om nominering" 2026-06-08
    Och får Cecilia "påminnelsen om nominering" 2026-06-22
    Och är 0 platser tagna på HT2026-1b-1

  Scenario: Den som har svarat påminns inte
    När det är 2026-05-20
    Och Cecilia nominerar Anna till HT2026
    Och Cecilia är klar med sina svar för HT2026
    Och det är 2026-07-01
    Så får Cecilia inte "påminnelsen om nominering"
    Och får Cecilia "sammanställningen av platser" en enda gång
    Och får Anna "beskedet om nominering" 2026-05-20
    Och får Anna "platsbeskedet" 2026-06-24

  @server
  Scenario: En plats som lämnas går till nästa på reservlistan
    När det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-06-24
    Så är 1 platser tagna på HT2026-1b-1
    Och har Anna plats på HT2026-1b-1
    Och står Bo på reservlistan till HT2026
    Och får Bo "beskedet om reservplats" 2026-06-24
    När Anna tackar nej till HT2026-1b-1
    Så har Bo plats på HT2026-1b-1
    Och står ingen på reservlistan till HT2026
    Och får Bo "platsbeskedet" 2026-06-24
    Och får Anna "bekräftelsen att platsen är lämnad" 2026-06-24
    Och har inget skickats två gånger

  Scenario: Reservlistan stänger två veckor före terminen
    När det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-08-17
    Så får Bo "beskedet att reservlistan har stängt" 2026-08-17
    När Anna lämnar HT2026-1b-1
    Så har Bo ingen plats på HT2026-1b-1
    Och är 0 platser tagna på HT2026-1b-1

  Scenario: Det är för sent att tacka nej
    När det är 2026-05-20
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-08-20
    Och Anna tackar nej till HT2026-1b-1
    Så får den som svarade veta "Sista dag att tacka nej"
    Och har Anna plats på HT2026-1b-1

  Scenario: Nomineringen har stängt
    När det är 2026-06-23
    Och Cecilia nominerar Anna till HT2026
    Så får den som svarade veta "Nomineringen till HT2026 stängde 2026-06-22"

  Scenario: En kollega i taget från samma arbetsplats
    Givet Evert börjar som ny chef:
      | namn  | roll       | kommun   | arbetsplats    | chef    |
      | Evert | enhetschef | Borlänge | Hemtjänst Norr | Cecilia |
    Och HT2026-1b-1 har 5 platser enligt regionens filer
    När det är 2026-05-20
    Och Cecilia nominerar Anna och Evert till HT2026
    Och det är 2026-06-24
    Så är 1 platser tagna på HT2026-1b-1

  @server
  Scenario: En plats som samordnaren ger av misstag tas tillbaka innan någon har hunnit få besked
    När det är 2026-07-01
    Och samordnaren ger Disa plats på HT2026-1b-1
    Och det har gått 10 minuter
    Och samordnaren tar tillbaka platsen för Disa på HT2026-1b-1
    Och det är 2026-07-02
    Så skickas inget till Disa
    Och har Disa ingen plats på HT2026-1b-1

  Scenario: En plats som samordnaren ger får ett besked efter en kvart
    När det är 2026-07-01
    Och samordnaren ger Disa plats på HT2026-1b-1
    Och det har gått 14 minuter
    Så skickas inget till Disa
    När det har gått 1 minuter
    Så får Disa "platsbeskedet" 2026-07-01

  Scenario: En plats som samordnaren tog bort av misstag hinner ges tillbaka innan reserven flyttas upp
    När det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Och samordnaren tar tillbaka platsen för Anna på HT2026-1b-1
    Och det har gått 10 minuter
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-07-02
    Så har Anna plats på HT2026-1b-1
    Och står Bo på reservlistan till HT2026

  Scenario: Den som är tjänstledig när terminen börjar föreslås inte och får ingen plats
    När Bo blir tjänstledig från 2026-08-01 till 2026-12-31
    Och det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-06-24
    Så har Anna plats på HT2026-1b-1
    Och har Bo ingen plats på HT2026-1b-1
