/** A later last day that somebody asks for, and what the chief answers: the mails that follow. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { graceAfter } from '../grace.ts';
import type { JourneyFacts } from '../journey/facts.ts';
import { mailToPerson, mailToRole } from '../mails.ts';
import { coordinator, headsOf, postOn, type Reference, responsibleChief } from '../reference.ts';
import type { PersonId } from '../region.ts';

/** Why a later day is asked for, or why it is refused: a class, never free text. */
export const extensionCauses = ['workload', 'no_seat', 'illness', 'family', 'new_post', 'other'] as const;
export type ExtensionCause = (typeof extensionCauses)[number];
export const refusalCauses = ['seat_available', 'already_extended', 'operations', 'other'] as const;
export type RefusalCause = (typeof refusalCauses)[number];

export interface ExtensionFact {
  /** `PERSON.x1`, one more for each time it is asked. */
  readonly id: string;
  readonly askedBy: PersonId;
  /** The last day that is asked for. */
  readonly until: IsoDate;
  readonly cause: ExtensionCause;
  readonly askedAt: Instant;
  readonly byHand: boolean;
  readonly state: 'asked' | 'granted' | 'refused' | 'withdrawn';
  /** How often it has been answered: an answer that was taken back is followed by another. */
  readonly answers: number;
  readonly answeredAt: Instant | null;
  readonly answeredByHand: boolean;
  /** The last day that was granted; empty unless it was. */
  readonly grantedUntil: IsoDate | '';
  readonly refusal: RefusalCause | '';
}

/** Whoever can grant it: the responsible chief, the head when the chief asks, a coordinator when there is neither. */
export function whoGrants(person: PersonId, askedBy: PersonId, on: IsoDate, reference: Reference): PersonId {
  const chief = responsibleChief(reference, person, on);
  if (chief !== undefined && chief.id !== askedBy) return chief.id;
  const head = headsOf(reference, postOn(reference, person, on).municipality, on).find(
    ({ id }) => id !== askedBy,
  );
  return head?.id ?? coordinator(reference, on).id;
}

/** A question that has waited longer than this needs no mail of its own: the weekly digest tells of the case. */
const usefulFor = 30 * 86_400_000;

export function extensionItems(facts: JourneyFacts, reference: Reference): AgendaItem<'mail'>[] {
  return facts.extensions.flatMap((extension) => [
    ...question(facts, extension, reference),
    ...answer(facts, extension, reference),
  ]);
}

function question(facts: JourneyFacts, extension: ExtensionFact, reference: Reference): AgendaItem<'mail'>[] {
  const dueAt = graceAfter(extension.askedAt, extension.byHand, reference);
  const to = whoGrants(facts.person, extension.askedBy, reference.calendar.dateOf(dueAt), reference);
  return [
    mailToRole(reference, to, facts.person, {
      template: 'extension_asked',
      subjectKey: extension.id,
      dueAt,
      usefulUntil: dueAt + usefulFor,
      rule: 'extension',
      reason: `Förlängning till ${extension.until} är begärd.`,
      detail: { until: extension.until, cause: extension.cause, askedBy: extension.askedBy },
      suppressed: extension.state === 'asked' ? undefined : 'Begäran är redan besvarad eller återtagen.',
    }),
  ];
}

function answer(facts: JourneyFacts, extension: ExtensionFact, reference: Reference): AgendaItem<'mail'>[] {
  const { state, answeredAt, answers, until, grantedUntil, refusal } = extension;
  if (answeredAt === null || (state !== 'granted' && state !== 'refused')) return [];
  const dueAt = graceAfter(answeredAt, extension.answeredByHand, reference);
  const granted = state === 'granted';
  return [
    mailToPerson(reference, facts.person, {
      template: granted ? 'extension_granted' : 'extension_refused',
      subjectKey: `${extension.id}${answers > 1 ? `.a${answers}` : ''}`,
      dueAt,
      usefulUntil: dueAt + usefulFor,
      rule: 'extension',
      reason: granted
        ? `Utbildningen har fått en ny sista dag: ${grantedUntil}.`
        : `Förlängning till ${until} beviljades inte.`,
      detail: granted ? { until: grantedUntil } : { until, refusal },
    }),
  ];
}
