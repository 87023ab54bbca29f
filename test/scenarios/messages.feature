# language: sv
Egenskap: När mejl går ut
  Ingen får vanliga mejl på kvällen, natten eller en ledig dag. Det som brådskar går ändå, och inget blir för sent.

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

  @server
  Scenario: Ett besked som blir klart en fredagskväll går på måndag morgon
    När terminen HT2026 öppnas
    Och det är 2026-08-21 klockan 21:30
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-23
    Så skickas inget till Anna
    När det är 2026-08-24
    Så får Anna "platsbeskedet" 2026-08-24 klockan 08:00

  Scenario: Det som händer på dagen får man veta på dagen
    När terminen HT2026 öppnas
    Och det är 2026-08-21 klockan 14:00
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det har gått 15 minuter
    Så får Anna "platsbeskedet" 2026-08-21 klockan 14:15

  Scenario: Den som lämnar en plats innan den hann bekräftas får bara kvittot
    När terminen HT2026 öppnas
    Och det är 2026-08-22
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-23
    Och Anna lämnar HT2026-1b-1
    Och det är 2026-08-25
    Så får Anna inte "platsbeskedet"
    Och får Anna "bekräftelsen att platsen är lämnad" 2026-08-24 klockan 08:00

  Scenario: Regionen väljer sina egna tysta timmar
    Givet regeln messages.quietHours är {"from":"22:00","until":"05:00"}
    Och regeln messages.workingDaysOnly är false
    När terminen HT2026 öppnas
    Och det är 2026-08-22 klockan 20:00
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-23
    Så får Anna "platsbeskedet" 2026-08-22 klockan 20:15

  Scenario: Två ändringar samma helg blir ett besked
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-22
    Och samordnaren flyttar träff 1 på HT2026-1b-1 till 2026-09-17
    Och det är 2026-08-23
    Och samordnaren flyttar träff 1 på HT2026-1b-1 till 2026-09-18
    Och det är 2026-08-25
    Så får Anna "beskedet om ändrad kursdag" en enda gång
    Och får Anna "beskedet om ändrad kursdag" 2026-08-24 klockan 08:00

  Scenario: En träff som flyttas med kort varsel får man veta också en söndag
    När terminen HT2026 öppnas
    Och samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-10-04
    Och samordnaren flyttar träff 2 på HT2026-1b-1 till 2026-10-08
    Och det är 2026-10-05
    Så får Anna "beskedet om ändrad kursdag" 2026-10-04 klockan 13:00
