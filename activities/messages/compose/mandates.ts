/** Mandatory training near its deadline or past it: to the manager, the chief, and the head of social services. */
import { missingCourses } from '../../../domain/courses/programme.ts';
import { type Reference, responsibleChief } from '../../../domain/reference.ts';
import type { CourseCode, PersonId } from '../../../domain/region.ts';
import { deadlines } from '../../../domain/term/deadlines.ts';
import { termName } from '../../../templates/documents/format.ts';
import type { OverdueRow } from '../../../templates/mail/index.ts';
import type { MandateNotice } from '../../../templates/mail/mandateNotice.ts';
import { type MailBuilders, type MailScene, MissingFact } from './scene.ts';
import { dateOf, decisionOf } from './swedish.ts';

export const mandateMails: MailBuilders<'mandate_notice' | 'escalation_chief' | 'escalation_head'> = {
  async mandate_notice(scene) {
    const { reference, effect } = scene;
    const missing = missingCourses(reference.courses, await passedCourses(scene, effect.person), {
      postSince: reference.person(effect.person).postSince,
      termStart: upcoming(scene)?.start ?? scene.today,
      newAsLeaderMonths: reference.rules.enrolment.newAsLeaderMonths,
    });
    return {
      data: {
        ...owed(scene),
        missing: missing.map((code) => reference.course(code).title),
        nextNomination: nextNomination(scene),
      },
    };
  },

  escalation_chief: async (scene) => ({ data: { rows: [await overdue(scene)] } }),

  async escalation_head(scene) {
    const chief = await chiefWhoWasTold(scene);
    const name = await scene.names(chief === '' ? [] : [chief]);
    return { data: { rows: [await overdue(scene)], chiefName: chief === '' ? '' : name(chief) } };
  },
};

/** What the decision asks for, by when, and which decision it is. */
function owed(scene: MailScene): Pick<OverdueRow, 'what' | 'deadline' | 'decision'> {
  const id = scene.text('mandate');
  const mandate = scene.reference.mandates.find((decision) => decision.id === id);
  if (mandate === undefined) throw new MissingFact('mandate', id);
  return {
    what: scene.text('what') === 'start' ? 'start' : 'complete',
    deadline: scene.text('deadline'),
    decision: decisionOf(mandate),
  };
}

async function overdue(scene: MailScene): Promise<OverdueRow> {
  const { person } = scene.effect;
  const name = await scene.names([person]);
  return { managerName: name(person), ...owed(scene), whatToDo: whatToDo(nextNomination(scene)) };
}

function whatToDo(next: MandateNotice['nextNomination']): string {
  if (next === null) return 'lämna en plan med datum.';
  const term = termName(next.term);
  return next.isOpen
    ? `nominera till ${term} senast ${dateOf(next.closes)}, eller lämna en plan med datum.`
    : `nominera till ${term} när nomineringen öppnar ${dateOf(next.opens)}, eller lämna en plan med datum.`;
}

/** The first term whose nominations have not closed. */
const upcoming = ({ reference, today }: MailScene): Reference['terms'][number] | undefined =>
  reference.terms
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .find(({ code }) => deadlines(reference, code).closesOn >= today);

function nextNomination(scene: MailScene): MandateNotice['nextNomination'] {
  const { reference, now } = scene;
  const term = upcoming(scene);
  if (term === undefined) return null;
  const { opensAt, closesOn } = deadlines(reference, term.code);
  return {
    term: term.code,
    isOpen: opensAt <= now,
    opens: reference.calendar.dateOf(opensAt),
    closes: closesOn,
  };
}

async function passedCourses({ deps, reference }: MailScene, person: PersonId): Promise<CourseCode[]> {
  const [credits, results] = await Promise.all([
    deps.db.credit.findMany({ where: { person }, select: { course: true } }),
    deps.db.result.findMany({ where: { person, passed: true }, select: { offering: true } }),
  ]);
  return [
    ...credits.map(({ course }) => course),
    ...results.map(({ offering }) => reference.offering(offering).course),
  ];
}

/** The chief who received the first mail, when it is still that chief who answers for the manager. */
async function chiefWhoWasTold({ deps, reference, effect, today }: MailScene): Promise<PersonId | ''> {
  const chief = responsibleChief(reference, effect.person, today)?.id ?? '';
  if (chief === '' || chief === effect.recipient) return '';
  const told = await deps.db.effect.findUnique({
    where: { key: effect.key.replace(/^escalation_head\./, 'escalation_chief.') },
    select: { recipient: true, status: true },
  });
  return told?.status === 'accepted' && told.recipient === chief ? chief : '';
}
