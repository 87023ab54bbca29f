# language: sv
Egenskap: Fakturor
  Kommunen betalar för de platser som behålls, och för kursdagar som någon var på.

  Bakgrund:
    Givet dagen är 2026-06-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
      | Disa    | enhetschef      | Borlänge | Boende Väst     | Cecilia |
      | Frida   | verksamhetschef | Falun    |                 |         |
    Och kurstillfällena:
      | kod          | kurs | platser | träffar               |
      | HT2026-1b-1  | 1b   | 10      | 2026-09-16 2026-10-07 |
      | HT2026-LLU-1 | LLU  | 20      | 2026-11-03            |
    Och terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och samordnaren ger Bo plats på HT2026-1b-1

  Scenario: En plats som lämnas sista fria dagen kostar inget
    När det är 2026-09-21
    Och Bo lämnar HT2026-1b-1
    Och det är 2026-09-30
    Så har Borlänge fakturerats 25000 kr för HT2026

  @server
  Scenario: En plats som lämnas efter den fria tiden betalas
    När det är 2026-09-22
    Och Bo lämnar HT2026-1b-1
    Och det är 2026-09-30
    Så har Borlänge fakturerats 50000 kr för HT2026

  @server
  Scenario: En kursdag betalas för dem som var där
    När Anna bokar plats på HT2026-LLU-1
    Och Bo bokar plats på HT2026-LLU-1
    Och det är 2026-11-03 klockan 17:00
    Och alla utom Bo var med på träff 1 på HT2026-LLU-1
    Och det är 2026-12-01
    Så har Borlänge fakturerats 50450 kr för HT2026

  Scenario: En underkänd som senare blir godkänd ändrar inte fakturan
    När det är 2026-10-07 klockan 17:00
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir underkänd på HT2026-1b-1
    Och det är 2026-10-30
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Och det är 2027-01-31
    Så har Borlänge fakturerats 50000 kr för HT2026

  @server
  Scenario: Ett avhopp inom den fria tiden som berättas för sent krediteras nästa månad
    När det är 2026-10-12
    Och samordnaren skriver in att Bo lämnade HT2026-1b-1 redan 2026-09-18
    Och det är 2026-11-01
    Så har Borlänge krediterats 0 kr för HT2026
    När det är 2026-11-02
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 25000 kr för HT2026
    Och står det på kreditfakturan till Borlänge för HT2026 varför: "Platsen lämnades 2026-09-18. Den kunde lämnas utan kostnad till och med 2026-09-21."
    Och får fakturaenheten i Borlänge "kreditfakturan" 2026-11-02
    När det är 2027-03-31
    Så har Borlänge fått 1 fakturor och 1 kreditfakturor för HT2026

  Scenario: Ett avhopp efter den fria tiden krediteras inte, hur sent det än berättas
    När det är 2026-10-12
    Och samordnaren skriver in att Bo lämnade HT2026-1b-1 redan 2026-09-22
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  Scenario: En plats som ges efter faktureringen kommer på en faktura till
    När det är 2026-09-25
    Och samordnaren ger Disa plats på HT2026-1b-1
    Och det är 2026-09-30
    Så har Borlänge fakturerats 50000 kr för HT2026
    När det är 2026-10-01
    Så har Borlänge fakturerats 75000 kr för HT2026
    Och har Borlänge fått 2 fakturor och 0 kreditfakturor för HT2026

  Scenario: Närvaron rättas nedåt
    När Anna bokar plats på HT2026-LLU-1
    Och Bo bokar plats på HT2026-LLU-1
    Och det är 2026-11-03 klockan 17:00
    Och alla var med på träff 1 på HT2026-LLU-1
    Och det är 2026-11-25
    Så har Borlänge fakturerats 50900 kr för HT2026
    När alla utom Bo var med på träff 1 på HT2026-LLU-1
    Och det är 2026-12-01
    Så har Borlänge krediterats 450 kr för HT2026
    Och står det på kreditfakturan till Borlänge för HT2026 varför: "Närvaron har rättats: deltagaren var inte där."

  @server
  Scenario: Närvaron rättas nedåt, uppåt och nedåt igen
    När Anna bokar plats på HT2026-LLU-1
    Och Bo bokar plats på HT2026-LLU-1
    Och det är 2026-11-03 klockan 17:00
    Och alla utom Bo var med på träff 1 på HT2026-LLU-1
    Och det är 2026-11-25
    Så har Borlänge fakturerats 50450 kr för HT2026
    När alla var med på träff 1 på HT2026-LLU-1
    Och det är 2026-12-10
    Så har Borlänge fakturerats 50900 kr för HT2026
    När alla utom Bo var med på träff 1 på HT2026-LLU-1
    Och det är 2027-01-15
    Så har Borlänge fakturerats 50900 kr för HT2026
    Och har Borlänge krediterats 450 kr för HT2026
    Och har Borlänge fått 3 fakturor och 1 kreditfakturor för HT2026

  Scenario: Det som rättas fram och tillbaka före månadsskiftet ändrar ingenting
    När Anna bokar plats på HT2026-LLU-1
    Och det är 2026-11-03 klockan 17:00
    Och alla var med på träff 1 på HT2026-LLU-1
    Och det är 2026-11-25
    Och alla utom Anna var med på träff 1 på HT2026-LLU-1
    Och det är 2026-11-26
    Och alla var med på träff 1 på HT2026-LLU-1
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50450 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  Scenario: Tjänstledighet under terminen ändrar inte det som faktureras
    När det är 2026-10-12
    Och Bo blir tjänstledig till 2027-06-30
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  Scenario: Den som flyttar under terminen har kvar platsen, och kommunen som fick den betalar
    När det är 2026-10-12
    Och Bo flyttar till Falun 2026-10-15 med Frida som chef
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026
    Och har Falun fakturerats 0 kr för HT2026

  Scenario: En kommun som lämnar samverkan betalar för de platser som den har kvar
    När Borlänge lämnar samverkan 2026-10-15
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  Scenario: Den som lämnar i tid före faktureringen finns varken på fakturan eller på en kreditfaktura
    När det är 2026-09-18
    Och Bo lämnar HT2026-1b-1
    Och det är 2027-03-31
    Så har Borlänge fått 1 fakturor och 0 kreditfakturor för HT2026
    Och har Borlänge fakturerats 25000 kr för HT2026
