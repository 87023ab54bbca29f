import type { Transaction } from '../../prisma/client.ts';
import type { FactKindName } from '../facts/record.ts';

/**
 * The newest fact of a kind about a subject, as what a fact that undoes it corrects; nothing when there is none.
 * @param about one value of its data, where a subject has several such facts
 */
export async function newest(
  tx: Transaction,
  kind: FactKindName,
  subject: string,
  about?: { readonly name: string; readonly is: string },
): Promise<{ corrects?: bigint }> {
  const row = await tx.fact.findFirst({
    where: {
      kind,
      subject,
      ...(about === undefined ? {} : { data: { path: [about.name], equals: about.is } }),
    },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  return row === null ? {} : { corrects: row.seq };
}
