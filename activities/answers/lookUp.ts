/** What an answer names, looked up in the region; a name that is not there refuses the answer. */
import {
  cooperates,
  type DayRef,
  inPost,
  type OfferingRef,
  type PersonRef,
  postOn,
  type Reference,
} from '../../domain/reference.ts';
import { managerRoles, type Role, type Term } from '../../domain/region.ts';
import type { Occasion } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export function findPerson(reference: Reference, id: string): PersonRef {
  const person = reference.people.find((row) => row.id === id);
  if (person !== undefined) return person;
  throw new AnswerRefused('unknown_person', `Det finns ingen person med id ”${id}” i regionen. Rätta id:t.`);
}

/** Somebody who takes courses: a manager who is in post. */
export function findManager({ reference, today }: Occasion, id: string): PersonRef {
  const person = postOn(reference, findPerson(reference, id).id, today);
  if (!managerRoles.includes(person.role)) {
    throw new AnswerRefused(
      'not_a_manager',
      `${id} är inte chef för en enhet. Ange en enhetschef eller biträdande.`,
    );
  }
  assertInPost(person, today);
  return person;
}

/** A municipality that has left the cooperation has no new seats. */
export function assertCooperates({ reference }: Occasion, person: PersonRef, term: string): void {
  const { start } = reference.term(term);
  if (cooperates(reference, person.municipality, start)) return;
  throw new AnswerRefused(
    'left_cooperation',
    `Kommunen för ${person.id} har lämnat samverkan innan ${term} börjar. Välj en tidigare termin.`,
  );
}

export function assertInPost(person: PersonRef, today: string): void {
  if (inPost(person, today)) return;
  throw new AnswerRefused(
    'has_left',
    `${person.id} slutade ${person.leftOn}. Ange någon som är kvar i tjänst.`,
  );
}

const answeringRoles: readonly Role[] = ['chief', 'head_of_social_services', 'coordinator'];

/** Somebody who answers for managers. */
export function findChief(reference: Reference, id: string): PersonRef {
  const chief = findPerson(reference, id);
  if (answeringRoles.includes(chief.role)) return chief;
  throw new AnswerRefused(
    'not_a_chief',
    `${id} har inga enhetschefer att svara för. Ange närmaste chef, socialchefen eller en samordnare.`,
  );
}

const trainerRoles: readonly Role[] = ['trainer', 'coordinator'];

/** @throws AnswerRefused unless the person may register attendance and results */
export function assertTrainer(reference: Reference, id: string): void {
  if (trainerRoles.includes(findPerson(reference, id).role)) return;
  throw new AnswerRefused(
    'not_a_trainer',
    `${id} får inte registrera närvaro och resultat. Det gör en utbildare eller en samordnare.`,
  );
}

export function findTerm(reference: Reference, code: string): Term {
  const term = reference.terms.find((row) => row.code === code);
  if (term !== undefined) return term;
  const known = reference.terms.map((row) => row.code).join(', ');
  throw new AnswerRefused('unknown_term', `Terminen ”${code}” finns inte. Terminerna är ${known}.`);
}

export function findOffering(reference: Reference, code: string): OfferingRef {
  const offering = reference.offerings.find((row) => row.code === code);
  if (offering !== undefined) return offering;
  throw new AnswerRefused('unknown_offering', `Kurstillfället ”${code}” finns inte. Rätta koden.`);
}

export function findDay(offering: OfferingRef, number: number): DayRef {
  const day = offering.days.find((row) => row.number === number);
  if (day !== undefined) return day;
  throw new AnswerRefused(
    'unknown_day',
    `${offering.code} har ingen träff ${number}. Träffarna är ${offering.days.map((row) => row.number).join(', ')}.`,
  );
}

/** @throws AnswerRefused unless the programme has the course */
export function assertProgrammeCourse({ reference }: Occasion, code: string): void {
  const course = reference.courses.find((row) => row.code === code);
  if (course === undefined) {
    throw new AnswerRefused('unknown_course', `Kursen ”${code}” finns inte. Rätta koden.`);
  }
  if (course.kind !== 'programme') {
    throw new AnswerRefused(
      'not_a_programme_course',
      `Kursen ${code} ingår inte i ledarskapsprogrammet. Välj en av programmets kurser; till en kursdag anmäler man sig.`,
    );
  }
}

/** @throws AnswerRefused unless the person runs the programme */
export function assertCoordinator(reference: Reference, id: string): void {
  if (findPerson(reference, id).role === 'coordinator') return;
  throw new AnswerRefused('not_a_coordinator', `${id} är inte samordnare. Det här bestämmer en samordnare.`);
}
