/** What facts about a person say, in English words without anybody's name. */
import { z } from 'zod';
import type { Reference } from '../../domain/reference.ts';
import type { PersonId } from '../../domain/region.ts';
import { certificateIssued } from '../facts/certificates.ts';
import { attendanceRegistered, handedIn, resultDecided } from '../facts/courses.ts';
import { creditWithdrawn, equivalentRecognised } from '../facts/credits.ts';
import {
  nominationMade,
  proposalMade,
  seatAccepted,
  seatGiven,
  seatGivenUp,
  waitingEnded,
  waitingPlaced,
} from '../facts/enrolment.ts';
import {
  extensionAnswered,
  extensionAnswerWithdrawn,
  extensionAsked,
  extensionWithdrawn,
} from '../facts/escalation.ts';
import {
  coursePartDone,
  coursePartReopened,
  selfStudyAssigned,
  selfStudyCompleted,
  selfStudyReopened,
  selfStudyUnassigned,
} from '../facts/otherCourses.ts';
import { respiteGranted, taskOpened } from '../facts/people.ts';
import { personRegistered } from '../facts/posts.ts';
import { creditRecognised } from '../facts/region.ts';
import { seatRetracted, seatReturned } from '../facts/seatUndo.ts';

const factAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person_registered'), data: personRegistered.schema }),
  z.object({ kind: z.literal('credit_recognised'), data: creditRecognised.schema }),
  z.object({ kind: z.literal('equivalent_recognised'), data: equivalentRecognised.schema }),
  z.object({ kind: z.literal('credit_withdrawn'), data: creditWithdrawn.schema }),
  z.object({ kind: z.literal('course_part_done'), data: coursePartDone.schema }),
  z.object({ kind: z.literal('course_part_reopened'), data: coursePartReopened.schema }),
  z.object({ kind: z.literal('self_study_assigned'), data: selfStudyAssigned.schema }),
  z.object({ kind: z.literal('self_study_unassigned'), data: selfStudyUnassigned.schema }),
  z.object({ kind: z.literal('self_study_completed'), data: selfStudyCompleted.schema }),
  z.object({ kind: z.literal('self_study_reopened'), data: selfStudyReopened.schema }),
  z.object({ kind: z.literal('proposal_made'), data: proposalMade.schema }),
  z.object({ kind: z.literal('nomination_made'), data: nominationMade.schema }),
  z.object({ kind: z.literal('seat_given'), data: seatGiven.schema }),
  z.object({ kind: z.literal('seat_accepted'), data: seatAccepted.schema }),
  z.object({ kind: z.literal('seat_given_up'), data: seatGivenUp.schema }),
  z.object({ kind: z.literal('seat_returned'), data: seatReturned.schema }),
  z.object({ kind: z.literal('seat_retracted'), data: seatRetracted.schema }),
  z.object({ kind: z.literal('waiting_placed'), data: waitingPlaced.schema }),
  z.object({ kind: z.literal('waiting_ended'), data: waitingEnded.schema }),
  z.object({ kind: z.literal('attendance_registered'), data: attendanceRegistered.schema }),
  z.object({ kind: z.literal('handed_in'), data: handedIn.schema }),
  z.object({ kind: z.literal('result_decided'), data: resultDecided.schema }),
  z.object({ kind: z.literal('certificate_issued'), data: certificateIssued.schema }),
  z.object({ kind: z.literal('respite_granted'), data: respiteGranted.schema }),
  z.object({ kind: z.literal('extension_asked'), data: extensionAsked.schema }),
  z.object({ kind: z.literal('extension_withdrawn'), data: extensionWithdrawn.schema }),
  z.object({ kind: z.literal('extension_answered'), data: extensionAnswered.schema }),
  z.object({ kind: z.literal('extension_answer_withdrawn'), data: extensionAnswerWithdrawn.schema }),
  z.object({ kind: z.literal('task_opened'), data: taskOpened.schema }),
]);
type FactAbout = z.infer<typeof factAbout>;

/** Kinds of facts that a story tells. */
export const toldKinds: readonly string[] = factAbout.options.map((option) => option.shape.kind.value);

/** Rules are named by hyphens or underscores; a reason in Swedish follows where a decision gave one. */
const because = (rule: string, reason: string) =>
  reason === '' ? (rule === '' ? '' : ` [${rule}]`) : ` — ${reason}${rule === '' ? '' : ` [${rule}]`}`;

const given: Readonly<Record<z.infer<typeof seatGiven.schema>['how'], string>> = {
  allocation: 'when the seats were given out',
  promotion: 'from the waiting list',
  registration: 'by registration',
  invitation: 'by invitation of everybody whom the course is for',
  merge: 'when two offerings were merged',
  hand: 'by a coordinator',
};

/** Tenths of hp: `7.5`, `30`. */
export const hp = (tenths: number): string => String(tenths / 10);

/**
 * @param row a fact whose kind is among {@link toldKinds}
 * @param nameOf how a person is called in the text
 * @throws z.ZodError when the data does not have the shape of its kind
 */
export function factInWords(
  row: { readonly kind: string; readonly data: unknown },
  person: PersonId,
  reference: Reference,
  nameOf: (id: PersonId) => string,
): string {
  return words(factAbout.parse(row), person, reference, nameOf);
}

function words(
  fact: FactAbout,
  person: PersonId,
  reference: Reference,
  nameOf: (id: PersonId) => string,
): string {
  const titleOf = (course: string) => `${course} ${reference.course(course).title}`;
  const partOf = ({ course, part }: { readonly course: string; readonly part: string }) =>
    `”${reference.course(course).parts.find(({ code }) => code === part)?.title ?? part}”`;
  const courseOf = (offering: string) => titleOf(reference.offering(offering).course);
  switch (fact.kind) {
    case 'person_registered': {
      const { workplace, leftOn } = fact.data;
      if (leftOn !== '') return `Registered as having left the post on ${leftOn}.`;
      return `Registered as ${fact.data.role.replaceAll('_', ' ')}${workplace === '' ? '' : ` at ${workplace}`}.`;
    }
    case 'credit_recognised': {
      const { course, completedOn, source } = fact.data;
      return `Earlier credits recognised: ${titleOf(course)}, completed ${completedOn} (${source}).`;
    }
    case 'equivalent_recognised': {
      const { course, completedOn, decidedOn, provider, reference: decision } = fact.data;
      return `Equivalent of ${titleOf(course)} recognised by a decision of ${decidedOn} (${decision}): completed ${completedOn}, provider ${provider.replaceAll('_', ' ')}.`;
    }
    case 'credit_withdrawn':
      return `${fact.data.basis === 'prior' ? 'Earlier credits' : 'Equivalent'} of ${titleOf(fact.data.course)} taken back.`;
    case 'course_part_done':
      return `Did the part ${partOf(fact.data)} of ${titleOf(fact.data.course)}.`;
    case 'course_part_reopened':
      return `The part ${partOf(fact.data)} of ${titleOf(fact.data.course)} is not done after all.`;
    case 'self_study_assigned':
      return `Asked to take ${titleOf(fact.data.course)} by ${fact.data.dueOn}.`;
    case 'self_study_unassigned':
      return `No longer asked to take ${titleOf(fact.data.course)}.`;
    case 'self_study_completed':
      return `Completed ${titleOf(fact.data.course)}${fact.data.manner === 'group' ? ' in a group' : ''}.`;
    case 'self_study_reopened':
      return `${titleOf(fact.data.course)} is not completed after all.`;
    case 'proposal_made': {
      const row = fact.data.rows.find((one) => one.person === person);
      const course = row?.course ?? '';
      return course === ''
        ? `Not proposed for ${fact.data.term}${because(row?.rule ?? '', row?.reason ?? '')}`
        : `Proposed for ${fact.data.term}, course ${titleOf(course)}${because(row?.rule ?? '', row?.reason ?? '')}`;
    }
    case 'nomination_made': {
      const { term, course, chief, state, rule, reason } = fact.data;
      const which = course === '' ? '' : `, course ${titleOf(course)}`;
      const by = chief === '' || chief === person ? '' : ` by ${nameOf(chief)}`;
      const what = {
        nominated:
          chief === person ? `Volunteered for ${term}${which}` : `Nominated for ${term}${which}${by}`,
        declined: `Not sent to ${term}: declined${by}`,
        refused: `Nomination for ${term} refused`,
      }[state];
      return `${what}${because(rule, reason) || '.'}`;
    }
    case 'seat_given': {
      const { offering, number, how, rule, reason } = fact.data;
      return `Seat ${number} on ${offering} (${courseOf(offering)}) given ${given[how]}${because(rule, reason)}`;
    }
    case 'seat_accepted':
      return `Accepted the seat on ${fact.data.offering}.`;
    case 'seat_given_up':
      if (fact.data.cause === 'no_answer')
        return `The seat on ${fact.data.offering} went on to the next: no answer in time.`;
      return fact.data.state === 'declined'
        ? `Declined the seat on ${fact.data.offering}.`
        : `Withdrew from ${fact.data.offering}.`;
    case 'seat_returned':
      return `Has the seat on ${fact.data.offering} again, number ${fact.data.number}: giving it up was a mistake.`;
    case 'seat_retracted':
      return `The seat on ${fact.data.offering} was given by mistake and taken back.`;
    case 'waiting_placed': {
      const { term, course, position, reason } = fact.data;
      return `Place ${position} on the waiting list of ${term}, course ${titleOf(course)}${because('', reason) || '.'}`;
    }
    case 'waiting_ended':
      return `The waiting list of ${fact.data.term} closed without a seat.`;
    case 'attendance_registered': {
      const { offering, day, present } = fact.data;
      const date = reference.offering(offering).days.find(({ number }) => number === day)?.date;
      const when = date === undefined ? '' : ` on ${date}`;
      return `Course day ${day} of ${offering}${when}: ${present.includes(person) ? 'present' : 'absent'}.`;
    }
    case 'handed_in': {
      const { offering, kind, number } = fact.data;
      return kind === 'memo'
        ? `Handed in the memo of ${offering}, attempt ${number}.`
        : `Handed in the assignment after course day ${number} of ${offering}.`;
    }
    case 'result_decided': {
      const { offering, attempt, passed, final } = fact.data;
      const tenths = reference.course(reference.offering(offering).course).creditsTenths;
      if (passed)
        return `Passed ${offering}${tenths === 0 ? '' : `: ${hp(tenths)} hp`} (attempt ${attempt}).`;
      return `Failed ${offering}, attempt ${attempt}${final ? '; it was the last' : '; another attempt is open'}.`;
    }
    case 'certificate_issued': {
      const { kind, offering, number } = fact.data;
      const what = {
        course: `Course certificate of ${offering}`,
        course_day: `Course-day certificate of ${offering}`,
        programme: 'Programme certificate',
        web: 'Attestation of a web course',
      }[kind];
      return `${what} issued, number ${number}.`;
    }
    case 'respite_granted': {
      const { kind, from, until } = fact.data;
      const what = {
        exempt: 'Exempt from mandatory training',
        leave: 'On leave',
        plan: 'A plan was accepted',
        extension: 'The deadline was extended',
      }[kind];
      return `${what} from ${from}${until === '' ? ', until further notice' : ` until ${until}`}.`;
    }
    case 'extension_asked': {
      const { askedBy, until, cause } = fact.data;
      const by = askedBy === person ? '' : ` by ${nameOf(askedBy)}`;
      return `More time asked for${by}, until ${until} (${cause.replaceAll('_', ' ')}).`;
    }
    case 'extension_withdrawn':
      return 'The asking for more time was taken back.';
    case 'extension_answered': {
      const { by, grantedUntil, refusal } = fact.data;
      return grantedUntil === ''
        ? `More time refused by ${nameOf(by)} (${refusal.replaceAll('_', ' ')}).`
        : `More time granted by ${nameOf(by)}, until ${grantedUntil}.`;
    }
    case 'extension_answer_withdrawn':
      return 'The answer about more time was taken back.';
    case 'task_opened':
      return `Put on the coordinators' list: ${fact.data.kind.replaceAll('_', ' ')}.`;
  }
}
