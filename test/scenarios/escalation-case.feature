# language: sv
Egenskap: Ett ärende om försenad utbildning
  Ett ärende öppnas när tiden är nära, går uppåt när ingenting händer, tystnar när någon svarar, och stängs av sig självt.
  Chefen får högst ett besked i veckan.

  Bakgrund:
    Givet dagen är 2026-08-03
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats    | chef    |
      | Hedda   | socialchef      | Borlänge |                |         |
      | Cecilia | verksamhetschef | Borlänge |                | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 2       | 2026-09-16 2026-10-07 2026-11-18 |
    Och regeln escalation.unreachableDaysBefore är 0
    Och Borlänge beslutar 2026-01-12 att 5 chefer om året ska gå programmet

  @server
  Scenario: Ingen svarar
    # Sista dagen är 12 januari 2027.
    När det är 2026-11-20
    Så får Anna "påminnelsen om beslutet" 2026-11-13
    Och får Cecilia "veckobeskedet" 2026-11-16
    När det är 2027-01-20
    Så ligger ärendet om Anna på nivå chief
    Och får Cecilia "veckobeskedet" 2027-01-18
    När det är 2027-02-03
    Så ligger ärendet om Anna på nivå head
    Och får Hedda "veckobeskedet" 2027-02-01
    När det är 2027-03-10
    Så ligger ärendet om Anna på nivå coordinator
    Och står Anna på samordnarens lista över försenade

  Scenario: En plan tystar till sin dag och inte längre
    När det är 2027-01-20
    Och en plan för Anna godtas till 2027-03-31
    Och det är 2027-03-31
    Så ligger ärendet om Anna på nivå chief
    Och står Anna inte på samordnarens lista över försenade
    När det är 2027-04-20
    Så ligger ärendet om Anna på nivå head

  Scenario: Ärendet stängs när Anna undantas, och chefen får ett kvitto
    När det är 2027-01-20
    Och Anna undantas tills vidare
    Så är ärendet om Anna avslutat
    När det är 2027-01-26
    Så får Cecilia "veckobeskedet" 2027-01-25

  Scenario: Mer tid beviljas
    När det är 2026-11-20
    Och Anna ber om mer tid till 2027-06-30
    Så får Cecilia "frågan om mer tid" 2026-11-20
    När Cecilia beviljar Anna mer tid till 2027-06-30
    Så får Anna "beskedet om mer tid" 2026-11-20
    Och är ärendet om Anna avslutat
    Och ska Anna ha mer tid till 2027-06-30

  Scenario: Mer tid beviljas inte
    När det är 2026-11-20
    Och Anna ber om mer tid till 2027-06-30
    Och Cecilia säger nej till mer tid för Anna
    Så får Anna "beskedet att mer tid inte beviljas" 2026-11-20
    När det är 2027-01-20
    Så ligger ärendet om Anna på nivå chief

  Scenario: Ett beviljande som tas tillbaka
    När det är 2026-11-20
    Och Cecilia beviljar Anna mer tid till 2027-06-30
    Och beskedet om mer tid för Anna tas tillbaka
    Och det är 2027-01-20
    Så ligger ärendet om Anna på nivå chief

  Scenario: Chefen slutar och socialchefen tar över
    När det är 2027-01-20
    Och Cecilia slutar 2027-01-21
    Och det är 2027-01-26
    Så ligger ärendet om Anna hos Hedda
    Och får Hedda "veckobeskedet" 2027-01-25
