/** What the log of facts says, counted on its own: never by the functions that decide by the current tables. */
import type { IsoDate } from '../calendar/dates.ts';
import type { CourseCode, MunicipalityCode, OfferingCode, PersonId } from '../region.ts';

/** Facts of the log, in its order; `on` is the day that a fact concerns. */
export type LoggedFact =
  | {
      readonly kind: 'seat_given';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly municipality: MunicipalityCode;
    }
  | {
      readonly kind: 'seat_given_up';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly state: 'declined' | 'withdrawn';
    }
  | {
      readonly kind: 'seat_returned';
      readonly offering: OfferingCode;
      readonly person: PersonId;
    }
  | {
      readonly kind: 'seat_retracted';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly person: PersonId;
    }
  | {
      readonly kind: 'result_decided' | 'result_corrected';
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly attempt: number;
      readonly passed: boolean;
      readonly final: boolean;
    }
  | {
      readonly kind: 'result_withdrawn';
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly attempt: number;
    }
  | {
      readonly kind: 'offering_cancelled';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly people: readonly PersonId[];
    }
  | {
      readonly kind: 'offering_reinstated';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly people: readonly PersonId[];
      readonly from: OfferingCode | '';
    }
  | {
      readonly kind: 'make_up_booked';
      readonly home: OfferingCode;
      readonly homeDay: number;
      readonly person: PersonId;
      readonly offering: OfferingCode;
      readonly day: number;
    }
  | {
      readonly kind: 'make_up_released';
      readonly home: OfferingCode;
      readonly homeDay: number;
      readonly person: PersonId;
    }
  | {
      readonly kind: 'attendance_registered';
      readonly offering: OfferingCode;
      readonly day: number;
      readonly present: readonly PersonId[];
    }
  | {
      readonly kind: 'credit_recognised' | 'equivalent_recognised';
      readonly person: PersonId;
      readonly course: CourseCode;
    }
  | {
      readonly kind: 'credit_withdrawn';
      readonly person: PersonId;
      readonly course: CourseCode;
      readonly basis: 'prior' | 'equivalent';
    };

export interface Spell {
  readonly offering: OfferingCode;
  readonly person: PersonId;
  readonly municipality: MunicipalityCode;
  readonly givenOn: IsoDate;
  /** Undefined while the seat is the person's. */
  endedOn?: IsoDate;
  state: 'held' | 'passed' | 'failed' | 'declined' | 'withdrawn' | 'cancelled' | 'retracted';
}

export interface History {
  /** One entry for each time a seat was given, in order. */
  readonly spells: readonly Spell[];
  /** By offering and person, the last of them. */
  readonly newest: ReadonlyMap<string, Spell>;
  readonly givenUp: ReadonlyMap<OfferingCode, number>;
  /** By offering and person, the newest decision about each attempt. */
  readonly results: ReadonlyMap<
    string,
    ReadonlyMap<number, { readonly passed: boolean; readonly final: boolean }>
  >;
  /** By offering and day, who was there. */
  readonly present: ReadonlyMap<string, readonly PersonId[]>;
  readonly prior: ReadonlyMap<PersonId, ReadonlySet<CourseCode>>;
  /** By home, day and person, where a missed day was to be made up. */
  readonly madeUp: ReadonlyMap<string, string>;
}

const pair = (offering: OfferingCode, person: PersonId) => `${offering} ${person}`;
export const dayKey = (offering: OfferingCode, day: number) => `${offering}#${day}`;

/** Not by the person: with the offering, or because it was given by mistake; nobody pays for it. */
export const isTakenAway = (state: Spell['state']): boolean => state === 'cancelled' || state === 'retracted';

export function replay(log: readonly LoggedFact[]): History {
  const spells: Spell[] = [];
  const current = new Map<string, Spell>();
  const givenUp = new Map<OfferingCode, number>();
  const results = new Map<string, Map<number, { passed: boolean; final: boolean }>>();
  const present = new Map<string, readonly PersonId[]>();
  const prior = new Map<PersonId, Set<CourseCode>>();
  const madeUp = new Map<string, string>();
  const end = (offering: OfferingCode, person: PersonId, on: IsoDate, state: Spell['state']) => {
    const spell = current.get(pair(offering, person));
    if (spell === undefined) return;
    spell.endedOn = on;
    spell.state = state;
  };
  const again = (offering: OfferingCode, person: PersonId) => {
    const spell = current.get(pair(offering, person));
    if (spell === undefined) return;
    delete spell.endedOn;
    spell.state = 'held';
  };
  for (const fact of log) {
    switch (fact.kind) {
      case 'seat_given': {
        const { offering, person, municipality, on } = fact;
        const spell: Spell = { offering, person, municipality, givenOn: on, state: 'held' };
        spells.push(spell);
        current.set(pair(offering, person), spell);
        break;
      }
      case 'seat_given_up':
        givenUp.set(fact.offering, (givenUp.get(fact.offering) ?? 0) + 1);
        end(fact.offering, fact.person, fact.on, fact.state);
        break;
      case 'seat_returned':
        givenUp.set(fact.offering, (givenUp.get(fact.offering) ?? 0) - 1);
        again(fact.offering, fact.person);
        break;
      case 'seat_retracted':
        end(fact.offering, fact.person, fact.on, 'retracted');
        break;
      case 'result_decided':
      case 'result_corrected': {
        const key = pair(fact.offering, fact.person);
        const attempts = results.get(key) ?? new Map<number, { passed: boolean; final: boolean }>();
        results.set(key, attempts.set(fact.attempt, { passed: fact.passed, final: fact.final }));
        const spell = current.get(key);
        if (spell !== undefined && spell.endedOn === undefined) {
          spell.state = fact.final ? (fact.passed ? 'passed' : 'failed') : 'held';
        }
        break;
      }
      case 'result_withdrawn': {
        const key = pair(fact.offering, fact.person);
        results.get(key)?.delete(fact.attempt);
        const spell = current.get(key);
        if (spell !== undefined && spell.endedOn === undefined) spell.state = 'held';
        break;
      }
      case 'offering_cancelled':
        for (const person of fact.people) end(fact.offering, person, fact.on, 'cancelled');
        break;
      case 'offering_reinstated':
        for (const person of fact.people) {
          end(fact.from, person, fact.on, 'cancelled');
          again(fact.offering, person);
        }
        break;
      case 'make_up_booked':
        madeUp.set(`${dayKey(fact.home, fact.homeDay)} ${fact.person}`, dayKey(fact.offering, fact.day));
        break;
      case 'make_up_released':
        madeUp.delete(`${dayKey(fact.home, fact.homeDay)} ${fact.person}`);
        break;
      case 'attendance_registered':
        present.set(dayKey(fact.offering, fact.day), fact.present);
        break;
      case 'credit_recognised':
      case 'equivalent_recognised': {
        const basis = fact.kind === 'credit_recognised' ? 'prior' : 'equivalent';
        prior.set(fact.person, (prior.get(fact.person) ?? new Set()).add(`${basis} ${fact.course}`));
        break;
      }
      case 'credit_withdrawn':
        prior.get(fact.person)?.delete(`${fact.basis} ${fact.course}`);
        break;
    }
  }
  return { spells, newest: current, givenUp, results, present, prior, madeUp };
}

/** There on the day, or on the one that made up for it. */
export function tookPart(history: History, offering: OfferingCode, day: number, person: PersonId): boolean {
  const home = dayKey(offering, day);
  const elsewhere = history.madeUp.get(`${home} ${person}`);
  return [home, elsewhere].some((key) => key !== undefined && history.present.get(key)?.includes(person));
}

export const hasPassed = (history: History, offering: OfferingCode, person: PersonId): boolean =>
  [...(history.results.get(pair(offering, person))?.values() ?? [])].some(({ passed }) => passed);

/** The last time that somebody was given a seat in an offering. */
export const newestSpell = (history: History, offering: OfferingCode, person: PersonId): Spell | undefined =>
  history.newest.get(pair(offering, person));
