/**
 * The region as the planners read it: the same facts as in the files, without names, and with what is looked up
 * often. One object for all lives, replaced when a reference fact is recorded.
 */
import { type Calendar, createCalendar } from './calendar/calendar.ts';
import type { IsoDate } from './calendar/dates.ts';
import { addDays } from './calendar/days.ts';
import { groupBy } from './groupBy.ts';
import type { CopyKind, DeclinedCopy } from './messages/copies.ts';
import type { Post } from './people/posts.ts';
import { covers, type Span } from './people/respites.ts';
import type {
  Course,
  CourseCode,
  CourseDay,
  Fee,
  Mandate,
  Municipality,
  MunicipalityCode,
  Offering,
  OfferingCode,
  Person,
  PersonId,
  Seller,
  Term,
  TermCode,
} from './region.ts';
import { managerRoles } from './region.ts';
import type { Rules } from './rules.ts';

/** A person without name or address; `hasEmail` says whether they can be reached directly. */
export interface PersonRef extends Omit<Person, 'name' | 'email'> {
  readonly hasEmail: boolean;
}

/** What holds of a person whatever the day; what goes with a post is asked of a day (`postOn`). */
export type Identity = Pick<PersonRef, 'id' | 'hasEmail' | 'language' | 'targetGroup'>;

/** A leave of somebody who answers for others. */
export interface LeaveRef extends Span {
  readonly person: PersonId;
}

export interface DepartureRef {
  readonly municipality: MunicipalityCode;
  /** First day outside the cooperation. */
  readonly leavesOn: IsoDate;
}

export interface DayRef extends CourseDay {
  /** 1, and another one when the day is moved: part of the keys of what is said about the day. */
  readonly occurrence: number;
  /** Id of the note with the address of the online meeting; empty (also without it) when people meet in a place. */
  readonly link?: string;
}

export interface OfferingRef extends Omit<Offering, 'days'> {
  readonly days: readonly DayRef[];
  /** Set when it will not be given: cancelled, or merged into another. */
  readonly cancelled?: true;
}

export interface ReferenceData {
  readonly name: string;
  readonly goLive: string;
  readonly senderName: string;
  readonly senderEmail: string;
  /** Domain of Message-IDs and calendar UIDs. */
  readonly domain: string;
  readonly timeZone: string;
  readonly holidayCountry: string;
  readonly rules: Rules;
  readonly sellers: readonly Seller[];
  readonly fees: readonly Fee[];
  readonly terms: readonly Term[];
  readonly municipalities: readonly Municipality[];
  readonly people: readonly PersonRef[];
  /** All posts of those who have had more than one, in order; whoever is not here has been the same all the time. */
  readonly posts?: readonly Post[];
  /** Leaves of chiefs and heads of social services. */
  readonly leaves?: readonly LeaveRef[];
  /** Municipalities that leave the cooperation. */
  readonly departures?: readonly DepartureRef[];
  /** Copies that people have said no to. */
  readonly declinedCopies?: readonly DeclinedCopy[];
  readonly mandates: readonly Mandate[];
  readonly courses: readonly Course[];
  readonly offerings: readonly OfferingRef[];
}

export interface Reference extends ReferenceData {
  readonly calendar: Calendar;
  term(code: TermCode): Term;
  municipality(code: MunicipalityCode): Municipality;
  /** Municipality, workplace, chief and role are those of a day: `postOn`. */
  person(id: PersonId): Identity;
  /**
   * A person in the newest post that is known of, which may begin later than today: for what is asked of no day, such
   * as when somebody leaves for good.
   */
  newestPost(id: PersonId): PersonRef;
  /** In order; empty for somebody who has been the same all the time. */
  postsOf(id: PersonId): readonly Post[];
  leavesOf(id: PersonId): readonly LeaveRef[];
  /** Whether a person has said no to copies of a kind. */
  declines(id: PersonId, kind: CopyKind): boolean;
  course(code: CourseCode): Course;
  offering(code: OfferingCode): OfferingRef;
  offeringsOf(term: TermCode): readonly OfferingRef[];
  /** Everybody whose newest post is in a municipality, by id; those of a day are told by `peopleOn`. */
  peopleOf(municipality: MunicipalityCode): readonly PersonRef[];
  /** Ids of everybody who has a post in a municipality, at whatever time. */
  everIn(municipality: MunicipalityCode): readonly PersonId[];
}

/** Raised when facts name something that the region does not have; the life becomes stuck with this reason. */
export class UnknownReference extends Error {
  constructor(what: string, id: string) {
    super(`the region has no ${what} ${id}`);
    this.name = 'UnknownReference';
  }
}

function lookup<T>(what: string, rows: readonly T[], id: (row: T) => string): (key: string) => T {
  const byId = new Map(rows.map((row) => [id(row), row]));
  return (key) => {
    const row = byId.get(key);
    if (row === undefined) throw new UnknownReference(what, key);
    return row;
  };
}

/** Builds the lookups once for all lives. */
export function createReference(data: ReferenceData): Reference {
  const offeringsByTerm = groupBy(data.offerings, (offering) => offering.term);
  const peopleByMunicipality = groupBy(data.people, (person) => person.municipality);
  const posts = groupBy(data.posts ?? [], (post) => post.person);
  const leaves = groupBy(data.leaves ?? [], (leave) => leave.person);
  const declined = new Set((data.declinedCopies ?? []).map(({ person, kind }) => `${kind} ${person}`));
  const everywhere = groupBy(
    data.people.flatMap(({ id, municipality }) => {
      const others = (posts.get(id) ?? []).map((post) => post.municipality);
      return [...new Set([municipality, ...others])].map((code) => ({ id, code }));
    }),
    ({ code }) => code,
  );
  return {
    ...data,
    mandates: withinCooperation(data.mandates, data.departures ?? []),
    calendar: createCalendar(data.timeZone, data.holidayCountry),
    term: lookup('term', data.terms, (term) => term.code),
    municipality: lookup('municipality', data.municipalities, (municipality) => municipality.code),
    person: lookup('person', data.people, (person) => person.id),
    newestPost: lookup('person', data.people, (person) => person.id),
    course: lookup('course', data.courses, (course) => course.code),
    offering: lookup('offering', data.offerings, (offering) => offering.code),
    offeringsOf: (term) => offeringsByTerm.get(term) ?? [],
    peopleOf: (municipality) => peopleByMunicipality.get(municipality) ?? [],
    postsOf: (id) => posts.get(id) ?? [],
    leavesOf: (id) => leaves.get(id) ?? [],
    declines: (id, kind) => declined.has(`${kind} ${id}`),
    everIn: (municipality) => (everywhere.get(municipality) ?? []).map(({ id }) => id),
  };
}

/** A decision of a municipality holds here as long as the municipality takes part. */
function withinCooperation(
  mandates: readonly Mandate[],
  departures: readonly DepartureRef[],
): readonly Mandate[] {
  if (departures.length === 0) return mandates;
  const leaving = new Map(departures.map(({ municipality, leavesOn }) => [municipality, leavesOn]));
  return mandates.flatMap((mandate) => {
    const leavesOn = leaving.get(mandate.municipality);
    if (leavesOn === undefined) return [mandate];
    if (mandate.validFrom >= leavesOn) return [];
    const last = addDays(leavesOn, -1);
    return [mandate.validTo !== '' && mandate.validTo <= last ? mandate : { ...mandate, validTo: last }];
  });
}

/** Whether a municipality takes part in the cooperation on a day: it does until it has left. */
export const cooperates = (reference: Reference, municipality: MunicipalityCode, on: IsoDate): boolean =>
  !(reference.departures ?? []).some(
    (departure) => departure.municipality === municipality && departure.leavesOn <= on,
  );

/** Who leaves on a day is not in post that day. */
export const inPost = (person: Pick<PersonRef, 'leftOn'>, on: string): boolean =>
  person.leftOn === '' || person.leftOn > on;

/**
 * A person as they were, or will be, on a day: municipality, workplace, chief, role, the day their post was taken up,
 * and the day they left it (empty when nothing says that they do). On a day without a post it is the one before, which
 * they have left by then; before the first post it is the first.
 * @throws UnknownReference
 */
export function postOn(reference: Reference, id: PersonId, on: IsoDate): PersonRef {
  const person = reference.newestPost(id);
  const posts = reference.postsOf(id);
  if (posts.length === 0) return person;
  const index = Math.max(
    0,
    posts.findLastIndex(({ from }) => from <= on),
  );
  const post = posts[index];
  if (post === undefined) return person;
  // A new post on the day after is no leaving.
  let last = post;
  for (const next of posts.slice(index + 1)) {
    if (last.until === '' || next.from !== addDays(last.until, 1)) break;
    last = next;
  }
  const { municipality, workplace, chiefId, role, postSince } = post;
  const leftOn = last.until === '' ? '' : addDays(last.until, 1);
  return { ...person, municipality, workplace, chiefId, role, postSince, leftOn };
}

/** Everybody whose post on a day is in a municipality, as they are that day, by id; also those who have left it since. */
export const peopleOn = (
  reference: Reference,
  municipality: MunicipalityCode,
  on: IsoDate,
): readonly PersonRef[] =>
  reference
    .everIn(municipality)
    .map((id) => postOn(reference, id, on))
    .filter((person) => person.municipality === municipality);

/** The first day of somebody's first post as a manager, as far as is known; empty when it is not. */
export function leaderSince(reference: Reference, id: PersonId): IsoDate | '' {
  const { postSince } = reference.newestPost(id);
  const since = reference
    .postsOf(id)
    .filter((post) => managerRoles.includes(post.role))
    .map((post) => post.postSince);
  return [postSince, ...since].filter((date) => date !== '').sort()[0] ?? '';
}

/** Whether somebody who answers for others is on leave on a day. */
export const isAway = (reference: Reference, id: PersonId, on: IsoDate): boolean =>
  reference.leavesOf(id).some((leave) => covers(leave, on));

/**
 * Heads of social services of a municipality who are in post on a day, by id: those at work, or all when every one of
 * them is on leave, since then there is nobody above.
 */
export function headsOf(
  reference: Reference,
  municipality: MunicipalityCode,
  on: string,
): readonly PersonRef[] {
  const heads = peopleOn(reference, municipality, on).filter(
    (person) => person.role === 'head_of_social_services' && inPost(person, on),
  );
  const atWork = heads.filter(({ id }) => !isAway(reference, id, on));
  return atWork.length > 0 ? atWork : heads;
}

/**
 * The chief who answers for a person on a day: the nearest chief of the post that they have that day, or the head of
 * social services when there is none, or the chief has left or is on leave (settled rule of the domain). Undefined when
 * the municipality has no head either.
 */
export function responsibleChief(reference: Reference, id: PersonId, on: string): PersonRef | undefined {
  const person = postOn(reference, id, on);
  if (person.chiefId !== '') {
    const chief = postOn(reference, person.chiefId, on);
    if (inPost(chief, on) && !isAway(reference, chief.id, on)) return chief;
  }
  return headsOf(reference, person.municipality, on).find((head) => head.id !== id);
}

/**
 * The coordinator who receives what no one else can settle: the first by id who is in post on a day. When all will have
 * left by then and no successor is named yet, the one who stays longest, so that what comes before goes on.
 * @throws UnknownReference when the region has no coordinator at all
 */
export function coordinator(reference: Reference, on: string): PersonRef {
  const coordinators = reference.people.filter((person) => person.role === 'coordinator');
  const found =
    coordinators.find((person) => inPost(person, on)) ??
    coordinators.toSorted((a, b) => (a.leftOn < b.leftOn ? 1 : -1))[0];
  if (found === undefined) throw new UnknownReference('person with role', 'coordinator');
  return found;
}

/** Who gets a mail meant for a person: themselves, or their chief when they have no address (`via`). */
export function mailRecipient(
  reference: Reference,
  id: PersonId,
  on: string,
): { readonly recipient: PersonId | ''; readonly via: boolean } {
  if (reference.person(id).hasEmail) return { recipient: id, via: false };
  const chief = responsibleChief(reference, id, on);
  return { recipient: chief?.hasEmail === true ? chief.id : '', via: true };
}
