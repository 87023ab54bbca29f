# language: sv
Egenskap: Människor och beslut över tid
  Människor är lediga, flyttar, slutar och kommer tillbaka, och kommuner ändrar sina beslut. Det som var, var så; det som
  kommer räknas om.

  Bakgrund:
    Givet dagen är 2026-01-02
    Och dessa personer:
      | namn    | roll            | kommun   | arbetsplats     | chef    | i tjänst sedan |
      | Hedda   | socialchef      | Borlänge |                 |         | 2015-01-01     |
      | Cecilia | verksamhetschef | Borlänge |                 | Hedda   | 2015-01-01     |
      | David   | verksamhetschef | Borlänge |                 | Hedda   | 2016-01-01     |
      | Frida   | verksamhetschef | Falun    |                 |         | 2015-01-01     |
      | Anna    | enhetschef      | Borlänge | Hemtjänst Norr  | Cecilia | 2019-03-01     |
      | Bo      | enhetschef      | Borlänge | Hemtjänst Söder | Cecilia | 2021-03-01     |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar                                   |
      | HT2026-1b-1 | 1b   | 10      | 2026-09-08,2026-10-06,2026-11-03,2026-12-01 |
      | VT2027-2-1  | 2    | 10      | 2027-02-02,2027-03-02,2027-04-06          |
    Och Borlänge beslutar 2026-01-01 att 1 chefer om året ska gå programmet

  Scenario: Den som väljer engelska får sina mejl på engelska, också när registret läses in igen
    Så skrivs mejlen till Anna på "svenska"
    När Anna väljer "engelska" som språk
    Och Bo slutar 2027-01-31
    Så skrivs mejlen till Anna på "engelska"
    Och skrivs mejlen till Bo på "svenska"
    När Anna tar tillbaka sitt val av språk
    Så skrivs mejlen till Anna på "svenska"

  Scenario: Ett val av språk som inte finns går inte att ta tillbaka
    När Anna tar tillbaka sitt val av språk
    Så får den som svarade veta "anna har inte valt något språk här. Rätta personen, eller språket i filen people.csv."

  Scenario: Under tjänstledighet står klockan still
    När Anna blir tjänstledig från 2026-03-01 till 2026-05-31
    Så ska Anna ha börjat senast 2027-04-06

  Scenario: Den som kommer tillbaka tidigare får tillbaka bara de dagar som gick
    När Anna blir tjänstledig från 2026-03-01 till 2026-05-31
    Och det är 2026-04-01
    Och Anna är tillbaka från tjänstledigheten 2026-04-01
    Så ska Anna ha börjat senast 2027-02-04

  Scenario: En tjänstledighet utan slutdag räknas när den är slut
    När Anna blir tjänstledig från 2026-03-01 tills vidare
    Så ska Anna ha börjat senast 2027-01-04
    När det är 2026-06-01
    Och Anna är tillbaka från tjänstledigheten 2026-06-01
    Så ska Anna ha börjat senast 2027-04-06

  Scenario: En tjänstledighet som fördes in av misstag tas tillbaka
    När Anna blir tjänstledig från 2026-03-01 till 2026-05-31
    Och tjänstledigheten för Anna tas tillbaka
    Så ska Anna ha börjat senast 2027-01-04

  Scenario: En andra tjänstledighet läggs till den första, och tas den tillbaka gäller den första som förut
    När Anna blir tjänstledig från 2026-03-01 till 2026-03-31
    Och Anna blir tjänstledig från 2026-05-01 till 2026-05-31
    Så ska Anna ha börjat senast 2027-03-08
    När tjänstledigheten för Anna tas tillbaka
    Så ska Anna ha börjat senast 2027-02-04

  Scenario: Två tjänstledigheter som går in i varandra räknas dag för dag, och den som är tillbaka är tillbaka från båda
    När Anna blir tjänstledig från 2026-03-01 till 2026-05-31
    Och Anna blir tjänstledig från 2026-05-01 till 2026-06-15
    Så ska Anna ha börjat senast 2027-04-21
    När det är 2026-05-11
    Och Anna är tillbaka från tjänstledigheten 2026-05-11
    Så ska Anna ha börjat senast 2027-03-16
    När tjänstledigheten för Anna tas tillbaka
    Så ska Anna ha börjat senast 2027-04-21

  Scenario: Träffar som missas under flera tjänstledigheter räknas ihop
    När terminen HT2026 öppnas
    Och det är 2026-05-15
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-07-01
    Och Anna blir tjänstledig från 2026-09-01 till 2026-09-15
    Och det är 2026-09-01
    Så har Anna plats på HT2026-1b-1
    När Anna blir tjänstledig från 2026-10-01 till 2026-11-15
    Och det är 2026-10-01
    Så har Anna ingen plats på HT2026-1b-1

  @server
  Scenario: Den som är ledig för många träffar lämnar sin plats
    När samordnaren ger Bo plats på VT2027-2-1
    Och terminen HT2026 öppnas
    Och det är 2026-05-15
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-07-01
    Så har Anna plats på HT2026-1b-1
    När Anna blir tjänstledig från 2026-09-01 till 2026-11-15
    Och det är 2026-09-01
    Så har Anna ingen plats på HT2026-1b-1
    Och har Bo plats på VT2027-2-1

  Scenario: En plats som lämnades för en tjänstledighet av misstag ges tillbaka
    När terminen HT2026 öppnas
    Och det är 2026-05-15
    Och Cecilia nominerar Anna till HT2026
    Och det är 2026-07-01
    Och Anna blir tjänstledig från 2026-09-01 till 2026-11-15
    Och det är 2026-09-01
    Så har Anna ingen plats på HT2026-1b-1
    När tjänstledigheten för Anna tas tillbaka
    Så har Anna plats på HT2026-1b-1
    När det är 2026-09-07
    Så har Anna plats på HT2026-1b-1

  Scenario: En plats som samordnaren gav behålls under tjänstledighet
    När samordnaren ger Anna plats på HT2026-1b-1
    Och Anna blir tjänstledig från 2026-09-01 till 2026-11-15
    Och det är 2026-09-02
    Så har Anna plats på HT2026-1b-1

  Scenario: Den som byter arbetsplats behåller sin chef och sina tider
    När Anna byter arbetsplats till "Hemtjänst Väst" 2026-05-01
    Så är Cecilia chef för Anna 2026-06-01
    Och ska Anna ha börjat senast 2027-01-04

  Scenario: Den som flyttar till en annan kommun omfattas av den kommunens beslut från dagen
    När samordnaren ger Anna plats på HT2026-1b-1
    Och Anna flyttar till Falun 2026-10-01 med Frida som chef
    Så hör Anna till Borlänge 2026-09-30
    Och hör Anna till Falun 2026-10-01
    Och är Cecilia chef för Anna 2026-09-30
    Och är Frida chef för Anna 2026-10-01
    Och omfattas Anna av ett beslut 2026-09-30
    Och omfattas Anna inte av något beslut 2026-10-01
    När det är 2026-10-02
    Så har Anna plats på HT2026-1b-1

  Scenario: En flytt som tas tillbaka har aldrig varit
    När Anna flyttar till Falun 2026-10-01 med Frida som chef
    Och det senaste om tjänsten för Anna tas tillbaka
    Så hör Anna till Borlänge 2026-10-01
    Och är Cecilia chef för Anna 2026-10-01
    Och ska Anna ha börjat senast 2027-01-04

  Scenario: En ny chef svarar för alla från sin första dag
    När Cecilia efterträds av David 2026-06-01
    Så är Cecilia chef för Anna 2026-05-31
    Och är David chef för Anna 2026-06-01
    Och är David chef för Bo 2026-06-01

  Scenario: En chef som är tjänstledig ersätts av socialchefen
    När Cecilia blir tjänstledig från 2026-05-01 till 2026-08-31
    Så är Hedda chef för Anna 2026-06-01
    Och är Cecilia chef för Anna 2026-09-01

  Scenario: En vakans går till socialchefen
    När Cecilia lämnar sin tjänst 2026-05-01
    Så är Cecilia chef för Anna 2026-04-30
    Och är Hedda chef för Anna 2026-05-01

  @server
  Scenario: Den som slutar lämnar sin plats och får inget mer
    När samordnaren ger Anna plats på HT2026-1b-1
    Och det är 2026-08-03
    Och Anna lämnar sin tjänst 2026-10-01
    Och det är 2026-09-30
    Så har Anna plats på HT2026-1b-1
    När det är 2026-10-01
    Så har Anna ingen plats på HT2026-1b-1
    Och får Anna inte "bekräftelsen att platsen är lämnad"

  Scenario: Den som slutar står inte kvar bland de nominerade
    När terminen HT2026 öppnas
    Och det är 2026-05-15
    Och Cecilia nominerar Anna till HT2026
    Och Anna lämnar sin tjänst 2026-06-01
    Och det är 2026-07-01
    Så har Anna ingen plats på HT2026-1b-1

  Scenario: Den som kommer tillbaka har kvar det som är klart
    Givet Anna gick kurs 1b 2025-01-20
    När Anna lämnar sin tjänst 2026-05-01
    Och Anna kommer tillbaka 2026-11-01
    Så omfattas Anna inte av något beslut 2026-08-01
    Och omfattas Anna av ett beslut 2026-11-01
    Och har Anna 75 tiondels hp

  Scenario: En avgång som tas tillbaka innan den har kommit
    När samordnaren ger Anna plats på HT2026-1b-1
    Och Anna lämnar sin tjänst 2026-10-01
    Och det senaste om tjänsten för Anna tas tillbaka
    Och det är 2026-10-02
    Så har Anna plats på HT2026-1b-1

  Scenario: En avgång som tas tillbaka efteråt ger tillbaka platsen
    När samordnaren ger Anna plats på HT2026-1b-1
    Och Anna lämnar sin tjänst 2026-10-01
    Och det är 2026-10-01
    Så har Anna ingen plats på HT2026-1b-1
    När det senaste om tjänsten för Anna tas tillbaka
    Så har Anna plats på HT2026-1b-1
    När det är 2026-10-05
    Så har Anna plats på HT2026-1b-1

  Scenario: En plats som någon annan har hunnit få frågar samordnaren om
    Givet kurstillfällena:
      | kod         | kurs | platser | träffar               |
      | HT2026-1b-2 | 1b   | 1       | 2026-09-10,2026-10-08 |
    När samordnaren ger Anna plats på HT2026-1b-2
    Och Anna lämnar sin tjänst 2026-09-20
    Och det är 2026-09-20
    Så har Anna ingen plats på HT2026-1b-2
    När samordnaren ger Bo plats på HT2026-1b-2
    Och det senaste om tjänsten för Anna tas tillbaka
    Så har Anna ingen plats på HT2026-1b-2
    Och ska samordnaren se att Anna inte fick tillbaka sin plats

  Scenario: Den som byter namn utan att ha intyg behöver inga nya
    När Anna byter namn
    Så ska samordnaren inte fråga Anna om nya intyg

  Scenario: Ett beslut som ändras gäller på det nya sättet från dagen
    När beslutet i Borlänge 2026-01-01 ändras från 2026-06-01 till start inom 18 månader
    Så ska Anna ha börjat senast 2027-01-04
    När det är 2026-06-01
    Så ska Anna ha börjat senast 2027-07-01

  Scenario: En högre kvot mitt i beslutets tid flyttar fram dem som väntar på sin tur
    Givet dessa personer:
      | namn | roll       | kommun   | arbetsplats    | chef    | i tjänst sedan |
      | Dan  | enhetschef | Borlänge | Hemtjänst Väst | Cecilia | 2022-03-01     |
    Så ska Dan ha börjat senast 2029-01-02
    När beslutet i Borlänge 2026-01-01 ändras från 2026-07-01 till 2 chefer om året
    Och det är 2026-07-01
    Så ska Dan ha börjat senast 2028-01-03
    När den senaste ändringen av beslutet i Borlänge 2026-01-01 tas tillbaka
    Så ska Dan ha börjat senast 2029-01-02

  Scenario: Ett beslut som vidgas räknar de nya från den dagen
    När beslutet i Borlänge 2026-01-01 gäller från 2026-09-01 även verksamhetschefer
    Så omfattas Cecilia inte av något beslut 2026-08-31
    Och omfattas Cecilia av ett beslut 2026-09-01
    Och omfattas Anna av ett beslut 2026-09-01

  Scenario: Ett beslut som upphävs ber ingen om något längre
    När beslutet i Borlänge 2026-01-01 upphävs 2026-09-01
    Så omfattas Anna av ett beslut 2026-08-31
    Och omfattas Anna inte av något beslut 2026-09-01
    När det är 2027-06-01
    Så skickas inget till Anna
    Och står Anna inte på samordnarens lista över försenade

  Scenario: En kommun som lämnar samverkan behåller sina platser terminen ut
    När samordnaren ger Anna plats på HT2026-1b-1
    Och samordnaren ger Bo plats på VT2027-2-1
    Och Borlänge lämnar samverkan 2026-11-15
    Och det är 2026-11-16
    Så har Anna plats på HT2026-1b-1
    Och har Bo ingen plats på VT2027-2-1
    Och omfattas Bo inte av något beslut 2026-11-16
    När samordnaren ger Bo plats på VT2027-2-1
    Så får den som svarade veta "har lämnat samverkan"

  Scenario: En kommun som stannar har kvar allt
    När samordnaren ger Bo plats på VT2027-2-1
    Och Borlänge lämnar samverkan 2026-11-15
    Och Borlänge stannar i samverkan
    Och det är 2026-11-16
    Så har Bo plats på VT2027-2-1
    Och omfattas Bo av ett beslut 2026-11-16

  Scenario: Påminnelsen som föll under en tjänstledighet kommer vid återkomsten
    När Anna blir tjänstledig från 2026-11-10 till 2027-01-29
    Och det är 2027-03-31
    Så får Anna "påminnelsen om beslutet" 2027-02-01
    Och får Anna "påminnelsen om beslutet" en enda gång

  Scenario: En påminnelse som inte längre är till nytta vid återkomsten skickas inte
    Givet regeln escalation.noticeOnReturnDaysBefore är 60
    När Anna blir tjänstledig från 2026-11-10 till 2027-01-29
    Och det är 2027-03-31
    Så får Anna inte "påminnelsen om beslutet"

  Scenario: Ett nytt beslut når den som är kvar i kommunen och ska flytta senare
    Givet Gun börjar som ny chef:
      | namn | roll       | kommun | arbetsplats    | chef  |
      | Gun  | enhetschef | Falun  | Hemtjänst City | Frida |
    När Gun flyttar till Mora 2027-02-01 med Frida som chef
    Och det är 2026-02-01
    Och Falun beslutar 2026-02-01 att 5 chefer om året ska gå programmet
    Och det är 2026-12-31
    Så får Gun "påminnelsen om beslutet" 2026-12-03
