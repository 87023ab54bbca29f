/**
 * Equations of escalation cases and of the digests that tell of them: the log counted on its own on one side, the
 * current tables and the ledger on the other. Ids only.
 */
import type { IsoDate } from '../calendar/dates.ts';
import { type BrokenEquation, causes, compareSets } from '../equations.ts';
import type { PersonId } from '../region.ts';

/** Facts about cases and digests, in the order of the log. */
export type CaseFact =
  | { readonly kind: 'event'; readonly case: string; readonly what: CaseFactKind }
  | {
      readonly kind: 'digest';
      readonly chief: PersonId;
      /** The Monday of its week. */
      readonly week: IsoDate;
      readonly rows: readonly { readonly case: string; readonly section: string; readonly events: number }[];
    };

export const caseFactKinds = [
  'case_opened',
  'case_level_raised',
  'case_answered',
  'case_resumed',
  'case_handed_over',
  'case_closed',
] as const;
export type CaseFactKind = (typeof caseFactKinds)[number];

export interface CaseBooks {
  readonly log: readonly CaseFact[];
  readonly cases: readonly { readonly id: string; readonly state: string; readonly events: number }[];
}

interface Counted {
  state: 'open' | 'closed';
  events: number;
}

/** @param ledger keys of all effects, of which the mails of digests are compared */
export function caseEquations(
  { log, cases }: CaseBooks,
  ledger: readonly { readonly key: string; readonly kind: string }[],
): BrokenEquation[] {
  const counted = new Map<string, Counted>();
  const found: BrokenEquation[] = [];
  /** By chief, how each case stood in the newest digest that told of it. */
  const told = new Map<PersonId, Map<string, string>>();
  const digests: string[] = [];
  for (const fact of log) {
    if (fact.kind === 'event') {
      count(counted, fact.case, fact.what);
      continue;
    }
    const { chief, week, rows } = fact;
    digests.push(`${week}.${chief}`);
    const before = told.get(chief) ?? new Map<string, string>();
    const receipts = [...before].flatMap(([id, section]) =>
      section !== 'closed' && section !== 'moved' && counted.get(id)?.state === 'closed' ? [id] : [],
    );
    const given = rows.flatMap((row) => (row.section === 'closed' ? [row.case] : []));
    found.push(
      ...compareSets(
        'closed cases that were told of = receipts',
        `${week}.${chief}`,
        receipts,
        given,
        causes(
          'closed since it was told of, and the digest has no receipt',
          'told as closed, and not open in the digest before',
        ),
      ),
      ...compareSets(
        'events of a case = events that its digest knows',
        `${week}.${chief}`,
        rows.map((row) => `${row.case} ${counted.get(row.case)?.events ?? 0}`),
        rows.map((row) => `${row.case} ${row.events}`),
        causes('so many events had happened', 'so many the digest knew of'),
      ),
    );
    for (const row of rows) before.set(row.case, row.section);
    told.set(chief, before);
  }
  const made = new Set(digests);
  return [
    ...found,
    ...compareSets(
      'cases in the log = cases',
      '',
      [...counted].map(([id, { state, events }]) => `${id} ${state} ${events}`),
      cases.map(({ id, state, events }) => `${id} ${state} ${events}`),
      causes('so the log tells it', 'so it stands in the table'),
    ),
    ...compareSets(
      'digests = one a chief and week',
      '',
      [...made],
      digests,
      causes('no digest was made', 'made more than once'),
    ),
    ...compareSets(
      'mails of digests are of digests',
      '',
      [],
      ledger.flatMap(({ key, kind }) => (kind === 'mail' && isOfNoDigest(key, made) ? [key] : [])),
      () => 'the log has no digest of that week and chief',
    ),
  ];
}

function count(counted: Map<string, Counted>, id: string, what: CaseFactKind): void {
  counted.set(id, {
    state: what === 'case_closed' ? 'closed' : 'open',
    events: (counted.get(id)?.events ?? 0) + 1,
  });
}

const prefix = 'chief_digest.';

/** A mail that is sent once more has the same key with an ending. */
const isOfNoDigest = (key: string, digests: ReadonlySet<string>): boolean =>
  key.startsWith(prefix) && !digests.has(key.slice(prefix.length).replace(/(\.again)+$/, ''));
