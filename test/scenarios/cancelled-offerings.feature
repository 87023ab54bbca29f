# language: sv
Egenskap: Inställda kurser och platser som inte räcker
  Den som miste sin plats när kursen ställdes in står först i kön nästa gång. Den som väntade på den inställda kursen får veta vad som gäller. En gäst som tar igen en dag sitter på en plats, och en kursdag som ingen ska hålla upptäcks i tid.

  Bakgrund:
    Givet dagen är 2026-04-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
      | Disa    | enhetschef      | Borlänge | Hemtjänst Öst   | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 1       | 2026-09-16 2026-10-07 2026-11-18 |
      | VT2027-1b-1 | 1b   | 1       | 2027-02-10 2027-03-10 2027-04-14 |

  Scenario: Den som miste sin plats går före den som är sen
    Givet Borlänge beslutar 2025-01-01 att 5 chefer om året ska gå programmet
    När terminen HT2026 öppnas
    Och samordnaren ger Bo plats på HT2026-1b-1
    Och det är 2026-06-01
    Och samordnaren ställer in HT2026-1b-1
    Och terminen VT2027 öppnas
    Och det är 2026-10-20
    Och Cecilia nominerar Anna och Bo till VT2027
    Och det är 2026-12-01
    Så har Bo plats på VT2027-1b-1
    Och står det i skälet till platsen för Bo "ställdes in"
    Och står Anna på reservlistan till VT2027

  Scenario: Förturen gäller nästa plats, och inte flera
    När terminen HT2026 öppnas
    Och samordnaren ger Bo plats på HT2026-1b-1
    Och det är 2026-06-01
    Och samordnaren ställer in HT2026-1b-1
    Och terminen VT2027 öppnas
    Och samordnaren ger Bo plats på VT2027-1b-1
    Och det är 2026-10-20
    Och Bo tackar nej till VT2027-1b-1
    Och Cecilia nominerar Disa till VT2027
    Och det är 2026-12-01
    Så har Disa plats på VT2027-1b-1
    Och har Bo ingen förtur till VT2027

  Scenario: Förturen finns inte när kursen blir av ändå
    När terminen HT2026 öppnas
    Och samordnaren ger Bo plats på HT2026-1b-1
    Och det är 2026-06-01
    Och samordnaren ställer in HT2026-1b-1
    Så har Bo förtur till VT2027
    När samordnaren ger HT2026-1b-1 ändå
    Så har Bo ingen förtur till VT2027

  @server
  Scenario: Den som väntade på den inställda kursen får veta det
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-05-20
    Och Cecilia nominerar Bo till HT2026
    Och det är 2026-07-01
    Så står Bo på reservlistan till HT2026
    När samordnaren ställer in HT2026-1b-1
    Och det har gått 15 minuter
    Så får Anna "beskedet att kursen är inställd" 2026-07-01
    Och får Bo "beskedet att reservlistan har stängt" 2026-07-01
    Och står ingen på reservlistan till HT2026
    När det är 2026-07-03
    Och samordnaren ger HT2026-1b-1 ändå
    Och det har gått 15 minuter
    Så har Anna plats på HT2026-1b-1
    Och står Bo på reservlistan till HT2026
    Och får Bo "beskedet om reservplats" 2026-07-03
    När det är 2026-08-20
    Så får Bo "beskedet att reservlistan har stängt" 2026-08-17
    Och har inget skickats två gånger

  Scenario: En inställd kurs som rättas genast märks inte av den som väntar
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-05-20
    Och Cecilia nominerar Bo till HT2026
    Och det är 2026-07-01
    Och samordnaren ställer in HT2026-1b-1
    Och samordnaren ger HT2026-1b-1 ändå
    Och det är 2026-07-03
    Så står Bo på reservlistan till HT2026
    Och får Bo inte "beskedet att reservlistan har stängt"
    Och får Bo "beskedet om reservplats" en enda gång

  Scenario: Den som kan få plats på en annan kurs väntar vidare
    Givet kurstillfällena:
      | kod        | kurs | platser | träffar               |
      | HT2026-2-1 | 2    | 1       | 2026-09-17 2026-10-08 |
    När terminen HT2026 öppnas
    Och det är 2026-05-20
    Och Cecilia nominerar Anna, Bo och Disa till HT2026
    Och det är 2026-07-01
    Och samordnaren ställer in HT2026-1b-1
    Och det har gått 15 minuter
    Så väntar 1 personer på plats HT2026

  Scenario: En gäst som tar igen en dag sitter på en plats
    Givet kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-2 | 1b   | 1       | 2026-09-23 2026-10-14 2026-11-25 |
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och Anna tar igen träff 2 på HT2026-1b-1 på träff 2 på HT2026-1b-2
    Och det är 2026-05-20
    Och Cecilia nominerar Bo till HT2026
    Och det är 2026-07-01
    Så har Bo ingen plats på HT2026-1b-2
    Och står Bo på reservlistan till HT2026

  Scenario: En kursdag som ingen ska hålla berättas för samordnaren i tid
    Givet ingen är inplanerad att hålla träff 2 på HT2026-1b-1
    När terminen HT2026 öppnas
    Och det är 2026-08-25
    Så står 0 uppgifter av slaget "trainer_missing" på samordnarens lista
    När det är 2026-08-26
    Så står 1 uppgifter av slaget "trainer_missing" på samordnarens lista
    Och får Karin "beskedet att en utbildare saknas" 2026-08-26
    När Ylva ska hålla träff 2 på HT2026-1b-1
    Så står 0 uppgifter av slaget "trainer_missing" på samordnarens lista
    När det är 2026-10-06
    Så får Karin "beskedet att en utbildare saknas" en enda gång
