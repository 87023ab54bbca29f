/**
 * Every rule by its name: what it says, in a Swedish sentence with the settings in force, and which facts it reads. The
 * names stand in the ledger and the log, so a rule that is retired keeps its sentence here.
 */
import { withComma } from '../decimals.ts';
import type { Rules } from '../rules.ts';
import type { EvidenceGroup } from './evidence.ts';

export interface RuleText {
  /** @param rules the settings in force when it was decided */
  readonly says: (rules: Rules) => string;
  readonly reads: readonly EvidenceGroup[];
}

const rule = (says: RuleText['says'], ...reads: readonly EvidenceGroup[]): RuleText => ({ says, reads });
const always = (says: string, ...reads: readonly EvidenceGroup[]): RuleText => ({ says: () => says, reads });

const days = (count: number) => (count === 1 ? '1 dag' : `${count} dagar`);
const workingDays = (count: number) => (count === 1 ? '1 arbetsdag' : `${count} arbetsdagar`);
const weeks = (count: number) => (count === 1 ? '1 vecka' : `${count} veckor`);
const list = (numbers: readonly number[]) =>
  numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} och ${numbers.at(-1)}`;

/** Steps that lives plan. */
const steps: Readonly<Record<string, RuleText>> = {
  'nominations-open': rule(
    ({ enrolment }) =>
      `Nomineringen till en termin öppnar ${weeks(enrolment.opensWeeksBefore)} före terminsstarten och stänger ${weeks(enrolment.closesWeeksBefore)} före; varje chef med föreslagna medarbetare får en förfrågan med förslaget.`,
    'term',
    'proposal',
  ),
  'nomination-reminder': rule(
    ({ enrolment }) =>
      `En chef som inte har svarat på nomineringen påminns ${list(enrolment.reminderDaysBeforeClosing)} dagar innan den stänger.`,
    'term',
    'proposal',
    'nomination',
  ),
  'no-answer': rule(
    ({ enrolment }) =>
      `När nomineringen stänger utan svar gäller kommunens regel: ${enrolment.noAnswer === 'accept_proposal' ? 'förslaget gäller' : 'ingen skickas'}, om kommunen inte har valt något annat; socialchefen får veta det.`,
    'term',
    'proposal',
    'nomination',
  ),
  'promotion-answer': rule(
    ({ enrolment }) =>
      `Den som får en plats från reservlistan har ${workingDays(enrolment.promotionAnswerWorkingDays)} på sig att tacka ja; annars går platsen till nästa.`,
    'seat',
    'waiting',
    'term',
  ),
  'reserved-places': always(
    'Platser som är reserverade för en kommun är öppna för alla från en bestämd dag; det som är kvar då går till reservlistan i dess ordning, oavsett kommun.',
    'nomination',
    'seat',
    'term',
  ),
  nomination: always('Den som nomineras får besked om det.', 'nomination', 'person'),
  'seats-by-largest-remainder': rule(
    ({ enrolment }) =>
      `Platserna fördelas ${workingDays(enrolment.seatsWorkingDaysAfterClosing)} efter att nomineringen har stängt, mellan kommunerna efter andel (största resten) och inom kommunen efter turordning.`,
    'term',
  ),
  'seats-given': always(
    'När platserna är fördelade får varje chef som har nominerat en sammanställning.',
    'term',
    'nomination',
  ),
  'seat-given': always('Den som får en plats får en bekräftelse med alla kursdagar.', 'seat', 'offering'),
  'group-switched': always(
    'Den som går vidare med en senare utbildningsgrupp lämnar sin plats, behåller det som är godkänt och får, liksom chefen, ett kvitto; en plan gäller tills terminen börjar.',
    'seat',
    'respite',
  ),
  'seat-given-up': always('Den som lämnar en plats får ett kvitto på det.', 'seat'),
  'person-left': always(
    'Den som slutar får inget mer om programmet; platser vars kursdagar inte är över, nomineringar och reservplatser upphör den dagen.',
    'person',
    'seat',
  ),
  'leave-gives-back': rule(
    ({ people }) =>
      people.seatDuringLeave === 'give_back'
        ? 'Den som är tjänstledig någon kursdag lämnar sin plats.'
        : 'Den som är tjänstledig fler kursdagar än ett intyg tillåter lämnar sin plats.',
    'respite',
    'seat',
  ),
  'municipality-left': always(
    'En kommun som lämnar samverkan behåller sina platser terminen ut; platser i senare terminer upphör.',
    'seat',
    'person',
  ),
  'given-back': always(
    'När det som gjorde en plats ledig tas tillbaka får personen platsen igen, om någon ännu är ledig; annars frågar samordnaren.',
    'seat',
  ),
  'new-name': always(
    'Den som har bytt namn och har intyg i det tidigare namnet kan få nya; samordnaren frågar.',
    'person',
    'certificate',
  ),
  'waiting-list': always(
    'Den som inte fick plats får veta sin plats på reservlistan, och när listan stänger utan att någon plats har blivit ledig.',
    'waiting',
    'nomination',
    'term',
  ),
  'waiting-list-promotion': rule(
    ({ enrolment }) =>
      `En plats som blir ledig går till nästa på reservlistan, fram till ${days(enrolment.promotionStopsDaysBefore)} före terminsstarten; då stänger listan.`,
    'seat',
    'waiting',
    'term',
  ),
  'practical-information': rule(
    ({ courseDays }) =>
      `Praktisk information går ut ${days(courseDays.practicalInformationDaysBefore)} före den första kursdagen.`,
    'offering',
    'day',
    'seat',
    'respite',
  ),
  'reminder-14-days': rule(
    ({ courseDays, sendAt }) =>
      `Deltagare påminns ${days(courseDays.firstReminderDaysBefore)} före varje kursdag, klockan ${sendAt}.`,
    'seat',
    'offering',
    'day',
    'respite',
  ),
  'reminder-2-working-days': rule(
    ({ courseDays, sendAt }) =>
      `Deltagare påminns ${workingDays(courseDays.secondReminderWorkingDaysBefore)} före varje kursdag, klockan ${sendAt}.`,
    'seat',
    'offering',
    'day',
    'respite',
  ),
  assignment: rule(
    ({ courseDays }) =>
      `Hemuppgiften efter en kursdag ska lämnas ${workingDays(courseDays.assignmentWorkingDaysBeforeNextDay)} före nästa; den som inte har lämnat påminns arbetsdagen efter.`,
    'seat',
    'offering',
    'day',
    'handIn',
    'respite',
  ),
  memo: rule(
    ({ examination }) =>
      `PM ska lämnas ${days(examination.memoDaysAfterLastDay)} efter den sista kursdagen; påminnelse går ${workingDays(examination.memoReminderWorkingDaysBefore)} före och arbetsdagen efter, så länge PM saknas.`,
    'seat',
    'offering',
    'day',
    'handIn',
    'result',
    'respite',
  ),
  result: rule(
    ({ examination }) =>
      `Den som får ett resultat får veta det; ett underkänt PM får göras om, högst ${examination.maxAttempts} försök i allt.`,
    'result',
    'seat',
  ),
  'course-certificate': rule(
    ({ certificate }) =>
      `Kursintyg ges för godkänt resultat och närvaro alla dagar utom högst ${days(certificate.programmeAbsencesAllowed)} i programmets kurser och ${days(certificate.courseDayAbsencesAllowed)} på kursdagar.`,
    'seat',
    'result',
    'attendance',
  ),
  'programme-certificate': rule(
    ({ certificate }) =>
      `Programintyg ges när kurserna tillsammans ger ${withComma(certificate.programmeCreditsTenths / 10)} hp, oavsett ordning och år.`,
    'result',
    'credit',
  ),
  'course-part': always(
    'En kurs i delar är klar när alla delar är det; den som har en del kvar påminns före sista dagen och arbetsdagen efter.',
    'seat',
    'offering',
    'day',
    'respite',
  ),
  presence: rule(
    ({ certificate }) =>
      `På kursdagar utanför programmet avgör närvaron; högst ${days(certificate.courseDayAbsencesAllowed)} frånvaro är tillåten.`,
    'seat',
    'attendance',
  ),
  'web-course': rule(
    ({ otherCourses }) =>
      `Den som ska gå en webbkurs får veta det, påminns ${days(otherCourses.webReminderDaysBefore)} före sista dagen och får ${otherCourses.webAttestation ? 'ett intyg' : 'inget intyg'} när den är klar.`,
    'person',
  ),
  invitation: rule(
    ({ otherCourses }) =>
      `Alla som en träff är för bjuds in ${otherCourses.invitationWeeksBefore} veckor före den första dagen.`,
    'offering',
    'person',
  ),
  'implementation-plan': rule(
    ({ otherCourses }) =>
      `Stödpersonen påminns om det som är planerat i genomförandeplanen och inte är klart ${workingDays(otherCourses.planReminderWorkingDaysAfter)} efter den planerade dagen.`,
    'person',
  ),
  'credit-and-seat': always(
    'Den som har tillgodoräknats en kurs och ändå har en plats på den, eller på en kurs som ersätter den, tas upp med samordnaren.',
    'credit',
    'seat',
  ),
  'booked-by-manager': always(
    'En chef kan boka flera av sina medarbetare på en kursdag samtidigt.',
    'seat',
    'offering',
  ),
  'certificate-issued': always('Ett utfärdat intyg skickas till den som har förtjänat det.', 'certificate'),
  resend: always('Ett mejl som inte kom fram skickas igen när en samordnare har bestämt det.', 'person'),
  'copy-declined': always(
    'Den som inte behöver göra något åt ett mejl får det som kopia och kan tacka nej till sådana; det som ber mottagaren om något går inte att avböja.',
    'copy',
  ),
  'no-address': always(
    'Den som saknar e-postadress nås genom sin chef, och samordnaren får det på sin lista.',
    'person',
    'seat',
    'result',
  ),
  'mandate-ladder': rule(
    ({ escalation }) =>
      `När utbildningen är obligatorisk får chefen själv veta ${days(escalation.noticeDaysBefore)} innan tiden går ut, närmaste chef när den har gått ut, socialchefen ${days(escalation.headDaysAfter)} senare och samordnaren ${days(escalation.coordinatorDaysAfterHead)} efter det. En plats, ett undantag, en ledighet eller en godkänd plan gör att ärendet vilar.`,
    'mandate',
    'person',
    'respite',
    'nomination',
    'seat',
    'credit',
    'case',
  ),
  'mandate-notice': rule(
    ({ escalation }) =>
      `När utbildningen är obligatorisk påminns den som berörs ${days(escalation.noticeDaysBefore)} innan tiden går ut; den som är ledig då påminns vid återkomsten, om minst ${days(escalation.noticeOnReturnDaysBefore)} är kvar.`,
    'mandate',
    'person',
    'respite',
    'nomination',
    'seat',
    'credit',
  ),
  'escalation-case': rule(
    ({ escalation }) =>
      `Ett ärende öppnas ${days(escalation.noticeDaysBefore)} innan tiden går ut, eller så snart ingen plats hinner i tid. När tiden har gått ut ligger det hos närmaste chef, ${days(escalation.headDaysAfter)} senare hos socialchefen och ${days(escalation.coordinatorDaysAfterHead)} efter det hos samordnaren, högst ${escalation.maxPerCase} gånger uppåt i samma ärende. En godkänd plan eller en nominering tystar det till sin dag. Det stängs av sig självt när orsaken är borta.`,
    'mandate',
    'person',
    'respite',
    'nomination',
    'seat',
    'credit',
    'case',
  ),
  'too-late': always(
    'Ett mejl som inte hann gå ut i tid, av ett slag som samordnaren vill avgöra själv, står på samordnarens lista.',
    'person',
  ),
  'chief-digest': rule(
    ({ escalation: { digest } }) =>
      `En chef får högst ett besked i veckan om sina ärenden, och bara när något är nytt, väntar på svar eller är avslutat. Ett ärende utan svar kommer tillbaka efter ${weeks(digest.repeatWeeks)}.`,
    'case',
  ),
  extension: always(
    'Den som behöver mer tid kan be om det; chefen beviljar till en dag eller säger nej, och båda får besked.',
    'respite',
    'mandate',
    'person',
  ),
  'offering-changed': rule(
    ({ offerings }) =>
      `När något ändras om en kursdag får deltagare och utbildare veta vad, ${offerings.changeQuietMinutes} minuter efter den sista ändringen; det som har tagits tillbaka då berättas för ingen.`,
    'offering',
    'day',
    'seat',
  ),
  'offering-cancelled': always(
    'När ett kurstillfälle ställs in får den som hade plats veta det, betalar ingenting och står först i kön nästa gång; utbildarna får veta det också. Den som väntade på kursen och inte kan få plats på någon annan den terminen får veta att reservlistan är avslutad.',
    'offering',
    'seat',
  ),
  'offering-merged': always(
    'När två kurstillfällen slås ihop följer platserna med till det som blir kvar, och alla som flyttas får veta det.',
    'offering',
    'seat',
  ),
  'offering-reinstated': always(
    'När ett inställt kurstillfälle blir av ändå får de som hade plats den tillbaka och får veta det.',
    'offering',
    'seat',
  ),
  'trainer-shortage': rule(
    ({ offerings }) =>
      `En kursdag som saknar en utbildare står på samordnarens lista tills någon är utsedd, från det att en utbildare får förhinder, eller ${offerings.noTrainerWeeksBefore} veckor före en dag som ingen är inplanerad på; samordnaren påminns ${workingDays(offerings.trainerShortageWorkingDaysBefore)} före dagen. Deltagarna störs inte.`,
    'offering',
    'day',
  ),
  'make-up-day': always(
    'En missad kursdag kan tas igen i en annan grupp på samma kurs, när det finns plats den dagen; bokningen upphör om dagen flyttas eller ställs in.',
    'seat',
    'offering',
    'day',
    'attendance',
  ),
  'attempts-used': rule(
    ({ examination }) =>
      `När alla ${examination.maxAttempts} försök är gjorda utan godkänt får chefen veta det och samordnaren det på sin lista; kursen kan tas om.`,
    'result',
    'seat',
  ),
  'certificate-revoked': always(
    'Ett intyg som inte längre stämmer, för att ett resultat, en närvaro eller en tillgodoräknad kurs har rättats, slutar att gälla, och den som har det får veta varför.',
    'certificate',
    'result',
    'attendance',
    'credit',
  ),
  'certificate-decided': always(
    'En samordnare kan dra in ett intyg, och ta tillbaka det; den som har intyget får veta båda delarna, och inget nytt utfärdas så länge det är indraget.',
    'certificate',
  ),
  'certificate-reissue': always(
    'Ett intyg som gäller kan utfärdas på nytt, till exempel i ett nytt namn; den nya versionen ersätter den gamla.',
    'certificate',
    'person',
  ),
  'attendance-list': rule(
    ({ courseDays }) =>
      `Kursledaren får närvarolistan ${workingDays(courseDays.attendanceListWorkingDaysBefore)} före kursdagen.`,
    'offering',
    'day',
  ),
  'attendance-within-working-days': rule(
    ({ courseDays }) =>
      `Närvaron ska registreras inom ${workingDays(courseDays.attendanceWithinWorkingDays)}; sedan påminns kursledaren, och efter lika lång tid till får samordnaren veta.`,
    'offering',
    'day',
    'attendance',
  ),
  'result-within-working-days': rule(
    ({ examination }) =>
      `Resultat ska registreras inom ${workingDays(examination.resultWithinWorkingDays)} efter att PM skulle lämnas; kursledaren påminns ${workingDays(examination.resultReminderWorkingDaysBefore)} före, och samordnaren får veta när tiden har gått ut.`,
    'offering',
    'result',
  ),
  closing: always(
    'Ett kurstillfälle avslutas när alla kursdagar är registrerade och alla deltagare har slutresultat.',
    'offering',
    'attendance',
    'result',
  ),
  invoicing: rule(
    ({ invoicing }) =>
      `Platser faktureras när den fria avbokningen har gått ut ${weeks(invoicing.freeWithdrawalWeeksIntoTerm)} in i terminen, kursdagar ${workingDays(invoicing.courseDaysWorkingDaysAfterLastDay)} efter terminens sista; årets kostnader den ${invoicing.yearlyCostsOn} (månad-dag); fakturan ska betalas inom ${days(invoicing.paymentDays)}.`,
    'seat',
    'attendance',
    'invoice',
    'term',
  ),
  'e-invoice': always(
    'Varje faktura och kreditfaktura blir en e-faktura (Peppol BIS Billing 3) med samma rader och belopp. Den granskas innan den lämnas; klarar den inte granskningen stoppas även pdf:en och samordnaren får titta på den.',
    'invoice',
  ),
  'invoice-reminder': rule(
    ({ invoicing: { reminders } }) =>
      reminders.daysAfterDue.length === 0
        ? 'Ingen påminns om obetalda fakturor.'
        : `En faktura som inte är betald påminns det om ${list(reminders.daysAfterDue)} dagar efter förfallodagen, aldrig innan den dagens betalningar är lästa och inte under ett kravstopp; ${days(reminders.coordinatorDaysAfter)} efter den sista påminnelsen får samordnaren ta över. Det som är krediterat räknas av.`,
    'invoice',
  ),
  payments: always(
    'Betalningar läses in med sitt OCR-nummer. Det som betalats för mycket, eller inte hör till någon faktura, får samordnaren titta på.',
    'invoice',
  ),
  'invoice-corrections': rule(
    ({ invoicing: { corrections } }) =>
      `En faktura ändras aldrig. Det som uppgifterna ändrar efteråt blir kreditfakturor och kompletterande fakturor, månadens ${corrections.workingDayOfMonth}:a arbetsdag${corrections.atTermEnd ? ' och när terminen är slut' : ''}.`,
    'seat',
    'attendance',
    'invoice',
    'term',
  ),
  'trainer-pot': rule(
    ({ invoicing: { trainerPot } }) =>
      `Av varje deltagares avgift för en kursdag går en del till utbildarpotten. När terminen är slut krediteras kommunerna för de utbildare som de har lånat ut: ${withComma(trainerPot.share)} andel av dagens pott, för en kursledare ${withComma(trainerPot.leaderShare)}. Det som ändras efteråt räknas av på en ny avräkning.`,
    'attendance',
    'day',
    'invoice',
    'term',
  ),
  'report-heads': rule(
    ({ reports }) =>
      `Socialchefen får varje månad en uppföljning av kommunen, klockan ${reports.sendAt} den första dagen.`,
    'report',
  ),
  'report-chiefs': rule(
    ({ reports }) =>
      `Varje chef får varje kvartal en uppföljning av sina egna chefer, klockan ${reports.sendAt} den första dagen.`,
    'report',
  ),
  'report-network': rule(
    ({ reports }) =>
      `Socialcheferna får tillsammans, som nätverk, varje kvartal en uppföljning av hela regionen i siffror, klockan ${reports.sendAt} den första dagen.`,
    'report',
  ),
};

/** Who is proposed, nominated, given a seat, placed on the waiting list or refused. */
const enrolment: Readonly<Record<string, RuleText>> = {
  promised: always(
    'Den som miste sin plats när ett kurstillfälle ställdes in står först i kön till nästa plats, tills platsen är given.',
    'offering',
    'seat',
  ),
  overdue: always(
    'Den vars obligatoriska utbildning är försenad står först, efter dem som miste en plats på en inställd kurs.',
    'mandate',
    'seat',
    'credit',
  ),
  continuing: always('Den som har börjat programmet får fortsätta före nya deltagare.', 'seat', 'credit'),
  mandated: always(
    'Den som omfattas av kommunens beslut går före den som går frivilligt.',
    'mandate',
    'person',
  ),
  voluntary: always('Den som går frivilligt får de platser som ryms i kommunens andel.', 'person'),
  stability_cap: rule(
    ({ enrolment: { stabilityCap } }) =>
      `Från en arbetsplats går högst ${stabilityCap} chef${stabilityCap === 1 ? '' : 'er'} samtidigt, eller en tredjedel på en större, så att verksamheten håller.`,
    'person',
    'nomination',
  ),
  quota_full: always(
    'Kommunens beslut anger hur många nya deltagare det får vara per år.',
    'mandate',
    'nomination',
  ),
  unavailable: always('Den som är tjänstledig eller undantagen får ingen plats.', 'respite', 'nomination'),
  in_training: always('Var och en har högst en plats per termin.', 'seat', 'nomination'),
  nothing_missing: always(
    'Den som har klarat alla kurser behöver ingen plats.',
    'credit',
    'result',
    'nomination',
  ),
  not_offered: always(
    'En plats kräver att terminen ger en kurs som personen saknar.',
    'credit',
    'result',
    'nomination',
  ),
  share_full: always('Frivilliga platser föreslås så långt kommunens andel räcker.', 'nomination'),
  unknown_person: always('Bara regionens chefer kan få plats.', 'nomination'),
  plan: always(
    'Platserna följer platsplanen, som räknas ut över flera terminer så att så få som möjligt blir försenade.',
    'term',
    'nomination',
    'seat',
  ),
  planned_later: always(
    'Platsplanen ger personen en plats en senare termin.',
    'term',
    'proposal',
    'nomination',
  ),
  seats_full: always(
    'Platsplanen har inga platser kvar till personen den här terminen.',
    'term',
    'proposal',
    'nomination',
  ),
  not_missing: always('En kurs som redan är klar behövs inte en gång till.', 'waiting', 'result', 'credit'),
  reserved: always('Platser kan vara reserverade för en kommun.', 'seat', 'term'),
  'no-answer-accepts-proposal': always(
    'Kommunens regel är att förslaget gäller när chefen inte har svarat i tid.',
    'proposal',
    'nomination',
  ),
  share: always('Varje kommun har en andel av terminens platser.', 'nomination', 'seat', 'term'),
  unused_seats: always(
    'Platser som en kommun inte använder går till de andra.',
    'nomination',
    'seat',
    'term',
  ),
  promotion: always('En plats som blir ledig går till nästa på reservlistan.', 'waiting', 'seat'),
  course_full: always(
    'När alla platser på en kurs är fördelade får resten reservplats i tur och ordning.',
    'waiting',
    'nomination',
  ),
  'seat-by-hand': always('En samordnare kan ge en plats för hand.', 'seat'),
  'first-come': always('Platserna på kursdagar går till dem som anmäls först.', 'seat'),
  'nominated-by-chief': always('Närmaste chef avgör vem som nomineras.', 'nomination', 'proposal'),
  volunteered: always('Den som vill gå kan anmäla sig själv.', 'nomination'),
  'declined-by-chief': always('Närmaste chef avgör vem som nomineras.', 'nomination', 'proposal'),
};

/** How a manager stands to the municipality's decision. */
const standings: Readonly<Record<string, RuleText>> = {
  no_mandate: always('Utan ett beslut i kommunen är utbildningen frivillig.', 'mandate', 'person'),
  programme_credits: always('Den som har hela programmet är klar.', 'credit', 'result'),
  exemption: always('Den som är undantagen behöver inte gå utbildningen.', 'respite'),
  leave: always('Under tjänstledighet väntar utbildningen.', 'respite'),
  seat_held: always('Den som har en plats är på väg.', 'seat'),
  accepted_plan: always('En godkänd plan gäller till sitt datum.', 'respite'),
  complete_deadline_passed: always(
    'Hela utbildningen ska vara klar inom beslutets tid.',
    'mandate',
    'person',
    'credit',
    'result',
  ),
  start_deadline_passed: always(
    'Utbildningen ska ha börjat inom beslutets tid.',
    'mandate',
    'person',
    'seat',
  ),
  credits_held: always('Den som har klarat någon kurs har börjat.', 'credit', 'result'),
  waiting_for_seat: always(
    'Den som är nominerad eller står på reservlistan väntar på plats.',
    'nomination',
    'waiting',
  ),
  before_start_deadline: always(
    'Den som inte har börjat ska göra det inom beslutets tid.',
    'mandate',
    'person',
  ),
};

export const ruleTexts: Readonly<Record<string, RuleText>> = { ...steps, ...enrolment, ...standings };

/** @returns undefined for a name that this version does not know */
export const ruleText = (name: string): RuleText | undefined =>
  Object.hasOwn(ruleTexts, name) ? ruleTexts[name] : undefined;
