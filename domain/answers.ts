/**
 * What people do, as a line of `answers.csv` says it. One line is one act of one person on one day; `value`
 * carries what the act concerns. The forms are listed in `docs/region-files.md`.
 */
import type { IsoDate } from './calendar/dates.ts';
import { parseDate } from './calendar/days.ts';
import { type DeclineCause, declineCauses } from './enrolment/nomination.ts';
import {
  type ExtensionCause,
  extensionCauses,
  type RefusalCause,
  refusalCauses,
} from './escalation/extensions.ts';
import { type RespiteCause, type RespiteKind, respiteCauses, respiteKinds } from './people/respites.ts';
import {
  type Answer,
  type CourseCode,
  type MunicipalityCode,
  type OfferingCode,
  type PersonId,
  type Role,
  roles,
  type TermCode,
} from './region.ts';

export type ParsedAnswer =
  /** `PERSON@TERM`: the chief (or the manager, who then volunteers) puts a manager forward for a term. */
  | { readonly kind: 'nominate'; readonly nominee: PersonId; readonly term: TermCode }
  /** `PERSON@TERM` or `PERSON@TERM reason=CLASS`: the chief does not send a manager that term. */
  | {
      readonly kind: 'decline_nomination';
      readonly nominee: PersonId;
      readonly term: TermCode;
      readonly cause?: DeclineCause;
    }
  /** `PERSON>OTHER@TERM`: the chief sends another manager instead of one. */
  | {
      readonly kind: 'replace_nomination';
      readonly nominee: PersonId;
      readonly instead: PersonId;
      readonly term: TermCode;
    }
  /** `PERSON@TERM`: the chief takes back what was said about a manager. */
  | { readonly kind: 'withdraw_nomination'; readonly nominee: PersonId; readonly term: TermCode }
  /** `TERM` or `TERM WORKPLACE`: the chief approves the proposal, has nothing more to say, or has after all. */
  | {
      readonly kind: 'approve_proposal' | 'nominations_done' | 'nominations_reopened';
      readonly term: TermCode;
      readonly workplace: string;
    }
  /** `OFFERING MUNICIPALITY=NUMBER until=DATE`: a coordinator keeps places for a municipality. */
  | {
      readonly kind: 'reserve_places';
      readonly offering: OfferingCode;
      readonly municipality: MunicipalityCode;
      readonly count: number;
      readonly releasedOn: IsoDate | '';
    }
  /** `OFFERING`: the manager says yes or no to a seat, or leaves a course. */
  | { readonly kind: 'accept_seat' | 'decline_seat' | 'withdraw'; readonly offering: OfferingCode }
  /** `OFFERING#DAY`, or `OFFERING#DAY absent=ID;ID`: a trainer registers a course day; the others were present. */
  | {
      readonly kind: 'attendance';
      readonly offering: OfferingCode;
      readonly day: number;
      readonly absent: readonly PersonId[];
    }
  /** `OFFERING#DAY`: the manager hands in the home assignment that belongs to that course day. */
  | { readonly kind: 'assignment'; readonly offering: OfferingCode; readonly day: number }
  /** `OFFERING`: the manager hands in the memo. */
  | { readonly kind: 'memo'; readonly offering: OfferingCode }
  /** `PERSON@OFFERING pass` or `… fail`: a trainer reports a result. */
  | {
      readonly kind: 'result';
      readonly examinee: PersonId;
      readonly offering: OfferingCode;
      readonly passed: boolean;
    }
  /** `OFFERING`: the manager books a seat on a course day that is not part of the programme. */
  | { readonly kind: 'day_seat'; readonly offering: OfferingCode }
  /** `OFFERING ID;ID`: a unit manager books several of their staff. */
  | { readonly kind: 'book_staff'; readonly offering: OfferingCode; readonly people: readonly PersonId[] }
  /** `COURSE DATE`: the person of the line had passed the course before. */
  | { readonly kind: 'credit'; readonly course: CourseCode; readonly completedOn: IsoDate }
  /** `COURSE PROVIDER COMPLETED DECIDED REFERENCE`: the municipality recognises another provider's course. */
  | {
      readonly kind: 'equivalent';
      readonly course: CourseCode;
      readonly provider: string;
      readonly completedOn: IsoDate;
      readonly decidedOn: IsoDate;
      readonly reference: string;
    }
  /** `COURSE prior` or `COURSE equivalent`: the credit was a mistake. */
  | { readonly kind: 'credit_withdrawn'; readonly course: CourseCode; readonly basis: 'prior' | 'equivalent' }
  /** `COURSE#PART`: the person of the line has done a part of a course, or has not after all. */
  | { readonly kind: 'part_done' | 'part_reopened'; readonly course: CourseCode; readonly part: string }
  /** `COURSE` or `COURSE DATE`: the person of the line is to take a web course, by the rule or by that day. */
  | { readonly kind: 'study_assigned'; readonly course: CourseCode; readonly due: IsoDate | '' }
  /** `COURSE`: the person is not to take it, or has not taken it after all. */
  | { readonly kind: 'study_unassigned' | 'study_reopened'; readonly course: CourseCode }
  /** `COURSE` or `COURSE group`: the person of the line has taken a web course or an introduction. */
  | { readonly kind: 'study_done'; readonly course: CourseCode; readonly manner: 'alone' | 'group' }
  /** `ACTIVITY`, or `ACTIVITY DATE`: a line of a municipality's implementation plan. */
  | {
      readonly kind: 'activity_done' | 'activity_reopened' | 'activity_cancelled';
      readonly activity: string;
    }
  | { readonly kind: 'activity_moved'; readonly activity: string; readonly to: IsoDate }
  /** `OFFERING=NUMBER`: a coordinator gives a course offering more or fewer places. */
  | { readonly kind: 'capacity'; readonly offering: OfferingCode; readonly capacity: number }
  /** `COURSE`: the manager wants a course whenever it is given, or not any more. */
  | { readonly kind: 'interest' | 'interest_withdrawn'; readonly course: CourseCode }
  /** `PERSON@OFFERING pass`, `… fail` or `… awaited`: the newest result was wrong, or entered by mistake. */
  | {
      readonly kind: 'correct_result';
      readonly examinee: PersonId;
      readonly offering: OfferingCode;
      readonly passed: boolean | null;
    }
  /** `OFFERING#DAY date=…;start=…;end=…;place=…;link=…`: a coordinator changes what is named about a course day. */
  | ({ readonly kind: 'change_day'; readonly offering: OfferingCode; readonly day: number } & DayParts)
  /** `OFFERING without=3;4`: days are taken away. */
  | {
      readonly kind: 'shorten_offering';
      readonly offering: OfferingCode;
      readonly without: readonly number[];
    }
  /** `OFFERING to=TERM days=DATE;DATE`: the whole offering is moved to another term. */
  | {
      readonly kind: 'move_offering';
      readonly offering: OfferingCode;
      readonly term: TermCode;
      readonly dates: readonly IsoDate[];
    }
  /** `OFFERING into=OFFERING`: its participants go to the other one. */
  | { readonly kind: 'merge_offering'; readonly offering: OfferingCode; readonly into: OfferingCode }
  /** `OFFERING`: it is not given; it is given after all; its newest change is taken back. */
  | {
      readonly kind: 'cancel_offering' | 'reinstate_offering' | 'undo_offering_change';
      readonly offering: OfferingCode;
    }
  /** `TRAINER@OFFERING#DAY`: cannot come, can come after all, does not hold the day any more. */
  | {
      readonly kind: 'trainer_unavailable' | 'trainer_available' | 'unassign_trainer';
      readonly trainer: PersonId;
      readonly offering: OfferingCode;
      readonly day: number;
    }
  /** `TRAINER@OFFERING#DAY`, or with ` leader`: is to hold the day. */
  | {
      readonly kind: 'assign_trainer';
      readonly trainer: PersonId;
      readonly offering: OfferingCode;
      readonly day: number;
      readonly leader: boolean;
    }
  /** `HOME#DAY at=OFFERING#DAY`: the manager makes up a missed day elsewhere. */
  | {
      readonly kind: 'make_up';
      readonly home: OfferingCode;
      readonly homeDay: number;
      readonly offering: OfferingCode;
      readonly day: number;
    }
  /** `HOME#DAY`: … and will not come there after all. */
  | { readonly kind: 'cancel_make_up'; readonly home: OfferingCode; readonly homeDay: number }
  /** `DATE CAUSE`, or `PERSON@DATE CAUSE` when a chief asks: more time is asked for. */
  | {
      readonly kind: 'ask_extension';
      /** Empty when the manager asks. */
      readonly manager: PersonId | '';
      readonly until: IsoDate;
      readonly cause: ExtensionCause;
    }
  /** `PERSON@DATE`: the chief of the line grants more time until a day. */
  | { readonly kind: 'grant_extension'; readonly manager: PersonId; readonly until: IsoDate }
  /** `PERSON CAUSE`: the chief of the line refuses it. */
  | { readonly kind: 'refuse_extension'; readonly manager: PersonId; readonly cause: RefusalCause }
  /** Empty: the newest that was said about more time for the manager of the line is taken back. */
  | { readonly kind: 'undo_extension' }
  /** A date: for the manager of the line, a plan with this date is accepted. */
  | { readonly kind: 'plan'; readonly until: IsoDate }
  /** `UNTIL`, `FROM..UNTIL` or `FROM..`, and the class of the reason: whoever the line names is on leave. */
  | {
      readonly kind: 'leave';
      readonly until: IsoDate | '';
      readonly from?: IsoDate;
      readonly cause?: RespiteCause;
    }
  /** A date, or empty for the day of the line: the first day back from leave. */
  | { readonly kind: 'back'; readonly on: IsoDate | '' }
  /** What is taken back: the newest that was said about it. */
  | { readonly kind: 'undo'; readonly what: RespiteKind | 'post' }
  /** `FROM municipality=… chief=… role=… workplace=…`: the person of the line has another post, or comes back to one. */
  | ({ readonly kind: 'move' | 'returns'; readonly from: IsoDate } & PostChange)
  /** `OLD@FROM`: the person of the line becomes the chief of all whose chief was OLD. */
  | { readonly kind: 'new_chief'; readonly old: PersonId; readonly from: IsoDate }
  /** A date: the first day on which the person of the line no longer has the post. */
  | { readonly kind: 'leaves_post'; readonly on: IsoDate }
  /** Empty: the person of the line has another name or address since that day. */
  | { readonly kind: 'name_changed' }
  /** `DECISION@FROM quota=… start=… complete=… roles=ROLE;ROLE`: a decision is changed from a day. */
  | ({ readonly kind: 'mandate'; readonly mandate: string; readonly from: IsoDate } & TermsChange)
  /** `DECISION@DATE`: a decision no longer holds from that day. */
  | { readonly kind: 'mandate_ends'; readonly mandate: string; readonly on: IsoDate }
  /** `DECISION`: the newest change of a decision is taken back. */
  | { readonly kind: 'undo_mandate'; readonly mandate: string }
  /** `CODE@DATE`: a municipality is outside the cooperation from that day. */
  | { readonly kind: 'leaves_cooperation'; readonly municipality: MunicipalityCode; readonly on: IsoDate }
  /** `CODE`: the municipality stays after all. */
  | { readonly kind: 'stays_in_cooperation'; readonly municipality: MunicipalityCode }
  /** A date, or empty for good: the manager of the line is exempt from mandatory training. */
  | { readonly kind: 'exempt'; readonly until: IsoDate | '' };

interface PostChange {
  readonly municipality?: MunicipalityCode;
  readonly chief?: PersonId;
  readonly role?: Role;
  readonly workplace?: string;
}

interface TermsChange {
  readonly quotaPerYear?: number;
  readonly startWithinMonths?: number;
  readonly completeWithinMonths?: number;
  readonly roles?: readonly Role[];
}

interface DayParts {
  readonly date?: IsoDate;
  /** Local times, `09:00`. */
  readonly start?: string;
  readonly end?: string;
  readonly place?: string;
  readonly link?: string;
}

export interface AnswerError {
  readonly column: 'what' | 'value';
  readonly error: string;
}

export type AnswerKind = ParsedAnswer['kind'];

/** Every `what` there is, with the form of its value as people write it. */
export const answerForms: Readonly<Record<AnswerKind, string>> = {
  nominate: 'PERSON@TERMIN',
  decline_nomination: `PERSON@TERMIN eller PERSON@TERMIN reason=SKÄL, där SKÄL är ${declineCauses.join(', ')}`,
  replace_nomination: 'PERSON>ANNAN@TERMIN',
  withdraw_nomination: 'PERSON@TERMIN',
  approve_proposal: 'TERMIN eller TERMIN ARBETSPLATS',
  nominations_done: 'TERMIN eller TERMIN ARBETSPLATS',
  nominations_reopened: 'TERMIN eller TERMIN ARBETSPLATS',
  reserve_places: 'KURSTILLFÄLLE KOMMUN=ANTAL until=DATUM, eller KURSTILLFÄLLE KOMMUN=0',
  accept_seat: 'KURSTILLFÄLLE',
  decline_seat: 'KURSTILLFÄLLE',
  withdraw: 'KURSTILLFÄLLE',
  attendance: 'KURSTILLFÄLLE#TRÄFF absent=PERSON;PERSON (utan absent när alla var där)',
  assignment: 'KURSTILLFÄLLE#TRÄFF',
  memo: 'KURSTILLFÄLLE',
  result: 'PERSON@KURSTILLFÄLLE pass eller PERSON@KURSTILLFÄLLE fail',
  day_seat: 'KURSTILLFÄLLE',
  book_staff: 'KURSTILLFÄLLE PERSON;PERSON',
  credit: 'KURS DATUM, till exempel 2 2024-06-05',
  equivalent:
    'KURS ANORDNARE KLAR BESLUTAD BETECKNING, till exempel 3 university 2024-06-05 2026-09-01 SN 2026/12',
  credit_withdrawn: 'KURS prior eller KURS equivalent',
  part_done: 'KURS#DEL',
  part_reopened: 'KURS#DEL',
  study_assigned: 'KURS, eller KURS DATUM med sista dagen',
  study_unassigned: 'KURS',
  study_done: 'KURS, eller KURS group när den togs i grupp',
  study_reopened: 'KURS',
  activity_done: 'AKTIVITET',
  activity_reopened: 'AKTIVITET',
  activity_cancelled: 'AKTIVITET',
  activity_moved: 'AKTIVITET DATUM',
  ask_extension: `DATUM SKÄL eller PERSON@DATUM SKÄL; skälet är något av ${extensionCauses.join(', ')}`,
  grant_extension: 'PERSON@DATUM',
  refuse_extension: `PERSON SKÄL; skälet är något av ${refusalCauses.join(', ')}`,
  undo_extension: 'tomt',
  capacity: 'KURSTILLFÄLLE=ANTAL, till exempel HT2026-1a-1=24',
  interest: 'KURS',
  interest_withdrawn: 'KURS',
  correct_result: 'PERSON@KURSTILLFÄLLE pass, PERSON@KURSTILLFÄLLE fail eller PERSON@KURSTILLFÄLLE awaited',
  change_day:
    'KURSTILLFÄLLE#TRÄFF date=2026-10-14;start=09:00;end=16:00;place=Falun;link=https://… (bara det som ändras)',
  shorten_offering: 'KURSTILLFÄLLE without=TRÄFF;TRÄFF',
  move_offering: 'KURSTILLFÄLLE to=TERMIN days=DATUM;DATUM',
  merge_offering: 'KURSTILLFÄLLE into=KURSTILLFÄLLE',
  cancel_offering: 'KURSTILLFÄLLE',
  reinstate_offering: 'KURSTILLFÄLLE',
  undo_offering_change: 'KURSTILLFÄLLE',
  trainer_unavailable: 'UTBILDARE@KURSTILLFÄLLE#TRÄFF',
  trainer_available: 'UTBILDARE@KURSTILLFÄLLE#TRÄFF',
  assign_trainer: 'UTBILDARE@KURSTILLFÄLLE#TRÄFF eller UTBILDARE@KURSTILLFÄLLE#TRÄFF leader',
  unassign_trainer: 'UTBILDARE@KURSTILLFÄLLE#TRÄFF',
  make_up: 'KURSTILLFÄLLE#TRÄFF at=KURSTILLFÄLLE#TRÄFF',
  cancel_make_up: 'KURSTILLFÄLLE#TRÄFF',
  plan: 'ett datum, till exempel 2027-01-31',
  exempt: 'ett datum, till exempel 2027-01-31, eller tomt när undantaget gäller tills vidare',
  leave:
    'ett datum, till exempel 2027-01-31, eller 2026-09-01..2027-01-31 parental (utan slutdag när den inte är känd; parental, sick, study eller other)',
  back: 'ett datum, till exempel 2027-01-31, eller tomt för dagen på raden',
  undo: 'leave, exempt, plan, extension eller post',
  move: '2026-09-01 municipality=2080 chief=ID role=manager workplace=elderly_care/Namn (det som ändras; workplace sist)',
  returns:
    '2026-09-01 municipality=2080 chief=ID role=manager workplace=elderly_care/Namn (det som ändras; workplace sist)',
  new_chief: 'PERSON@2026-09-01, den tidigare chefen och första dagen',
  leaves_post: 'ett datum, till exempel 2027-01-31, den första dagen utan tjänsten',
  name_changed: 'ingenting',
  mandate: 'BESLUT@2027-01-01 quota=8 start=12 complete=36 roles=manager;deputy_manager (det som ändras)',
  mandate_ends: 'BESLUT@2027-01-01',
  undo_mandate: 'BESLUT',
  leaves_cooperation: 'KOMMUN@2027-01-01',
  stays_in_cooperation: 'KOMMUN',
};

const code = '[^\\s@#;=]+';
const offeringForm = new RegExp(`^(?<offering>${code})$`);
const nominationForm = new RegExp(`^(?<person>${code})@(?<term>(?:VT|HT)\\d{4})$`);
const declineForm = new RegExp(
  `^(?<person>${code})@(?<term>(?:VT|HT)\\d{4})(?: +reason=(?<cause>[a-z_]+))?$`,
);
const replaceForm = /^(?<person>[^\s@#;=>]+)>(?<instead>[^\s@#;=>]+)@(?<term>(?:VT|HT)\d{4})$/;
const wholeForm = /^(?<term>(?:VT|HT)\d{4})(?: +(?<workplace>\S.*))?$/;
const reserveForm = new RegExp(
  `^(?<offering>${code}) +(?<municipality>\\d{4})=(?<count>\\d{1,3})(?: +until=(?<until>\\d{4}-\\d{2}-\\d{2}))?$`,
);
const dayForm = new RegExp(`^(?<offering>${code})#(?<day>[1-9]\\d?)$`);
const attendanceForm = new RegExp(
  `^(?<offering>${code})#(?<day>[1-9]\\d?)(?: +absent=(?<absent>(?:${code}(?:;${code})*)?))?$`,
);
const peopleForm = new RegExp(`^(?<offering>${code}) +(?<people>${code}(?:;${code})*)$`);
const codeForm = new RegExp(`^${code}$`);
const partForm = new RegExp(`^(?<course>${code})#(?<part>${code})$`);
const basisForm = new RegExp(`^(?<course>${code}) +(?<basis>prior|equivalent)$`);
const mannerForm = new RegExp(`^(?<course>${code})(?: +(?<manner>group))?$`);
const datedForm = new RegExp(`^(?<code>${code})(?: +(?<date>\\d{4}-\\d{2}-\\d{2}))?$`);
const equivalentForm = new RegExp(
  `^(?<course>${code}) +(?<provider>[a-z_]+) +(?<completed>\\d{4}-\\d{2}-\\d{2}) +(?<decided>\\d{4}-\\d{2}-\\d{2}) +(?<reference>\\S.*)$`,
);
const capacityForm = new RegExp(`^(?<offering>${code})=(?<capacity>[1-9]\\d{0,2})$`);
const resultForm = new RegExp(`^(?<person>${code})@(?<offering>${code}) +(?<grade>pass|fail)$`);

const askForm = new RegExp(
  `^(?:(?<person>${code})@)?(?<until>\\d{4}-\\d{2}-\\d{2})(?: +(?<cause>[a-z_]+))?$`,
);
const correctionForm = new RegExp(`^(?<person>${code})@(?<offering>${code}) +(?<grade>pass|fail|awaited)$`);
const changeForm = new RegExp(`^(?<offering>${code})#(?<day>[1-9]\\d?) +(?<parts>.+)$`);
const shortenForm = new RegExp(`^(?<offering>${code}) +without=(?<days>[1-9]\\d?(?:;[1-9]\\d?)*)$`);
const moveForm = new RegExp(`^(?<offering>${code}) +to=(?<term>(?:VT|HT)\\d{4}) +days=(?<dates>[\\d;-]+)$`);
const mergeForm = new RegExp(`^(?<offering>${code}) +into=(?<into>${code})$`);
const trainerForm = new RegExp(
  `^(?<trainer>${code})@(?<offering>${code})#(?<day>[1-9]\\d?)(?: +(?<leader>leader))?$`,
);
const makeUpForm = new RegExp(
  `^(?<home>${code})#(?<homeDay>[1-9]\\d?) +at=(?<offering>${code})#(?<day>[1-9]\\d?)$`,
);
const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/;
const dayParts = {
  date: isRealDate,
  start: (text: string) => timeForm.test(text),
  end: (text: string) => timeForm.test(text),
  place: (text: string) => text !== '',
  link: (text: string) => !text.includes(' '),
} satisfies Record<keyof DayParts, (text: string) => boolean>;

/** `date=2026-10-14;place=Falun`: undefined when a part is not known, said twice, or cannot be read. */
function readDayParts(text: string): DayParts | undefined {
  const parts: Partial<Record<keyof DayParts, string>> = {};
  for (const part of text.split(';')) {
    const [name = '', ...rest] = part.split('=');
    const value = rest.join('=').trim();
    const key = (['date', 'start', 'end', 'place', 'link'] as const).find((known) => known === name.trim());
    if (key === undefined || parts[key] !== undefined || !dayParts[key](value)) return undefined;
    parts[key] = value;
  }
  return parts;
}

function isAnswerKind(what: string): what is AnswerKind {
  return Object.hasOwn(answerForms, what);
}

/** True for a date that exists in the calendar, written `2026-09-01`. */
function isRealDate(text: string): boolean {
  try {
    parseDate(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads `what` and `value` of an answer. Says nothing about whether the people and offerings named exist: that
 * is checked against the region or the database.
 * @returns the act as a discriminated union, or `error`, a Swedish sentence that says what to write instead, and
 *   the column it stands in.
 */
export function parseAnswer(answer: Answer): ParsedAnswer | AnswerError {
  const { what } = answer;
  const value = answer.value.trim();
  if (!isAnswerKind(what)) {
    return {
      column: 'what',
      error: `Okänt what ”${what}”. Skriv något av: ${Object.keys(answerForms).join(', ')}.`,
    };
  }
  return (
    parseValue(what, value) ?? {
      column: 'value',
      error: `Värdet ”${value}” går inte att läsa för ${what}. Skriv ${answerForms[what]}.`,
    }
  );
}

/** A code and perhaps a real date after it; both empty when it cannot be read so. */
function dated(value: string): { readonly code: string; readonly date: IsoDate | '' } {
  const groups = datedForm.exec(value)?.groups;
  const date = groups?.date ?? '';
  return groups === undefined || (date !== '' && !isRealDate(date))
    ? { code: '', date: '' }
    : { code: groups.code ?? '', date };
}

function parseValue(kind: AnswerKind, value: string): ParsedAnswer | undefined {
  switch (kind) {
    case 'decline_nomination': {
      const groups = declineForm.exec(value)?.groups;
      const cause = declineCauses.find((known) => known === groups?.cause);
      if (groups === undefined || (groups.cause !== undefined && cause === undefined)) return undefined;
      const said = { kind, nominee: groups.person ?? '', term: groups.term ?? '' };
      return cause === undefined ? said : { ...said, cause };
    }
    case 'replace_nomination': {
      const groups = replaceForm.exec(value)?.groups;
      return (
        groups && {
          kind,
          nominee: groups.person ?? '',
          instead: groups.instead ?? '',
          term: groups.term ?? '',
        }
      );
    }
    case 'approve_proposal':
    case 'nominations_done':
    case 'nominations_reopened': {
      const groups = wholeForm.exec(value)?.groups;
      return groups && { kind, term: groups.term ?? '', workplace: groups.workplace ?? '' };
    }
    case 'reserve_places': {
      const groups = reserveForm.exec(value)?.groups;
      if (groups === undefined) return undefined;
      const [count, until] = [Number(groups.count), groups.until ?? ''];
      if (count > 0 ? !isRealDate(until) : until !== '') return undefined;
      const { offering = '', municipality = '' } = groups;
      return { kind, offering, municipality, count, releasedOn: until };
    }
    case 'nominate':
    case 'withdraw_nomination': {
      const groups = nominationForm.exec(value)?.groups;
      return groups && { kind, nominee: groups.person ?? '', term: groups.term ?? '' };
    }
    case 'accept_seat':
    case 'decline_seat':
    case 'withdraw':
      return offeringForm.test(value) ? { kind, offering: value } : undefined;
    case 'memo':
    case 'day_seat':
      return offeringForm.test(value) ? { kind, offering: value } : undefined;
    case 'attendance': {
      const groups = attendanceForm.exec(value)?.groups;
      if (!groups) return undefined;
      const absent = (groups.absent ?? '').split(';').filter((id) => id !== '');
      return { kind, offering: groups.offering ?? '', day: Number(groups.day), absent };
    }
    case 'assignment': {
      const groups = dayForm.exec(value)?.groups;
      return groups && { kind, offering: groups.offering ?? '', day: Number(groups.day) };
    }
    case 'result': {
      const groups = resultForm.exec(value)?.groups;
      return (
        groups && {
          kind,
          examinee: groups.person ?? '',
          offering: groups.offering ?? '',
          passed: groups.grade === 'pass',
        }
      );
    }
    case 'book_staff': {
      const groups = peopleForm.exec(value)?.groups;
      return groups && { kind, offering: groups.offering ?? '', people: (groups.people ?? '').split(';') };
    }
    case 'credit': {
      const { code: course, date } = dated(value);
      return date === '' ? undefined : { kind, course, completedOn: date };
    }
    case 'equivalent': {
      const groups = equivalentForm.exec(value)?.groups;
      const { course = '', provider = '', completed = '', decided = '', reference = '' } = groups ?? {};
      return isRealDate(completed) && isRealDate(decided)
        ? { kind, course, provider, completedOn: completed, decidedOn: decided, reference }
        : undefined;
    }
    case 'credit_withdrawn': {
      const groups = basisForm.exec(value)?.groups;
      const basis = groups?.basis === 'prior' ? 'prior' : 'equivalent';
      return groups && { kind, course: groups.course ?? '', basis };
    }
    case 'part_done':
    case 'part_reopened': {
      const groups = partForm.exec(value)?.groups;
      return groups && { kind, course: groups.course ?? '', part: groups.part ?? '' };
    }
    case 'study_assigned': {
      const { code: course, date } = dated(value);
      return course === '' ? undefined : { kind, course, due: date };
    }
    case 'study_unassigned':
    case 'study_reopened':
      return codeForm.test(value) ? { kind, course: value } : undefined;
    case 'study_done': {
      const groups = mannerForm.exec(value)?.groups;
      const manner = groups?.manner === 'group' ? 'group' : 'alone';
      return groups && { kind, course: groups.course ?? '', manner };
    }
    case 'activity_done':
    case 'activity_reopened':
    case 'activity_cancelled':
      return codeForm.test(value) ? { kind, activity: value } : undefined;
    case 'activity_moved': {
      const { code: activity, date } = dated(value);
      return date === '' ? undefined : { kind, activity, to: date };
    }
    case 'correct_result': {
      const groups = correctionForm.exec(value)?.groups;
      const passed = groups?.grade === 'awaited' ? null : groups?.grade === 'pass';
      return groups && { kind, examinee: groups.person ?? '', offering: groups.offering ?? '', passed };
    }
    case 'change_day': {
      const groups = changeForm.exec(value)?.groups;
      const parts = groups && readDayParts(groups.parts ?? '');
      return groups && parts && { kind, offering: groups.offering ?? '', day: Number(groups.day), ...parts };
    }
    case 'shorten_offering': {
      const groups = shortenForm.exec(value)?.groups;
      const without = (groups?.days ?? '').split(';').map(Number);
      return groups && { kind, offering: groups.offering ?? '', without };
    }
    case 'move_offering': {
      const groups = moveForm.exec(value)?.groups;
      const dates = (groups?.dates ?? '').split(';');
      if (!groups || !dates.every(isRealDate)) return undefined;
      return { kind, offering: groups.offering ?? '', term: groups.term ?? '', dates };
    }
    case 'merge_offering': {
      const groups = mergeForm.exec(value)?.groups;
      return groups && { kind, offering: groups.offering ?? '', into: groups.into ?? '' };
    }
    case 'cancel_offering':
    case 'reinstate_offering':
    case 'undo_offering_change':
      return offeringForm.test(value) ? { kind, offering: value } : undefined;
    case 'trainer_unavailable':
    case 'trainer_available':
    case 'unassign_trainer':
    case 'assign_trainer': {
      const groups = trainerForm.exec(value)?.groups;
      if (!groups) return undefined;
      const day = { trainer: groups.trainer ?? '', offering: groups.offering ?? '', day: Number(groups.day) };
      if (kind === 'assign_trainer') return { kind, ...day, leader: groups.leader !== undefined };
      return groups.leader === undefined ? { kind, ...day } : undefined;
    }
    case 'make_up': {
      const groups = makeUpForm.exec(value)?.groups;
      return (
        groups && {
          kind,
          home: groups.home ?? '',
          homeDay: Number(groups.homeDay),
          offering: groups.offering ?? '',
          day: Number(groups.day),
        }
      );
    }
    case 'cancel_make_up': {
      const groups = dayForm.exec(value)?.groups;
      return groups && { kind, home: groups.offering ?? '', homeDay: Number(groups.day) };
    }
    case 'ask_extension': {
      const groups = askForm.exec(value)?.groups;
      const cause = extensionCauses.find((known) => known === groups?.cause);
      const until = groups?.until ?? '';
      if (cause === undefined || !isRealDate(until)) return undefined;
      return { kind, manager: groups?.person ?? '', until, cause };
    }
    case 'grant_extension': {
      const groups = askForm.exec(value)?.groups;
      const manager = groups?.person ?? '';
      const until = groups?.until ?? '';
      const fits = manager !== '' && groups?.cause === undefined && isRealDate(until);
      return fits ? { kind, manager, until } : undefined;
    }
    case 'refuse_extension': {
      const [manager = '', said, ...rest] = value.split(/ +/);
      const cause = refusalCauses.find((known) => known === said);
      return manager === '' || cause === undefined || rest.length > 0 ? undefined : { kind, manager, cause };
    }
    case 'undo_extension':
      return value === '' ? { kind } : undefined;
    case 'capacity': {
      const groups = capacityForm.exec(value)?.groups;
      return groups && { kind, offering: groups.offering ?? '', capacity: Number(groups.capacity) };
    }
    case 'interest':
    case 'interest_withdrawn':
      return offeringForm.test(value) ? { kind, course: value } : undefined;
    case 'plan':
      return isRealDate(value) ? { kind, until: value } : undefined;
    case 'leave':
      return parseLeave(value);
    case 'back':
      return value === '' || isRealDate(value) ? { kind, on: value } : undefined;
    case 'undo': {
      const what = ['post' as const, ...respiteKinds].find((one) => one === value);
      return what && { kind, what };
    }
    case 'move':
    case 'returns':
      return parsePost(kind, value);
    case 'new_chief': {
      const found = namedAndDated(value);
      return found && { kind, old: found.what, from: found.date };
    }
    case 'leaves_post':
      return isRealDate(value) ? { kind, on: value } : undefined;
    case 'name_changed':
      return value === '' ? { kind } : undefined;
    case 'mandate':
      return parseMandate(value);
    case 'mandate_ends': {
      const found = namedAndDated(value);
      return found && { kind, mandate: found.what, on: found.date };
    }
    case 'undo_mandate':
      return offeringForm.test(value) ? { kind, mandate: value } : undefined;
    case 'leaves_cooperation': {
      const found = namedAndDated(value);
      return found && { kind, municipality: found.what, on: found.date };
    }
    case 'stays_in_cooperation':
      return offeringForm.test(value) ? { kind, municipality: value } : undefined;
    case 'exempt':
      return value === '' || isRealDate(value) ? { kind, until: value } : undefined;
  }
}

const momentForm = new RegExp(`^(?<what>${code})@(?<date>\\S+)$`);

/** `WHAT@DATE`. */
function namedAndDated(value: string): { readonly what: string; readonly date: IsoDate } | undefined {
  const { what = '', date = '' } = momentForm.exec(value)?.groups ?? {};
  return isRealDate(date) ? { what, date } : undefined;
}

function parseLeave(value: string): ParsedAnswer | undefined {
  const form = /^(?:(?<from>[\d-]+)(?<range>\.\.))?(?<until>[\d-]*)(?: +(?<cause>[a-z]+))?$/;
  const groups = form.exec(value)?.groups;
  if (!groups) return undefined;
  const { from, until = '', cause: word } = groups;
  const cause = respiteCauses.find((one) => one === word);
  if (from !== undefined && !isRealDate(from)) return undefined;
  if (until === '' ? from === undefined : !isRealDate(until)) return undefined;
  if (word !== undefined && cause === undefined) return undefined;
  return {
    kind: 'leave',
    until,
    ...(from === undefined ? {} : { from }),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** `name=value` after a space; a workplace may hold spaces and stands last. */
function settingsIn(text: string, names: readonly string[]): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  const [short = '', workplace] = text.split(/ *\bworkplace=/);
  for (const word of short.split(' ').filter((one) => one !== '')) {
    const [name = '', value, more] = word.split('=');
    if (value === undefined || more !== undefined || !names.includes(name) || found.has(name))
      return undefined;
    found.set(name, value);
  }
  if (workplace !== undefined) {
    if (!names.includes('workplace')) return undefined;
    found.set('workplace', workplace);
  }
  return found.size === 0 ? undefined : found;
}

function parsePost(kind: 'move' | 'returns', value: string): ParsedAnswer | undefined {
  const [from = '', ...words] = value.split(' ');
  if (!isRealDate(from)) return undefined;
  if (kind === 'returns' && words.length === 0) return { kind, from };
  const found = settingsIn(words.join(' '), ['municipality', 'chief', 'role', 'workplace']);
  if (found === undefined) return undefined;
  const municipality = found.get('municipality');
  const chief = found.get('chief');
  const workplace = found.get('workplace');
  const role = roles.find((one) => one === found.get('role'));
  if (found.has('role') && role === undefined) return undefined;
  return {
    kind,
    from,
    ...(municipality === undefined ? {} : { municipality }),
    ...(chief === undefined ? {} : { chief }),
    ...(workplace === undefined ? {} : { workplace }),
    ...(role === undefined ? {} : { role }),
  };
}

function parseMandate(value: string): ParsedAnswer | undefined {
  const space = value.indexOf(' ');
  const head = namedAndDated(space < 0 ? '' : value.slice(0, space));
  const found = settingsIn(value.slice(space + 1), ['quota', 'start', 'complete', 'roles']);
  if (head === undefined || found === undefined) return undefined;
  const names = found.get('roles')?.split(';');
  const covered = roles.filter((role) => names?.includes(role));
  if (names !== undefined && (covered.length === 0 || covered.length !== names.length)) return undefined;
  const number = (name: string) =>
    /^\d{1,3}$/.test(found.get(name) ?? '') ? Number(found.get(name)) : undefined;
  const [quotaPerYear, startWithinMonths, completeWithinMonths] = ['quota', 'start', 'complete'].map(number);
  const numbers = ['quota', 'start', 'complete'].filter((name) => found.has(name));
  if (numbers.some((name) => number(name) === undefined)) return undefined;
  return {
    kind: 'mandate',
    mandate: head.what,
    from: head.date,
    ...(quotaPerYear === undefined ? {} : { quotaPerYear }),
    ...(startWithinMonths === undefined ? {} : { startWithinMonths }),
    ...(completeWithinMonths === undefined ? {} : { completeWithinMonths }),
    ...(names === undefined ? {} : { roles: covered }),
  };
}
