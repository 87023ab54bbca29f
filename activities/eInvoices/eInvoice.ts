/** An e-invoice, or an electronic credit note, before it is written as XML. */
import type { InvoiceView } from '../../templates/documents/views.ts';

/**
 * What the document says too stands as it does there: on a credit note quantities and amounts are below zero, as they are
 * booked; the XML says them above zero.
 */
export interface EInvoice
  extends Pick<
    InvoiceView,
    'issuedOn' | 'dueOn' | 'credits' | 'ocr' | 'lines' | 'vat' | 'net' | 'vatTotal' | 'total'
  > {
  readonly kind: 'invoice' | 'credit_note';
  /** As printed, `HDA-2026-00012`. */
  readonly number: string;
  readonly note: string;
  /** The buyer's own reference, which says who is to attest it. */
  readonly buyerReference: string;
  readonly seller: SellerParty;
  readonly buyer: Party;
  readonly bankgiro: string;
  readonly paymentTerms: string;
}

export interface Party {
  readonly name: string;
  readonly organisationNumber: string;
  /** `0007:2120002239` */
  readonly peppolId: string;
}

export interface SellerParty extends Party {
  readonly vatNumber: string;
  readonly address: readonly string[];
  readonly contact: { readonly name: string; readonly telephone: string; readonly email: string };
  readonly approvedForFTax: boolean;
}

/** The e-invoice of a document: the same lines and amounts as its PDF. */
export function eInvoiceOf(view: InvoiceView, sellerPeppolId: string): EInvoice {
  const { seller, buyer, credits } = view;
  return {
    kind: credits === null ? 'invoice' : 'credit_note',
    number: view.reference,
    issuedOn: view.issuedOn,
    dueOn: view.dueOn,
    note: `Avser ${view.term}`,
    buyerReference: buyer.reference,
    credits,
    seller: {
      name: seller.name,
      organisationNumber: seller.organisationNumber,
      peppolId: sellerPeppolId,
      vatNumber: seller.vatNumber,
      address: seller.address,
      contact: { name: view.sender.contactName, telephone: seller.telephone, email: seller.email },
      approvedForFTax: seller.approvedForFTax,
    },
    buyer: {
      name: buyer.name,
      organisationNumber: buyer.organisationNumber,
      peppolId: buyer.peppolId,
    },
    bankgiro: seller.bankgiro,
    ocr: view.ocr,
    paymentTerms:
      credits === null
        ? `${view.paymentDays} dagar netto`
        : `Ingenting att betala. Avser faktura ${credits.number}.`,
    lines: view.lines,
    vat: view.vat,
    net: view.net,
    vatTotal: view.vatTotal,
    total: view.total,
  };
}
