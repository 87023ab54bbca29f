/** A worker that dies, hangs or throws on demand: for the test that none of it goes unnoticed. */
import type { RenderReply } from '../../../activities/documents/renderer.ts';
import type { DocumentView } from '../../../templates/documents/views.ts';

export default async function render(view: DocumentView): Promise<RenderReply> {
  if (view.reference === 'exit') process.exit(3);
  if (view.reference === 'hang') for (;;);
  if (view.reference === 'throw') throw new Error('Åsa Öfverbeck');
  return { bytes: new Uint8Array([1, 2, 3]) };
}
