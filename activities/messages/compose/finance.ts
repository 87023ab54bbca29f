/** To municipal finance offices. */
import { invoiceNumber } from '../../../domain/invoicing/invoiceNumber.ts';
import { fromDate } from '../../../prisma/client.ts';
import { frozenDocument } from './attachments.ts';
import { type MailBuilders, MissingFact } from './scene.ts';

export const financeMails: MailBuilders<'invoice'> = {
  async invoice({ deps, reference, text }) {
    const key = text('invoice');
    const row = await deps.db.invoice.findUnique({ where: { key } });
    if (row === null) throw new MissingFact('invoice', key);
    const seller = reference.sellers.find(({ code }) => code === row.seller);
    if (seller === undefined) throw new MissingFact('seller', row.seller);
    const number = invoiceNumber(row);
    return {
      data: {
        number,
        sellerName: seller.name,
        amount: Number(row.totalOre),
        dueDate: fromDate(row.dueOn),
        ocr: row.ocr,
        bankgiro: seller.bankgiro,
      },
      attachments: [await frozenDocument(deps, `invoice_document.${key}`, `Faktura-${number}`)],
    };
  },
};
