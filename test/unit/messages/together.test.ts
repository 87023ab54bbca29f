import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AgendaItem,
  effectStatuses,
  type Ledger,
  type LedgerEntry,
  planFrom,
} from '../../../domain/agenda.ts';
import { isUrgent } from '../../../domain/messages/hours.ts';
import { mailKinds, policyOf } from '../../../domain/messages/kinds.ts';
import type { Moment } from '../../../domain/messages/oneADay.ts';
import { underPolicy } from '../../../domain/messages/policy.ts';
import { inOneMail } from '../../../domain/messages/together.ts';
import { rulesSchema } from '../../../domain/rules.ts';
import { local, moment, world } from '../../support/worlds.ts';

const reference = world();
const morning = moment('2026-09-16T08:00');

const mail = (template: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  kind: 'mail',
  key: `${template}.m-01`,
  dueAt: morning,
  usefulUntil: null,
  rule: 'result',
  reason: 'Godkänd.',
  person: 'm-01',
  municipality: '2081',
  template,
  recipient: 'm-01',
  detail: {},
  ...more,
});

const planned = (agenda: readonly AgendaItem[], ledger: Ledger, now: number, there = reference) => {
  const plan = planFrom(underPolicy(agenda, { ledger, now }, there), ledger, now);
  return { ...plan, due: inOneMail(plan.due, ledger, there) };
};
const carriers = (
  agenda: readonly AgendaItem[],
  ledger: Ledger = new Map(),
  now = morning,
  there = reference,
) => planned(agenda, ledger, now, there).due.map(({ key, carriedBy }) => [key, carriedBy]);

describe('mails that are due to the same reader', () => {
  const second = mail('course_day_reminder_second', { usefulUntil: moment('2026-09-18T09:00') });
  const assignment = mail('assignment_missing', { usefulUntil: moment('2026-09-17T09:00') });

  test('go as one, which begins with what is to be done first', () => {
    expect(carriers([second, assignment])).toEqual([
      [assignment.key, undefined],
      [second.key, assignment.key],
    ]);
  });

  test('of kinds that share; urgent ones, and what is ordered once more, go alone', () => {
    const alone = (...items: AgendaItem[]) =>
      expect(carriers([second, ...items]).map(([, carrier]) => carrier)).toEqual(
        [second, ...items].map(() => undefined),
      );
    alone(mail('offering_changed', { about: moment('2026-09-18T09:00') }));
    alone(mail('assignment_missing', { rule: 'resend' }));
    alone(mail('assignment_missing', { recipient: 'c-01' }));
    alone(mail('assignment_missing', { detail: { via: 'm-02' } }));
    const apart = world({ rules: rulesSchema.parse({ messages: { together: false } }) });
    expect(carriers([second, assignment], new Map(), morning, apart).map(([, carrier]) => carrier)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('a document waits for a day of its own', () => {
    const document = mail('nomination_request');
    expect(carriers([second, document])).toEqual([[second.key, undefined]]);
    const tomorrow = moment('2026-09-17T08:00');
    const gone: LedgerEntry = { status: 'accepted', notBefore: null, askedAt: morning };
    expect(carriers([second, document], new Map([[second.key, gone]]), tomorrow)).toEqual([
      [document.key, undefined],
    ]);
  });

  test('not what has been claimed: that is settled as it was sent, a part with its mail', () => {
    const claimed: LedgerEntry = { status: 'claimed', notBefore: null };
    const other = mail('result_failed');
    expect(carriers([second, other], new Map([[second.key, claimed]]))).toEqual([
      [second.key, undefined],
      [other.key, undefined],
    ]);
    const part = { ...claimed, carriedBy: assignment.key };
    expect(
      carriers(
        [second, assignment],
        new Map([
          [second.key, part],
          [assignment.key, claimed],
        ]),
      ),
    ).toEqual([[assignment.key, undefined]]);
  });
});

describe('a result and its certificate', () => {
  const result = mail('result_passed');
  const certificate = (more: Partial<AgendaItem> = {}): AgendaItem => ({
    ...mail('', { key: 'certificate.HT2026-1b.m-01' }),
    kind: 'certificate',
    recipient: '',
    ...more,
  });
  const told = mail('course_certificate');

  test('the result waits for the certificate that is issued now', () => {
    expect(carriers([result, certificate()])).toEqual([[certificate().key, undefined]]);
    const done = new Map([[certificate().key, { status: 'done', notBefore: null } as const]]);
    expect(carriers([result, certificate(), told], done)).toEqual([
      [told.key, result.key],
      [result.key, undefined],
    ]);
  });

  test('but not for one that is not earned, on hold, or issued later', () => {
    const goes = (one: AgendaItem, ledger?: Ledger) =>
      expect(carriers([result, one], ledger).map(([key]) => key)).toContain(result.key);
    goes(certificate({ suppressed: 'Frånvarande 3 dagar.' }));
    goes(certificate({ dueAt: morning + 1 }));
    goes(certificate(), new Map([[certificate().key, { status: 'held', notBefore: null }]]));
  });
});

describe('at most one mail a day, of what can wait', () => {
  const early = mail('memo_reminder');
  const later = mail('practical_information', { dueAt: moment('2026-09-16T13:00') });
  const at = (agenda: readonly AgendaItem[], ledger: Ledger = new Map()) =>
    underPolicy(agenda, { ledger, now: morning }, reference).map(({ dueAt }) => local(dueAt));
  const thursday = local(moment('2026-09-17T08:00'));

  test('a later one of the same day goes on the next working day', () => {
    expect(at([early, later])).toEqual([local(morning), thursday]);
    const friday = moment('2026-09-18T08:00');
    expect(
      at([
        { ...early, dueAt: friday },
        { ...later, dueAt: friday + 1 },
      ])[1],
    ).toBe(local(moment('2026-09-21T08:00')));
  });

  test('also when the first has gone at the same moment', () => {
    const gone = new Map([[early.key, { status: 'accepted', notBefore: null } as const]]);
    expect(at([early, { ...later, dueAt: morning }], gone)).toEqual([local(morning), thursday]);
    const missed = new Map([[early.key, { status: 'missed', notBefore: null } as const]]);
    expect(at([early, later], missed)[1]).toBe(local(later.dueAt));
  });

  test('unless it would be too late, or is told when it happens', () => {
    const short = { ...later, usefulUntil: moment('2026-09-16T15:00') };
    expect(at([early, short])[1]).toBe(local(short.dueAt));
    const prompt = { ...later, template: 'seat_lost' };
    expect(at([early, prompt])[1]).toBe(local(prompt.dueAt));
  });
});

describe('at most one mail a day, whichever life it comes from', () => {
  const notice = mail('nomination_notice', { dueAt: moment('2026-09-16T10:00') });
  const goes = (item: AgendaItem, at: string, more: Partial<Moment> = {}, there = reference) => {
    const now = moment(at);
    const moment0 = { ledger: new Map(), now, elsewhere: [{ recipient: 'm-01', at: morning }], ...more };
    return local(underPolicy([item], moment0, there)[0]?.dueAt ?? 0);
  };
  const thursday = local(moment('2026-09-17T08:00'));
  const own = local(notice.dueAt);

  test('what another life has sent takes the day', () => {
    expect(goes(notice, '2026-09-16T10:00')).toBe(thursday);
    expect(goes({ ...notice, recipient: 'm-02' }, '2026-09-16T10:00')).toBe(own);
    expect(goes({ ...notice, template: 'nomination_request' }, '2026-09-16T10:00')).toBe(thursday);
  });

  test('and the same comes of it when it is looked at again the next day', () => {
    expect(goes(notice, '2026-09-17T08:00')).toBe(thursday);
    const both = [morning, moment('2026-09-17T07:30')].map((at) => ({ recipient: 'm-01', at }));
    const friday = local(moment('2026-09-18T08:00'));
    expect(goes(notice, '2026-09-17T08:00', { elsewhere: both })).toBe(friday);
  });

  test('what is overdue needs the day on which it goes', () => {
    const today = [{ recipient: 'm-01', at: moment('2026-09-18T09:00') }];
    expect(goes(notice, '2026-09-18T10:00', { elsewhere: today })).toBe(local(moment('2026-09-21T08:00')));
    expect(goes(notice, '2026-09-18T10:00', { elsewhere: [] })).toBe(own);
  });

  test('but nothing is put off past its use, to the day that it is about, or when it tells what just happened', () => {
    const stays = (more: Partial<AgendaItem>) =>
      expect(goes({ ...notice, ...more }, '2026-09-16T10:00')).toBe(own);
    stays({ usefulUntil: moment('2026-09-16T23:59') });
    stays({ template: 'course_day_reminder_second', about: moment('2026-09-17T09:00') });
    stays({ template: 'seat_lost' });
    stays({ template: 'offering_changed', about: moment('2026-09-18T09:00') });
    stays({ template: 'invoice', recipient: 'finance:2081' });
    stays({ detail: { via: 'm-02' } });
    stays({ rule: 'resend' });
  });

  test('what a coordinator has stopped takes nobody’s day', () => {
    const held = mail('mandate_notice');
    const ledger = new Map([[held.key, { status: 'held', notBefore: null } as const]]);
    const at = underPolicy([held, notice], { ledger, now: notice.dueAt }, reference).map(
      ({ dueAt }) => dueAt,
    );
    expect(at).toEqual([held.dueAt, notice.dueAt]);
  });

  test('unless the region lets every mail go by itself', () => {
    const apart = world({ rules: rulesSchema.parse({ messages: { together: false } }) });
    expect(goes(notice, '2026-09-16T10:00', {}, apart)).toBe(own);
  });
});

describe('for any agenda', () => {
  const anyMoment = fc
    .integer({ min: moment('2026-09-14T00:00') / 3_600_000, max: moment('2026-09-24T00:00') / 3_600_000 })
    .map((hours) => hours * 3_600_000);
  const anyMails = fc
    .array(
      fc.record({
        template: fc.constantFrom(...mailKinds),
        dueAt: anyMoment,
        usefulUntil: fc.option(anyMoment),
        about: fc.option(anyMoment),
        recipient: fc.constantFrom('m-01', 'm-02'),
        status: fc.option(fc.constantFrom(...effectStatuses)),
      }),
      { maxLength: 10 },
    )
    .map((rows) =>
      rows.map(({ about, status, ...row }, index) => ({
        item: {
          ...mail(row.template),
          ...row,
          key: `${row.template}.${index}`,
          ...(about === null ? {} : { about }),
        },
        status,
      })),
    );
  const ledgerOf = (rows: readonly { item: AgendaItem; status: LedgerEntry['status'] | null }[]): Ledger =>
    new Map(
      rows.flatMap(({ item, status }) => (status === null ? [] : [[item.key, { status, notBefore: null }]])),
    );

  test('the order does not matter, joining again changes nothing, and each is in exactly one mail to its reader', () => {
    fc.assert(
      fc.property(anyMails, anyMoment, (rows, now) => {
        const ledger = ledgerOf(rows);
        const agenda = rows.map(({ item }) => item);
        const { due } = planned(agenda, ledger, now);
        expect(planned(agenda.toReversed(), ledger, now).due).toEqual(due);
        expect(inOneMail(due, ledger, reference)).toEqual(due);
        for (const { carriedBy, recipient } of due) {
          if (carriedBy === undefined) continue;
          const carrier = due.find(({ key }) => key === carriedBy);
          expect(carrier).toMatchObject({ recipient });
          expect(carrier?.carriedBy).toBeUndefined();
        }
      }),
    );
  });

  test('lived through, nobody gets two mails of a day that can wait, but what would come too late', () => {
    fc.assert(
      fc.property(anyMails, (rows) => {
        const agenda = rows.map(({ item: { about: _about, ...item } }) => ({ ...item, usefulUntil: null }));
        const ledger = new Map<string, LedgerEntry>();
        const mails: { readonly day: string; readonly at: number }[] = [];
        let now = moment('2026-09-14T00:00');
        for (let plans = 0; plans < 100; plans += 1) {
          const { due, next } = planned(agenda, ledger, now);
          for (const { key, carriedBy, ...item } of due) {
            ledger.set(key, { status: 'accepted', notBefore: null, at: item.dueAt, askedAt: now });
            const { pace } = policyOf(item.template, reference.rules.messages.kinds);
            if (carriedBy !== undefined || pace === 'prompt' || isUrgent(item, reference)) continue;
            mails.push({ day: `${item.recipient} ${reference.calendar.dateOf(now)}`, at: now });
          }
          if (due.length > 0) continue;
          if (next === null) break;
          now = next.at;
        }
        expect(ledger.size).toBe(agenda.length);
        expect(new Set(mails.map(({ day }) => day)).size).toBe(mails.length);
      }),
    );
  });
});
