/** Proposals, nominations, seats and the waiting list. */
import { toDate, toDateOrNull, toTimestamp } from '../../../../prisma/client.ts';
import { reopenOffering } from './courses.ts';
import { restoreMakeUps } from './offerings.ts';
import type { ReducersOf } from './reducer.ts';

export const enrolmentReducers: ReducersOf<
  | 'term_opened'
  | 'proposal_made'
  | 'nomination_answered'
  | 'nomination_reopened'
  | 'nomination_made'
  | 'seat_plan_made'
  | 'nomination_withdrawn'
  | 'nominations_unanswered'
  | 'seat_given'
  | 'seat_accepted'
  | 'seat_given_up'
  | 'seat_returned'
  | 'seat_retracted'
  | 'seats_allocated'
  | 'waiting_placed'
  | 'waiting_ended'
  | 'waiting_place_left'
> = {
  term_opened({ term }, { data, recordedAt }) {
    term.update(({ code }) => code === data.term, { openedAt: toTimestamp(recordedAt) });
  },

  proposal_made({ proposal, term }, { data, recordedAt }) {
    for (const row of data.rows) {
      proposal.insert({ term: data.term, municipality: data.municipality, ...row });
    }
    term.update(({ code }) => code === data.term, { proposedAt: toTimestamp(recordedAt) });
  },

  nomination_answered({ nominationAnswer }, { data, recordedAt }) {
    const { term, chief, workplace = '' } = data;
    nominationAnswer.putNew({ term, chief, workplace, answeredAt: toTimestamp(recordedAt) });
  },

  nomination_reopened({ nominationAnswer }, { data }) {
    nominationAnswer.remove(
      ({ term, chief, workplace }) =>
        term === data.term && chief === data.chief && workplace === (data.workplace ?? ''),
    );
  },

  nomination_withdrawn({ nomination }, { data }) {
    nomination.remove(({ term, person }) => term === data.term && person === data.person);
  },

  nominations_unanswered({ nominationUnanswered }, { data, recordedAt }) {
    nominationUnanswered.insert({ ...data, settledAt: toTimestamp(recordedAt) });
  },

  nomination_made({ nomination }, { data, recordedAt, source }) {
    const known = nomination.find(({ term, person }) => term === data.term && person === data.person);
    const said = { ...data, cause: data.cause ?? '', recordedAt: toTimestamp(recordedAt), source };
    // A refusal at the closing keeps what the chief had said, and when.
    const refused = { state: data.state, rule: data.rule, reason: data.reason };
    nomination.put(known !== undefined && data.state === 'refused' ? { ...known, ...refused } : said);
  },

  seat_plan_made({ seatPlan, seatPlanRow }, { data, recordedAt }) {
    const { rows, ...plan } = data;
    seatPlan.put({ ...plan, madeAt: toTimestamp(recordedAt) });
    seatPlanRow.remove(({ term }) => term === data.term);
    for (const row of rows) seatPlanRow.insert({ term: data.term, ...row });
  },

  seat_given({ seat, waitingPlace, offering: offerings }, { data, recordedAt, source }) {
    const earlier = seat.find(({ offering, person }) => offering === data.offering && person === data.person);
    const { answerBy = '', passedOver: _passedOver, ...row } = data;
    seat.put({
      ...row,
      state: 'held',
      occurrence: (earlier?.occurrence ?? 0) + 1,
      givenAt: toTimestamp(recordedAt),
      givenBy: source,
      acceptedAt: null,
      endedAt: null,
      endedOn: null,
      endedCause: '',
      switchedTo: '',
      answerBy: toDateOrNull(answerBy),
      reinstated: 0,
    });
    reopenOffering({ offering: offerings }, data.offering);
    if (data.courseKind !== 'programme') return;
    waitingPlace.update(
      ({ term, person, state }) => term === data.term && person === data.person && state === 'waiting',
      { state: 'promoted', endedAt: toTimestamp(recordedAt) },
    );
  },

  seat_accepted({ seat }, { data, recordedAt }) {
    seat.update(({ offering, person }) => offering === data.offering && person === data.person, {
      acceptedAt: toTimestamp(recordedAt),
    });
  },

  seat_given_up({ seat, makeUp }, { data, recordedAt, validOn }) {
    const at = toTimestamp(recordedAt);
    makeUp.update(
      (row) => row.home === data.offering && row.person === data.person && row.state === 'booked',
      { state: 'released', releasedAt: at, releasedBy: 'seat given up', cause: 'given_up' },
    );
    seat.update(({ offering, person }) => offering === data.offering && person === data.person, {
      state: data.state,
      endedAt: toTimestamp(recordedAt),
      endedOn: toDate(validOn),
      endedCause: data.cause ?? '',
      switchedTo: data.switchedTo ?? '',
    });
  },

  seat_returned(tables, { data }) {
    const { offering, person, number } = data;
    const theirs = (row: { readonly offering: string; readonly person: string }) =>
      row.offering === offering && row.person === person;
    const endedAt = tables.seat.find(theirs)?.endedAt?.getTime();
    const ended = { endedAt: null, endedOn: null, endedCause: '', switchedTo: '' };
    tables.seat.update(theirs, { state: 'held', number, ...ended });
    reopenOffering(tables, offering);
    restoreMakeUps(
      tables,
      (row) =>
        row.home === offering &&
        row.person === person &&
        row.cause === 'given_up' &&
        row.releasedAt?.getTime() === endedAt,
    );
  },

  seat_retracted({ seat, makeUp, waitingPlace, term: terms }, { data, recordedAt, validOn }) {
    const { offering, person, term } = data;
    const at = toTimestamp(recordedAt);
    const theirs = (row: { readonly offering: string; readonly person: string }) =>
      row.offering === offering && row.person === person;
    const given = seat.find(theirs)?.givenAt.getTime();
    seat.update(theirs, { state: 'retracted', endedAt: at, endedOn: toDate(validOn) });
    makeUp.update((row) => row.home === offering && row.person === person && row.state === 'booked', {
      ...{ state: 'released', releasedAt: at, releasedBy: 'seat retracted', cause: 'given_up' },
    });
    if (terms.find(({ code }) => code === term)?.waitingEndedAt !== null) return;
    waitingPlace.update(
      (row) =>
        row.term === term &&
        row.person === person &&
        row.state === 'promoted' &&
        row.endedAt?.getTime() === given,
      { state: 'waiting', endedAt: null },
    );
  },

  seats_allocated({ term }, { data, recordedAt }) {
    term.update(({ code }) => code === data.term, { allocatedAt: toTimestamp(recordedAt) });
  },

  waiting_placed({ waitingPlace }, { data, recordedAt }) {
    waitingPlace.insert({
      ...data,
      ...{ state: 'waiting', placedAt: toTimestamp(recordedAt), endedAt: null },
      ...{ cancelledAt: null, restoredAt: null, restored: 0 },
    });
  },

  waiting_place_left({ waitingPlace }, { data, recordedAt }) {
    waitingPlace.update(
      ({ term, person, state }) => term === data.term && person === data.person && state === 'waiting',
      { state: 'ended', endedAt: toTimestamp(recordedAt), reason: data.reason },
    );
  },

  waiting_ended({ waitingPlace, term }, { data, recordedAt }) {
    const at = toTimestamp(recordedAt);
    waitingPlace.update(
      (place) => place.term === data.term && data.people.includes(place.person) && place.state === 'waiting',
      { state: 'ended', endedAt: at },
    );
    term.update(({ code }) => code === data.term, { waitingEndedAt: at });
  },
};
