# language: sv
Egenskap: Obligatorisk utbildning
  En kommun har beslutat att programmet är obligatoriskt, efter hand och så många om året.

  Bakgrund:
    Givet dagen är 2026-01-02
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    | i tjänst sedan |
      | Hedda   | socialchef      | Borlänge |                 |         | 2015-01-01     |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   | 2015-01-01     |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia | 2019-03-01     |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia | 2021-03-01     |
    Och Borlänge beslutar 2026-01-01 att 1 chefer om året ska gå programmet

  Scenario: Ingen är sen innan det är ens tur
    Så ska Anna ha börjat senast 2027-01-04
    Och ska Bo ha börjat senast 2028-01-03
    Och ska Anna vara klar senast 2029-01-02

  @server
  Scenario: Den som ska börja påminns sextio dagar före
    När det är 2026-12-31
    Så får Anna "påminnelsen om beslutet" 2026-11-05
    Och skickas inget till Bo

  Scenario: Den som är tjänstledig påminns inte om beslutet
    När Anna blir tjänstledig från 2026-10-01 till 2026-12-15
    Och det är 2026-12-31
    Så får Anna inte "påminnelsen om beslutet"

  Scenario: Den som är undantagen påminns inte
    När Anna undantas tills vidare
    Och det är 2027-06-01
    Så skickas inget till Anna
    Och står Anna inte på samordnarens lista över försenade

  Scenario: Den som slutar har inget kvar att göra
    När Anna slutar 2026-10-01
    Och det är 2027-06-01
    Så skickas inget till Anna
    Och står Anna inte på samordnarens lista över försenade
