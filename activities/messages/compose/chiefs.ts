/** To chiefs: nominations, and how they went. */
import { activeSeatStates } from '../../../domain/journey/facts.ts';
import { firstDay } from '../../../domain/offering/days.ts';
import type { SeatsSummaryRow } from '../../../templates/mail/index.ts';
import { frozenDocument } from './attachments.ts';
import { courseTitleOf, type MailBuilders, type MailScene, type Suppressed } from './scene.ts';
import { dateOf, waitingReason } from './swedish.ts';

export const chiefMails: MailBuilders<'nomination_request' | 'nomination_reminder' | 'seats_summary'> = {
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

  nomination_reminder(scene) {
    const deadline = scene.text('deadline');
    if (scene.today > deadline) return closed(deadline);
    const daysLeft = scene.reference.calendar.daysBetween(scene.today, deadline);
    return { data: { term: scene.text('term'), deadline, daysLeft } };
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

const closed = (deadline: string): Suppressed => ({ suppressed: `Nomineringen stängde ${deadline}.` });

type Outcome = Omit<SeatsSummaryRow, 'managerName'> & { readonly person: string };

/** How it went for everybody whom the chief nominated, as it stands now. */
async function outcomesOf({ deps, effect, reference }: MailScene, term: string): Promise<Outcome[]> {
  const nominations = await deps.db.nomination.findMany({
    where: { term, chief: effect.recipient, state: { not: 'declined' } },
  });
  const inTerm = { where: { term, person: { in: nominations.map(({ person }) => person) } } };
  const [seats, places] = await Promise.all([
    deps.db.seat.findMany({ where: { ...inTerm.where, courseKind: 'programme' } }),
    deps.db.waitingPlace.findMany(inTerm),
  ]);
  const isActive = (state: string) => activeSeatStates.some((active) => active === state);

  return nominations.map(({ person, course, reason }): Outcome => {
    const own = seats.filter((seat) => seat.person === person);
    const seat = own.find(({ state }) => isActive(state)) ?? own[0];
    if (seat !== undefined) {
      const offering = reference.offering(seat.offering);
      const courseTitle = courseTitleOf(reference, offering);
      if (!isActive(seat.state)) {
        const left = seat.state === 'declined' ? 'Har tackat nej till platsen.' : 'Har lämnat platsen.';
        return { person, courseTitle, outcome: 'no_seat', reason: left };
      }
      const where = `Kurstillfälle ${offering.code}, första kursdagen ${dateOf(firstDay(offering).date)}.`;
      return { person, courseTitle, outcome: 'seat', reason: where };
    }
    const place = places.find((waiting) => waiting.person === person);
    if (place !== undefined) {
      const courseTitle = reference.course(place.course).title;
      if (place.state === 'ended') {
        return {
          person,
          courseTitle,
          outcome: 'no_seat',
          reason: 'Ingen plats hann bli ledig innan reservlistan stängde.',
        };
      }
      return {
        person,
        courseTitle,
        outcome: 'waiting_list',
        reason: `Reservplats ${place.position}. ${waitingReason(place, reference)}`,
      };
    }
    const courseTitle = course === '' ? '' : reference.course(course).title;
    return { person, courseTitle, outcome: 'no_seat', reason };
  });
}
