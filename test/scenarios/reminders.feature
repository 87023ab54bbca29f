# language: sv
Egenskap: Påminnelser om träffarna
  Den som har plats får veta allt i tid, och aldrig något som redan har varit.

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
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1

  @server
  Scenario: Praktisk information tre veckor före, påminnelse fjorton dagar och två arbetsdagar före
    När det är 2026-09-16
    Så får Anna "den praktiska informationen" 2026-08-26
    Och får Anna "den första påminnelsen" om träff 1 på HT2026-1b-1 2026-09-02
    Och får Anna "den andra påminnelsen" om träff 1 på HT2026-1b-1 2026-09-14
    Och får Torsten "närvarolistan" 2026-09-15

  Scenario: Två arbetsdagar räknas över en helgdag
    När det är 2026-12-01
    Så får Anna "den andra påminnelsen" om träff 3 på HT2026-1b-1 2026-11-16

  Scenario: Den som lämnar kursen påminns inte mer
    När det är 2026-09-10
    Och Anna lämnar HT2026-1b-1
    Och det är 2026-12-31
    Så får Anna "bekräftelsen att platsen är lämnad" 2026-09-10
    Och får Anna inte "den andra påminnelsen"
    Och skickas inget till Anna mellan 2026-09-11 och 2026-12-31

  Scenario: Den som får plats sent får inte det som redan skulle ha gått ut
    Givet Bo börjar som ny chef:
      | namn | roll       | kommun   | arbetsplats     | chef    |
      | Bo   | enhetschef | Borlänge | Hemtjänst Söder | Cecilia |
    När det är 2026-09-15
    Och samordnaren ger Bo plats på HT2026-1b-1
    Och det är 2026-12-31
    Så får Bo "platsbeskedet" 2026-09-15
    Och får Bo inte "den första påminnelsen" om träff 1 på HT2026-1b-1
    Och får Bo "den första påminnelsen" om träff 2 på HT2026-1b-1 2026-09-23

  @server
  Scenario: Den som sover till dag fjorton märker att regeln nu säger dag tjugoett
    När det är 2026-08-20
    Och regeln courseDays.firstReminderDaysBefore ändras till 21
    Och det är 2026-09-20
    Så får Anna "den första påminnelsen" om träff 1 på HT2026-1b-1 2026-08-26
    Och får Anna "den första påminnelsen" om träff 2 på HT2026-1b-1 2026-09-16

  Scenario: En ny regel skickar inget bakåt i tiden och inget en gång till
    När det är 2026-09-20
    Så får Anna "den första påminnelsen" om träff 1 på HT2026-1b-1 2026-09-02
    När regeln courseDays.firstReminderDaysBefore ändras till 30
    Och det är 2026-11-30
    Så får Anna "den första påminnelsen" om träff 2 på HT2026-1b-1 2026-09-23
    Och får Anna "den första påminnelsen" om träff 3 på HT2026-1b-1 2026-10-19
    Och har inget skickats två gånger

  Scenario: En träff som flyttas får påminnelser för sin nya dag
    När det är 2026-09-04
    Och träff 1 på HT2026-1b-1 flyttas till 2026-09-30 i regionens filer
    Och det är 2026-10-01
    Så får Anna "den första påminnelsen" om träff 1 på HT2026-1b-1 2026-09-02
    Och får Anna "den första påminnelsen" om träff 1 på HT2026-1b-1 2026-09-16
    Och får Anna "den andra påminnelsen" om träff 1 på HT2026-1b-1 2026-09-28
    Och har inget skickats två gånger

  Scenario: Den som saknar e-post nås genom sin chef
    Givet Evert börjar som ny chef:
      | namn  | roll       | kommun   | arbetsplats   | chef    | e-post |
      | Evert | enhetschef | Borlänge | Hemtjänst Öst | Cecilia | nej    |
    När samordnaren ger Evert plats på HT2026-1b-1
    Och det är 2026-09-20
    Så får Cecilia "platsbeskedet" om Evert 2026-06-01
    Och får Cecilia "den första påminnelsen" om Evert 2026-09-02
    Och skickas inget till Evert

  Scenario: Den som slutar får inget mer
    När det är 2026-09-03
    Och Anna slutar 2026-09-10
    Och det är 2026-12-31
    Så får Anna inte "den andra påminnelsen" om träff 1 på HT2026-1b-1
    Och skickas inget till Anna mellan 2026-09-10 och 2026-12-31
