/** To chiefs: nominations, and how they went. */
import { openProposals } from '../../../domain/enrolment/nomination.ts';
import { activeSeatStates } from '../../../domain/journey/facts.ts';
import { firstDay } from '../../../domain/offering/days.ts';
import type { SeatsSummaryRow } from '../../../templates/mail/index.ts';
import { refusalReason, seatReasons } from '../../../templates/mail/seatReasons.ts';
import { frozenDocument } from './attachments.ts';
import { waitingReason } from './phrases.ts';
import { courseTitleOf, type MailBuilders, type MailScene, MissingFact, type Suppressed } from './scene.ts';

export const chiefMails: MailBuilders<
  'nomination_request' | 'nomination_reminder' | 'nominations_unanswered' | 'seats_summary'
> = {
  async nomination_request(scene) {
    const { deps, effect } = scene;
    const term = scene.text('term');
    const deadline = scene.text('deadline');
    if (scene.today > deadline) return closed(deadline);
    const proposed = await deps.db.proposal.count({
      where: { term, chief: effect.recipient, course: { not: '' } },
    });
    const proposal = await frozenDocument(deps, scene.text('document'), `Nomineringsforslag-${term}`);
    return { data: { term, deadline, proposed }, attachments: [proposal] };
  },

  async nomination_reminder(scene) {
    const { deps, effect, reference } = scene;
    const term = scene.text('term');
    const deadline = scene.text('deadline');
    if (scene.today > deadline) return closed(deadline);
    const daysLeft = reference.calendar.daysBetween(scene.today, deadline);
    const soFar = {
      term,
      proposals: await deps.db.proposal.findMany({ where: { term, chief: effect.recipient } }),
      nominations: await deps.db.nomination.findMany({ where: { term }, select: { person: true } }),
      answers: await deps.db.nominationAnswer.findMany({ where: { term, chief: effect.recipient } }),
    };
    const open = openProposals(soFar, effect.recipient, reference).map(({ person }) => person);
    const name = await scene.names(open);
    const proposed = soFar.proposals.filter(({ course }) => course !== '').length;
    return {
      data: {
        term,
        deadline,
        daysLeft,
        openNames: inSwedish(open.map(name)),
        partly: open.length < proposed,
      },
    };
  },

  async nominations_unanswered(scene) {
    const { deps } = scene;
    const term = scene.text('term');
    const municipality = scene.text('municipality');
    const chiefs = await deps.db.nominationUnanswered.findMany({
      where: { term, municipality },
      orderBy: { chief: 'asc' },
    });
    const [first] = chiefs;
    if (first === undefined) throw new MissingFact('unanswered nominations', `${term}.${municipality}`);
    const name = await scene.names(chiefs.flatMap(({ chief, people }) => [chief, ...people]));
    return {
      data: {
        term,
        seatsGivenOn: scene.text('seatsGivenOn'),
        rows: chiefs.map(({ chief, people }) => ({
          chiefName: name(chief),
          managerNames: inSwedish(people.map(name)),
        })),
        outcome: first.outcome === 'accept_proposal' ? 'accept_proposal' : 'send_nobody',
      },
    };
  },

  async seats_summary(scene) {
    const term = scene.text('term');
    const outcomes = await outcomesOf(scene, term);
    if (outcomes.length === 0)
      return { suppressed: 'Chefen har inte längre någon nominering till terminen.' };
    const name = await scene.names(outcomes.map(({ person }) => person));
    const rows = outcomes.map(({ person, ...outcome }) => ({ managerName: name(person), ...outcome }));
    return {
      data: { term, rows: rows.toSorted((a, b) => a.managerName.localeCompare(b.managerName, 'sv')) },
    };
  },
};

const inSwedish = (names: readonly string[]): string[] => names.toSorted((a, b) => a.localeCompare(b, 'sv'));

const closed = (deadline: string): Suppressed => ({ suppressed: `Nomineringen stängde ${deadline}.` });

type Outcome = Omit<SeatsSummaryRow, 'managerName'> & { readonly person: string };

/** How it went for everybody whom the chief nominated, as it stands now. */
async function outcomesOf(scene: MailScene, term: string): Promise<Outcome[]> {
  const { deps, effect, reference, say } = scene;
  const words = seatReasons[say.language];
  const nominations = await deps.db.nomination.findMany({
    where: { term, chief: effect.recipient, state: { not: 'declined' } },
  });
  const inTerm = { where: { term, person: { in: nominations.map(({ person }) => person) } } };
  const [seats, places] = await Promise.all([
    deps.db.seat.findMany({ where: { ...inTerm.where, courseKind: 'programme' } }),
    deps.db.waitingPlace.findMany(inTerm),
  ]);
  const isActive = (state: string) => activeSeatStates.some((active) => active === state);

  return nominations.map(({ person, course, rule, reason }): Outcome => {
    const own = seats.filter((seat) => seat.person === person && seat.state !== 'retracted');
    const seat = own.find(({ state }) => isActive(state)) ?? own[0];
    if (seat !== undefined) {
      const offering = reference.offering(seat.offering);
      const courseTitle = courseTitleOf(reference, offering);
      if (!isActive(seat.state)) {
        const { state } = seat;
        const why = state === 'declined' || state === 'cancelled' ? words[state] : words.left;
        return { person, courseTitle, outcome: 'no_seat', reason: why };
      }
      const where = words.seat(offering.code, say.date(firstDay(offering).date));
      return { person, courseTitle, outcome: 'seat', reason: where };
    }
    const place = places.find((waiting) => waiting.person === person);
    if (place !== undefined) {
      const courseTitle = reference.course(place.course).title;
      if (place.state === 'ended') {
        return { person, courseTitle, outcome: 'no_seat', reason: words.listEnded };
      }
      return {
        person,
        courseTitle,
        outcome: 'waiting_list',
        reason: words.waiting(place.position, waitingReason(place, scene)),
      };
    }
    const courseTitle = course === '' ? '' : reference.course(course).title;
    return { person, courseTitle, outcome: 'no_seat', reason: refusalReason(say.language, rule, reason) };
  });
}
