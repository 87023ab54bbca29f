/** Tables as plain text: columns aligned by what a terminal shows, not by how many code units a text has. */

const graphemes = new Intl.Segmenter('sv', { granularity: 'grapheme' });

/** Cells that a text takes on a terminal: å is one, also when it is written as a and a ring. */
export const displayWidth = (text: string): number => [...graphemes.segment(text)].length;

/**
 * The first column to the left, the others to the right, two spaces between; a line under the head and one above the
 * last row, which holds the totals.
 */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell)));
        return column === 0 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(head), rule, ...rows.slice(0, -1).map(line), rule, ...rows.slice(-1).map(line)].join('\n');
}
