/** A mixed-integer program put together piece by piece and written as text in the LP format. */

/** Factor by variable; variables are numbered in the order in which they were made. */
export type Coefficients = ReadonlyMap<Variable, number>;
export type Variable = number;

export interface Program {
  /** A variable that is 0 or 1. */
  binary(): Variable;
  /** A variable between 0 and 1 that need not be whole by itself. */
  fraction(): Variable;
  /** A variable of at least 0. */
  amount(): Variable;
  atMost(coefficients: Coefficients, limit: number): void;
  atLeast(coefficients: Coefficients, limit: number): void;
  /** The variables that are 0 or 1. */
  readonly whole: readonly Variable[];
  readonly size: { readonly variables: number; readonly rows: number };
  /** In the LP format of HiGHS and CPLEX, without an objective; variable n is called `xn`. */
  text(): string;
}

export function createProgram(): Program {
  const binaries: Variable[] = [];
  const bounds: string[] = [];
  const rows: string[] = [];
  let count = 0;
  const next = (): Variable => {
    count += 1;
    return count - 1;
  };
  const row = (coefficients: Coefficients, sense: '<=' | '>=', limit: number): void => {
    if (coefficients.size > 0) rows.push(` r${rows.length}: ${sum(coefficients)} ${sense} ${limit}`);
  };
  return {
    binary() {
      const variable = next();
      binaries.push(variable);
      return variable;
    },
    fraction() {
      const variable = next();
      bounds.push(` 0 <= x${variable} <= 1`);
      return variable;
    },
    amount: next,
    atMost: (coefficients, limit) => row(coefficients, '<=', limit),
    atLeast: (coefficients, limit) => row(coefficients, '>=', limit),
    whole: binaries,
    get size() {
      return { variables: count, rows: rows.length };
    },
    text: () =>
      [
        'Minimize',
        // Names every variable in order, so that a reader numbers them as they were made.
        ` obj: ${sum(new Map(Array.from({ length: count }, (_, variable) => [variable, 0])))}`,
        'Subject To',
        ...rows,
        'Bounds',
        ...bounds,
        'Binaries',
        ...binaries.map((variable) => ` x${variable}`),
        'End',
        '',
      ].join('\n'),
  };
}

const termsALine = 8;

/** `+ 2 x3 - 1 x5`, in lines that every reader of the format takes. */
function sum(coefficients: Coefficients): string {
  return [...coefficients]
    .map(([variable, factor], index) => {
      const term = `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} x${variable}`;
      return index > 0 && index % termsALine === 0 ? `\n  ${term}` : term;
    })
    .join(' ');
}

/** Adds factors of variables into one map. */
export function total(parts: Iterable<readonly [Variable, number]>): Map<Variable, number> {
  const result = new Map<Variable, number>();
  for (const [variable, factor] of parts) result.set(variable, (result.get(variable) ?? 0) + factor);
  return result;
}
