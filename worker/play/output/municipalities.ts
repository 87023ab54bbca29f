/** What a play came to in each municipality: the rows of the closing table and of `summary.json`. */
import { z } from 'zod';
import type { Reference } from '../../../domain/reference.ts';
import { managerRoles, type Ore, type TermCode } from '../../../domain/region.ts';
import type { Database } from '../../../prisma/client.ts';

export interface MunicipalityFigures {
  /** Code, or empty for those who belong to the region rather than a municipality. */
  readonly code: string;
  readonly name: string;
  /** Managers in post. */
  readonly managers: number;
  /** Nominated to one of the terms, and not refused. */
  readonly nominated: number;
  /** Seats that were given in the programme's courses of the terms, whatever became of them. */
  readonly seats: number;
  /** On the waiting list, or there until it ended. */
  readonly waiting: number;
  readonly passed: number;
  readonly failed: number;
  /** Declined or withdrawn. */
  readonly withdrawn: number;
  /** Seats on course days that are not part of the programme. */
  readonly courseDaySeats: number;
  /** Certificates issued, of every kind. */
  readonly certificates: number;
  /** Mails that a server has accepted. */
  readonly mails: number;
  readonly invoices: number;
  /** With VAT. */
  readonly invoicedOre: Ore;
}

export type Figure = Exclude<keyof MunicipalityFigures, 'code' | 'name'>;
export const figures: readonly Figure[] = [
  'managers',
  'nominated',
  'seats',
  'waiting',
  'passed',
  'failed',
  'withdrawn',
  'courseDaySeats',
  'certificates',
  'mails',
  'invoices',
  'invoicedOre',
];

const counted = z.array(z.object({ municipality: z.string(), figure: z.string(), count: z.coerce.number() }));

/**
 * @param terms whose nominations, seats and invoices are counted; certificates and mails are those of the ledger
 * @returns one row a municipality by code; at the end one for the region when anything was sent to its own people
 */
export async function municipalityFigures(
  db: Database,
  reference: Reference,
  terms: readonly TermCode[],
): Promise<MunicipalityFigures[]> {
  const chosen = [...terms];
  const rows = counted.parse(
    await db.$queryRaw`
      select municipality, 'managers' as figure, count(*)::text as count from person
        where role = any (${[...managerRoles]}::text[]) and left_on is null group by 1
      union all
      select p.municipality, 'nominated', count(*)::text from nomination n join person p on p.id = n.person
        where n.term = any (${chosen}::text[]) and n.state = 'nominated' group by 1
      union all
      select municipality, 'seats', count(*)::text from seat
        where term = any (${chosen}::text[]) and course_kind = 'programme' group by 1
      union all
      select p.municipality, 'waiting', count(*)::text from waiting_place w join person p on p.id = w.person
        where w.term = any (${chosen}::text[]) and w.state in ('waiting', 'ended') group by 1
      union all
      select municipality, case when state in ('passed', 'failed') then state else 'withdrawn' end, count(*)::text
        from seat where term = any (${chosen}::text[]) and course_kind = 'programme' and state <> 'held' group by 1, 2
      union all
      select municipality, 'courseDaySeats', count(*)::text from seat
        where term = any (${chosen}::text[]) and course_kind <> 'programme' group by 1
      union all
      select municipality, 'certificates', count(*)::text from effect
        where kind = 'certificate' and status = 'done' group by 1
      union all
      select municipality, 'mails', count(*)::text from effect
        where kind = 'mail' and status = 'accepted' group by 1
      union all
      select municipality, 'invoices', count(*)::text from invoice
        where kind = 'invoice' and term = any (${chosen}::text[]) group by 1
      union all
      select municipality, 'invoicedOre', sum(total_ore)::text from invoice
        where term = any (${chosen}::text[]) group by 1`,
  );
  const found = new Map(rows.map(({ municipality, figure, count }) => [`${municipality} ${figure}`, count]));
  const row = (code: string, name: string): MunicipalityFigures => {
    const of = (figure: Figure) => found.get(`${code} ${figure}`) ?? 0;
    return {
      code,
      name,
      managers: of('managers'),
      nominated: of('nominated'),
      seats: of('seats'),
      waiting: of('waiting'),
      passed: of('passed'),
      failed: of('failed'),
      withdrawn: of('withdrawn'),
      courseDaySeats: of('courseDaySeats'),
      certificates: of('certificates'),
      mails: of('mails'),
      invoices: of('invoices'),
      invoicedOre: of('invoicedOre'),
    };
  };
  const municipalities = reference.municipalities
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, name }) => row(code, name));
  const region = row('', 'Region');
  return figures.some((figure) => region[figure] !== 0) ? [...municipalities, region] : municipalities;
}

/** The sum of all rows. */
export function totalFigures(rows: readonly MunicipalityFigures[]): MunicipalityFigures {
  const sum = (figure: Figure) => rows.reduce((total, row) => total + row[figure], 0);
  return {
    code: '',
    name: 'Total',
    managers: sum('managers'),
    nominated: sum('nominated'),
    seats: sum('seats'),
    waiting: sum('waiting'),
    passed: sum('passed'),
    failed: sum('failed'),
    withdrawn: sum('withdrawn'),
    courseDaySeats: sum('courseDaySeats'),
    certificates: sum('certificates'),
    mails: sum('mails'),
    invoices: sum('invoices'),
    invoicedOre: sum('invoicedOre'),
  };
}
