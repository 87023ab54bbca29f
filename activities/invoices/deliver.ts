/** Hands a frozen e-invoice over, once. */
import { z } from 'zod';
import { invoiceNumber } from '../../domain/invoicing/invoiceNumber.ts';
import { UnknownReference } from '../../domain/reference.ts';
import type { Dependencies } from '../dependencies.ts';
import { claim, type StepInput, settle } from '../lives/ledger.ts';

const detail = z.object({ invoice: z.string() });

/** A crash after the delivery gives the same file once more, which the other side knows by its number. */
export async function deliverEInvoice(deps: Dependencies, step: StepInput): Promise<void> {
  const claimed = await claim(deps, deps.db, step);
  if (claimed.verdict !== 'claimed' && claimed.verdict !== 'unsettled') return;
  deps.passing('after-claim');
  const { invoice: key } = detail.parse(claimed.effect.detail);
  const { municipality, sellers } = await deps.reference(claimed.version);
  const row = await deps.db.invoice.findUniqueOrThrow({ where: { key } });
  const { sha256, file } = await deps.db.document.findUniqueOrThrow({ where: { key: step.key } });
  const seller = sellers.find(({ code }) => code === row.seller);
  if (seller === undefined) throw new UnknownReference('seller', row.seller);
  const number = invoiceNumber(row);
  const reply = await deps.eInvoices.deliver({
    seller: row.seller,
    number,
    xml: await deps.store.get(sha256),
    from: seller.peppolId,
    to: municipality(row.municipality).peppolId,
  });
  deps.passing('after-document');
  await settle(deps.db, step.key, { status: 'done', file, reply, subject: `E-faktura ${number}` });
  deps.passing('after-commit');
}
