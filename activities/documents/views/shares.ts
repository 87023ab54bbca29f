/** The statement of a municipality's shares of the trainer pot, as it was booked. */
import { z } from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import type { EffectRow } from '../../lives/ledger.ts';
import { shareStatementView } from '../../reports/statements.ts';
import type { DocumentToFreeze } from '../freeze.ts';

const detail = z.object({ statement: z.string() });

/**
 * @param effect of kind `share_document`; its detail names the statement
 * @throws RangeError when there is no such statement
 */
export async function describeShares(deps: Dependencies, effect: EffectRow): Promise<DocumentToFreeze> {
  const { statement } = detail.parse(effect.detail);
  const view = await shareStatementView(deps, statement);
  return {
    kind: 'share_statement',
    subject: statement,
    file: `trainer-pot/${effect.key}.pdf`,
    title: `Avräkning av utbildarpotten ${view.reference}`,
    facts: [],
    view,
  };
}
