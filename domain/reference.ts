/**
 * The region as the planners read it: the same facts as in the files, without names, and with what is looked up
 * often. One object for all lives, replaced when a reference fact is recorded.
 */
import { type Calendar, createCalendar } from './calendar/calendar.ts';
import { groupBy } from './groupBy.ts';
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
import type { Rules } from './rules.ts';

/** A person without name or address; `hasEmail` says whether they can be reached directly. */
export interface PersonRef extends Omit<Person, 'name' | 'email'> {
  readonly hasEmail: boolean;
}

export interface DayRef extends CourseDay {
  /** 1, and one more each time the day is moved. */
  readonly occurrence: number;
}

export interface OfferingRef extends Omit<Offering, 'days'> {
  readonly days: readonly DayRef[];
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
  readonly mandates: readonly Mandate[];
  readonly courses: readonly Course[];
  readonly offerings: readonly OfferingRef[];
}

export interface Reference extends ReferenceData {
  readonly calendar: Calendar;
  term(code: TermCode): Term;
  municipality(code: MunicipalityCode): Municipality;
  person(id: PersonId): PersonRef;
  course(code: CourseCode): Course;
  offering(code: OfferingCode): OfferingRef;
  offeringsOf(term: TermCode): readonly OfferingRef[];
  /** Everybody of a municipality, by id. */
  peopleOf(municipality: MunicipalityCode): readonly PersonRef[];
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
  return {
    ...data,
    calendar: createCalendar(data.timeZone, data.holidayCountry),
    term: lookup('term', data.terms, (term) => term.code),
    municipality: lookup('municipality', data.municipalities, (municipality) => municipality.code),
    person: lookup('person', data.people, (person) => person.id),
    course: lookup('course', data.courses, (course) => course.code),
    offering: lookup('offering', data.offerings, (offering) => offering.code),
    offeringsOf: (term) => offeringsByTerm.get(term) ?? [],
    peopleOf: (municipality) => peopleByMunicipality.get(municipality) ?? [],
  };
}

/** Who leaves on a day is not in post that day. */
export const inPost = (person: Pick<PersonRef, 'leftOn'>, on: string): boolean =>
  person.leftOn === '' || person.leftOn > on;

/** Heads of social services of a municipality who are in post on a day, by id. */
export function headsOf(
  reference: Reference,
  municipality: MunicipalityCode,
  on: string,
): readonly PersonRef[] {
  return reference
    .peopleOf(municipality)
    .filter((person) => person.role === 'head_of_social_services' && inPost(person, on));
}

/**
 * The chief who answers for a person on a day: the nearest chief, or the head of social services when there is
 * none or the chief has left (settled rule of the domain). Undefined when the municipality has no head either.
 */
export function responsibleChief(reference: Reference, id: PersonId, on: string): PersonRef | undefined {
  const person = reference.person(id);
  if (person.chiefId !== '') {
    const chief = reference.person(person.chiefId);
    if (inPost(chief, on)) return chief;
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
