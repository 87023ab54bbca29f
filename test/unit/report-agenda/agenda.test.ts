import { describe, expect, it } from 'vitest';
import {
  type Audience,
  type ReportFacts,
  reportAgenda,
  reportIsDone,
  reportRecipients,
} from '../../../domain/report/agenda.ts';
import { reportPeriod } from '../../../domain/report/period.ts';
import { moment, only, person, staff, world } from '../../support/worlds.ts';

const asOf = moment('2026-10-01T07:00');
const people = [
  ...staff,
  person('c-02', { role: 'chief', chiefId: 'h-01' }),
  person('c-03', { role: 'chief', chiefId: 'h-01', leftOn: '2026-10-01' }),
  person('c-04', { role: 'chief', chiefId: 'h-01', leftOn: '2026-10-02' }),
  person('m-03', { chiefId: 'c-03' }),
  person('m-04', { chiefId: 'c-04' }),
  person('m-05', { chiefId: 'c-02', leftOn: '2026-09-30' }),
  person('h-03', { role: 'head_of_social_services', chiefId: '', leftOn: '2026-09-01' }),
];
const reference = world({ people });
const recipients = (audience: Audience) =>
  reportRecipients(audience, asOf, reference).map(
    ({ recipient, municipality }) => `${recipient} ${municipality}`,
  );

describe('who is told how it stands', () => {
  it('each head of social services in post, about the own municipality', () => {
    expect(recipients('heads')).toEqual(['h-02 2080', 'h-01 2081']);
  });

  it('each chief in post who has managers in post', () => {
    // c-02 has only a manager who has left; c-03 leaves on the day itself, c-04 the day after.
    expect(recipients('chiefs')).toEqual(['c-01 2081', 'c-04 2081']);
  });
});

describe('the reports of a period', () => {
  const facts = (more: Partial<ReportFacts> = {}): ReportFacts => ({
    period: 'heads.2026-09',
    audience: 'heads',
    asOf,
    documents: [],
    mailed: [],
    ...more,
  });
  const key = 'compliance.heads.2026-09.h-01';

  it('are documents first, as of the moment that the schedule meant', () => {
    const items = reportAgenda(facts(), reference);
    expect(items.map((item) => [item.kind, item.key, item.dueAt])).toEqual([
      ['report_document', 'compliance.heads.2026-09.h-02', asOf],
      ['report_document', key, asOf],
    ]);
  });

  it('are mailed when their document is there', () => {
    const items = reportAgenda(facts({ documents: [{ key, issuedAt: asOf + 5_000 }] }), reference);
    expect(only(items, 'compliance_head')).toMatchObject({
      key: 'compliance_head.heads.2026-09.h-01',
      dueAt: asOf + 5_000,
      recipient: 'h-01',
      municipality: '2081',
      detail: { document: key, period: 'heads.2026-09' },
    });
  });

  it('are mailed on the next working day when theirs is a day off', () => {
    const newYear = moment('2027-01-01T07:00');
    const documents = [{ key: 'compliance.heads.2026-12.h-01', issuedAt: newYear }];
    const items = reportAgenda(facts({ period: 'heads.2026-12', asOf: newYear, documents }), reference);
    const mail = items.find((item) => item.kind === 'mail');
    expect(mail?.dueAt).toBe(moment('2027-01-04T07:00'));
    expect(mail?.reason).toBe('Uppföljning för 2026-12.');
  });

  it('are done when every mail has reached an end', () => {
    const mailed = ['h-01', 'h-02'].map((id) => `compliance_head.heads.2026-09.${id}`);
    expect(reportIsDone(facts({ mailed }), reference)).toBe(true);
    expect(reportIsDone(facts({ mailed: mailed.slice(1) }), reference)).toBe(false);
  });

  it('are one document for the whole network, mailed to every head', () => {
    const network = facts({ audience: 'network', period: 'network.2026Q3' });
    expect(reportAgenda(network, reference)).toMatchObject([
      { kind: 'report_document', key: 'compliance.network.2026Q3', recipient: '', municipality: '' },
    ]);
    const documents = [{ key: 'compliance.network.2026Q3', issuedAt: asOf + 5_000 }];
    const [document, ...mails] = reportAgenda({ ...network, documents }, reference);
    expect(document?.kind).toBe('report_document');
    expect(mails.map(({ key }) => key).sort()).toEqual(
      ['h-01', 'h-02'].map((head) => `compliance_network.network.2026Q3.${head}`),
    );
    expect(mails.every(({ detail }) => detail.document === 'compliance.network.2026Q3')).toBe(true);
    expect(reportIsDone({ ...network, mailed: mails.map(({ key }) => key) }, reference)).toBe(true);
  });

  it('name the audience in their keys, so that a month never stands for a quarter', () => {
    const both = (['heads', 'chiefs', 'network'] as const).flatMap((audience) =>
      reportAgenda(facts({ audience, period: reportPeriod(audience, asOf, reference.calendar) }), reference),
    );
    expect(new Set(both.map((item) => item.key)).size).toBe(both.length);
  });
});

describe('the name of a period', () => {
  it.each([
    ['2026-10-01T07:00', 'heads.2026-09', 'chiefs.2026Q3'],
    ['2026-10-01T00:00', 'heads.2026-09', 'chiefs.2026Q3'],
    ['2026-09-30T23:59', 'heads.2026-08', 'chiefs.2026Q2'],
    ['2027-01-01T07:00', 'heads.2026-12', 'chiefs.2026Q4'],
    ['2026-12-31T23:59', 'heads.2026-11', 'chiefs.2026Q3'],
    ['2027-01-31T07:00', 'heads.2026-12', 'chiefs.2026Q4'],
    ['2027-02-01T07:00', 'heads.2027-01', 'chiefs.2026Q4'],
    ['2027-03-31T23:59', 'heads.2027-02', 'chiefs.2026Q4'],
    ['2027-04-01T07:00', 'heads.2027-03', 'chiefs.2027Q1'],
    ['2028-03-01T07:00', 'heads.2028-02', 'chiefs.2027Q4'],
  ])('at %s is of the last whole month and quarter', (at, month, quarter) => {
    const { calendar } = reference;
    expect(reportPeriod('heads', moment(at), calendar)).toBe(month);
    expect(reportPeriod('chiefs', moment(at), calendar)).toBe(quarter);
  });
});
