/** Makes a document once: renders it, keeps its bytes under their hash, and records that in one transaction. */

import type { Instant } from '../../domain/calendar/dates.ts';
import type { DocumentView } from '../../templates/documents/views.ts';
import type { Issuer } from '../certification/issuing.ts';
import { sealPdf } from '../certification/sealedPdf.ts';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';
import { claim, type EffectRow, type StepInput, settle } from '../lives/ledger.ts';
import type { Attachment } from './pdf/render.ts';

export interface DocumentToFreeze {
  readonly kind: string;
  /** What it is about, for finding it again: a term, a period, an offering, an invoice. */
  readonly subject: string;
  /** File in the output folder, for instance `certificates/certificate.HT2026-1b-1.p-017.pdf`. */
  readonly file: string;
  /** Title for the ledger, without anybody's name. */
  readonly title: string;
  readonly view: DocumentView;
  /** Who signs it, by its code and name; without it the document is not signed. */
  readonly issuer?: Issuer;
  /** Key of the document where it is not that of the effect. */
  readonly key?: string;
  /** Files that are frozen with it, in the same transaction, and travel inside the PDF too. */
  readonly companions?: readonly {
    readonly key: string;
    readonly kind: string;
    readonly file: string;
    readonly attachment: Attachment;
  }[];
  /** Further facts of the same transaction, such as the certificate. */
  readonly facts: readonly NewFact[];
}

/** It must not be made: somebody has to look at it first. Recorded with the reason instead of the document. */
export interface Refused {
  readonly refused: string;
  readonly facts: readonly NewFact[];
}

/** The facts took the claim back while the document was being made. */
export class ClaimLost extends Error {
  constructor(key: string) {
    super(`the claim of ${key} has been taken back`);
    this.name = 'ClaimLost';
  }
}

/**
 * A crash at any point leaves either nothing or a file under its hash that the next run finds again: rendering gives
 * the same bytes each time, so a claim left open is simply carried on.
 * @param describe builds the document from the facts
 */
export async function freezeDocument(
  deps: Dependencies,
  step: StepInput,
  describe: (effect: EffectRow, now: Instant) => Promise<DocumentToFreeze | Refused>,
): Promise<void> {
  const claimed = await claim(deps, deps.db, step);
  if (claimed.verdict !== 'claimed' && claimed.verdict !== 'unsettled') return;
  deps.passing('after-claim');
  const { effect, now, version } = claimed;
  const described = await describe(effect, now);
  const { calendar } = await deps.reference(version);
  const context = { at: now, today: calendar.dateOf(now), source: step.life };
  if ('refused' in described) {
    const { refused: reason, facts } = described;
    await deps.db.$transaction(async (tx) => {
      await record(tx, context, facts);
      const ours = await settle(tx, effect.key, { status: 'refused', reason: `${effect.reason} ${reason}` });
      if (!ours) throw new ClaimLost(effect.key);
    });
    return;
  }
  const { view, facts, title, issuer, companions = [], key = effect.key, ...document } = described;
  const rendered = await deps.documents.render(
    view,
    companions.map(({ attachment }) => attachment),
  );
  const stored = await deps.store.put(await sealed(deps, rendered, issuer, now));
  const beside: NewFact[] = [];
  for (const { attachment, ...companion } of companions) {
    const { subject } = document;
    const data = { ...companion, subject, ...(await deps.store.put(attachment.bytes)) };
    beside.push({ kind: 'document_frozen', subject: companion.key, data });
  }
  deps.passing('after-document');
  await deps.db.$transaction(async (tx) => {
    if ((await tx.document.findUnique({ where: { key } })) === null) {
      await record(tx, context, [
        { kind: 'document_frozen', subject: key, data: { key, ...document, ...stored } },
        ...beside,
        ...facts,
      ]);
    }
    const ours = await settle(tx, effect.key, { status: 'done', file: document.file, subject: title });
    // Nothing of it is kept then: the next plan decides by the facts as they are.
    if (!ours) throw new ClaimLost(effect.key);
  });
  deps.passing('after-commit');
}

/** Signed by its issuer where there is one: the same bytes each time. */
async function sealed(
  { issuing }: Dependencies,
  pdf: Uint8Array,
  issuer: DocumentToFreeze['issuer'],
  at: Instant,
): Promise<Uint8Array> {
  if (issuing === undefined || issuer === undefined) return pdf;
  return sealPdf(pdf, await issuing.signer(issuer), { name: issuer.name, reason: 'Intyg utfärdat', at });
}
