/** Prints the SHA-256 of each view in its argument, rendered in this process: for the test of equal bytes. */
import { createHash } from 'node:crypto';
import { createDocumentRenderer } from '../../../activities/documents/renderer.ts';
import type { DocumentView } from '../../../templates/documents/views.ts';

const views: DocumentView[] = JSON.parse(process.argv[2] ?? '[]');
const renderer = createDocumentRenderer({ threads: 1 });
for (const view of views)
  process.stdout.write(
    `${createHash('sha256')
      .update(await renderer.render(view))
      .digest('hex')}\n`,
  );
await renderer.close();
