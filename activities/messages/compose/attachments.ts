/** Frozen documents as attachments. */
import type { Dependencies } from '../../dependencies.ts';
import type { MailAttachment } from '../composeMail.ts';
import { MissingFact } from './scene.ts';

/**
 * The document as it was issued.
 * @param key of the document's row
 * @param name what the file is called for its reader, ASCII and without anybody's name; `.pdf` is added
 * @throws MissingFact when no such document has been made
 */
export async function frozenDocument(deps: Dependencies, key: string, name: string): Promise<MailAttachment> {
  const row = await deps.db.document.findUnique({ where: { key }, select: { sha256: true } });
  if (row === null) throw new MissingFact('document', key);
  const content = Buffer.from(await deps.store.get(row.sha256));
  return { filename: `${name}.pdf`, content, contentType: 'application/pdf' };
}
