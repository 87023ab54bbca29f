# language: sv
Egenskap: Plats på en kurs
  Cheferna nominerar, platserna fördelas, och den som inte fick plats står på reservlistan.

  Bakgrund:
    Givet dagen är 2026-04-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
      | Cissi   | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 2       | 2026-09-16 2026-10-07 2026-11-18 |
    När terminen HT2026 öppnas

  Scenario: Chefen frågas, påminns och får veta vad det blev
    När det är 2026-07-01
    Så får Cecilia "förfrågan om nominering" 2026-05-11
    Och får Cecilia "påminnelsen om nominering" 2026-06-08
    Och får Cecilia "påminnelsen om nominering" 2026-06-22
    Och är 0 platser tagna på HT2026-1b-1

  Scenario: Den som har svarat påminns inte
    När det är 2026-05-20
    Och Cecilia nominerar Anna till HT2026
    Och Cecilia är klar med sina svar för HT2026
    Och det är 2026-07-01
    Så får Cecilia inte "påminnelsen om nominering"
    Och får Cecilia "sammanställningen av platser" en enda gång
    Och får Anna "beskedet om nominering" 2026-05-20
    Och får Anna "platsbeskedet" 2026-06-24

  @server
  Scenario: En plats som lämnas går till nästa på reservlistan
    När det är 2026-05-20
    Och Cecilia nominerar Anna, Bo och Cissi till HT2026
    Och det är 2026-07-01
    # En i taget från samma arbetsplats.
    Så är 2 platser tagna på HT2026-1b-1
    Och har Anna plats på HT2026-1b-1
    När Anna tackar nej till HT2026-1b-1
    Så får Anna "bekräftelsen att platsen är lämnad" 2026-07-01
    Och har Anna ingen plats på HT2026-1b-1
    # Platsen är ledig, men den som väntar är från samma arbetsplats som den som fick plats.
    Och är 1 platser tagna på HT2026-1b-1

  Scenario: Det är för sent att tacka nej
    När det är 2026-05-20
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-08-20
    Och Anna tackar nej till HT2026-1b-1
    Så får den som svarade veta "Sista dag att tacka nej"
    Och har Anna plats på HT2026-1b-1
