# language: sv
Egenskap: Kurser utanför programmet
  Leda lärande och utveckling i delar, webbkurser, kursdagar för medarbetare, uppstartsträffar, tillgodoräknanden och kommunens genomförandeplan.

  Bakgrund:
    Givet dagen är 2026-04-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats    | chef    | e-post |
      | Hedda   | socialchef      | Borlänge |                |         | ja     |
      | Cecilia | verksamhetschef | Borlänge |                | Hedda   | ja     |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr | Cecilia | ja     |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Norr | Cecilia | ja     |
      | Sven    | medarbetare     | Borlänge | Hemtjänst Norr | Anna    | nej    |
      | Tove    | medarbetare     | Borlänge | Hemtjänst Norr | Anna    | ja     |
    Och dessa kurser utanför programmet:
      | kod | titel                     | slag       | för           | avgörs   | plats      | avgift             |
      | UA  | Uppdrag och ansvar        | course_day | staff         | presence | booking    | course_day_manager |
      | UPP | Uppstartsträff            | course_day | unit_managers | presence | invitation |                    |
      | SS1 | Strategisk styrning I     | course_day | II            | presence | booking    |                    |
      | ISU | ISU webbkurs för chefer   | web        | leaders       | result   | booking    |                    |
    Och kursen LLU har delarna:
      | kod        | slag        | titel                         | dagar | påminnelse |
      | prep       | preparation | Förberedelse på lärplattformen | -7    | 7          |
      | day        | day         | Kursdag                       | 0     | 0          |
      | reflection | reflection  | Reflektionsuppgift            | 14    | 7          |
      | follow_up  | follow_up   | Kursuppföljning               | 21    | 7          |
    Och kurstillfällena:
      | kod          | kurs | platser | träffar               |
      | HT2026-LLU-1 | LLU  | 5       | 2026-10-13            |
      | HT2026-LLU-2 | LLU  | 5       | 2026-11-24            |
      | HT2026-UA-1  | UA   | 2       | 2026-10-20            |
      | HT2026-UPP-1 | UPP  | 10      | 2026-11-12            |
      | HT2026-SS1-1 | SS1  | 5       | 2026-10-21 2026-11-18 |
      | HT2026-1b-1  | 1b   | 5       | 2026-09-16 2026-10-07 |
    Och genomförandeplanen:
      | kod  | kommun   | aktivitet                       | planerad   | stödperson |
      | bor1 | Borlänge | Reflektionsgrupper på enheterna | 2026-10-15 | Cecilia    |
    När terminen HT2026 öppnas

  @server
  Scenario: Intyget för LLU kommer när alla delar är klara
    När det är 2026-09-01
    Och Anna bokar plats på HT2026-LLU-1
    Och Anna har gjort delen "prep" i LLU
    Och det är 2026-10-14
    Och alla var med på träff 1 på HT2026-LLU-1
    Så har Anna inget intyg för HT2026-LLU-1
    När Anna har gjort delen "reflection" i LLU
    Och det är 2026-10-28
    Så får Anna "påminnelsen om en del av kursen" 2026-10-27
    När Anna har gjort delen "follow_up" i LLU
    Så har Anna intyg för HT2026-LLU-1
    Och får Anna "kursdagsintyget"
    Och får Anna inte "beskedet att en del saknas"
    Och får Anna inte "beskedet godkänd"

  Scenario: Den som inte har förberett sig påminns och får sedan veta vad som saknas
    När det är 2026-09-01
    Och Anna bokar plats på HT2026-LLU-1
    Och det är 2026-10-08
    Så får Anna "påminnelsen om en del av kursen" 2026-09-29
    Och får Anna "beskedet att en del saknas" 2026-10-07

  Scenario: Utbildaren kan inte godkänna den som har delar kvar
    När det är 2026-09-01
    Och Anna bokar plats på HT2026-LLU-1
    Och det är 2026-10-14
    Och alla var med på träff 1 på HT2026-LLU-1
    Och Anna blir godkänd på HT2026-LLU-1
    Så får den som svarade veta "Det som saknas: Förberedelse på lärplattformen, Reflektionsuppgift, Kursuppföljning."

  Scenario: Den som missade dagen bokar en ny, och det som är gjort räknas
    När det är 2026-09-01
    Och Anna bokar plats på HT2026-LLU-1
    Och Anna har gjort delen "prep" i LLU
    Och det är 2026-10-14
    Och alla utom Anna var med på träff 1 på HT2026-LLU-1
    Så får Anna "beskedet om en missad dag" 2026-10-14
    När Anna bokar plats på HT2026-LLU-2
    Och Anna har gjort delen "reflection" i LLU
    Och Anna har gjort delen "follow_up" i LLU
    Och det är 2026-11-25
    Och alla var med på träff 1 på HT2026-LLU-2
    Så har Anna intyg för HT2026-LLU-2
    Och har Anna inget intyg för HT2026-LLU-1

  Scenario: En del som registrerades av misstag öppnas igen
    När det är 2026-09-01
    Och Anna bokar plats på HT2026-LLU-1
    Och Anna har gjort delen "prep" i LLU
    Och Anna har ändå inte gjort delen "prep" i LLU
    Och det är 2026-10-01
    Så får Anna "påminnelsen om en del av kursen" 2026-09-29

  Scenario: Närvaro rättas efteråt, och den som var där får sitt intyg
    När det är 2026-09-01
    Och Anna bokar Sven och Tove på HT2026-UA-1
    Och det är 2026-10-21
    Och alla utom Sven var med på träff 1 på HT2026-UA-1
    Så har Tove intyg för HT2026-UA-1
    Och har Sven inget intyg för HT2026-UA-1
    När alla var med på träff 1 på HT2026-UA-1
    Så har Sven intyg för HT2026-UA-1

  @server
  Scenario: En enhetschef bokar flera medarbetare, och den utan adress nås genom sin chef
    När det är 2026-09-01
    Och Anna bokar Sven och Tove på HT2026-UA-1
    Så är 2 platser tagna på HT2026-UA-1
    Och får Tove "platsbeskedet" 2026-09-01
    Och får Anna "platsbeskedet" om Sven 2026-09-01

  Scenario: Bara den egna chefen bokar en medarbetare
    När det är 2026-09-01
    Och Bo bokar Sven på HT2026-UA-1
    Så får den som svarade veta "är inte chef för"
    Och har Sven ingen plats på HT2026-UA-1

  Scenario: En kursdag för medarbetare är inte för chefer
    När det är 2026-09-01
    Och Anna bokar plats på HT2026-UA-1
    Så får den som svarade veta "den är för medarbetare"

  Scenario: Strategisk styrning är för mellanchefer och ger inga poäng i programmet
    När det är 2026-09-01
    Och Anna bokar plats på HT2026-SS1-1
    Så får den som svarade veta "mellanchefer"
    När Cecilia bokar plats på HT2026-SS1-1
    Och det är 2026-11-19
    Och alla var med på träff 1 på HT2026-SS1-1
    Och alla var med på träff 2 på HT2026-SS1-1
    Så har Cecilia intyg för HT2026-SS1-1
    Och har Cecilia 0 tiondels hp

  Scenario: Alla enhetschefer bjuds in till uppstartsträffen
    När det är 2026-10-02
    Så får Anna "inbjudan" 2026-10-01
    Och får Bo "inbjudan" 2026-10-01
    Och får Cecilia inte "inbjudan"
    Och är 2 platser tagna på HT2026-UPP-1
    När det är 2026-11-13
    Och alla utom Bo var med på träff 1 på HT2026-UPP-1
    Så får Anna "den andra påminnelsen" om träff 1 på HT2026-UPP-1 2026-11-10
    Och får Anna inte "den första påminnelsen"
    Och har Anna inget intyg för HT2026-UPP-1
    Och får Bo inte "beskedet om en missad dag"
    Och är HT2026-UPP-1 avslutat

  @server
  Scenario: En webbkurs tilldelas, påminns om och intygas
    När det är 2026-09-01
    Och Anna ska gå webbkursen ISU senast 2026-10-30
    Och Bo ska gå webbkursen ISU senast 2026-10-30
    Så får Anna "webbkursen" 2026-09-01
    När Anna har gått ISU själv
    Och det är 2026-10-24
    Så har Anna intyg för webbkursen ISU
    Och får Anna inte "påminnelsen om webbkursen"
    Och får Bo "påminnelsen om webbkursen" 2026-10-23

  Scenario: En webbkurs som togs i grupp
    När det är 2026-09-01
    Och Anna och Bo har gått ISU i grupp
    Så har Anna intyg för webbkursen ISU
    Och har Bo intyg för webbkursen ISU

  Scenario: Den som ändå inte ska gå webbkursen påminns inte
    När det är 2026-09-01
    Och Anna ska gå webbkursen ISU senast 2026-10-30
    Och Anna ska ändå inte gå webbkursen ISU
    Och det är 2026-10-30
    Så får Anna inte "påminnelsen om webbkursen"

  Scenario: Intyg för webbkurser kan stängas av
    Givet regeln otherCourses.webAttestation är false
    När det är 2026-09-01
    Och Anna har gått ISU själv
    Så har Anna inget intyg för webbkursen ISU

  Scenario: En likvärdig kurs tillgodoräknas och tas tillbaka
    När det är 2026-05-20
    Och kommunen tillgodoräknar Anna kurs 3 2026-03-02
    Så har Anna 75 tiondels hp
    När kommunen tillgodoräknar Anna kurs 3 2026-03-02
    Så har Anna 75 tiondels hp
    När tillgodoräknandet av kurs 3 för Anna tas tillbaka
    Så har Anna 0 tiondels hp

  Scenario: 1a och 1b ersätter varandra
    När det är 2026-05-20
    Och kommunen tillgodoräknar Anna kurs 1a 2026-03-02
    Och kommunen tillgodoräknar Anna kurs 1b 2026-03-02
    Så får den som svarade veta "som ger samma del av programmet"
    Och har Anna 75 tiondels hp
    När samordnaren ger Anna plats på HT2026-1b-1
    Så får den som svarade veta "redan godkänt"

  Scenario: En kurs som tillgodoräknas efter att platsen gavs tas upp med samordnaren
    När det är 2026-05-20
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och kommunen tillgodoräknar Anna kurs 1a 2026-03-02
    Så har Anna plats på HT2026-1b-1
    Och står Anna på samordnarens lista för HT2026-1b-1

  Scenario: Stödpersonen påminns om det som inte blev gjort
    När det är 2026-10-23
    Så får Cecilia "påminnelsen om genomförandeplanen" 2026-10-22

  Scenario: Det som är klart påminns det inte om, och ett misstag rättas
    När det är 2026-10-16
    Och aktiviteten "bor1" är klar
    Och det är 2026-10-23
    Så får Cecilia inte "påminnelsen om genomförandeplanen"
    När aktiviteten "bor1" är ändå inte klar
    Så får Cecilia "påminnelsen om genomförandeplanen" 2026-10-22

  Scenario: En aktivitet flyttas, och en annan dag ger en ny påminnelse
    När det är 2026-10-23
    Och aktiviteten "bor1" flyttas till 2026-11-16
    Och det är 2026-11-24
    Så får Cecilia "påminnelsen om genomförandeplanen" 2026-10-22
    Och får Cecilia "påminnelsen om genomförandeplanen" 2026-11-23

  Scenario: En aktivitet som ställs in påminns det inte om
    När det är 2026-10-01
    Och aktiviteten "bor1" ställs in
    Och det är 2026-11-01
    Så får Cecilia inte "påminnelsen om genomförandeplanen"
