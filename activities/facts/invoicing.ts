import { lifeId } from '../../domain/lives.ts';
import type { Transaction } from '../../prisma/client.ts';
import { knownLives } from './kind.ts';

/** What a seat costs may have to be corrected once the term is invoiced. */
export const invoicingOf = (
  tx: Transaction,
  facts: readonly { readonly data: { readonly term: string } }[],
): Promise<string[]> =>
  knownLives(
    tx,
    facts.map(({ data }) => lifeId('termInvoicing', data.term)),
  );
