/** Mandatory training near its deadline: to the manager; and what a chief can do about it. */
import { missingCourses } from '../../../domain/courses/programme.ts';
import { leaderSince, type Reference } from '../../../domain/reference.ts';
import type { CourseCode, PersonId } from '../../../domain/region.ts';
import { deadlines } from '../../../domain/term/deadlines.ts';
import { caseWords } from '../../../templates/mail/caseWords.ts';
import type { MandateNotice } from '../../../templates/mail/mandateNotice.ts';
import { decisionOf } from './phrases.ts';
import { type MailBuilders, type MailScene, MissingFact } from './scene.ts';

export const mandateMails: MailBuilders<'mandate_notice'> = {
  async mandate_notice(scene) {
    const { reference, effect } = scene;
    const missing = missingCourses(reference.courses, await passedCourses(scene, effect.person), {
      postSince: leaderSince(reference, effect.person),
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
};

/** What the decision asks for, by when, and which decision it is. */
function owed(scene: MailScene): Pick<MandateNotice, 'what' | 'deadline' | 'decision'> {
  const id = scene.text('mandate');
  const mandate = scene.reference.mandates.find((decision) => decision.id === id);
  if (mandate === undefined) throw new MissingFact('mandate', id);
  return {
    what: scene.text('what') === 'start' ? 'start' : 'complete',
    deadline: scene.text('deadline'),
    decision: decisionOf(mandate, scene.say),
  };
}

/** What a chief can do for a manager, as the end of a sentence. */
export function whatToDo(scene: NextTerm): string {
  const next = nextNomination(scene);
  const { say } = scene;
  const words = caseWords[say.language];
  if (next === null) return words.plan;
  const term = say.termName(next.term);
  return next.isOpen
    ? words.nominateNow(term, say.date(next.closes))
    : words.nominateLater(term, say.date(next.opens));
}

/** The first term whose nominations have not closed. */
type NextTerm = Pick<MailScene, 'reference' | 'today' | 'now' | 'say'>;

const upcoming = ({ reference, today }: NextTerm): Reference['terms'][number] | undefined =>
  reference.terms
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .find(({ code }) => deadlines(reference, code).closesOn >= today);

function nextNomination(scene: NextTerm): MandateNotice['nextNomination'] {
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
