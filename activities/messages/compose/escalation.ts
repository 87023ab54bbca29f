/** The weekly digest to a chief, and a later last day: asked, granted, refused. */

import { casesOf } from '../../../domain/escalation/course.ts';
import { extensionCauses, refusalCauses } from '../../../domain/escalation/extensions.ts';
import { reachOf } from '../../../domain/escalation/reach.ts';
import { caseSteps } from '../../../domain/escalation/timeline.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { obligation } from '../../../domain/journey/mandate.ts';
import { coverages } from '../../../domain/mandate/mandate.ts';
import { postOn } from '../../../domain/reference.ts';
import { toDate } from '../../../prisma/client.ts';
import { caseWords } from '../../../templates/mail/caseWords.ts';
import type { DigestEntry } from '../../../templates/mail/index.ts';
import type { Wording } from '../../../templates/mail/wording.ts';
import { loadJourneys } from '../../documents/views/journeys.ts';
import { type CaseHistory, caseHistories, storyOf } from '../../escalation/history.ts';
import { whatToDo } from './mandates.ts';
import { decisionOf } from './phrases.ts';
import { type MailBuilders, type MailScene, MissingFact } from './scene.ts';

export const escalationMails: MailBuilders<
  'chief_digest' | 'extension_asked' | 'extension_granted' | 'extension_refused'
> = {
  async chief_digest(scene) {
    const { deps, effect } = scene;
    const week = toDate(scene.text('week'));
    const rows = await deps.db.digestRow.findMany({ where: { chief: effect.recipient, week } });
    const histories = await caseHistories(
      deps.db,
      rows.map((row) => row.case),
      scene.now,
    );
    const people = [...new Set([...histories.values()].map(({ state }) => state.person))];
    const [name, journeys] = await Promise.all([scene.names(people), loadJourneys(deps, people)]);
    const entries = rows.map((row) => {
      const history = histories.get(row.case);
      const journey = journeys.find(({ person }) => person === history?.state.person);
      if (history === undefined || journey === undefined) throw new MissingFact('case', row.case);
      return entryOf(scene, row.section, history, journey, name(history.state.person));
    });
    return {
      data: {
        entries: entries.toSorted(
          (a, b) =>
            (a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0) ||
            a.managerName.localeCompare(b.managerName, 'sv'),
        ),
      },
    };
  },

  async extension_asked(scene) {
    const { reference, effect } = scene;
    const name = await scene.names([effect.person]);
    const cause = extensionCauses.find((known) => known === scene.text('cause'));
    if (cause === undefined) throw new MissingFact('cause in effect', effect.key);
    return {
      data: {
        managerName: name(effect.person),
        until: scene.text('until'),
        cause,
        byChief:
          scene.text('askedBy') !== effect.person &&
          postOn(reference, scene.text('askedBy'), scene.today).role !== 'coordinator',
        deadline: await deadlineNow(scene),
      },
    };
  },

  extension_granted: (scene) => ({ data: { until: scene.text('until') } }),

  async extension_refused(scene) {
    const refusal = refusalCauses.find((known) => known === scene.text('refusal'));
    if (refusal === undefined) throw new MissingFact('refusal in effect', scene.effect.key);
    return { data: { until: scene.text('until'), refusal, deadline: await deadlineNow(scene) } };
  },
};

const sections = ['taken_over', 'new', 'open', 'answered', 'closed', 'moved'] as const;

function entryOf(
  scene: MailScene,
  told: string,
  history: CaseHistory,
  journey: JourneyFacts,
  managerName: string,
): DigestEntry {
  const { reference, today, say } = scene;
  const { state } = history;
  const words = caseWords[say.language];
  const section = sections.find((known) => known === told);
  if (section === undefined) throw new MissingFact('section of a digest', told);
  const decision = reference.mandates.find(({ id }) => id === state.mandate);
  const found = casesOf(journey, reference).find(({ course }) => course.subject.id === state.id);
  const raise = found && caseSteps(found.course, found.state).find((step) => step.kind === 'level_raised');
  const goesOn =
    raise === undefined || raise.kind !== 'level_raised' || raise.level === 'notice'
      ? null
      : { on: reference.calendar.dateOf(raise.at), to: nextReader(raise.level, state.head, scene) };
  const isOverdue = state.deadline < today;
  const { possible, earliest } = reachOf(journey, state, today, reference);
  return {
    managerName,
    section,
    what: state.what,
    deadline: state.deadline,
    isOverdue,
    decision: decision === undefined ? '' : decisionOf(decision, say),
    outOfReach: isOverdue || possible ? null : { earliest: earliest === '' ? '' : say.termName(earliest) },
    whatToDo: whatToDo(scene),
    goesOn,
    outcome: state.state === 'closed' ? outcomeOf(history, say) : words.outcome(state),
    story: section === 'taken_over' ? storyOf(history, reference, words.step) : [],
  };
}

/** Who has no chief but the head of social services is answered for by the reader on both levels. */
function nextReader(
  level: 'chief' | 'head' | 'coordinator',
  head: string,
  { effect }: MailScene,
): NonNullable<DigestEntry['goesOn']>['to'] {
  return level === 'head' && head === effect.recipient ? 'reader' : level;
}

function outcomeOf({ events }: CaseHistory, { language }: Wording): string {
  const last = events.at(-1);
  return last?.kind === 'closed' ? caseWords[language].closed[last.cause] : '';
}

/** The manager's last day as it is now; empty when nothing is owed. */
async function deadlineNow({ deps, reference, effect, today }: MailScene): Promise<string> {
  const [journey] = await loadJourneys(deps, [effect.person]);
  if (journey === undefined) return '';
  const coverage = coverages(reference, effect.person).find(({ until }) => until === '' || until >= today);
  return (coverage && obligation(journey, coverage.mandate, reference)?.deadline) ?? '';
}
