import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lookAhead, planLife } from '../../activities/lives/plan.ts';
import { replanDifference } from '../../activities/replan.ts';
import { changeRules, settingsOfRules, withSettings } from '../../activities/rules/change.ts';
import { countChanges, rulesDifference } from '../../activities/rules/difference.ts';
import { journeyAhead, journeyStory, NoJourney } from '../../activities/story/journey.ts';
import { preview } from '../../activities/story/preview.ts';
import { needsAttention, status, statusText } from '../../activities/story/status.ts';
import { NothingKnown } from '../../activities/story/subject.ts';
import { why } from '../../activities/story/why.ts';
import { whyNot } from '../../activities/story/whyNot.ts';
import { planFrom } from '../../domain/agenda.ts';
import { responsibleChief } from '../../domain/reference.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { playWholeTerm, type WholeTerm } from '../support/wholeTerm.ts';

const out = mkdtempSync(join(tmpdir(), 'ledarresan-story-'));
let server: TestServer;
let played: WholeTerm;

/** In the middle of the course: seats are given, two course days are behind, the rest is ahead. */
beforeAll(async () => {
  server = await startTestServer();
  const { db } = await server.fresh();
  const options = { region: 'liten', term: 'HT2026', out, seed: '1', until: '2026-10-09T06:00:00Z' };
  played = await playWholeTerm(db, options);
}, 180_000);
afterAll(async () => {
  await server?.stop();
  rmSync(out, { recursive: true, force: true });
});

async function participant(): Promise<string> {
  const seat = await played.deps.db.seat.findFirstOrThrow({
    where: { offering: 'HT2026-1b-1', state: 'held' },
    orderBy: { person: 'asc' },
  });
  return seat.person;
}

describe('the story of a journey', () => {
  test('tells who, where it stands, what happened, what comes next and what was not sent', async () => {
    const person = await participant();
    const story = await journeyStory(played.deps, person);
    const { name } = await played.deps.db.personDetail.findUniqueOrThrow({ where: { id: person } });
    const headings = [
      'Who',
      'Where it stands',
      'What happened',
      'What comes next',
      'What was not sent, and why',
    ];
    const places = headings.map((title) => story.indexOf(`\n${title}\n`));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    expect(story.startsWith(`The journey of ${name} (${person})`)).toBe(true);
    expect(story).toContain('In course: HT2026-1b-1');
    expect(story).toMatch(/Nominated for HT2026.* by /);
    expect(story).toMatch(
      /Seat \d+ on HT2026-1b-1 \(1b Ledarskap för effektivt samarbete\) given when the seats/,
    );
    expect(story).toMatch(/Course day 1 of HT2026-1b-1 on 2026-09-16: (present|absent)\./);
    expect(story).toMatch(/08:00 {2}Mail: “.+”, accepted\. .+ \[reminder-14-days\]/);
    const next = story.slice(story.indexOf('\nWhat comes next\n'), story.indexOf('\nWhat was not sent'));
    // 08:00 on both sides of the clock change.
    expect(next).toContain('2026-10-19 08:00  Mail: course day reminder second.');
    expect(next).toContain('2026-11-04 08:00  Mail: course day reminder first.');
    expect(next).toContain('2026-10-21 09:00  Course day 3 of HT2026-1b-1 in Borlänge.');
    expect(next).toContain('memo missing (only if it has not been handed in by then).');
    expect(story).not.toMatch(/undefined|\[object|NaN/);
  });

  test('of everybody can be told, also of who has not begun', async () => {
    for (const { id, role } of played.reference.people) {
      if (role !== 'manager' && role !== 'deputy_manager') continue;
      expect(await journeyStory(played.deps, id)).toContain('What comes next');
    }
  });

  test('nobody, and somebody who takes no courses', async () => {
    await expect(journeyStory(played.deps, 'p-000')).rejects.toThrow('There is nobody with the id "p-000"');
    await expect(journeyStory(played.deps, 'k-01')).rejects.toThrow(NoJourney);
  });
});

describe('why', () => {
  const part = (text: string, title: string) => {
    const from = text.indexOf(`\n${title}\n`);
    expect(from, `${title} in ${text}`).toBeGreaterThan(0);
    return text.slice(from, text.indexOf('\n\n', from + 1) + 1 || undefined);
  };

  test('a mail: the rule in words, the facts with dates, the chief of that day, the server and the template', async () => {
    const person = await participant();
    const text = await why(played.deps, `course_day_reminder_first.HT2026-1b-1.d1.${person}`);
    expect(part(text, 'Vad')).toContain('(course_day_reminder_first)');
    expect(part(text, 'Regel')).toContain('14 dagar före varje kursdag, klockan 08:00. [reminder-14-days]');
    expect(part(text, 'Regel')).toMatch(/inställningar: version \d+, från \d{4}-\d\d-\d\d/);
    expect(part(text, 'Fakta')).toMatch(/\d{4}-\d\d-\d\d {2}#\d+ {2}Plats \d+ på HT2026-1b-1 gavs\./);
    expect(part(text, 'Fakta')).not.toContain('Hemuppgiften');
    const chief = responsibleChief(played.reference, person, '2026-09-02');
    expect(part(text, 'Ansvariga den dagen')).toContain(`(${chief?.id})`);
    expect(text.slice(text.indexOf('\nFörsök\n'))).toMatch(
      /1 försök\.\n {2}Serverns svar: .+\n {2}Mall course_day_reminder_first, version \d/,
    );
  });

  test('what is ahead, a seat, a nomination and a single fact', async () => {
    const person = await participant();
    const ahead = await why(played.deps, `course_day_reminder_second.HT2026-1b-1.d4.${person}`);
    expect(ahead).toContain('ligger framför');
    const seat = await why(played.deps, `seat.HT2026-1b-1.${person}`);
    expect(seat).toMatch(/Plats \d+ på HT2026-1b-1 gavs/);
    expect(await why(played.deps, `nomination.HT2026.${person}`)).toContain('nominerad till HT2026');
    const { seq } = await played.deps.db.fact.findFirstOrThrow({ where: { kind: 'mandate_decided' } });
    expect(await why(played.deps, `#${seq}`)).toContain('Beslut om obligatorisk utbildning');
  });

  test('every effect of the ledger can be explained, by a rule that is known', async () => {
    const effects = await played.deps.db.effect.findMany({ distinct: ['rule', 'kind', 'status'] });
    expect(effects.length).toBeGreaterThan(10);
    for (const { key } of effects) {
      const text = await why(played.deps, key);
      expect(part(text, 'Regel'), key).toMatch(/\. \[[a-z0-9-]+\]/);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  test('what nobody knows, with keys that resemble it', async () => {
    await expect(why(played.deps, 'seat_confirmed.HT2026-1b-1.nobody')).rejects.toThrow(NothingKnown);
    await expect(why(played.deps, 'seat_confirmed')).rejects.toThrow('Liknande nycklar: seat_confirmed.');
  });
});

describe('why not', () => {
  test('sent, ahead, and no such step', async () => {
    const person = await participant();
    const all = await whyNot(played.deps, person, 'course_day_reminder_first');
    expect(all).toContain('Det gick ut. Kursdag 1 på HT2026-1b-1');
    expect(all).toMatch(/2026-11-04 08:00 {2}Det ligger framför\./);
    const other = await whyNot(played.deps, person, 'course_day_reminder_first', '2026-09-03');
    expect(other).toContain('Villkoren är uppfyllda, men inget sådant steg infaller den 2026-09-03.');
    expect(await whyNot(played.deps, person, 'programme_certificate')).toContain('av 30 hp');
  });

  test('on hold, ruled out, and for somebody who never had a seat', async () => {
    const { db } = played.deps;
    const person = await participant();
    const key = `course_day_reminder_first.HT2026-1b-1.d1.${person}`;
    const put = (state: string, reason: string) =>
      db.effect.update({ where: { key }, data: { status: state, reason } });
    const { reason } = await db.effect.findUniqueOrThrow({ where: { key } });
    await put('held', reason);
    await db.control.create({
      data: { id: 'hold:kind:mail', action: 'hold', scope: 'kind:mail', since: new Date() },
    });
    expect(await whyNot(played.deps, person, 'course_day_reminder_first')).toContain(
      'Stoppat av hold kind:mail; release kind:mail släpper det.',
    );
    await db.control.delete({ where: { id: 'hold:kind:mail' } });
    await put('suppressed', 'Personen är tjänstledig den dagen.');
    expect(await whyNot(played.deps, person, 'course_day_reminder_first')).toContain(
      'Det ställdes in. Personen är tjänstledig den dagen.',
    );
    await put('accepted', reason);
    const seats = await db.seat.findMany({ select: { person: true } });
    const none = played.reference.people.find(
      ({ id, role }) => role === 'manager' && !seats.some((row) => row.person === id),
    );
    if (none === undefined) throw new Error('everybody has a seat');
    expect(await whyNot(played.deps, none.id, 'course_day_reminder_first')).toContain(
      'Personen har ingen plats på något kurstillfälle.',
    );
    expect(await whyNot(played.deps, none.id, 'seat')).toContain('Beslut om plats');
  });

  test('what nobody can be asked', async () => {
    await expect(whyNot(played.deps, 'p-000', 'seat')).rejects.toThrow('Det finns ingen med id');
    await expect(whyNot(played.deps, await participant(), 'postcard')).rejects.toThrow('Välj bland:');
  });
});

describe('the coming steps', () => {
  test('are those of the story, with the rules in words', async () => {
    const person = await participant();
    const ahead = await journeyAhead(played.deps, person);
    const story = await journeyStory(played.deps, person);
    const next = ahead.slice(ahead.indexOf('What comes next'), ahead.indexOf('\n\nCases'));
    expect(story).toContain(next);
    expect(ahead).toContain('[reminder-14-days] Deltagare påminns 14 dagar före varje kursdag');
    expect(ahead).not.toContain('What happened');
  });
});

describe('the preview', () => {
  test('is what the lives plan to do by then, in order, and writes nothing', async () => {
    const { db } = played.deps;
    const before = await db.life.findMany({ orderBy: { id: 'asc' } });
    const items = await preview(played.deps, '2026-11-30');
    expect(await db.life.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    expect(items.map(({ key }) => key)).toEqual(
      items.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)).map(({ key }) => key),
    );
    expect(items.every(({ at }) => at < Date.parse('2026-11-30T23:00:00Z'))).toBe(true);
    const person = await participant();
    const reminder = items.find(({ key }) => key === `course_day_reminder_second.HT2026-1b-1.d4.${person}`);
    expect(reminder?.localAt).toBe('2026-11-16T08:00:00+01:00');

    const { agenda, ledger, now } = await lookAhead(played.deps, `managerJourney:${person}`);
    const next = planFrom(agenda, ledger, now).next?.key;
    expect(items.map(({ key }) => key)).toContain(next);
    expect(await preview(played.deps, '2026-09-01')).toEqual([]);
  });
});

describe('the status', () => {
  const impatient = { waitMs: 60_000, wakeMs: 1, claimMs: 60_000 };

  test('counts lives and finds what is stuck, late, doubtful or on hold', async () => {
    const { db } = played.deps;
    const calm = await status(played.deps, impatient);
    expect(calm.clock).toBe('stepped');
    expect(calm.stuck).toEqual([]);
    expect(calm.late).toEqual([]);
    expect(calm.lives.reduce((sum, { count }) => sum + count, 0)).toBe(await db.life.count());

    const [one, two, three] = await db.life.findMany({
      where: { state: 'open' },
      orderBy: { id: 'asc' },
      take: 3,
    });
    if (one === undefined || two === undefined || three === undefined) throw new Error('too few lives');
    await db.life.update({
      where: { id: one.id },
      data: { state: 'stuck', reason: 'the region has no course 9' },
    });
    await db.life.update({ where: { id: two.id }, data: { waitUntil: new Date(calm.now - 3_600_000) } });
    await db.life.update({ where: { id: three.id }, data: { wanted: { increment: 1 } } });
    const mail = await db.effect.findFirstOrThrow({ where: { status: 'accepted' } });
    await db.effect.update({ where: { key: mail.key }, data: { status: 'doubtful' } });
    const moment = new Date(calm.now);
    await db.escalationCase.create({
      data: {
        ...{ id: '2081.2025-06-10.start.2081-m01.test', person: '2081-m01', municipality: '2081' },
        ...{ mandate: '2081:2025-06-10', what: 'start', deadline: new Date(calm.now + 30 * 86_400_000) },
        ...{ occurrence: 1, state: 'open', level: 'notice', chief: '2081-c01', head: '2081-s01' },
        ...{ handedOver: false, openedAt: moment, anchorAt: moment, changedAt: moment, answer: '' },
        ...{ answeredUntil: null, escalations: 0, events: 1, cause: 'unreachable' },
      },
    });

    const report = await status(played.deps, impatient);
    expect(report.stuck).toEqual([{ life: one.id, reason: 'the region has no course 9' }]);
    expect(report.late.map(({ life, why }) => [life, why])).toEqual([
      [two.id, 'wait_passed'],
      [three.id, 'not_planned'],
    ]);
    expect(report.effects.map(({ key, status: is }) => [key, is])).toContainEqual([mail.key, 'doubtful']);
    expect(needsAttention(report)).toBe(true);
    const text = statusText(report, played.reference.calendar);
    expect(text).toContain(`${one.id}: the region has no course 9`);
    expect(text).toContain('woken, but not planned');
    expect(text).toContain(`doubtful: ${mail.key}`);
    expect(text).toContain('2081-m01: to start by ');
  });
});

describe('new rules under running journeys', () => {
  const days = (count: number) => [`courseDays.firstReminderDaysBefore=${count}`];
  const firstReminders = () =>
    played.deps.db.effect.findMany({
      where: { template: 'course_day_reminder_first', status: { not: 'superseded' } },
      orderBy: { key: 'asc' },
    });

  test('the difference is shown first and writes nothing; then it is in force, and nothing past is sent', async () => {
    const { deps } = played;
    const { rules } = await deps.reference();
    const before = await deps.db.effect.findMany({ orderBy: { key: 'asc' } });
    const facts = await deps.db.fact.count();
    // On 9 October day 3 on the 21st is 12 days away: its first reminder has gone out.
    const difference = await rulesDifference(deps, withSettings(rules, days(40)));
    const reminders = difference.changes.filter(({ item }) => item.template === 'course_day_reminder_first');
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders.every(({ change }) => change === 'moves')).toBe(true);
    expect(reminders.some(({ isBygone }) => isBygone)).toBe(true);
    expect(await deps.db.effect.findMany({ orderBy: { key: 'asc' } })).toEqual(before);
    expect(await deps.db.fact.count()).toBe(facts);
    const counted = countChanges(difference.changes);
    expect(
      counted.reduce((sum, { counts }) => sum + counts.moves + counts.appears + counts.vanishes, 0),
    ).toBe(difference.changes.length);

    const woken = await changeRules(deps, withSettings(rules, days(40)), difference);
    expect(woken).toBe(await deps.db.life.count({ where: { state: { not: 'done' } } }));
    expect((await deps.reference()).rules.courseDays.firstReminderDaysBefore).toBe(40);
    const now = await deps.clock.now(deps.db);
    for (const { life, from, isBygone } of reminders.filter((one) => one.isBygone)) {
      const { agenda, ledger } = await lookAhead(deps, life);
      const plan = planFrom(agenda, ledger, now);
      expect(plan.due.filter(({ template }) => template === 'course_day_reminder_first')).toEqual([]);
      expect(isBygone && from !== null && from > now).toBe(true);
    }
    // The sent ones stay as they were.
    const sent = before.filter(
      ({ template, status: is }) => template === 'course_day_reminder_first' && is === 'accepted',
    );
    const after = new Map((await firstReminders()).map((row) => [row.key, row]));
    for (const row of sent) expect(after.get(row.key)).toEqual(row);
  });

  test('each life that was kept waiting plans its step for the old moment', async () => {
    const { deps } = played;
    const kept = (await firstReminders()).filter(
      ({ status: is, notBefore }) => is === 'planned' && notBefore !== null,
    );
    expect(kept.length).toBeGreaterThan(0);
    const [one] = kept;
    if (one?.notBefore == null) throw new Error('nothing was kept');
    await planLife(
      { ...deps, clock: { ...deps.clock, fromRow: () => one.notBefore?.getTime() ?? 0 } },
      one.life,
    );
    const { status: is, dueAt } = await deps.db.effect.findUniqueOrThrow({ where: { key: one.key } });
    expect({ is, dueAt }).toEqual({ is: 'planned', dueAt: one.notBefore });
  });

  test('settings that do not exist, or cannot be, are refused by name', async () => {
    const { rules } = await played.deps.reference();
    expect(() => withSettings(rules, ['courseDays.colour=3'])).toThrow(/courseDays.*colour/s);
    expect(() => withSettings(rules, ['sendAt=noon'])).toThrow('sendAt: a local time');
    expect(() => withSettings(rules, ['sendAt'])).toThrow('is not NAME=VALUE');
    expect(
      withSettings(
        rules,
        settingsOfRules(rules).map((pair) => pair.join('=')),
      ),
    ).toEqual(rules);
  });

  test('a plan again is shown before, and says what has changed since the last plan', async () => {
    const { deps } = played;
    const changes = await replanDifference(deps);
    expect(changes.some(({ from, to }) => from !== to)).toBe(true);
    const { id } = await deps.db.life.findFirstOrThrow({ where: { kind: 'managerJourney', state: 'open' } });
    await planLife(deps, id);
    expect(
      (await replanDifference(deps)).filter(({ life, atOnce }) => life === id && atOnce.length === 0),
    ).toEqual([]);
  });
});
