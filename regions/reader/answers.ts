/** `answers.csv`: what people do, for rehearsals; checked as far as a file can be. */
import { type ParsedAnswer, parseAnswer } from '../../domain/answers.ts';
import type { Answer, Offering, Role, Term } from '../../domain/region.ts';
import type { OfferingIndex } from './offerings.ts';
import type { PersonIndex } from './people.ts';
import type { Row } from './row.ts';
import type { Table } from './table.ts';

export const answerColumns = ['date', 'person', 'what', 'value'] as const;
export type AnswerColumn = (typeof answerColumns)[number];

export interface AnswerContext {
  readonly people: PersonIndex;
  readonly offerings: OfferingIndex;
  /** The offerings with their days. */
  readonly withDays: readonly Offering[];
  /** Undefined when region.yaml could not be read. */
  readonly terms: readonly Term[] | undefined;
}

/** Who registers attendance and results. */
const trainerRoles: readonly Role[] = ['trainer', 'coordinator'];

export function readAnswers(table: Table<AnswerColumn>, context: AnswerContext): Answer[] {
  return table.rows.map((row): Answer => {
    const answer = {
      date: row.date('date'),
      person: row.required('person'),
      what: row.required('what'),
      value: row.text('value'),
    };
    if (answer.person !== '' && context.people.lacks(answer.person)) {
      row.wrong('person', unknownPerson(answer.person));
    }
    if (answer.what === '') return answer;
    const parsed = parseAnswer(answer);
    if ('error' in parsed) row.wrong(parsed.column, parsed.error);
    else checkReferences(row, parsed, context);
    return answer;
  });
}

function unknownPerson(id: string): string {
  return `Personen ”${id}” finns inte i people.csv. Rätta id:t eller lägg till personen.`;
}

function checkReferences(row: Row<AnswerColumn>, parsed: ParsedAnswer, context: AnswerContext): void {
  const people = [
    ...('nominee' in parsed ? [parsed.nominee] : []),
    ...('instead' in parsed ? [parsed.instead] : []),
    ...('examinee' in parsed ? [parsed.examinee] : []),
    ...('absent' in parsed ? parsed.absent : []),
    ...('people' in parsed ? parsed.people : []),
  ];
  for (const id of people) if (context.people.lacks(id)) row.wrong('value', unknownPerson(id));

  if ('term' in parsed && context.terms && !context.terms.some((term) => term.code === parsed.term)) {
    row.wrong(
      'value',
      `Terminen ”${parsed.term}” finns inte i region.yaml. Terminerna är ${context.terms.map((term) => term.code).join(', ')}.`,
    );
  }
  if ('offering' in parsed)
    checkOffering(row, parsed.offering, 'day' in parsed ? parsed.day : undefined, context);
  if (parsed.kind === 'attendance' || parsed.kind === 'result') {
    const role = context.people.get(row.text('person'))?.text('role');
    if (role !== undefined && !trainerRoles.some((allowed) => allowed === role)) {
      row.wrong(
        'person',
        `${row.text('person')} har rollen ${role} och kan inte lämna ${parsed.kind}. Det gör en utbildare eller samordnare.`,
      );
    }
  }
}

function checkOffering(
  row: Row<AnswerColumn>,
  code: string,
  day: number | undefined,
  { offerings, withDays }: AnswerContext,
): void {
  if (offerings.lacks(code)) {
    row.wrong('value', `Kurstillfället ”${code}” finns inte i offerings.csv. Rätta koden.`);
    return;
  }
  const days = withDays.find((offering) => offering.code === code)?.days;
  if (day !== undefined && days && days.length > 0 && !days.some(({ number }) => number === day)) {
    row.wrong('value', `${code} har ingen träff ${day}. Träffarna är 1 till ${days.length}.`);
  }
}
