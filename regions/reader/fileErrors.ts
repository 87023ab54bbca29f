/** What is wrong in a region's files: collected, never thrown, so that all of it can be told at once. */

export interface FileError {
  /** Name of the file in the region's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1: the number of the column in a CSV file, of the character in a YAML file. */
  readonly column: number;
  /** Name of the CSV column or path of the YAML setting; empty when the error concerns a whole line or file. */
  readonly field: string;
  /** Swedish: what is wrong and what to do. */
  readonly message: string;
}

/** Where something stands in a file. */
export type Place = Omit<FileError, 'message'>;

export class ErrorLog {
  readonly #errors: FileError[] = [];

  add(place: Place, message: string): void {
    const { file, line, column, field } = place;
    this.#errors.push({ file, line, column, field, message });
  }

  /** The errors in reading order: by file, line and column. */
  all(): FileError[] {
    return this.#errors.toSorted(
      (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column,
    );
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function wholeFile(file: string): Place {
  return { file, line: 1, column: 1, field: '' };
}

/** One line for a terminal: `people.csv:12:4 (email): Adressen …`. */
export function formatFileError(error: FileError): string {
  const field = error.field === '' ? '' : ` (${error.field})`;
  return `${error.file}:${error.line}:${error.column}${field}: ${error.message}`;
}
