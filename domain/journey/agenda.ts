/**
 * A manager's journey: all that the system owes one manager, from the day a mandate or a nomination touches them
 * to the programme certificate. Pure: the same facts and rules give the same agenda.
 */
import type { AgendaItem } from '../agenda.ts';
import { extensionItems } from '../escalation/extensions.ts';
import { escalationItems } from '../escalation/items.ts';
import { goesAt } from '../messages/hours.ts';
import { hasLeft, onLeave } from '../messages/silence.ts';
import { postOn, type Reference } from '../reference.ts';
import { certificateItems, programmeCertificateItems } from './certificates.ts';
import { courseDayItems } from './courseDays.ts';
import { enrolmentItems } from './enrolment.ts';
import { examinationItems } from './examination.ts';
import { activeSeatStates, type JourneyFacts } from './facts.ts';
import { makeUpItems } from './makeUps.ts';
import { mandateItems } from './mandate.ts';
import { offeringChangeItems } from './offeringChanges.ts';
import {
  creditAndSeatItems,
  dayMissedItems,
  partItems,
  planActivityItems,
  selfStudyItems,
} from './otherCourses.ts';
import { releaseItems } from './releases.ts';

export type JourneyStepKind =
  | 'mail'
  | 'certificate'
  | 'revoke_certificate'
  | 'task'
  | 'close_task'
  | 'case'
  | 'release';

/** Everything this manager's facts entitle them to, past and future. */
export function journeyAgenda(facts: JourneyFacts, reference: Reference): AgendaItem<JourneyStepKind>[] {
  const person = reference.newestPost(facts.person);
  const items: AgendaItem<JourneyStepKind>[] = [
    ...enrolmentItems(facts, reference),
    ...releaseItems(facts, reference),
    ...reissueOffers(facts, reference),
  ];
  for (const seat of facts.seats) {
    if (!activeSeatStates.includes(seat.state)) continue;
    items.push(
      ...courseDayItems(facts, seat, reference),
      ...examinationItems(facts, seat, reference),
      ...certificateItems(facts, seat, reference),
      ...partItems(facts, seat, reference),
      ...dayMissedItems(facts, seat, reference),
    );
  }
  items.push(
    ...offeringChangeItems(facts, reference),
    ...makeUpItems(facts, reference),
    ...programmeCertificateItems(facts, reference),
    ...mandateItems(facts, reference),
    ...escalationItems(facts, reference),
    ...extensionItems(facts, reference),
    ...selfStudyItems(facts, reference),
    ...planActivityItems(facts, reference),
    ...creditAndSeatItems(facts, reference),
  );
  const mayHaveLeft = person.leftOn !== '' || reference.postsOf(person.id).length > 0;
  return items.map((item) => unlessSilent(item, facts, mayHaveLeft, reference));
}

/**
 * Who has certificates in a former name can have new ones: the coordinator asks, once for each change, and has it off
 * the list when every certificate that holds bears the new name.
 */
function reissueOffers(facts: JourneyFacts, reference: Reference): AgendaItem<'task' | 'close_task'>[] {
  return (facts.renamedAt ?? []).flatMap((at): AgendaItem<'task' | 'close_task'>[] => {
    if (!facts.certificates.some(({ issuedAt }) => issuedAt < at)) return [];
    const on = reference.calendar.dateOf(at);
    const key = `certificate_reissue.${facts.person}.${on}`;
    const listed = {
      usefulUntil: null,
      rule: 'new-name',
      person: facts.person,
      municipality: postOn(reference, facts.person, on).municipality,
      template: '',
      recipient: '',
    };
    const holding = facts.certificates.filter(({ status = 'issued' }) => status === 'issued');
    const renewed = holding.filter(({ issuedAt }) => issuedAt >= at);
    const isDone = renewed.length > 0 && renewed.length === holding.length;
    return [
      {
        ...listed,
        kind: 'task',
        key,
        dueAt: at,
        reason: 'Personen har bytt namn och har intyg i det tidigare namnet.',
        detail: { task: 'certificate_reissue', subject: facts.person },
      },
      ...(isDone
        ? [
            {
              ...listed,
              kind: 'close_task' as const,
              key: `close_task.${key}`,
              dueAt: Math.max(...renewed.map(({ issuedAt }) => issuedAt)),
              reason: 'Alla intyg som gäller är i det nya namnet.',
              detail: { task: key },
            },
          ]
        : []),
    ];
  });
}

/** Steps that are about what is so, not told to the person. */
const standing: readonly JourneyStepKind[] = ['certificate', 'revoke_certificate', 'case', 'release'];

/**
 * Who has left gets nothing more until they are back, and nobody is asked about them; who is on leave gets what the rules
 * of mails let through. The ledger says why.
 */
function unlessSilent(
  item: AgendaItem<JourneyStepKind>,
  facts: JourneyFacts,
  mayHaveLeft: boolean,
  reference: Reference,
): AgendaItem<JourneyStepKind> {
  // A case is closed because its manager has left, not in spite of it.
  if (standing.includes(item.kind)) return item;
  const isMail = item.kind === 'mail';
  const at = isMail ? goesAt(item, reference) : item.dueAt;
  const on = reference.calendar.dateOf(at);
  const left = mayHaveLeft ? hasLeft(postOn(reference, facts.person, on), on) : undefined;
  const suppressed = left ?? (isMail ? onLeave(item, facts.respites, reference) : undefined);
  return suppressed === undefined ? item : { ...item, suppressed };
}
