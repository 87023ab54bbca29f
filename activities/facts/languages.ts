/** Facts about the language in which a person gets mails; it changes no plan, only how mails are written. */
import type { Transaction } from '../../prisma/client.ts';
import { factKind, type RecordedFact, renewReference, wakesNobody } from './kind.ts';
import { chosenLanguage, languageChoice, languageChoiceUndone, languageKinds } from './languageChoice.ts';
import { registration } from './postEvents.ts';
import type { LoggedFact } from './standing.ts';

export const languageChosen = factKind({
  kind: 'language_chosen',
  schema: languageChoice,
  project: projectLanguages,
  wakes: wakesNobody,
});

/** Takes back a choice, which it names in `corrects`: what was chosen before, or the files' language, holds again. */
export const languageChoiceWithdrawn = factKind({
  kind: 'language_choice_withdrawn',
  schema: languageChoiceUndone,
  project: projectLanguages,
  wakes: wakesNobody,
});

async function projectLanguages(
  tx: Transaction,
  facts: readonly RecordedFact<{ readonly person: string }>[],
): Promise<void> {
  await writeLanguages(
    tx,
    facts.map(({ data }) => data.person),
    facts.at(-1)?.seq ?? 0n,
  );
  await renewReference(tx, facts);
}

interface Row extends LoggedFact {
  readonly subject: string;
}

/** Writes the language of those of these people who have said something about it, from the log up to `upTo`. */
export async function writeLanguages(
  tx: Transaction,
  people: readonly string[],
  upTo: bigint,
): Promise<void> {
  const kinds = ['person_registered', ...languageKinds];
  const rows = await tx.$queryRaw<Row[]>`
    select subject, seq, kind, corrects, data from fact
    where kind = any(${kinds}::text[]) and subject = any(${[...people]}::text[]) and seq <= ${upTo}
      and subject in (select subject from fact where kind = 'language_chosen')
    order by seq`;
  for (const person of new Set(rows.map(({ subject }) => subject))) {
    const log = rows.filter(({ subject }) => subject === person);
    const registered = log.findLast(({ kind }) => kind === 'person_registered');
    if (registered === undefined) continue;
    const choices = log.filter(({ kind }) => kind !== 'person_registered');
    const language = chosenLanguage(choices) ?? registration.parse(registered.data).language;
    await tx.person.updateMany({ where: { id: person }, data: { language } });
  }
}
