# language: sv
Egenskap: Resultat och intyg
  Intyget kommer när kursen är godkänd och den som gick den var där, och det tas aldrig tillbaka av sig självt.

  Bakgrund:
    Givet dagen är 2026-06-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats    | chef    |
      | Hedda   | socialchef      | Borlänge |                |         |
      | Cecilia | verksamhetschef | Borlänge |                | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 10      | 2026-09-16 2026-10-07 2026-11-18 |
    Och terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-09-16 klockan 17:00

  @server
  Scenario: Godkänd och närvarande ger kursintyg samma dag
    När alla var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och det är 2026-11-25
    Och Anna blir godkänd på HT2026-1b-1
    Så har Anna intyg för HT2026-1b-1
    Och får Anna "kursintyget" 2026-11-25
    Och får Anna "beskedet godkänd" 2026-11-25
    Och har Anna 75 tiondels hp
    Och är HT2026-1b-1 avslutat

  Scenario: En dags frånvaro går bra i programmet
    När alla utom Anna var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Så har Anna intyg för HT2026-1b-1

  Scenario: Två dagars frånvaro ger inget intyg förrän närvaron har rättats
    När alla utom Anna var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla utom Anna var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Så har Anna inget intyg för HT2026-1b-1
    Och har Anna 75 tiondels hp
    När det är 2026-12-01
    Och alla var med på träff 2 på HT2026-1b-1
    Så har Anna intyg för HT2026-1b-1
    Och får Anna "kursintyget" 2026-12-01

  @server
  Scenario: Underkänd, nytt försök, godkänd
    När alla var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och det är 2026-11-25
    Och Anna blir underkänd på HT2026-1b-1
    Så får Anna "beskedet underkänd" 2026-11-25
    Och har Anna inget intyg för HT2026-1b-1
    Och har Anna 0 tiondels hp
    När det är 2026-12-10
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Så har Anna intyg för HT2026-1b-1
    Och får Anna "kursintyget" 2026-12-10

  Scenario: Inget PM ger en påminnelse före och ett besked efter sista dagen
    När alla var med på träff 1 på HT2026-1b-1
    Och det är 2027-01-31
    Så får Anna "påminnelsen om PM" 2026-11-25
    Och får Anna "beskedet att PM saknas"
    Och har Anna inget intyg för HT2026-1b-1

  Scenario: Fyra kurser ger programintyget, vilka år de än är från
    Givet Anna gick kurs 2 2023-06-01
    Och Anna gick kurs 3 2024-01-15
    Och Anna gick kurs 4 2024-06-01
    Så har Anna 225 tiondels hp
    När alla var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och det är 2026-11-25
    Och Anna blir godkänd på HT2026-1b-1
    Så har Anna 300 tiondels hp
    Och har Anna programintyget
    Och får Anna "programintyget" 2026-11-25

  Scenario: Närvaro registreras inte innan träffen har hållits
    När alla var med på träff 2 på HT2026-1b-1
    Så får den som svarade veta "Registrera närvaron när den har hållits"

  Scenario: Kursledaren påminns om närvaron, sedan får samordnaren veta
    När det är 2026-10-01
    Så får Torsten "påminnelsen om närvaron" 2026-09-21
    Och får Karin "beskedet att närvaron saknas" 2026-09-23

  @server
  Scenario: Ett intyg som dras in gäller inte förrän det återställs
    När alla var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Och det är 2026-12-01
    Och samordnaren drar in intyget för Anna på HT2026-1b-1 av skälet "misused"
    Och det är 2026-12-02
    Så gäller intyget för Anna på HT2026-1b-1 inte längre
    Och får Anna "beskedet att intyget inte gäller" 2026-12-01
    När samordnaren återställer intyget för Anna på HT2026-1b-1
    Och det är 2026-12-03
    Så gäller version 1 av intyget för Anna på HT2026-1b-1
    Och får Anna "beskedet att intyget gäller igen" 2026-12-02

  Scenario: Den som drar in ett intyg av misstag kan ångra sig innan någon får veta det
    När alla var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Och det är 2026-12-01 klockan 10:00
    Och samordnaren drar in intyget för Anna på HT2026-1b-1 av skälet "issued_in_error"
    Och det är 2026-12-01 klockan 10:05
    Och samordnaren återställer intyget för Anna på HT2026-1b-1
    Och det är 2026-12-03
    Så gäller version 1 av intyget för Anna på HT2026-1b-1
    Och får Anna inte "beskedet att intyget inte gäller"
    Och får Anna inte "beskedet att intyget gäller igen"

  Scenario: Ett nytt namn ger ett nytt intyg som ersätter det gamla
    När alla var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Och det är 2026-12-01
    Och samordnaren begär ett nytt intyg för Anna på HT2026-1b-1
    Och begäran om ett nytt intyg för Anna på HT2026-1b-1 tas tillbaka
    Och det är 2026-12-02
    Så gäller version 1 av intyget för Anna på HT2026-1b-1
    När samordnaren begär ett nytt intyg för Anna på HT2026-1b-1
    Och det är 2026-12-03
    Så gäller version 2 av intyget för Anna på HT2026-1b-1
