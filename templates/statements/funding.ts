/** What a municipality has paid for managers whom a funding may reimburse, for instance Äldreomsorgslyftet. */
import type { Ore, PersonId, TermCode } from '../../domain/region.ts';
import { count, kronor, termName, workplaceName } from '../documents/format.ts';
import type { StatementText } from './statement.ts';

export interface FundingData {
  readonly term: TermCode;
  readonly municipality: string;
  /** Name of the funding; empty when the municipality has none. */
  readonly funding: string;
  readonly rows: readonly {
    readonly person: PersonId;
    readonly name: string;
    readonly workplace: string;
    /** As on the invoice. */
    readonly what: string;
    readonly invoice: string;
    readonly netOre: Ore;
    readonly vatOre: Ore;
  }[];
}

export function fundingStatement(data: FundingData): StatementText {
  const net = data.rows.reduce((sum, { netOre }) => sum + netOre, 0);
  const vat = data.rows.reduce((sum, { vatOre }) => sum + vatOre, 0);
  const managers = new Set(data.rows.map(({ person }) => person)).size;
  const name = data.funding === '' ? 'Kostnader med bidrag' : `Underlag för ${data.funding}`;
  return {
    kindOfDocument: 'UNDERLAG FÖR BIDRAG',
    title: `${name}, ${termName(data.term)}`,
    paragraphs: [
      data.rows.length === 0
        ? `${data.municipality} har inga fakturerade kostnader som får bekostas med bidrag den här terminen.`
        : `${data.municipality} har fakturerats ${kronor(net)} utan moms för ${count(managers, 'chef', 'chefer')} i äldreomsorgen. Här är varje kostnad, med den faktura som den står på. Det som har krediterats är borträknat.`,
      'Kommunen avgör själv vad som får bekostas med bidraget och redovisar det till den som har beviljat det.',
    ],
    charts: [],
    tables: [
      {
        name: 'Kostnader',
        columns: [
          { label: 'Deltagare', kind: 'text', width: 22 },
          { label: 'Arbetsplats', kind: 'text', width: 22 },
          { label: 'Vad', kind: 'text', width: 40 },
          { label: 'Faktura', kind: 'text', width: 19 },
          { label: 'Utan moms, kr', kind: 'kronor', width: 13 },
          { label: 'Moms, kr', kind: 'kronor', width: 12 },
        ],
        rows: data.rows.map((row) => [
          row.name,
          workplaceName(row.workplace),
          row.what,
          row.invoice,
          row.netOre,
          row.vatOre,
        ]),
        sum: ['Sammanlagt', '', '', '', net, vat],
      },
    ],
    notes: [],
  };
}
