/** A worker that dies, hangs or throws on demand: for the test that none of it goes unnoticed. */
import type { RenderJob, RenderReply } from '../../../activities/documents/renderer.ts';

export default async function render({ view }: RenderJob): Promise<RenderReply> {
  if (view.reference === 'exit') process.exit(3);
  if (view.reference === 'hang') for (;;);
  if (view.reference === 'throw') throw new Error('Åsa Öfverbeck');
  return { bytes: new Uint8Array([1, 2, 3]) };
}
