/** The shares of the trainer pot that a municipality is credited for the trainers it has lent during a term. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore, TermCode } from '../../domain/region.ts';
import { count, kronor, termName } from '../documents/format.ts';
import type { StatementText } from './statement.ts';

export interface TrainerPotData {
  readonly term: TermCode;
  readonly municipality: string;
  readonly seller: string;
  /** The rule's shares, as people write them: `1` and `1,25`. */
  readonly share: string;
  readonly leaderShare: string;
  readonly rows: readonly {
    readonly date: IsoDate;
    readonly course: string;
    readonly offering: string;
    readonly trainer: string;
    readonly leader: boolean;
    readonly participants: number;
    readonly potOre: Ore;
    /** The share as the facts stand. */
    readonly shareOre: Ore;
    /** What of it is credited now: less what was credited before, and so below zero when that was too much. */
    readonly amountOre: Ore;
  }[];
  /** Booked by the seller with this statement, the first of the term or a later one with what differs; left out for one on demand. */
  readonly booked?: { readonly isFirst: boolean };
  /** Days whose pot nobody has a share of, since no trainer is known: date and offering. */
  readonly unshared: readonly { readonly date: IsoDate; readonly offering: string; readonly potOre: Ore }[];
}

export function trainerPotStatement(data: TrainerPotData): StatementText {
  const total = data.rows.reduce((sum, { amountOre }) => sum + amountOre, 0);
  const title = `Utbildarpotten ${termName(data.term)}`;
  const isDifference = data.booked?.isFirst === false;
  return {
    kindOfDocument: 'AVRÄKNING AV UTBILDARPOTTEN',
    title,
    paragraphs: [
      isDifference ? difference(data, total) : shares(data, total),
      ...(data.booked === undefined
        ? []
        : [
            `Beloppet är utan moms och bokfört hos ${data.seller}. Kommunen behöver inte skicka någon faktura, och det dras inte av på fakturorna för kursdagarna.`,
          ]),
      `En del av varje deltagares avgift för en kursdag går till utbildarpotten. Den som håller dagen har ${data.share} andel av dagens pott, en utsedd kursledare ${data.leaderShare}. Beloppen avrundas till hela ören så att andelarna tillsammans blir potten.`,
    ],
    charts: [],
    tables: [isDifference ? differenceTable(data, total) : shareTable(data, total)],
    notes: data.unshared.map(
      ({ date, offering, potOre }) =>
        `${offering} den ${date}: ingen utbildare är registrerad, så dagens pott på ${kronor(potOre)} är inte fördelad.`,
    ),
  };
}

const tableName = 'Kursdagar';
const date = { label: 'Datum', kind: 'date', width: 11 } as const;
const course = { label: 'Kurs', kind: 'text', width: 28 } as const;
const trainer = { label: 'Utbildare', kind: 'text', width: 22 } as const;
const participants = { label: 'Deltagare', kind: 'count', width: 10 } as const;
const kronorColumn = (label: string) => ({ label, kind: 'kronor', width: 12 }) as const;

const shareTable = ({ rows }: TrainerPotData, total: Ore): StatementText['tables'][0] => ({
  name: tableName,
  columns: [
    date,
    course,
    trainer,
    { label: 'Uppdrag', kind: 'text', width: 13 },
    participants,
    kronorColumn('Pott, kr'),
    kronorColumn('Andel, kr'),
  ],
  rows: rows.map((row) => [
    row.date,
    `${row.course} (${row.offering})`,
    row.trainer,
    row.leader ? 'Kursledare' : 'Utbildare',
    row.participants,
    row.potOre,
    row.shareOre,
  ]),
  sum: ['', 'Att få', '', '', null, null, total],
});

const differenceTable = ({ rows }: TrainerPotData, total: Ore): StatementText['tables'][0] => ({
  name: tableName,
  columns: [
    date,
    course,
    trainer,
    participants,
    kronorColumn('Andel, kr'),
    kronorColumn('Förut, kr'),
    { ...kronorColumn('Skillnad, kr'), width: 14 },
  ],
  rows: rows.map((row) => [
    row.date,
    `${row.course} (${row.offering})`,
    row.trainer,
    row.participants,
    row.shareOre,
    row.shareOre - row.amountOre,
    row.amountOre,
  ]),
  sum: ['', total < 0 ? 'Att betala tillbaka' : 'Att få', '', null, null, null, total],
});

const shares = ({ municipality, seller, rows }: TrainerPotData, total: Ore): string =>
  rows.length === 0
    ? `${municipality} har inte lånat ut någon utbildare till en kursdag som ger del i potten under terminen.`
    : `${municipality} har lånat ut utbildare ${count(rows.length, 'gång', 'gånger')} under terminen och har ${kronor(total)} att få av ${seller}.`;

const difference = ({ municipality, seller }: TrainerPotData, total: Ore): string =>
  total < 0
    ? `Något har ändrats sedan den förra avräkningen. ${municipality} har fått ${kronor(-total)} för mycket av ${seller} och betalar tillbaka det.`
    : `Något har ändrats sedan den förra avräkningen. ${municipality} har ${kronor(total)} till att få av ${seller}.`;
