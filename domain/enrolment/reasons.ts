/** The Swedish sentences that explain decisions: plain, and without names. */
import { groupBy } from '../groupBy.ts';
import type { CourseCode } from '../region.ts';
import { stabilityCap } from './limits.ts';
import { passedDeadline, priorityOf } from './order.ts';
import type {
  Candidate,
  CapRule,
  EnrolmentInput,
  IneligibleRule,
  PassedOver,
  PassedOverRule,
  SeatRule,
} from './types.ts';

/** Why a manager is proposed, and for which course. */
export function proposalReason(candidate: Candidate, course: CourseCode, input: EnrolmentInput): string {
  return `${standing(candidate, input)} Saknar kurs ${course}, som ges terminen ${input.term.code}.`;
}

function standing(candidate: Candidate, { today }: EnrolmentInput): string {
  const { mandate, started, postSince } = candidate;
  switch (priorityOf(candidate, today)) {
    case 'promised':
      return 'Hade en plats på ett kurstillfälle som ställdes in och står därför först i kön.';
    case 'overdue': {
      const passed = mandate === null ? '' : passedDeadline(mandate, started);
      return started
        ? `Utbildningen skulle enligt kommunens beslut ha varit klar senast ${passed}.`
        : `Utbildningen skulle enligt kommunens beslut ha börjat senast ${passed}.`;
    }
    case 'continuing':
      return 'Har börjat programmet och får fortsätta utan uppehåll.';
    case 'mandated':
      return postSince === ''
        ? 'Omfattas av kommunens beslut om obligatorisk utbildning.'
        : `Omfattas av kommunens beslut om obligatorisk utbildning; chef sedan ${postSince}.`;
    case 'voluntary':
      return candidate.volunteer
        ? 'Går utbildningen frivilligt.'
        : 'Utbildningen är frivillig här; förslaget ryms i kommunens andel av terminens platser.';
  }
}

export function ineligibleReason(rule: IneligibleRule, { term }: EnrolmentInput): string {
  switch (rule) {
    case 'unavailable':
      return 'Är tjänstledig eller undantagen från utbildningen.';
    case 'in_training':
      return `Har redan en plats terminen ${term.code}; var och en har högst en plats per termin.`;
    case 'nothing_missing':
      return 'Har redan klarat alla kurser i programmet.';
    case 'not_offered':
      return `Ingen av de kurser som saknas ges terminen ${term.code}.`;
  }
}

export const shareFullReason =
  'Utbildningen är frivillig här, och så många som kommunens andel av terminens platser räcker till är redan föreslagna.';

export const unknownPersonReason = 'Finns inte bland regionens chefer.';

export function capReason(rule: CapRule, candidate: Candidate, input: EnrolmentInput): string {
  if (rule === 'stability_cap') {
    const managers = input.candidates.filter(
      ({ municipality, workplace }) =>
        municipality === candidate.municipality && workplace === candidate.workplace,
    );
    const cap = stabilityCap(managers.length, input.rules);
    return cap === 1
      ? 'Högst en chef från samma arbetsplats går utbildningen samtidigt, och en kollega är redan med.'
      : `Högst ${cap} chefer från samma arbetsplats går utbildningen samtidigt, och så många är redan med.`;
  }
  const quota = input.municipalities.find(({ code }) => code === candidate.municipality)?.quotaPerYear;
  return `Kommunens kvot på ${quota ?? 0} nya deltagare under ${input.term.start.slice(0, 4)} är fylld.`;
}

/**
 * Why a manager was given a seat.
 * @param asked the course that the municipality asked for, `null` when it named none.
 */
export function seatReason(
  rule: SeatRule,
  candidate: Candidate,
  course: CourseCode,
  asked: CourseCode | null,
  input: EnrolmentInput,
): string {
  const sentences = [standing(candidate, input), sourceOfSeat(rule, course)];
  if (asked !== null && asked !== course) {
    sentences.push(
      candidate.missing.includes(asked)
        ? `Kurs ${asked} har inga lediga platser; kurs ${course} saknas också.`
        : `Kurs ${asked} behövs inte för programmet; kurs ${course} saknas.`,
    );
  }
  return sentences.join(' ');
}

function sourceOfSeat(rule: SeatRule, course: CourseCode): string {
  switch (rule) {
    case 'plan':
      return `Platsen på kurs ${course} ingår i platsplanen.`;
    case 'reserved':
      return `Platsen på kurs ${course} är reserverad för kommunen.`;
    case 'share':
      return `Platsen ingår i kommunens andel av platserna på kurs ${course}.`;
    case 'unused_seats':
      return `Platsen på kurs ${course} blev över när andra kommuner hade fått sin andel.`;
    case 'promotion':
      return `En plats på kurs ${course} blev ledig, och turen på reservlistan hade kommit hit.`;
  }
}

const passedOverBecause: Readonly<Record<PassedOverRule, string>> = {
  stability_cap: 'för att en kollega på arbetsplatsen redan går utbildningen',
  quota_full: 'för att kommunens kvot för året är fylld',
  not_missing: 'för att kursen inte saknas längre',
};

/** Who stood before on the list and could not have the seat, in numbers; nothing when nobody did. */
export function passedOverReason(passedOver: readonly PassedOver[]): string[] {
  if (passedOver.length === 0) return [];
  const counts = groupBy(passedOver, ({ rule }) => rule);
  const why = [...counts].map(([rule, people]) => `${people.length} ${passedOverBecause[rule]}`);
  return [`Före i kön stod ${passedOver.length} som inte kunde få platsen nu: ${why.join(', ')}.`];
}

export function courseFullReason(course: CourseCode, position: number): string {
  return `Alla platser på kurs ${course} är fördelade; reservplats ${position}.`;
}
