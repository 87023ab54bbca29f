/** To municipal finance offices. */
import { invoiceNumber, shareStatementNumber } from '../../../domain/invoicing/invoiceNumber.ts';
import type { Reference } from '../../../domain/reference.ts';
import { fromDate } from '../../../prisma/client.ts';
import type { Dependencies } from '../../dependencies.ts';
import { frozenDocument } from './attachments.ts';
import { type MailBuilders, MissingFact } from './scene.ts';

async function findInvoice({ db }: Dependencies, key: string) {
  const row = await db.invoice.findUnique({ where: { key } });
  if (row === null) throw new MissingFact('invoice', key);
  return row;
}

function sellerOf(reference: Reference, code: string) {
  const seller = reference.sellers.find((one) => one.code === code);
  if (seller === undefined) throw new MissingFact('seller', code);
  return seller;
}

export const financeMails: MailBuilders<'invoice' | 'credit_note' | 'invoice_reminder' | 'trainer_shares'> = {
  async invoice({ deps, reference, text }) {
    const key = text('invoice');
    const row = await findInvoice(deps, key);
    const seller = sellerOf(reference, row.seller);
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

  async credit_note({ deps, reference, text }) {
    const key = text('invoice');
    const row = await findInvoice(deps, key);
    const credited = await findInvoice(deps, row.credits);
    const number = invoiceNumber(row);
    return {
      data: {
        number,
        sellerName: sellerOf(reference, row.seller).name,
        amount: -Number(row.totalOre),
        invoice: invoiceNumber(credited),
        invoiceDate: fromDate(credited.issuedOn),
      },
      attachments: [await frozenDocument(deps, `invoice_document.${key}`, `Kreditfaktura-${number}`)],
    };
  },

  async trainer_shares({ deps, reference, text }) {
    const key = text('statement');
    const row = await deps.db.shareStatement.findUnique({ where: { key } });
    if (row === null) throw new MissingFact('statement of the trainer pot', key);
    const { term, seller, municipality, issuedAt } = row;
    const number = shareStatementNumber(row);
    return {
      data: {
        ...{ number, term, amount: Number(row.amountOre) },
        sellerName: sellerOf(reference, seller).name,
        earlier: await deps.db.shareStatement.count({
          where: { term, seller, municipality, issuedAt: { lt: issuedAt } },
        }),
      },
      attachments: [await frozenDocument(deps, `share_document.${key}`, `Utbildarpotten-${number}`)],
    };
  },

  async invoice_reminder({ deps, reference, text, number: count }) {
    const key = text('invoice');
    const row = await findInvoice(deps, key);
    const reading = await deps.db.paymentReading.findUnique({ where: { seller: row.seller } });
    if (reading === null) throw new MissingFact('reading of payments', row.seller);
    const seller = sellerOf(reference, row.seller);
    const number = invoiceNumber(row);
    return {
      data: {
        number,
        sellerName: seller.name,
        reminder: count('number'),
        left: count('left'),
        total: Number(row.totalOre),
        dueDate: fromDate(row.dueOn),
        readThrough: fromDate(reading.through),
        ocr: row.ocr,
        bankgiro: seller.bankgiro,
      },
      attachments: [await frozenDocument(deps, `invoice_document.${key}`, `Faktura-${number}`)],
    };
  },
};
