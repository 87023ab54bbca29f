/**
 * A manager's journey: all that the system owes one manager, from the day a mandate or a nomination touches them
 * to the programme certificate. Pure: the same facts and rules give the same agenda.
 */
import type { AgendaItem } from '../agenda.ts';
import type { Reference } from '../reference.ts';
import { certificateItems, programmeCertificateItems } from './certificates.ts';
import { courseDayItems } from './courseDays.ts';
import { enrolmentItems } from './enrolment.ts';
import { examinationItems } from './examination.ts';
import { activeSeatStates, type JourneyFacts } from './facts.ts';
import { mandateItems } from './mandate.ts';

export type JourneyStepKind = 'mail' | 'certificate' | 'task';

/** Everything this manager's facts entitle them to, past and future. */
export function journeyAgenda(facts: JourneyFacts, reference: Reference): AgendaItem<JourneyStepKind>[] {
  const person = reference.person(facts.person);
  const items: AgendaItem<JourneyStepKind>[] = [...enrolmentItems(facts, reference)];
  for (const seat of facts.seats) {
    if (!activeSeatStates.includes(seat.state)) continue;
    items.push(
      ...courseDayItems(facts, seat, reference),
      ...examinationItems(facts, seat, reference),
      ...certificateItems(facts, seat, reference),
    );
  }
  items.push(...programmeCertificateItems(facts, reference), ...mandateItems(facts, reference));
  return person.leftOn === ''
    ? items
    : items.map((item) => silentAfterLeaving(item, person.leftOn, reference));
}

/** Who has left gets nothing more, and nobody is asked about them; the ledger says why. */
function silentAfterLeaving(
  item: AgendaItem<JourneyStepKind>,
  leftOn: string,
  reference: Reference,
): AgendaItem<JourneyStepKind> {
  if (item.kind === 'certificate' || reference.calendar.dateOf(item.dueAt) < leftOn) return item;
  return { ...item, suppressed: `Personen har slutat (${leftOn}).` };
}
