/** Where e-invoices leave: an access point of the Peppol network, or a folder. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface OutgoingEInvoice {
  readonly seller: string;
  /** As printed; a seller's number is never given twice, so an access point knows by it what it has taken already. */
  readonly number: string;
  /** UBL, as it was frozen. */
  readonly xml: Uint8Array;
  /** Peppol ids of the two parties. */
  readonly from: string;
  readonly to: string;
}

/** Given the same e-invoice twice, it delivers it once. A provider's adapter implements this. */
export interface EInvoiceDelivery {
  /**
   * @returns what the ledger keeps as the proof: a provider's receipt, or where the file lies
   * @throws when it was not taken; it is tried again
   */
  deliver(eInvoice: OutgoingEInvoice): Promise<string>;
}

/** Another file lies where an e-invoice belongs: nothing is overwritten. */
export class OtherEInvoiceThere extends Error {
  override readonly name = 'OtherEInvoiceThere';
}

/** Writes `<folder>/<seller>/<number>.xml`, whole or not at all. */
export function folderDelivery(folder: string): EInvoiceDelivery {
  return {
    async deliver({ seller, number, xml }) {
      const target = join(folder, seller, `${number}.xml`);
      const there = await readFile(target).catch(() => undefined);
      if (there !== undefined) {
        if (Buffer.compare(there, xml) === 0) return `${seller}/${number}.xml`;
        throw new OtherEInvoiceThere(`another e-invoice ${number} of ${seller} has been delivered`);
      }
      await mkdir(join(folder, seller), { recursive: true });
      const partial = `${target}.${process.pid}.part`;
      await writeFile(partial, xml);
      await rename(partial, target);
      return `${seller}/${number}.xml`;
    },
  };
}
