# language: sv
Egenskap: Reservlistan
  En plats som blir ledig går till den som står på tur och kan ta den. Den som får platsen har några dagar på sig att svara. Platser kan vara reserverade för en kommun fram till en dag.

  Bakgrund:
    Givet dagen är 2026-04-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
      | Disa    | enhetschef      | Borlänge | Hemtjänst Öst   | Cecilia |
      | Helge   | socialchef      | Falun    |                 |         |
      | Frida   | enhetschef      | Falun    | Hemtjänst City  | Helge   |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 1       | 2026-09-16 2026-10-07 2026-11-18 |
    När terminen HT2026 öppnas
    Och det är 2026-05-20

  @server
  Scenario: Den som inte svarar i tid förlorar platsen till nästa
    När Cecilia nominerar Anna, Bo och Disa till HT2026
    Och det är 2026-07-01
    Och Anna tackar nej till HT2026-1b-1
    Så har Disa plats på HT2026-1b-1
    Och har Disa till och med 2026-07-08 på sig att svara om HT2026-1b-1
    Och får Disa "platsbeskedet" 2026-07-01
    Och får Cecilia "beskedet om en chef från reservlistan" 2026-07-01
    När det är 2026-07-09
    Så har Disa ingen plats på HT2026-1b-1
    Och får Disa "bekräftelsen att platsen är lämnad" 2026-07-09
    Och får Cecilia "beskedet om en chef från reservlistan" 2026-07-09
    Och har Bo plats på HT2026-1b-1
    Och har Bo till och med 2026-07-16 på sig att svara om HT2026-1b-1
    Och har inget skickats två gånger

  Scenario: Den som tackar ja behåller platsen
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Och Anna tackar nej till HT2026-1b-1
    Och det är 2026-07-08
    Och Bo tackar ja till HT2026-1b-1
    Och det är 2026-09-01
    Så har Bo plats på HT2026-1b-1
    Och får Bo inte "bekräftelsen att platsen är lämnad"

  Scenario: En plats som inte hinner gå till någon annan tas inte tillbaka
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-08-13
    Och Anna lämnar HT2026-1b-1
    Så har Bo plats på HT2026-1b-1
    Och behöver Bo inte svara om HT2026-1b-1
    När det är 2026-09-01
    Så har Bo plats på HT2026-1b-1

  Scenario: Regionen frågar inte, och platsen är den uppflyttades genast
    Givet regeln enrolment.promotionAnswerWorkingDays är 0
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Och Anna tackar nej till HT2026-1b-1
    Och det är 2026-08-01
    Så har Bo plats på HT2026-1b-1

  Scenario: Fler platser går till reservlistan
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Och samordnaren ändrar HT2026-1b-1 till 2 platser
    Och det har gått 15 minuter
    Så har Anna och Bo plats på HT2026-1b-1
    Och är 2 platser tagna på HT2026-1b-1

  Scenario: En felskriven höjning hinner rättas innan någon flyttas upp
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Och samordnaren ändrar HT2026-1b-1 till 20 platser
    Och det har gått 10 minuter
    Och samordnaren ändrar HT2026-1b-1 till 1 platser
    Och det är 2026-07-02
    Så är 1 platser tagna på HT2026-1b-1
    Och står Bo på reservlistan till HT2026

  Scenario: Färre platser än deltagare går inte
    Givet HT2026-1b-1 har 2 platser enligt regionens filer
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Och samordnaren ändrar HT2026-1b-1 till 1 platser
    Så får den som svarade veta "har redan 2 deltagare"

  Scenario: En uppflyttning som väntar ut kvarten går inte förlorad när listan stänger
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-08-17 klockan 07:50
    Och samordnaren tar tillbaka platsen för Anna på HT2026-1b-1
    Och det är 2026-08-17 klockan 08:30
    Så har Bo plats på HT2026-1b-1
    Och får Bo inte "beskedet att reservlistan har stängt"

  Scenario: Den som hålls tillbaka av en kollega passeras, och skälet står vid platsen
    Givet Evert börjar som ny chef:
      | namn  | roll       | kommun   | arbetsplats    | chef    |
      | Evert | enhetschef | Borlänge | Hemtjänst Norr | Cecilia |
    Och HT2026-1b-1 har 2 platser enligt regionens filer
    När samordnaren ger Anna plats på HT2026-1b-1
    Och Cecilia nominerar Evert, Bo och Disa till HT2026
    Och det är 2026-07-01
    Så är 2 platser tagna på HT2026-1b-1
    Och står Evert på reservlistan till HT2026

  Scenario: Reserverade platser går till kommunens egna
    När samordnaren reserverar 1 platser på HT2026-1b-1 för Falun fram till 2026-07-15
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-06-24
    Så är 0 platser tagna på HT2026-1b-1
    Och står Anna och Bo på reservlistan till HT2026

  Scenario: En kommun som nominerar får sin reserverade plats
    När samordnaren reserverar 1 platser på HT2026-1b-1 för Falun fram till 2026-07-15
    Och Cecilia nominerar Anna och Bo till HT2026
    Och Helge nominerar Frida till HT2026
    Och det är 2026-06-24
    Så har Frida plats på HT2026-1b-1
    Och står det i skälet till platsen för Frida "reserverad för kommunen"

  @server
  Scenario: Det som är kvar av reserverade platser går till reservlistan på sin dag
    När samordnaren reserverar 1 platser på HT2026-1b-1 för Falun fram till 2026-07-15
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-07-14
    Så är 0 platser tagna på HT2026-1b-1
    När det är 2026-07-15
    Så har Anna plats på HT2026-1b-1
    Och har Anna till och med 2026-07-22 på sig att svara om HT2026-1b-1
    Och har inget skickats två gånger

  Scenario: Regionens filer reserverar platser, och det som är kvar går till reservlistan
    När regionens filer reserverar 1 platser på HT2026-1b-1 för Falun fram till 2026-07-15
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-07-14
    Så är 0 platser tagna på HT2026-1b-1
    När det är 2026-07-15
    Så har Anna plats på HT2026-1b-1

  Scenario: Det samordnaren har ändrat gäller tills raden i regionens filer ändras
    När regionens filer reserverar 1 platser på HT2026-1b-1 för Falun fram till 2026-07-15
    Och samordnaren reserverar 0 platser på HT2026-1b-1 för Falun fram till 2026-07-15
    Och regeln enrolment.stabilityCap ändras till 2
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-06-24
    Så har Anna plats på HT2026-1b-1

  Scenario: En reservation tas bort
    När samordnaren reserverar 1 platser på HT2026-1b-1 för Falun fram till 2026-07-15
    Och samordnaren reserverar 0 platser på HT2026-1b-1 för Falun fram till 2026-07-15
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-06-24
    Så har Anna plats på HT2026-1b-1

  Scenario: Intresse utan datum räknas tills det är uppfyllt eller tas tillbaka
    När Anna vill gå kurs 1b när den ges
    Och Bo vill gå kurs 1b när den ges
    Och Disa vill gå kurs 1b när den ges
    Så vill 3 personer gå kurs 1b
    När Disa vill inte längre gå kurs 1b
    Så vill 2 personer gå kurs 1b
    När Cecilia nominerar Anna till HT2026
    Och det är 2026-06-24
    Så vill 1 personer gå kurs 1b

  Scenario: Den som väntade förgäves räknas också
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-08-18
    Så får Bo "beskedet att reservlistan har stängt" 2026-08-17
    Och vill 1 personer gå kurs 1b
