/** One row of a CSV file: reads its cells as values, and logs what is wrong at the right place. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { isRealDate } from '../../domain/calendar/days.ts';
import type { ErrorLog, Place } from './fileErrors.ts';
import { emailProblem } from './values.ts';

/**
 * Every reading function answers a value of its type also when the cell is wrong (the text itself, or empty or
 * zero): the error is logged, so the region is refused, and checks that follow need no special case.
 */
export class Row<C extends string> {
  readonly file: string;
  readonly line: number;
  readonly #positions: ReadonlyMap<C, number>;
  readonly #cells: readonly string[];
  readonly #errors: ErrorLog;

  constructor(
    file: string,
    line: number,
    positions: ReadonlyMap<C, number>,
    cells: readonly string[],
    errors: ErrorLog,
  ) {
    this.file = file;
    this.line = line;
    this.#positions = positions;
    this.#cells = cells;
    this.#errors = errors;
  }

  place(column: C): Place {
    return {
      file: this.file,
      line: this.line,
      column: (this.#positions.get(column) ?? 0) + 1,
      field: column,
    };
  }

  wrong(column: C, message: string): void {
    this.#errors.add(this.place(column), message);
  }

  /** The cell as it stands, possibly empty. */
  text(column: C): string {
    return this.#cells[this.#positions.get(column) ?? -1] ?? '';
  }

  /** A cell that may not be empty. */
  required(column: C): string {
    const text = this.text(column);
    if (text === '') this.wrong(column, `${column} är tomt men måste fyllas i.`);
    return text;
  }

  /** An id or code: letters, digits, `.`, `_` and `-`, so that it can stand in lists, keys and file names. */
  code(column: C): string {
    const text = this.required(column);
    if (text !== '' && !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)) {
      this.wrong(
        column,
        `”${text}” duger inte som ${column}. Använd bara a–z, A–Z, 0–9, punkt, streck och understreck.`,
      );
    }
    return text;
  }

  date(column: C): IsoDate {
    const text = this.required(column);
    return text === '' ? '' : this.#checkedDate(column, text);
  }

  optionalDate(column: C): IsoDate | '' {
    const text = this.text(column);
    return text === '' ? '' : this.#checkedDate(column, text);
  }

  #checkedDate(column: C, text: string): IsoDate | '' {
    if (isRealDate(text)) return text;
    this.wrong(column, `”${text}” är inget datum. Skriv år-månad-dag, till exempel 2026-09-01.`);
    return '';
  }

  /** Local time, `09:00`. */
  time(column: C): string {
    const text = this.required(column);
    if (text === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
    this.wrong(column, `”${text}” är inget klockslag. Skriv timmar och minuter, till exempel 09:00.`);
    return '';
  }

  integer(column: C, least: number, most: number): number {
    const text = this.required(column);
    if (text === '') return least;
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    this.wrong(column, `”${text}” ska vara ett heltal mellan ${least} och ${most}.`);
    return least;
  }

  oneOf<T extends string>(column: C, choices: readonly [T, ...T[]]): T {
    const text = this.required(column);
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    if (text !== '')
      this.wrong(column, `”${text}” går inte att välja som ${column}. Välj ${choices.join(', ')}.`);
    return choices[0];
  }

  /** One of the choices, or the first of them when the cell is empty. */
  oneOfOrFirst<T extends string>(column: C, choices: readonly [T, ...T[]]): T {
    return this.text(column) === '' ? choices[0] : this.oneOf(column, choices);
  }

  email(column: C, need: 'required' | 'optional'): string {
    const text = need === 'required' ? this.required(column) : this.text(column);
    const problem = text === '' ? undefined : emailProblem(text);
    if (problem !== undefined) this.wrong(column, problem);
    return text;
  }

  /** The parts of a list written with `;`. */
  list(column: C): string[] {
    return this.text(column)
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
}
