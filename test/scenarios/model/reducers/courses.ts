/** Presence, hand-ins, results, documents and certificates. */
import { toDate, toTimestamp } from '../../../../prisma/client.ts';
import type { ReducersOf } from './reducer.ts';

export const courseReducers: ReducersOf<
  | 'practical_information_published'
  | 'attendance_registered'
  | 'handed_in'
  | 'result_decided'
  | 'offering_closed'
  | 'document_frozen'
  | 'certificate_issued'
> = {
  practical_information_published({ offering }, { data, recordedAt }) {
    offering.update(({ code }) => code === data.offering, { practicalPublishedAt: toTimestamp(recordedAt) });
  },

  attendance_registered({ attendance, courseDay }, { data, recordedAt }) {
    const registeredAt = toTimestamp(recordedAt);
    attendance.remove(({ offering, day }) => offering === data.offering && day === data.day);
    for (const [people, present] of [
      [data.present, true],
      [data.absent, false],
    ] as const) {
      for (const person of people) {
        attendance.insert({ offering: data.offering, day: data.day, person, present, registeredAt });
      }
    }
    courseDay.update(({ offering, number }) => offering === data.offering && number === data.day, {
      attendanceRegisteredAt: registeredAt,
    });
  },

  handed_in({ handIn }, { data, validOn }) {
    handIn.putNew({ ...data, on: toDate(validOn) });
  },

  result_decided({ result, seat }, { data, validOn, recordedAt, source }) {
    const { offering, person, attempt, passed } = data;
    const decided = { on: toDate(validOn), decidedAt: toTimestamp(recordedAt), source };
    result.put({ offering, person, attempt, passed, ...decided });
    if (!data.final) return;
    seat.update(
      (row) =>
        row.offering === offering &&
        row.person === person &&
        ['held', 'passed', 'failed'].includes(row.state),
      { state: passed ? 'passed' : 'failed' },
    );
  },

  offering_closed({ offering }, { data, recordedAt }) {
    offering.update(({ code }) => code === data.offering, { closedAt: toTimestamp(recordedAt) });
  },

  document_frozen({ document }, { data, recordedAt }) {
    document.insert({ ...data, issuedAt: toTimestamp(recordedAt) });
  },

  certificate_issued({ certificate }, { data, recordedAt }) {
    certificate.insert({ ...data, issuedAt: toTimestamp(recordedAt) });
  },
};
