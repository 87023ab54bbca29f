# language: sv
Egenskap: Det som fördes in av misstag tas tillbaka
  Ett misstag som rättas innan någon har hört om det märks inte. Den som har hört om det får veta hur det blev.

  Bakgrund:
    Givet dagen är 2026-06-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | David   | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 1       | 2026-09-16 2026-10-07 2026-11-18 |
    Och genomförandeplanen:
      | kod  | kommun   | aktivitet          | planerad   | stödperson |
      | bor1 | Borlänge | Reflektionsgrupper | 2026-10-15 | Cecilia    |
    Och terminen HT2026 öppnas

  Scenario: En plats som lämnades av misstag är som förut när det ångras inom en kvart
    När samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-03
    Och samordnaren för in att Anna lämnar HT2026-1b-1
    Och samordnaren ångrar det senaste om platsen för Anna på HT2026-1b-1
    Och det har gått 30 minuter
    Så har Anna plats på HT2026-1b-1
    Och får Anna inte "bekräftelsen att platsen är lämnad"
    Och har inget skickats två gånger

  Scenario: Den som har fått kvittot får platsen på nytt och ett nytt besked
    När samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-03
    Och samordnaren för in att Anna lämnar HT2026-1b-1
    Och det är 2026-08-04
    Så får Anna "bekräftelsen att platsen är lämnad" 2026-08-03
    När samordnaren ångrar det senaste om platsen för Anna på HT2026-1b-1
    Och det är 2026-08-05
    Så har Anna plats på HT2026-1b-1
    Och får Anna "platsbeskedet" 2026-08-04

  Scenario: En plats som gavs av misstag efter den fria tiden kostar ingenting
    När det är 2026-09-14
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-09-15
    Och samordnaren ångrar det senaste om platsen för Anna på HT2026-1b-1
    Och det är 2026-12-01
    Så har Anna ingen plats på HT2026-1b-1
    Och får Anna "bekräftelsen att platsen är lämnad" 2026-09-15
    Och har Borlänge fakturerats 0 kr för HT2026

  Scenario: En plats som någon annan har fått går inte att få tillbaka
    När samordnaren ger Anna plats på HT2026-1b-1
    Och samordnaren för in att Anna lämnar HT2026-1b-1
    Och samordnaren ger Bo plats på HT2026-1b-1
    Och samordnaren ångrar det senaste om platsen för Anna på HT2026-1b-1
    Så får den som svarade veta "är fullt"

  Scenario: Det finns inget att ångra för den som aldrig har haft någon plats
    När samordnaren ångrar det senaste om platsen för Bo på HT2026-1b-1
    Så får den som svarade veta "Inget om platsen"

  Scenario: Ett chefsbyte som inte blev av
    När Cecilia efterträds av David 2026-08-01
    Så är David chef för Anna 2026-09-01
    När det visar sig att Cecilia inte efterträds av David
    Så är Cecilia chef för Anna 2026-09-01
    Och är Cecilia chef för Bo 2026-09-01

  Scenario: En flytt av en aktivitet tas tillbaka, och påminnelsen följer den första dagen
    När det är 2026-10-01
    Och aktiviteten "bor1" flyttas till 2026-11-16
    Och det senaste om aktiviteten "bor1" tas tillbaka
    Och det är 2026-12-01
    Så får Cecilia "påminnelsen om genomförandeplanen" 2026-10-22
    Och har inget skickats två gånger
