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
    readonly amountOre: Ore;
  }[];
  /** Days whose pot nobody has a share of, since no trainer is known: date and offering. */
  readonly unshared: readonly { readonly date: IsoDate; readonly offering: string; readonly potOre: Ore }[];
}

export function trainerPotStatement(data: TrainerPotData): StatementText {
  const total = data.rows.reduce((sum, { amountOre }) => sum + amountOre, 0);
  const title = `Utbildarpotten ${termName(data.term)}`;
  return {
    kindOfDocument: 'AVRÄKNING AV UTBILDARPOTTEN',
    title,
    paragraphs: [
      data.rows.length === 0
        ? `${data.municipality} har inte lånat ut någon utbildare till en kursdag som ger del i potten under terminen.`
        : `${data.municipality} har lånat ut utbildare ${count(data.rows.length, 'gång', 'gånger')} under terminen och har ${kronor(total)} att få av ${data.seller}.`,
      `En del av varje deltagares avgift för en kursdag går till utbildarpotten. Den som håller dagen har ${data.share} andel av dagens pott, en utsedd kursledare ${data.leaderShare}. Beloppen avrundas till hela ören så att andelarna tillsammans blir potten.`,
    ],
    charts: [],
    tables: [
      {
        name: 'Kursdagar',
        columns: [
          { label: 'Datum', kind: 'date', width: 11 },
          { label: 'Kurs', kind: 'text', width: 28 },
          { label: 'Utbildare', kind: 'text', width: 22 },
          { label: 'Uppdrag', kind: 'text', width: 13 },
          { label: 'Deltagare', kind: 'count', width: 10 },
          { label: 'Pott, kr', kind: 'kronor', width: 12 },
          { label: 'Andel, kr', kind: 'kronor', width: 12 },
        ],
        rows: data.rows.map((row) => [
          row.date,
          `${row.course} (${row.offering})`,
          row.trainer,
          row.leader ? 'Kursledare' : 'Utbildare',
          row.participants,
          row.potOre,
          row.amountOre,
        ]),
        sum: ['', 'Att få', '', '', null, null, total],
      },
    ],
    notes: data.unshared.map(
      ({ date, offering, potOre }) =>
        `${offering} den ${date}: ingen utbildare är registrerad, så dagens pott på ${kronor(potOre)} är inte fördelad.`,
    ),
  };
}
