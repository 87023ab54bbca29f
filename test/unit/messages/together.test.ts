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
    alone(mail('nomination_request'));
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
        const agenda = rows.map(({ item }) => ({ ...item, usefulUntil: null }));
        const ledger = new Map<string, LedgerEntry>();
        const mails: { readonly day: string; readonly at: number }[] = [];
        let now = moment('2026-09-14T00:00');
        for (let plans = 0; plans < 100; plans += 1) {
          const { due, next } = planned(agenda, ledger, now);
          for (const { key, carriedBy, ...item } of due) {
            ledger.set(key, { status: 'accepted', notBefore: null, at: item.dueAt });
            const waits = policyOf(item.template, reference.rules.messages.kinds).pace === 'daily';
            if (carriedBy !== undefined || !waits || isUrgent(item, reference)) continue;
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
