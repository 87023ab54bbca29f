/** Facts about who wants which copies of mails; they wake nobody, since every plan asks for them anew. */
import type { Transaction } from '../../prisma/client.ts';
import { chosenCopies, copyChoice, copyChoiceKinds, copyChoiceUndone } from './copyChoice.ts';
import { factKind, type RecordedFact, renewReference, wakesNobody } from './kind.ts';

export const copyPreferenceSet = factKind({
  kind: 'copy_preference_set',
  schema: copyChoice,
  project: projectCopies,
  wakes: wakesNobody,
});

/** Takes back a choice, which it names in `corrects`: what was said before holds again. */
export const copyPreferenceWithdrawn = factKind({
  kind: 'copy_preference_withdrawn',
  schema: copyChoiceUndone,
  project: projectCopies,
  wakes: wakesNobody,
});

async function projectCopies(
  tx: Transaction,
  facts: readonly RecordedFact<{ readonly person: string }>[],
): Promise<void> {
  const people = [...new Set(facts.map(({ data }) => data.person))];
  const log = await tx.fact.findMany({
    where: {
      kind: { in: [...copyChoiceKinds] },
      subject: { in: people },
      seq: { lte: facts.at(-1)?.seq ?? 0n },
    },
    orderBy: { seq: 'asc' },
  });
  await tx.copyPreference.deleteMany({ where: { person: { in: people } } });
  await tx.copyPreference.createMany({
    data: people.flatMap((person) =>
      [...chosenCopies(log.filter(({ subject }) => subject === person))].map(([kind, wanted]) => ({
        person,
        kind,
        wanted,
      })),
    ),
  });
  await renewReference(tx, facts);
}
