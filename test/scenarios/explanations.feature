# language: sv
Egenskap: Varför, varför inte, och vad en ny regel skulle göra
  Allt som skickas kan förklaras med sin regel i ord, och allt som inte skickas med det villkor som inte är uppfyllt.

  Bakgrund:
    Givet dagen är 2026-06-01
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    |
      | Hedda   | socialchef      | Borlänge |                 |         |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                          |
      | HT2026-1b-1 | 1b   | 10      | 2026-09-16 2026-10-07 2026-11-18 |
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1

  Scenario: En påminnelse förklaras med regeln och dess inställning
    När det är 2026-09-16
    Så förklaras "den första påminnelsen" till Anna med regeln "Deltagare påminns 14 dagar före varje kursdag, klockan 08:00."
    Och är skälet till "den andra påminnelsen" till Anna "Kursdag 1 på HT2026-1b-1 är 2026-09-16; påminnelse 2 arbetsdagar före."

  Scenario: Förklaringen följer inställningen
    När regeln courseDays.firstReminderDaysBefore ändras till 21
    Och det är 2026-09-16
    Så förklaras "den första påminnelsen" till Anna med regeln "Deltagare påminns 21 dagar före varje kursdag, klockan 08:00."

  Scenario: Den som aldrig nominerades fick ingen plats
    När det är 2026-09-16
    Så fick Bo inte "seat" för att "Personen har inte nominerats till någon termin."
    Och fick Bo inte "den första påminnelsen" för att "Personen har ingen plats på något kurstillfälle."

  Scenario: Den vars chef svarade nej fick ingen plats
    När det är 2026-06-02
    Och Cecilia skickar inte Bo till HT2026
    Så fick Bo inte "seat" för att "Närmaste chef har svarat nej till HT2026."

  Scenario: Den som har lämnat kursen påminns inte
    När det är 2026-09-10
    Och Anna lämnar HT2026-1b-1
    Så fick Anna inte "den andra påminnelsen" för att "Personen har ingen plats längre: HT2026-1b-1 lämnades."

  Scenario: Den som är tjänstledig påminns inte, och liggaren säger varför
    När det är 2026-08-20
    Och Anna blir tjänstledig från 2026-08-20 till 2026-09-30
    Och det är 2026-09-20
    Så ställdes "den första påminnelsen" till Anna in för att "Personen är tjänstledig den dagen."

  Scenario: Programintyget säger hur långt det är kvar
    Givet Bo gick kurs 3 2025-06-01
    När det är 2026-09-16
    Så fick Bo inte "programintyget" för att "Personen har 7,5 av 30 hp (kurs 3)."

  Scenario: Utan beslut i kommunen blir ingen försenad
    När det är 2026-09-16
    Så fick Bo inte "ett ärende" för att "Inget beslut om obligatorisk utbildning omfattar personen den 2026-09-16."

  Scenario: En ny regel visas innan den gäller
    När det är 2026-08-20
    Så skulle courseDays.firstReminderDaysBefore som 21 flytta 3 mejl
    Och skulle courseDays.firstReminderDaysBefore som 21 låta 0 mejl behålla sin tid
    Och skulle courseDays.firstReminderDaysBefore som 14 flytta 0 mejl

  Scenario: En ny regel når aldrig bakåt
    När det är 2026-09-20
    Så skulle courseDays.firstReminderDaysBefore som 30 flytta 2 mejl
    Och skulle courseDays.firstReminderDaysBefore som 30 låta 1 mejl behålla sin tid

  @server
  Scenario: Förhandsvisningen ändrar inget på den riktiga servern
    När det är 2026-09-10
    Så skulle courseDays.firstReminderDaysBefore som 21 flytta 2 mejl
    Och fick Bo inte "seat" för att "Personen har inte nominerats till någon termin."
    När det är 2026-09-24
    Så får Anna "den första påminnelsen" om träff 2 på HT2026-1b-1 2026-09-23
    Och har inget skickats två gånger
