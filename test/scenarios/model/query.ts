/** The conditions and orders of the database client, over rows in memory: as much of them as the project uses. */

export type Row = Readonly<Record<string, unknown>>;
type Condition = Readonly<Record<string, unknown>>;

/** Rows of another table that belong to a row, by the name that the schema gives them. */
export type Related = (row: Row, relation: string) => readonly Row[] | undefined;

const isObject = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && !Array.isArray(value);

/** A value that can be compared: dates as moments. */
const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);
const same = (a: unknown, b: unknown): boolean => plain(a) === plain(b);

function compare(a: unknown, b: unknown): number {
  const [one, other] = [plain(a), plain(b)];
  if (one === other) return 0;
  // PostgreSQL puts what is not there last.
  if (one === null || one === undefined) return 1;
  if (other === null || other === undefined) return -1;
  if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : 1;
  return Number(one) - Number(other);
}

const list = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new TypeError('a list was expected');
  return value;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const operators: Readonly<Record<string, (value: unknown, operand: unknown) => boolean>> = {
  equals: same,
  not: (value, operand) => (isObject(operand) ? !meets(value, operand) : !same(value, operand)),
  in: (value, operand) => list(operand).some((one) => same(value, one)),
  notIn: (value, operand) => !list(operand).some((one) => same(value, one)),
  lt: (value, operand) => value !== null && compare(value, operand) < 0,
  lte: (value, operand) => value !== null && compare(value, operand) <= 0,
  gt: (value, operand) => value !== null && compare(value, operand) > 0,
  gte: (value, operand) => value !== null && compare(value, operand) >= 0,
  contains: (value, operand) => text(value).includes(text(operand)),
  startsWith: (value, operand) => text(value).startsWith(text(operand)),
  endsWith: (value, operand) => text(value).endsWith(text(operand)),
  has: (value, operand) => list(value).includes(operand),
  hasSome: (value, operand) => list(operand).some((one) => list(value).includes(one)),
};

function meets(value: unknown, condition: unknown): boolean {
  if (!isObject(condition)) return same(value, condition);
  const { path, ...rest } = condition;
  const inner =
    path === undefined
      ? value
      : list(path).reduce(
          (found: unknown, step) => (isObject(found) ? found[String(step)] : undefined),
          value,
        );
  return Object.entries(rest).every(([name, operand]) => {
    if (operand === undefined) return true;
    const operator = operators[name];
    if (operator === undefined) throw new Error(`the model knows no condition "${name}"; add it in query.ts`);
    return operator(inner, operand);
  });
}

const conditions = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Whether a row meets a `where`. */
export function matches(row: Row, where: unknown, related: Related): boolean {
  if (where === undefined) return true;
  if (!isObject(where)) throw new TypeError('a condition was expected');
  return Object.entries(where).every(([name, condition]) => {
    if (condition === undefined) return true;
    if (name === 'AND') return conditions(condition).every((one) => matches(row, one, related));
    if (name === 'OR') return conditions(condition).some((one) => matches(row, one, related));
    if (name === 'NOT') return !conditions(condition).some((one) => matches(row, one, related));
    if (name in row) return meets(row[name], condition);
    const others = related(row, name);
    if (others !== undefined && isObject(condition)) return meetsRelation(others, condition, related);
    // The name of a compound key: its columns are conditions like others.
    if (isObject(condition)) return matches(row, condition, related);
    throw new Error(`the model knows no column "${name}"`);
  });
}

function meetsRelation(others: readonly Row[], condition: Condition, related: Related): boolean {
  return Object.entries(condition).every(([quantifier, where]) => {
    const found = others.filter((other) => matches(other, where, related)).length;
    if (quantifier === 'none') return found === 0;
    if (quantifier === 'some') return found > 0;
    if (quantifier === 'every') return found === others.length;
    throw new Error(`the model knows no relation filter "${quantifier}"; add it in query.ts`);
  });
}

/** Sorts by an `orderBy`. */
export function inOrder<R extends Row>(rows: readonly R[], orderBy: unknown): R[] {
  const orders = conditions(orderBy ?? []).flatMap((order) => (isObject(order) ? Object.entries(order) : []));
  return rows.toSorted((a, b) => {
    for (const [column, direction] of orders) {
      const way = isObject(direction) ? direction.sort : direction;
      const difference = compare(a[column], b[column]);
      if (difference !== 0) return way === 'desc' ? -difference : difference;
    }
    return 0;
  });
}

/** The columns of a `select`, or all. */
export function selected(row: Row, select: unknown): Row {
  if (!isObject(select)) return { ...row };
  return Object.fromEntries(
    Object.entries(select).flatMap(([column, wanted]) => (wanted === true ? [[column, row[column]]] : [])),
  );
}
