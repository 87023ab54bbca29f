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
