# language: sv
Egenskap: Kopior går att avböja, det som ska göras gör det inte
  Chefer får kopior för kännedom: hur det gick för dem de nominerade, och uppföljningar. Den som inte vill ha dem slipper. Mejl som ber mottagaren om något går alltid ut.

  Bakgrund:
    Givet dagen är 2026-04-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 1       | 2026-09-16 2026-10-07 2026-11-18 |

  @server
  Scenario: Den som har avböjt platsbesked får inte sammanställningen, men cheferna får sina besked
    När Cecilia avböjer kopior av "platsbesked"
    Och terminen HT2026 öppnas
    Och det är 2026-05-20
    Så får Cecilia "förfrågan om nominering"
    När Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Så får Cecilia inte "sammanställningen av platser"
    Och är "sammanställningen av platser" till Cecilia avböjt
    Och får Anna "platsbeskedet"
    När Anna tackar nej till HT2026-1b-1
    Så är "beskedet om en chef från reservlistan" till Cecilia avböjt
    Och får Bo "platsbeskedet"

  Scenario: Ett val som tas tillbaka gäller inte längre
    När Cecilia avböjer kopior av "platsbesked"
    Och Cecilia tar tillbaka sitt val om kopior
    Och terminen HT2026 öppnas
    Och det är 2026-05-20
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-07-01
    Så får Cecilia "sammanställningen av platser"

  Scenario: Den som ångrar sig om en sorts kopior får just dem igen
    När Cecilia avböjer kopior av "platsbesked"
    Och Cecilia vill ha kopior av "beskedet om en chef från reservlistan" igen
    Och terminen HT2026 öppnas
    Och det är 2026-05-20
    Och Cecilia nominerar Anna och Bo till HT2026
    Och det är 2026-07-01
    Så är "sammanställningen av platser" till Cecilia avböjt
    När Anna tackar nej till HT2026-1b-1
    Så får Cecilia "beskedet om en chef från reservlistan"

  Scenario: Det som ber mottagaren om något går inte att avböja
    När Cecilia avböjer kopior av "förfrågan om nominering"
    Så får den som svarade veta "Mejlet nomination_request ber mottagaren om något eller gäller mottagaren själv och går inte att avböja. Bara kopior går att avböja: seats (seats_summary, seat_promoted, group_switched) eller reports (compliance_chief, compliance_network)."
