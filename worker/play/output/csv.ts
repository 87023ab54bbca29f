/** Comma-separated values as RFC 4180 quotes them, with LF at the end of each line. */

/** One line; a field with a comma, a quote or a line break is quoted. */
export const csvLine = (fields: readonly string[]): string => `${fields.map(field).join(',')}\n`;

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
