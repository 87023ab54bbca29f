/** Who is what, where and under whom: moves, new chiefs, those who leave, come back, or change their name. */
import { inPost, peopleOn, postOn } from '../../domain/reference.ts';
import type { Role } from '../../domain/region.ts';
import type { NewFact } from '../facts/record.ts';
import { standing } from '../facts/standing.ts';
import { assertInPost, findChief, findPerson } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';
import { restored } from './restore.ts';

export interface Move {
  readonly person: string;
  /** First day of what is new; today without it. */
  readonly from?: string;
  readonly municipality?: string;
  /** `area/name of the unit`. */
  readonly workplace?: string;
  /** Id, or empty for nobody. */
  readonly chief?: string;
  readonly role?: Role;
}

export interface PostAnswers {
  /** Another workplace, municipality, chief or role from a day; what is not named stays. */
  changePost(move: Move): Promise<Outcome>;
  /** All managers of one chief get another from a day. */
  replaceChief(change: {
    readonly old: string;
    readonly chief: string;
    readonly from?: string;
  }): Promise<Outcome>;
  /** Takes back the newest such change from one chief to another, for all whom it was about. */
  undoReplaceChief(undo: { readonly old: string; readonly chief: string }): Promise<Outcome>;
  /** `on` is the first day without the post; today without it. */
  leavePost(leaving: { readonly person: string; readonly on?: string }): Promise<Outcome>;
  /** Comes back, to the post they left unless another is named; what they had passed counts as before. */
  returnToPost(move: Move): Promise<Outcome>;
  /** Takes back the newest change, leaving or return. */
  undoPost(undo: { readonly person: string }): Promise<Outcome>;
  /** The person has another name or address, which stands beside the facts. */
  nameChanged(change: { readonly person: string }): Promise<Outcome>;
}

export const postAnswers = (run: Answering): PostAnswers => ({
  changePost: ({ person, from, ...move }) =>
    run(person, async (occasion) => {
      const { reference, today } = occasion;
      findPerson(reference, person);
      const begins = from ?? today;
      const before = postOn(reference, person, begins);
      assertInPost(before, begins);
      assertPlaces(occasion, move);
      const set = {
        ...(differs(move.municipality, before.municipality) ? { municipality: move.municipality } : {}),
        ...(differs(move.workplace, before.workplace) ? { workplace: move.workplace } : {}),
        ...(differs(move.chief, before.chiefId) ? { chief: move.chief } : {}),
        ...(move.role === undefined || move.role === before.role ? {} : { role: move.role }),
      };
      if (Object.keys(set).length === 0) return [];
      return [
        { kind: 'post_changed', subject: person, validOn: begins, data: { person, from: begins, set } },
      ];
    }),

  replaceChief: ({ old, chief, from }) =>
    run(old, async (occasion) => {
      const { reference, today } = occasion;
      const begins = from ?? today;
      const { municipality } = postOn(reference, findChief(reference, old).id, begins);
      findChief(reference, chief);
      assertInPost(postOn(reference, chief, begins), begins);
      return peopleOn(reference, municipality, begins)
        .filter((person) => person.chiefId === old && person.id !== chief && inPost(person, begins))
        .map(
          ({ id }): NewFact => ({
            kind: 'post_changed',
            subject: id,
            validOn: begins,
            data: { person: id, from: begins, replaced: old, set: { chief } },
          }),
        );
    }),

  undoReplaceChief: ({ old, chief }) =>
    run(old, async ({ tx, reference }) => {
      findPerson(reference, old);
      findPerson(reference, chief);
      const changes = await tx.fact.findMany({
        where: {
          kind: 'post_changed',
          AND: [
            { data: { path: ['replaced'], equals: old } },
            { data: { path: ['set', 'chief'], equals: chief } },
          ],
        },
        orderBy: { seq: 'asc' },
      });
      const undoings = await tx.fact.findMany({
        where: { kind: 'post_withdrawn', corrects: { in: changes.map(({ seq }) => seq) } },
      });
      const standingChanges = standing([...changes, ...undoings], 'post_withdrawn');
      const newest = standingChanges.at(-1);
      if (newest === undefined) {
        throw new AnswerRefused(
          'nothing_to_undo',
          `${chief} har inte tagit över efter ${old}, så det finns inget att ta tillbaka. Rätta cheferna.`,
        );
      }
      return standingChanges
        .filter(({ recordedAt }) => recordedAt.getTime() === newest.recordedAt.getTime())
        .map(
          ({ seq, subject }): NewFact => ({
            kind: 'post_withdrawn',
            subject,
            corrects: seq,
            data: { person: subject },
          }),
        );
    }),

  leavePost: ({ person, on }) =>
    run(person, async (occasion) => {
      const { reference, today } = occasion;
      const last = on ?? today;
      const before = findPerson(reference, person);
      if (before.leftOn === last) return [];
      assertInPost(postOn(reference, person, last), last);
      return [{ kind: 'person_left', subject: person, validOn: last, data: { person, on: last } }];
    }),

  returnToPost: ({ person, from, ...move }) =>
    run(person, async (occasion) => {
      const { reference, today } = occasion;
      const begins = from ?? today;
      const before = findPerson(reference, person);
      if (inPost(postOn(reference, person, begins), begins)) {
        throw new AnswerRefused(
          'in_post',
          `${person} har inte slutat till ${begins}. Rätta personen eller dagen.`,
        );
      }
      assertPlaces(occasion, move);
      const post = {
        municipality: move.municipality ?? before.municipality,
        workplace: move.workplace ?? before.workplace,
        chief: move.chief ?? before.chiefId,
        role: move.role ?? before.role,
        postSince: begins,
      };
      return [
        { kind: 'person_returned', subject: person, validOn: begins, data: { person, from: begins, post } },
      ];
    }),

  undoPost: ({ person }) =>
    run(person, async (occasion) => {
      const { tx, reference } = occasion;
      findPerson(reference, person);
      const rows = await tx.fact.findMany({
        where: {
          subject: person,
          kind: { in: ['post_changed', 'person_left', 'person_returned', 'post_withdrawn'] },
        },
        orderBy: { seq: 'asc' },
      });
      const newest = standing(rows, 'post_withdrawn').at(-1);
      if (newest === undefined) {
        throw new AnswerRefused(
          'nothing_to_undo',
          `Inget om tjänsten för ${person} är infört här som kan tas tillbaka. Rätta personen, eller rätta filen people.csv.`,
        );
      }
      return [
        { kind: 'post_withdrawn', subject: person, corrects: newest.seq, data: { person } },
        ...(newest.kind === 'person_left' ? await restored(occasion, [person], ['person-left']) : []),
      ];
    }),

  nameChanged: ({ person }) =>
    run(person, async ({ tx, reference, today }) => {
      findPerson(reference, person);
      const same = await tx.fact.findMany({ where: { subject: person, kind: 'name_changed' } });
      if (same.some(({ validOn }) => validOn.toISOString().slice(0, 10) === today)) return [];
      return [{ kind: 'name_changed', subject: person, data: { person } }];
    }),
});

const differs = (wanted: string | undefined, before: string): boolean =>
  wanted !== undefined && wanted !== before;

/** What a move names must be there. */
function assertPlaces({ reference }: Occasion, move: Omit<Move, 'person' | 'from'>): void {
  const { municipality, chief, workplace } = move;
  if (municipality !== undefined && !reference.municipalities.some(({ code }) => code === municipality)) {
    throw new AnswerRefused(
      'unknown_municipality',
      `Kommunen ”${municipality}” finns inte. Skriv kommunkoden.`,
    );
  }
  if (chief !== undefined && chief !== '') findChief(reference, chief);
  if (workplace !== undefined && workplace !== '' && !/^[a-z_]+\/.+$/.test(workplace)) {
    throw new AnswerRefused(
      'unknown_workplace',
      `Arbetsplatsen ”${workplace}” går inte att läsa. Skriv till exempel elderly_care/Hemtjänst Norr.`,
    );
  }
}
