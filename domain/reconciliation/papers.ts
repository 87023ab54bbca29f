/** Messages and documents: the ledger against what was frozen and what lies in the output folder. */
import { type BrokenEquation, broken, causes, compareSets } from '../equations.ts';
import type { Books, LedgerRow } from './books.ts';

const ended = ['accepted', 'refused', 'doubtful', 'suppressed', 'missed', 'superseded', 'done'];

/** Open is right only for what its life still waits for; a claim without an outcome never is. */
const mayBeOpen = ({ status, lifeWaits }: LedgerRow) => lifeWaits && status !== 'claimed';

export function messageEquations(ledger: readonly LedgerRow[]): BrokenEquation[] {
  const open = ledger.filter((row) => !ended.includes(row.status) && !mayBeOpen(row));
  const [mails, others] = [true, false].map((isMail) => {
    const rows = ledger.filter(({ kind }) => (kind === 'mail') === isMail);
    const left = open.filter(({ kind }) => (kind === 'mail') === isMail);
    return { rows, left };
  });
  const equation = (name: string, part: typeof mails) =>
    part === undefined || part.left.length === 0
      ? []
      : [
          broken(
            name,
            '',
            part.rows.length,
            part.rows.length - part.left.length,
            part.left.map(({ key, status }) => ({
              what: `${key} ${status}`,
              cause:
                status === 'claimed'
                  ? 'claimed, and no outcome was recorded'
                  : 'its life waits for nothing that is to come',
            })),
          ),
        ];
  return [
    ...equation('messages planned = accepted + refused + doubtful + suppressed + missed + superseded', mails),
    ...equation('other steps planned = done + suppressed + missed + superseded', others),
  ];
}

export function fileEquations({ ledger, documents, files }: Books): BrokenEquation[] {
  const rows = ledger.filter(({ kind, status, file }) => kind !== 'mail' && status === 'done' && file !== '');
  // An e-invoice is frozen with its PDF, and delivered by a step of its own, which may wait for its release.
  const isEInvoice = ({ key }: { readonly key: string }) => key.startsWith('e_invoice.');
  const waiting = new Set(ledger.filter(({ status }) => status === 'held').map(({ key }) => key));
  const frozen = [
    ...compareSets(
      'documents in the ledger = frozen documents',
      '',
      rows.filter((row) => !isEInvoice(row)).map(({ file }) => file),
      documents.filter((row) => !isEInvoice(row)).map(({ file }) => file),
      causes(
        'a step says that it made it, and nothing was frozen',
        'frozen, and no step says that it made it',
      ),
    ),
    ...compareSets(
      'e-invoices delivered = e-invoices frozen',
      '',
      rows.filter(isEInvoice).map(({ key, file }) => `${key} ${file}`),
      documents
        .filter((row) => isEInvoice(row) && !waiting.has(row.key))
        .map(({ key, file }) => `${key} ${file}`),
      causes('delivered, and never frozen', 'frozen with its PDF, and not delivered'),
    ),
  ];
  if (files === undefined) return frozen;
  const there = new Set(files);
  const all = ledger.filter(({ kind, status }) => kind === 'mail' && status === 'accepted');
  const isPart = ({ carriedBy = '' }: LedgerRow) => carriedBy !== '';
  const accepted = all.filter((row) => !isPart(row));
  const carriers = new Map(accepted.map(({ key, file }) => [key, file]));
  // Of a doubtful mail nobody knows: its file may be there.
  const doubtful = new Set(
    ledger.filter(({ kind, status }) => kind === 'mail' && status === 'doubtful').map(({ file }) => file),
  );
  return [
    ...frozen,
    ...compareSets(
      'accepted mails = .eml files',
      '',
      accepted.map(({ file, key }) => (file === '' ? `${key} has no file` : file)),
      files.filter((file) => file.endsWith('.eml') && !doubtful.has(file)),
      causes(
        'accepted, and no file of it is there',
        'a file of a mail that was not accepted, or accepted twice',
      ),
    ),
    // A part counts as accepted when the mail that carried it is, and lies in its file.
    ...compareSets(
      'parts of mails = what carried them',
      '',
      all.filter(isPart).map(({ key, file }) => `${key} ${file}`),
      all.filter(isPart).map(({ key, carriedBy = '' }) => `${key} ${carriers.get(carriedBy) ?? ''}`),
      causes('the mail that carried it is another one', 'the mail that is said to carry it was not accepted'),
    ),
    ...compareSets(
      'documents = their files',
      '',
      documents.map(({ file }) => file),
      documents.map(({ file }) => file).filter((file) => there.has(file)),
      causes('frozen, and its file is not there', 'its file is there more than once'),
    ),
  ];
}
