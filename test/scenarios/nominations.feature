# language: sv
Egenskap: Nomineringen som ett samtal
  Chefen godkänner, byter, lägger till eller avstår, för en arbetsplats i taget om det passar bättre. Vi påminner bara om det som är öppet. Saknas svar när nomineringen stänger gäller kommunens regel, och socialchefen får veta det.

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
      | HT2026-1b-1 | 1b   | 10      | 2026-09-16 2026-10-07 2026-11-18 |
    När terminen HT2026 öppnas
    Och det är 2026-05-20

  Scenario: Chefen godkänner hela förslaget
    När Cecilia godkänner förslaget till HT2026
    Så är Anna, Bo och Disa nominerade till HT2026
    När det är 2026-06-24
    Så får Cecilia inte "påminnelsen om nominering"
    Och får Hedda inte "beskedet att svar saknas"
    Och har Anna, Bo och Disa plats på HT2026-1b-1

  Scenario: Den som har svarat om några påminns om resten
    När Cecilia nominerar Anna till HT2026
    Och det är 2026-06-08
    Så får Cecilia "påminnelsen om nominering" 2026-06-08
    När Cecilia skickar inte Bo till HT2026
    Och Cecilia nominerar Disa till HT2026
    Och det är 2026-06-24
    Så får Cecilia "påminnelsen om nominering" en enda gång
    Och är Anna och Disa nominerade till HT2026
    Och får Hedda inte "beskedet att svar saknas"

  Scenario: Chefen svarar för en arbetsplats i taget
    När Cecilia godkänner förslaget för "Hemtjänst Norr" till HT2026
    Så är Anna nominerade till HT2026
    När Cecilia är klar med sina svar om "Hemtjänst Söder" för HT2026
    Och det är 2026-06-08
    Så får Cecilia "påminnelsen om nominering" 2026-06-08
    När Cecilia godkänner förslaget för "Hemtjänst Öst" till HT2026
    Och det är 2026-06-24
    Så får Cecilia "påminnelsen om nominering" en enda gång
    Och är Anna och Disa nominerade till HT2026

  Scenario: Chefen skickar en annan i stället
    Givet Evert börjar som ny chef:
      | namn  | roll       | kommun   | arbetsplats      | chef    |
      | Evert | enhetschef | Borlänge | Hemtjänst Väster | Cecilia |
    När Cecilia nominerar Evert i stället för Bo till HT2026
    Så är Evert nominerade till HT2026
    När Cecilia godkänner förslaget till HT2026
    Så är Anna, Disa och Evert nominerade till HT2026

  Scenario: Ett nej med skäl
    När Cecilia skickar inte Bo till HT2026, eftersom "en senare termin passar bättre"
    Och Cecilia godkänner förslaget till HT2026
    Så är Anna och Disa nominerade till HT2026

  Scenario: Chefen ångrar sitt svar
    När Cecilia skickar inte Bo till HT2026
    Och Cecilia tar tillbaka sitt svar om Bo till HT2026
    Och Cecilia godkänner förslaget till HT2026
    Så är Anna, Bo och Disa nominerade till HT2026

  Scenario: Chefen öppnar sina svar igen och påminns på nytt
    När Cecilia är klar med sina svar för HT2026
    Och Cecilia öppnar sina svar för HT2026 igen
    Och det är 2026-06-08
    Så får Cecilia "påminnelsen om nominering" 2026-06-08

  Scenario: Ingen svarar, och kommunen skickar då ingen
    När Cecilia nominerar Anna till HT2026
    Och det är 2026-06-24
    Så får Hedda "beskedet att svar saknas" 2026-06-23
    Och är Anna nominerade till HT2026
    Och har Bo och Disa ingen plats på HT2026-1b-1

  @server
  Scenario: Ingen svarar, och kommunen har bestämt att förslaget då gäller
    Givet regeln enrolment.noAnswer är accept_proposal
    När det är 2026-06-23
    Så får Hedda "beskedet att svar saknas" 2026-06-23
    Och är Anna, Bo och Disa nominerade till HT2026
    Och får Anna "beskedet om nominering" 2026-06-23
    När det är 2026-06-24
    Så har Anna, Bo och Disa plats på HT2026-1b-1
    Och har inget skickats två gånger

  Scenario: Socialchefen ändrar innan platserna fördelas
    Givet regeln enrolment.noAnswer är accept_proposal
    När det är 2026-06-23
    Och Hedda skickar inte Bo till HT2026
    Så är Anna och Disa nominerade till HT2026
    När Cecilia skickar inte Anna till HT2026
    Så får den som svarade veta "stängde 2026-06-22"
    När det är 2026-06-24
    Så har Anna och Disa plats på HT2026-1b-1
    Och har Bo ingen plats på HT2026-1b-1

  Scenario: Den som inte är föreslagen kan inte bytas ut
    När Cecilia skickar inte Bo till HT2026
    Och Cecilia nominerar Anna i stället för Anna till HT2026
    Så får den som svarade veta "kan inte ersätta sig själv"
