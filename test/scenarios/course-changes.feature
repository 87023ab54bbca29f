# language: sv
Egenskap: Kurser som inte blir som planerat
  Det som ändras berättas en gång, för dem det angår, och går att ta tillbaka.

  Bakgrund:
    Givet dagen är 2026-06-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats    | chef    |
      | Hedda   | socialchef      | Borlänge |                |         |
      | Cecilia | verksamhetschef | Borlänge |                | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Syd  | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 2       | 2026-09-16 2026-10-07 2026-11-18 |
      | HT2026-1b-2 | 1b   | 1       | 2026-09-23 2026-10-14 2026-11-25 |
    Och terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-06-02

  Scenario: Den som går kursen får veta när en kursdag flyttas
    När samordnaren flyttar träff 2 på HT2026-1b-1 till 2026-10-08
    Och det har gått 60 minuter
    Så får Anna "beskedet om ändrad kursdag" 2026-06-02
    Och får Torsten "beskedet om ändrad kursdag att hålla" 2026-06-02

  Scenario: En ändring som tas tillbaka inom en timme berättas för ingen
    När samordnaren flyttar träff 2 på HT2026-1b-1 till 2026-10-08
    Och det har gått 30 minuter
    Och samordnaren tar tillbaka ändringen av HT2026-1b-1
    Och det är 2026-06-03
    Så får Anna inte "beskedet om ändrad kursdag"

  Scenario: En träff tas bort
    När samordnaren tar bort träff 2 på HT2026-1b-1
    Och det är 2026-06-03
    Så får Anna "beskedet om ändrad kursdag" 2026-06-02
    När det är 2026-10-20
    Så får Anna inte "beskedet att intyget inte gäller"

  Scenario: Ett inställt tillfälle ger ingen plats och ingen kostnad
    När samordnaren ställer in HT2026-1b-1
    Och det har gått 15 minuter
    Så har Anna ingen plats på HT2026-1b-1
    Och får Anna "beskedet att kursen är inställd" 2026-06-02
    När det är 2026-12-01
    Så har Borlänge fakturerats 0 kr för HT2026

  Scenario: Det inställda blir av ändå, och platsen finns kvar
    När samordnaren ställer in HT2026-1b-1
    Och det har gått 15 minuter
    Och det är 2026-06-03
    Och samordnaren ger HT2026-1b-1 ändå
    Och det har gått 15 minuter
    Så har Anna plats på HT2026-1b-1
    Och får Anna "beskedet att kursen blir av ändå" 2026-06-03

  Scenario: Ett misstag som rättas genast märks inte
    När samordnaren ställer in HT2026-1b-1
    Och samordnaren ger HT2026-1b-1 ändå
    Och det är 2026-06-03
    Så har Anna plats på HT2026-1b-1
    Och får Anna inte "beskedet att kursen är inställd"
    Och får Anna inte "beskedet att kursen blir av ändå"

  Scenario: Ett inställt tillfälle ger inga nya platser
    När samordnaren ställer in HT2026-1b-1
    Och samordnaren ger Bo plats på HT2026-1b-1
    Så får den som svarade veta "är inställt"

  Scenario: Två tillfällen slås ihop, och platsen följer med
    När samordnaren slår ihop HT2026-1b-1 med HT2026-1b-2
    Och det har gått 15 minuter
    Så har Anna plats på HT2026-1b-2
    Och har Anna ingen plats på HT2026-1b-1
    Och får Anna "beskedet om den andra gruppen" 2026-06-02
    När det är 2026-07-01
    Så får Anna "platsbeskedet" en enda gång

  Scenario: Det går inte att slå ihop när platserna inte räcker
    När samordnaren ger Bo plats på HT2026-1b-1
    Och samordnaren slår ihop HT2026-1b-1 med HT2026-1b-2
    Så får den som svarade veta "har 1 lediga platser"

  Scenario: En sammanslagning tas tillbaka
    När samordnaren slår ihop HT2026-1b-1 med HT2026-1b-2
    Och samordnaren ger HT2026-1b-1 ändå
    Så har Anna plats på HT2026-1b-1
    Och har Anna ingen plats på HT2026-1b-2

  Scenario: En utbildare får förhinder; samordnaren får veta, deltagarna störs inte
    När Torsten får förhinder till träff 1 på HT2026-1b-1
    Så får Karin "beskedet att en utbildare saknas" 2026-06-02
    Och står 1 uppgifter av slaget "trainer_missing" på samordnarens lista
    Och får Anna inte "beskedet om ändrad kursdag"
    När det är 2026-06-03
    Och Torsten kan ändå hålla träff 1 på HT2026-1b-1
    Så står 0 uppgifter av slaget "trainer_missing" på samordnarens lista

  Scenario: En missad dag tas igen i en annan grupp
    När Anna tar igen träff 2 på HT2026-1b-1 på träff 2 på HT2026-1b-2
    Så får Anna "bekräftelsen på dagen som tas igen" 2026-06-02

  Scenario: Gruppen är full den dagen
    När samordnaren ger Bo plats på HT2026-1b-2
    Och Anna tar igen träff 2 på HT2026-1b-1 på träff 2 på HT2026-1b-2
    Så får den som svarade veta "är full"

  Scenario: Dagen som skulle tas igen flyttas
    När Anna tar igen träff 2 på HT2026-1b-1 på träff 2 på HT2026-1b-2
    Och det är 2026-06-03
    Och samordnaren flyttar träff 2 på HT2026-1b-2 till 2026-10-15
    Så får Anna "beskedet att bokningen inte gäller" 2026-06-03

  Scenario: Ett rättat resultat tar tillbaka intyget, och ger det igen
    När det är 2026-09-16 klockan 17:00
    Och alla var med på träff 1 på HT2026-1b-1
    Och det är 2026-10-07 klockan 17:00
    Och alla var med på träff 2 på HT2026-1b-1
    Och det är 2026-11-18 klockan 17:00
    Och alla var med på träff 3 på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och det är 2026-11-25
    Och Anna blir godkänd på HT2026-1b-1
    Så gäller version 1 av intyget för Anna på HT2026-1b-1
    När det är 2026-12-01
    Och resultatet för Anna på HT2026-1b-1 rättas till underkänd
    Så gäller intyget för Anna på HT2026-1b-1 inte längre
    Och har Anna 0 tiondels hp
    Och får Anna "beskedet om rättat resultat" 2026-12-01
    Och får Anna "beskedet att intyget inte gäller" 2026-12-01
    När det är 2026-12-02
    Och resultatet för Anna på HT2026-1b-1 rättas till godkänd
    Så gäller version 2 av intyget för Anna på HT2026-1b-1
    Och har Anna 75 tiondels hp

  Scenario: Den sista tentan underkänd: chefen får veta och kursen kan tas om
    När det är 2026-11-18 klockan 17:00
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir underkänd på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir underkänd på HT2026-1b-1
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir underkänd på HT2026-1b-1
    Så får Cecilia "beskedet att kursen kan tas om" 2026-11-18
    Och står 1 uppgifter av slaget "attempts_used" på samordnarens lista
