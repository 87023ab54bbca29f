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
      | HT2026-1b-2  | 1b   | 10      | 2026-09-17 2026-10-08 |
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

  Scenario: En avgift som beslutas mitt i året gäller från sin dag
    När Anna bokar plats på HT2026-LLU-1
    Och det är 2026-10-12
    Och en kursdag för chefer kostar 500 kr från 2026-11-01
    Och det är 2026-11-03 klockan 17:00
    Och alla var med på träff 1 på HT2026-LLU-1
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50500 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  Scenario: En avgift från en senare dag ändrar inte det som redan har hållits
    När Anna bokar plats på HT2026-LLU-1
    Och det är 2026-11-03 klockan 17:00
    Och alla var med på träff 1 på HT2026-LLU-1
    Och det är 2026-11-25
    Och en kursdag för chefer kostar 500 kr från 2026-11-04
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50450 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  Scenario: Årets kostnader faktureras en gång, av den första terminen som börjar det året
    Givet Yrkesresan kostar 237 öre per invånare och 100000 kr att dela på under 2027
    När terminen VT2027 öppnas
    Och det är 2027-02-28
    Så har Borlänge fakturerats 0 kr för VT2027
    När det är 2027-03-01
    # 50 000 invånare à 2,37 kr, och en tredjedel av det gemensamma: 118 500 + 33 333,33 kr.
    Så har Borlänge fått fakturor på 15183333 öre utan moms för VT2027
    Och har kommunerna tillsammans fått fakturor på 45550000 öre utan moms för VT2027
    När det är 2027-08-31
    Så har Borlänge fått 1 fakturor och 0 kreditfakturor för VT2027

  @server
  Scenario: Den som betalar i tid påminns inte
    När det är 2026-10-20
    Och Borlänge betalar 50000 kr för HT2026
    Och det är 2026-12-31
    Och inbetalningarna är lästa till och med 2026-12-31
    Och det är 2027-01-15
    Så får fakturaenheten i Borlänge inte "betalningspåminnelsen"

  @server
  Scenario: En obetald faktura påminns det om två gånger, sedan får samordnaren den
    När det är 2026-11-02 klockan 07:00
    Och inbetalningarna är lästa till och med 2026-11-02
    Och det är 2026-11-03
    Så får fakturaenheten i Borlänge "betalningspåminnelsen" 2026-11-02
    När det är 2026-11-23
    Och inbetalningarna är lästa till och med 2026-11-23
    Och det är 2026-11-24
    Så får fakturaenheten i Borlänge "betalningspåminnelsen" 2026-11-02 och 2026-11-23
    När det är 2026-12-07
    Och inbetalningarna är lästa till och med 2026-12-07
    Så står 1 uppgifter av slaget "invoice_unpaid" på samordnarens lista
    Och får fakturaenheten i Borlänge "betalningspåminnelsen" 2026-11-02 och 2026-11-23
    När Borlänge betalar 50000 kr för HT2026
    Så står 0 uppgifter av slaget "invoice_unpaid" på samordnarens lista

  Scenario: Ingen påminns innan den dagens betalningar är lästa
    När det är 2026-11-20
    Och inbetalningarna är lästa till och med 2026-11-01
    Och det är 2026-11-27
    Så får fakturaenheten i Borlänge inte "betalningspåminnelsen"
    När inbetalningarna är lästa till och med 2026-11-26
    Och det är 2026-11-28
    Så får fakturaenheten i Borlänge "betalningspåminnelsen" 2026-11-27

  Scenario: En delbetalning påminns det om, tills resten är krediterad
    När det är 2026-10-12
    Och Borlänge betalar 25000 kr för HT2026
    Och samordnaren skriver in att Bo lämnade HT2026-1b-1 redan 2026-09-18
    Och det är 2026-11-02
    Så har Borlänge krediterats 25000 kr för HT2026
    När inbetalningarna är lästa till och med 2026-11-02
    Och det är 2026-12-01
    Så får fakturaenheten i Borlänge inte "betalningspåminnelsen"

  Scenario: En betald faktura som sedan krediteras ger pengar att lämna tillbaka
    När det är 2026-10-12
    Och Borlänge betalar 50000 kr för HT2026
    Och samordnaren skriver in att Bo lämnade HT2026-1b-1 redan 2026-09-18
    Och det är 2026-11-02
    Så står 1 uppgifter av slaget "invoice_overpaid" på samordnarens lista
    När det är 2026-11-05
    Och Borlänge får tillbaka 25000 kr för HT2026
    Så står 0 uppgifter av slaget "invoice_overpaid" på samordnarens lista

  Scenario: En betalning som skrevs in av misstag tas tillbaka, och fakturan påminns det om
    När det är 2026-10-20
    Och Borlänge betalar 50000 kr för HT2026
    Och samordnaren tar tillbaka den senaste betalningen
    Och det är 2026-11-02 klockan 07:00
    Och inbetalningarna är lästa till och med 2026-11-02
    Och det är 2026-11-03
    Så får fakturaenheten i Borlänge "betalningspåminnelsen" 2026-11-02

  Scenario: En betalning med okänt OCR-nummer får samordnaren titta på
    När det är 2026-10-20
    Och någon betalar 50000 kr med OCR-numret 123
    Så står 1 uppgifter av slaget "payment_unknown" på samordnarens lista
    När samordnaren tar tillbaka den senaste betalningen
    Så står 0 uppgifter av slaget "payment_unknown" på samordnarens lista

  Scenario: Samma betalning två gånger räknas en gång, och en annan med samma referens tas inte emot
    När det är 2026-10-20
    Och Borlänge betalar 50000 kr för HT2026
    Och samma betalning läses en gång till
    Så står 0 uppgifter av slaget "invoice_overpaid" på samordnarens lista
    När en betalning på 1 kr läses med samma referens
    Så får den som svarade veta "finns redan"

  @server
  Scenario: Under ett kravstopp påminns ingen, och efteråt räknas dagarna om
    När det är 2026-10-26
    Och fakturan till Borlänge för HT2026 får kravstopp
    Och det är 2026-11-30
    Och inbetalningarna är lästa till och med 2026-11-30
    Och det är 2026-12-01
    Så får fakturaenheten i Borlänge inte "betalningspåminnelsen"
    När kravstoppet för fakturan till Borlänge för HT2026 hävs
    Och det är 2026-12-11
    Och inbetalningarna är lästa till och med 2026-12-11
    Och det är 2026-12-12
    Så får fakturaenheten i Borlänge "betalningspåminnelsen" 2026-12-11

  Scenario: En inställd kurs krediteras hel, och påminns inte om
    När det är 2026-09-30
    Och samordnaren ställer in HT2026-1b-1
    Och det är 2026-10-01
    Så har Borlänge krediterats 50000 kr för HT2026
    Och står det på kreditfakturan till Borlänge för HT2026 varför: "Kurstillfället är inställt."
    När det är 2026-11-02
    Och inbetalningarna är lästa till och med 2026-11-02
    Och det är 2026-12-01
    Så får fakturaenheten i Borlänge inte "betalningspåminnelsen"

  Scenario: En inställd kursdag i programmet ändrar inte fakturan
    När det är 2026-09-30
    Och samordnaren tar bort träff 2 på HT2026-1b-1
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  Scenario: En dag som tas igen i en annan grupp kostar ingenting mer
    När Anna tar igen träff 2 på HT2026-1b-1 på träff 2 på HT2026-1b-2
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  Scenario: Ett resultat som rättas efter fakturan ändrar den inte
    När det är 2026-10-07 klockan 17:00
    Och Anna lämnar in sitt PM på HT2026-1b-1
    Och Anna blir godkänd på HT2026-1b-1
    Och det är 2026-11-05
    Och resultatet för Anna på HT2026-1b-1 rättas till underkänd
    Och det är 2027-03-31
    Så har Borlänge fakturerats 50000 kr för HT2026
    Och har Borlänge krediterats 0 kr för HT2026

  @server
  Scenario: Kommunen krediteras för sin utbildare när terminen är slut, och det som rättas räknas av
    Givet Ylva är utlånad av Falun
    När Anna bokar plats på HT2026-LLU-1
    Och Bo bokar plats på HT2026-LLU-1
    Och det är 2026-11-03 klockan 17:00
    Och alla var med på träff 1 på HT2026-LLU-1
    Och det är 2027-01-15
    Så har Falun krediterats 0 öre ur utbildarpotten för HT2026 i 0 avräkningar
    När det är 2027-01-19
    Så har Falun krediterats 17778 öre ur utbildarpotten för HT2026 i 1 avräkningar
    Och får fakturaenheten i Falun "avräkningen av utbildarpotten" 2027-01-18
    När det är 2027-02-10
    Och alla utom Bo var med på träff 1 på HT2026-LLU-1
    Och det är 2027-03-31
    Så har Falun krediterats 8889 öre ur utbildarpotten för HT2026 i 2 avräkningar
    Och får fakturaenheten i Falun "avräkningen av utbildarpotten" 2027-01-18 och 2027-03-01

  Scenario: Regionens egna utbildares andelar stannar hos säljaren
    När Anna bokar plats på HT2026-LLU-1
    Och det är 2026-11-03 klockan 17:00
    Och alla var med på träff 1 på HT2026-LLU-1
    Och det är 2027-03-31
    Så har Falun krediterats 0 öre ur utbildarpotten för HT2026 i 0 avräkningar
    Och får fakturaenheten i Falun inte "avräkningen av utbildarpotten"
