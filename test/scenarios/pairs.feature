# language: sv
Egenskap: När två saker händer samtidigt
  Det svåra är inte en händelse utan två som möts. Här står vad som gäller då.

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
      | kod          | kurs | platser | träffar                          |
      | HT2026-1b-1  | 1b   | 1       | 2026-09-16 2026-10-07 2026-11-18 |
      | HT2026-LLU-1 | LLU  | 20      | 2026-11-03                       |

  Scenario: Den som står på reservlistan blir tjänstledig, och platsen går förbi
    När terminen HT2026 öppnas
    Och det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-06-24
    Så har Anna plats på HT2026-1b-1
    Och står Bo på reservlistan till HT2026
    När Bo blir tjänstledig från 2026-08-01 till 2026-12-31
    Och Anna tackar nej till HT2026-1b-1
    Så har Bo ingen plats på HT2026-1b-1
    Och är 0 platser tagna på HT2026-1b-1

  Scenario: Den som står på reservlistan slutar, och platsen går till nästa
    När terminen HT2026 öppnas
    Och det är 2026-05-20
    Och Cecilia nominerar Anna, Bo och Disa till HT2026
    Och det är 2026-06-24
    Så är 1 platser tagna på HT2026-1b-1
    Och har Anna plats på HT2026-1b-1
    När Bo slutar 2026-06-25
    Och det är 2026-06-26
    Och Anna tackar nej till HT2026-1b-1
    Så har Disa plats på HT2026-1b-1
    Och har Bo ingen plats på HT2026-1b-1

  Scenario: En reserv som flyttades upp står inte kvar på listan när platsen lämnas igen
    När terminen HT2026 öppnas
    Och det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-06-24
    Och Anna tackar nej till HT2026-1b-1
    Så har Bo plats på HT2026-1b-1
    När Bo tackar nej till HT2026-1b-1
    Så är 0 platser tagna på HT2026-1b-1
    Och har Anna ingen plats på HT2026-1b-1
    Och får Bo "platsbeskedet" en enda gång
    Och har inget skickats två gånger

  Scenario: En träff flyttas efter att någon har lämnat kursen
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-20
    Och Anna lämnar HT2026-1b-1
    Och träff 1 på HT2026-1b-1 flyttas till 2026-09-30 i regionens filer
    Och det är 2026-12-31
    Så skickas inget till Anna mellan 2026-08-21 och 2026-12-31

  Scenario: En träff flyttas samma dag som regeln för påminnelser ändras
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-27
    Och regeln courseDays.firstReminderDaysBefore ändras till 21
    Och träff 1 på HT2026-1b-1 flyttas till 2026-09-30 i regionens filer
    Och det är 2026-10-01
    Så får Anna "den första påminnelsen" om träff 1 på HT2026-1b-1 2026-09-09
    Och har inget skickats två gånger

  Scenario: Den som får en e-postadress under tiden får sina mejl själv
    Givet Anna saknar e-post
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-04-02
    Så får Cecilia "platsbeskedet" om Anna 2026-04-01
    När Anna får en e-postadress
    Och det är 2026-09-20
    Så får Anna "den första påminnelsen" om träff 1 på HT2026-1b-1 2026-09-02
    Och får Cecilia inte "den första påminnelsen" om Anna

  Scenario: Närvaron rättas efter att intyget har skickats, och intyget slutar gälla
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 1 på HT2026-1b-1
    Och alla var med på träff 2 på HT2026-1b-1
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Så får Anna "kursintyget" 2026-11-18
    När det är 2026-11-20
    Och alla utom Anna var med på träff 1 på HT2026-1b-1
    Och alla utom Anna var med på träff 2 på HT2026-1b-1
    Så gäller intyget för Anna på HT2026-1b-1 inte längre
    Och får Anna "beskedet att intyget inte gäller" 2026-11-20
    Och har Anna 75 tiondels hp
    När det är 2026-11-23
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-12-31
    Så får Anna "kursintyget" 2026-11-23

  Scenario: Närvaron på en kursdag rättas innan fakturan skrivs
    När terminen HT2026 öppnas
    Och Anna bokar plats på HT2026-LLU-1
    Och Bo bokar plats på HT2026-LLU-1
    Och det är 2026-11-03 klockan 17:00
    Och alla var med på träff 1 på HT2026-LLU-1
    Och det är 2026-11-05
    Och alla utom Bo var med på träff 1 på HT2026-LLU-1
    Och det är 2026-12-01
    Så har Borlänge fakturerats 450 kr för HT2026

  Scenario: Beslutet fattas när någon redan går kursen
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-09-20
    Och Borlänge beslutar 2026-09-20 att 5 chefer om året ska gå programmet
    Så ska Anna ha börjat senast 2027-09-20
    Och ska Anna vara klar senast 2029-09-20
    När det är 2027-08-31
    Så får Anna inte "påminnelsen om beslutet"
    Och får Bo "påminnelsen om beslutet" 2027-07-22

  @server
  Scenario: Den som är tjänstledig när tiden går ut är inte sen, och tiden fortsätter vid återkomsten
    Givet Borlänge beslutar 2026-01-01 att 5 chefer om året ska gå programmet
    Så ska Bo ha börjat senast 2027-01-04
    När Bo blir tjänstledig från 2026-10-01 till 2027-03-31
    Och det är 2027-04-01
    Så skickas inget till Bo mellan 2026-10-01 och 2027-03-31
    Och står Bo inte på samordnarens lista över försenade

  Scenario: Den som redan har gått 1a får ingen plats på 1b
    Givet Anna gick kurs 1a 2024-06-01
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Så får den som svarade veta "redan godkänt"
    Och har Anna 75 tiondels hp

  Scenario: Tjänstledighet mitt i ett ärende: det avslutas, och börjar om vid återkomsten
    Givet regeln escalation.unreachableDaysBefore är 0
    Och Borlänge beslutar 2026-01-12 att 5 chefer om året ska gå programmet
    När det är 2027-01-20
    Så ligger ärendet om Anna på nivå chief
    När Anna blir tjänstledig från 2027-01-21 till 2027-03-31
    Och det är 2027-01-26
    Så är ärendet om Anna avslutat
    Och får Cecilia "veckobeskedet" 2027-01-25
    När det är 2027-03-31
    Så skickas inget till Anna mellan 2027-01-21 och 2027-03-31
    Och står Anna inte på samordnarens lista över försenade
    När det är 2027-04-07
    Så ligger ärendet om Anna på nivå chief
    Och har inget skickats två gånger

  Scenario: Den som byter kommun medan hon väntar får platsen i den nya kommunen, som betalar
    Givet Frida börjar som ny chef:
      | namn  | roll            | kommun | arbetsplats | chef |
      | Frida | verksamhetschef | Falun  |             |      |
    När terminen HT2026 öppnas
    Och det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Så står Bo på reservlistan till HT2026
    När Bo flyttar till Falun 2026-07-02 med Frida som chef
    Och det är 2026-07-03
    Och Anna tackar nej till HT2026-1b-1
    Så har Bo plats på HT2026-1b-1
    Och får Frida "beskedet om en chef från reservlistan" 2026-07-03
    Och får Cecilia inte "beskedet om en chef från reservlistan"
    När Bo tackar ja till HT2026-1b-1
    Och det är 2026-10-15
    Så har Falun fakturerats 25000 kr för HT2026
    Och har Borlänge fakturerats 0 kr för HT2026

  Scenario: Den som byter kommun medan svarstiden går behåller platsen, och den nya chefen får veta om den går vidare
    Givet Frida börjar som ny chef:
      | namn  | roll            | kommun | arbetsplats | chef |
      | Frida | verksamhetschef | Falun  |             |      |
    När terminen HT2026 öppnas
    Och det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Och Anna tackar nej till HT2026-1b-1
    Så har Bo till och med 2026-07-08 på sig att svara om HT2026-1b-1
    När Bo flyttar till Falun 2026-07-03 med Frida som chef
    Och det är 2026-07-04
    Så har Bo plats på HT2026-1b-1
    När det är 2026-07-10
    Så har Bo ingen plats på HT2026-1b-1
    Och får Frida "beskedet om en chef från reservlistan" 2026-07-09

  Scenario: Dagen som skulle tas igen tas bort, och kommer tillbaka
    Givet kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-2 | 1b   | 2       | 2026-09-23 2026-10-14 2026-11-25 |
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och Anna tar igen träff 2 på HT2026-1b-1 på träff 2 på HT2026-1b-2
    Och det är 2026-06-02
    Och samordnaren tar bort träff 2 på HT2026-1b-2
    Och det är 2026-06-03
    Så får Anna "beskedet att bokningen inte gäller" 2026-06-02
    Och har Anna 0 dagar bokade att ta igen
    När samordnaren tar tillbaka ändringen av HT2026-1b-2
    Så har Anna 1 dagar bokade att ta igen
    När det är 2026-06-04
    Så har inget skickats två gånger

  Scenario: En dag som tas igen kostar ingenting extra
    Givet kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-2 | 1b   | 2       | 2026-09-23 2026-10-14 2026-11-25 |
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och Anna tar igen träff 2 på HT2026-1b-1 på träff 2 på HT2026-1b-2
    Och det är 2026-10-14 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-2
    Och det är 2026-12-15
    Så har Borlänge fakturerats 25000 kr för HT2026

  Scenario: Ett resultat rättas efter fakturan, och platsen kostar detsamma
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 1 på HT2026-1b-1
    Och alla var med på träff 2 på HT2026-1b-1
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Så har Borlänge fakturerats 25000 kr för HT2026
    När det är 2026-12-01
    Och resultatet för Anna på HT2026-1b-1 rättas till underkänd
    Och det är 2027-02-05
    Så gäller intyget för Anna på HT2026-1b-1 inte längre
    Och har Borlänge fakturerats 25000 kr för HT2026

  Scenario: Kursen ställs in efter fakturan: kommunen får pengarna tillbaka, och betalar igen om den blir av
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-10-15
    Så har Borlänge fakturerats 25000 kr för HT2026
    När samordnaren ställer in HT2026-1b-1
    Och det är 2026-11-15
    Så har Borlänge krediterats 25000 kr för HT2026
    När samordnaren ger HT2026-1b-1 ändå
    Och det är 2027-02-05
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 25000 kr för HT2026
