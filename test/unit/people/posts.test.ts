import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar/days.ts';
import { leftOnAfter, type PostEvent, type PostFields, postsFrom } from '../../../domain/people/posts.ts';

const fields: PostFields = {
  municipality: '2081',
  workplace: 'elderly_care/Hemtjänst Norr',
  chiefId: 'cecilia',
  role: 'manager',
  postSince: '2020-01-01',
};
const registered: PostEvent = { kind: 'registered', from: '', fields, leftOn: '' };
const posts = (...events: readonly PostEvent[]) => postsFrom('anna', [registered, ...events]);

describe('postsFrom', () => {
  it('has one post from always, when nothing has changed', () => {
    expect(posts()).toEqual([{ person: 'anna', from: '', until: '', ...fields }]);
  });

  it('keeps the day from which periods are counted through a new chief, not through a move', () => {
    const [, underDavid, inFalun] = posts(
      { kind: 'changed', from: '2026-03-01', fields: { chiefId: 'david' } },
      { kind: 'changed', from: '2026-10-01', fields: { municipality: '2080', chiefId: 'frida' } },
    );
    expect(underDavid).toMatchObject({
      from: '2026-03-01',
      until: '2026-09-30',
      chiefId: 'david',
      postSince: '2020-01-01',
    });
    expect(inFalun).toMatchObject({
      from: '2026-10-01',
      until: '',
      municipality: '2080',
      postSince: '2026-10-01',
    });
  });

  it('orders what is dated by its day, whenever it was told', () => {
    const late: PostEvent = { kind: 'changed', from: '2026-10-01', fields: { chiefId: 'frida' } };
    const early: PostEvent = { kind: 'changed', from: '2026-03-01', fields: { chiefId: 'david' } };
    expect(posts(late, early)).toEqual(posts(early, late));
  });

  it('has a gap between leaving and coming back', () => {
    const away = posts({ kind: 'left', from: '2026-05-01' });
    expect(leftOnAfter(away)).toBe('2026-05-01');
    const back = posts(
      { kind: 'left', from: '2026-05-01' },
      { kind: 'returned', from: '2026-11-01', fields: { ...fields, postSince: '2026-11-01' } },
    );
    expect(back.map(({ from, until }) => [from, until])).toEqual([
      ['', '2026-04-30'],
      ['2026-11-01', ''],
    ]);
    expect(leftOnAfter(back)).toBe('');
  });

  it('lets a row of the files correct from the beginning, or from its day', () => {
    const corrected = { ...fields, chiefId: 'david' };
    expect(posts({ kind: 'registered', from: '', fields: corrected, leftOn: '' })).toEqual([
      { person: 'anna', from: '', until: '', ...corrected },
    ]);
    expect(posts({ kind: 'registered', from: '2026-03-01', fields: corrected, leftOn: '' })).toHaveLength(2);
  });

  it('never gives a day two posts, whatever was told in whatever order', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-01', days));
    const event: fc.Arbitrary<PostEvent> = fc.oneof(
      fc.record({
        kind: fc.constant('changed' as const),
        from: day,
        fields: fc.constantFrom<Partial<PostFields>>({ chiefId: 'david' }, { municipality: '2080' }),
      }),
      fc.record({ kind: fc.constant('left' as const), from: day }),
      day.map((from) => ({ kind: 'returned' as const, from, fields: { ...fields, postSince: from } })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (events) => {
        const rows = posts(...events);
        expect(rows.length).toBeGreaterThan(0);
        rows.slice(1).forEach((row, index) => {
          const before = rows[index]?.until ?? '';
          expect(before).not.toBe('');
          expect(row.from > before).toBe(true);
        });
        for (const { from, until } of rows) expect(until === '' || from <= until).toBe(true);
      }),
    );
  });
});
