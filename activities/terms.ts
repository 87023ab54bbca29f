/** Opening a term: its enrolment, its offerings and its invoicing begin their lives. */
import type { Dependencies } from './dependencies.ts';
import { record } from './facts/record.ts';

/** The term is not one of the region's. */
export class UnknownTerm extends Error {
  constructor(term: string, known: readonly string[]) {
    super(`the region has no term ${term}; it has ${known.join(', ')}`);
    this.name = 'UnknownTerm';
  }
}

/**
 * Opens a term; opening it again changes nothing.
 * @param term code, `HT2026`
 * @throws UnknownTerm
 */
export async function openTerm(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  term: string,
  source: 'hand' | 'answers' = 'hand',
): Promise<{ readonly opened: boolean }> {
  const { calendar, terms } = await deps.reference();
  return deps.db.$transaction(async (tx) => {
    const row = await tx.term.findUnique({ where: { code: term } });
    if (row === null) {
      throw new UnknownTerm(
        term,
        terms.map(({ code }) => code),
      );
    }
    if (row.openedAt !== null) return { opened: false };
    const at = await deps.clock.now(tx);
    await record(tx, { at, today: calendar.dateOf(at), source }, [
      { kind: 'term_opened', subject: term, data: { term } },
    ]);
    return { opened: true };
  });
}
