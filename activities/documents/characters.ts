/** Which characters the documents' fonts can print. A missing one would be an empty box, and no valid PDF/A. */

import type { DocumentView } from '../../templates/documents/views.ts';
import ranges from '../../templates/fonts/characters.json' with { type: 'json' };

/** The same view with every text in composed form, so that `a` + ring is the letter `å`. */
export function composed(view: DocumentView): DocumentView {
  const copy: DocumentView = JSON.parse(JSON.stringify(view).normalize('NFC'));
  return copy;
}

function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* texts(part);
}

function printable(codePoint: number): boolean {
  return (
    codePoint === 10 ||
    ranges.some(([first, last]) => codePoint >= Number(first) && codePoint <= Number(last))
  );
}

/** The first character of a view that cannot be printed, as `U+4E2D`; undefined when all can. */
export function firstUnprintable(view: DocumentView): string | undefined {
  for (const text of texts(view))
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (!printable(codePoint)) return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
    }
  return undefined;
}
