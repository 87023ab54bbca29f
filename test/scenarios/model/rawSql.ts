/**
 * The few statements that the project writes in SQL and that a scenario meets: each is known by its words and does in
 * memory what it does in PostgreSQL. A statement that is not known fails by name.
 */
import { z } from 'zod';
import { tooLate } from '../../../domain/agenda.ts';
import type { Effect } from '../../../prisma/generated/client.ts';
import { type Tables, untried } from './tables.ts';
import { wakeLives } from './wake.ts';

/** A tagged template, or a statement put together before. */
export type SqlText =
  | readonly string[]
  | { readonly strings: readonly string[]; readonly values: readonly unknown[] };

type Rows = readonly unknown[];
type Statement = (tables: Tables, values: readonly unknown[]) => Rows;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const statements: readonly (readonly [words: RegExp, does: Statement])[] = [
  // Nobody else is there to be waited for.
  [/^\s*select pg_advisory_xact_lock/, () => []],
  [/^\s*select 1 from \w+ .*for update\s*$/s, () => []],
  [/insert into life \(id, kind, wanted, planned\)/, (tables, [ids]) => wakeLives(tables, texts(ids))],
  [/with wish as .*facts as \(select id, wanted from life/s, (tables, values) => claimEach(tables, values)],
  [
    /select id from person_detail detail where email <> ''/,
    ({ personDetail, refusedAddress }) =>
      personDetail.where(
        ({ id, email, addressVersion }) =>
          email !== '' &&
          refusedAddress.find((row) => row.person === id && row.addressVersion === addressVersion) ===
            undefined,
      ),
  ],
  [/insert into effect .*not_before, person/s, (tables, [rows]) => keepBygones(tables, rows)],
  [/insert into invoice_counter/, () => []],
  [
    /select last from invoice_counter/,
    ({ invoiceCounter }, [seller, year]) => [
      { last: invoiceCounter.find((row) => row.seller === seller && row.year === year)?.last ?? 0 },
    ],
  ],
];

/** @throws when the statement is none that the model knows */
export function rawSql(tables: Tables, sql: SqlText, given: readonly unknown[]): Rows {
  const [strings, values] = 'strings' in sql ? [sql.strings, sql.values] : [sql, given];
  const text = strings.join('?');
  const statement = statements.find(([words]) => words.test(text));
  if (statement === undefined)
    throw new Error(`the model does not know this statement; add it in rawSql.ts:\n${text}`);
  return statement[1](tables, values);
}

const bygone = z.array(
  z.object({
    key: z.string(),
    kind: z.string(),
    life: z.string(),
    due_at: z.coerce.date(),
    useful_until: z.coerce.date().nullable(),
    not_before: z.string().nullable(),
    person: z.string(),
    municipality: z.string(),
    template: z.string(),
    recipient: z.string(),
    status: z.string(),
    rule: z.string(),
    reason: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
);

/** Steps that a change of the rules would have made due in the past, as activities/rules/change.ts writes them. */
function keepBygones({ effect }: Tables, rows: unknown): Rows {
  for (const { due_at, useful_until, not_before, ...row } of bygone.parse(JSON.parse(String(rows)))) {
    const notBefore = not_before === null ? null : new Date(not_before);
    const known = effect.find(({ key }) => key === row.key);
    if (known === undefined) {
      effect.put({
        ...row,
        generation: 0n,
        dueAt: due_at,
        usefulUntil: useful_until,
        notBefore,
        ...untried,
      });
    } else if (known.status === 'planned' || known.status === 'superseded') {
      effect.put({ ...known, notBefore, status: row.status, reason: row.reason });
    }
  }
  return [];
}

const settled: readonly string[] = ['accepted', 'refused', 'doubtful', 'suppressed', 'missed', 'done'];

/** The claims of activities/lives/ledger.ts: @param values the lives, the keys, the generations, … */
function claimEach(tables: Tables, values: readonly unknown[]): Rows {
  const [lives, keys, generations] = values.map(texts);
  return (keys ?? []).flatMap((key, index) =>
    claim(tables, lives?.[index] ?? '', key, Number(generations?.[index])),
  );
}

/** The verdicts of a mail and the parts that it carries. */
function claim(
  { effect, life, clock, control, region }: Tables,
  lifeId: string,
  key: string,
  generation: number,
): Rows {
  const now = clock.find(() => true)?.now.getTime() ?? 0;
  const controlled = (action: string, of: readonly string[]) =>
    control.find((row) => row.action === action && of.includes(row.scope)) !== undefined;
  const verdictOf = (row: Effect): string => {
    const scopes = [
      'all',
      `kind:${row.kind}`,
      `template:${row.template}`,
      `municipality:${row.municipality}`,
    ];
    if (settled.includes(row.status)) return 'final';
    if (row.status === 'claimed') return 'unsettled';
    if (Number(life.find(({ id }) => id === lifeId)?.wanted) !== generation) return 'superseded';
    if (row.usefulUntil !== null && row.usefulUntil.getTime() < now) return 'missed';
    if (controlled('hold', scopes)) return 'held';
    const first = row.kind === 'mail' ? `template:${row.template}` : `kind:${row.kind}`;
    const leaves = row.kind === 'mail' || row.kind === 'e_invoice';
    if (leaves && !controlled('release', ['all', first])) return 'held';
    return 'claimed';
  };
  const isPart = (row: Effect) =>
    row.carriedBy === key &&
    (row.status === 'claimed' || (row.status === 'planned' && Number(row.generation) === generation));
  const carrier = effect.find((row) => row.key === key);
  if (carrier === undefined) return [];
  const parts = effect.where(isPart);
  const own = verdictOf(carrier);
  const together = parts.every((row) => verdictOf(row) === 'claimed');
  const ofPart = (verdict: string): string => {
    if (own === 'claimed') return together || verdict === 'held' ? verdict : 'apart';
    if (own === 'unsettled' && verdict === 'unsettled') return verdict;
    return ['unsettled', 'busy', 'final'].includes(own) ? 'kept' : 'apart';
  };
  const verdicts = [
    { row: carrier, said: own === 'claimed' && !together ? 'apart' : own },
    ...parts.map((row) => ({ row, said: ofPart(verdictOf(row)) })),
  ];
  return verdicts
    .filter(({ said }) => said !== 'kept')
    .map(({ row, said }) => {
      const changed: Effect = {
        ...row,
        status: ['final', 'apart'].includes(said) ? row.status : said === 'unsettled' ? 'claimed' : said,
        attempt: row.attempt + (said === 'claimed' ? 1 : 0),
        claimedAt: said === 'claimed' ? new Date(now) : row.claimedAt,
        carriedBy: ['held', 'apart'].includes(said) ? '' : row.carriedBy,
        reason: row.reason + (said === 'missed' ? ` ${tooLate}` : ''),
      };
      effect.put(changed);
      return {
        verdict: said,
        carrier: key,
        now: String(now),
        version: String(region.find(() => true)?.version ?? 0n),
        effect: changed,
      };
    });
}
