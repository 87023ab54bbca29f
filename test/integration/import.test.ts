import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rebuild, record } from '../../activities/facts/record.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache, NoRegion } from '../../activities/region/reference.ts';
import type { Region } from '../../domain/region.ts';
import type { Database } from '../../prisma/client.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { regionFiles } from '../support/regionFiles.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

const clock = testClock('2026-04-01T06:00:00Z');

const factsAfter = async (db: Database, seq: bigint) =>
  (await db.fact.findMany({ where: { seq: { gt: seq } }, orderBy: { seq: 'asc' } })).map(
    ({ kind, subject }) => ({
      kind,
      subject,
    }),
  );
const lastSeq = async (db: Database) => (await db.fact.aggregate({ _max: { seq: true } }))._max.seq ?? 0n;

describe('importing a region', () => {
  test.each(['liten', 'dalarna'])(
    '%s: every line becomes a fact, and the same files again nothing',
    async (name) => {
      const { db } = await server.fresh();
      const { region: read, hash } = await regionFiles(name);
      const rows =
        read.courses.length +
        read.municipalities.length +
        read.people.length +
        read.terms.length +
        read.offerings.length +
        read.credits.length +
        read.planActivities.length +
        read.reservedPlaces.length +
        read.mandates.length;
      const contact = 1;
      const settings = 1;

      expect(await importRegion({ db, clock }, read, hash)).toEqual({ changed: rows + contact + settings });
      expect(await db.fact.count()).toBe(rows + settings);
      expect(await importRegion({ db, clock }, read, hash)).toEqual({ changed: 0 });
      expect(await db.fact.count()).toBe(rows + settings);
    },
  );

  test('what planners read is what the files say', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('dalarna');
    await importRegion({ db, clock }, read, hash);
    const reference = await createReferenceCache(db)();
    const byId = <T extends { id: string }>(list: readonly T[]) =>
      [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
    const byCode = <T extends { code: string }>(list: readonly T[]) =>
      [...list].sort((a, b) => (a.code < b.code ? -1 : 1));

    expect(reference.people).toEqual(
      byId(read.people).map(({ name: _name, email, ...row }) => ({ ...row, hasEmail: email !== '' })),
    );
    expect(reference.offerings).toEqual(
      byCode(read.offerings).map((row) => ({
        ...row,
        days: row.days.map((day) => ({ ...day, occurrence: 1, link: '' })),
      })),
    );
    expect(reference.mandates).toEqual(byId(read.mandates));
    expect(reference.courses).toEqual(byCode(read.courses));
    expect(reference.municipalities).toEqual(byCode(read.municipalities));
    expect(reference.terms).toEqual(read.terms);
    expect(reference.rules).toEqual(read.rules);
    expect(reference.fees).toEqual(read.fees);
    expect(reference.sellers).toEqual(read.sellers);
  });

  test('no name and no address of a person stands in a fact', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('liten');
    await importRegion({ db, clock }, read, hash);
    const log = JSON.stringify((await db.fact.findMany()).map(({ data, subject }) => ({ data, subject })));
    for (const { name, email } of read.people) {
      expect(log).not.toContain(name);
      if (email !== '') expect(log).not.toContain(email);
    }
    expect(await db.personDetail.findUnique({ where: { id: 'contact:reply_to' } })).toMatchObject(
      read.sender.replyTo,
    );
  });

  test('the people whom a mandate covers begin their journeys, and only they', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('liten');
    await importRegion({ db, clock }, read, hash);
    const covered = read.people.filter(
      ({ municipality, role }) =>
        municipality === '2081' && (role === 'manager' || role === 'deputy_manager'),
    );
    const lives = await db.life.findMany({ orderBy: { id: 'asc' } });
    expect(lives.map(({ id }) => id)).toEqual(covered.map(({ id }) => `managerJourney:${id}`).sort());
  });

  test('a changed line records one fact, and the lives that it concerns are woken', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('liten');
    await importRegion({ db, clock }, read, hash);
    const seq = await lastSeq(db);
    const registered = await db.person.findUniqueOrThrow({ where: { id: '2081-m01' } });
    clock.set(Date.parse('2026-04-02T06:00:00Z'));
    const moved = read.people.map((row) =>
      row.id === '2081-m01' ? { ...row, workplace: 'elderly_care/Ny' } : row,
    );

    expect(await importRegion({ db, clock }, { ...read, people: moved }, 'other')).toEqual({ changed: 1 });
    expect(await factsAfter(db, seq)).toEqual([{ kind: 'person_registered', subject: '2081-m01' }]);
    const after = await db.person.findUniqueOrThrow({ where: { id: '2081-m01' } });
    expect(after).toEqual({ ...registered, workplace: 'elderly_care/Ny' });
    expect(await db.life.findMany({ where: { wanted: { gt: 1 } }, select: { id: true } })).toEqual([
      { id: 'managerJourney:2081-m01' },
    ]);
  });

  test('a manager who is new under a mandate begins a journey', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('liten');
    const without = { ...read, people: read.people.filter(({ id }) => id !== '2081-m01') };
    await importRegion({ db, clock }, without, hash);
    expect(await db.life.findUnique({ where: { id: 'managerJourney:2081-m01' } })).toBeNull();
    await importRegion({ db, clock }, read, hash);
    expect(await db.life.findUnique({ where: { id: 'managerJourney:2081-m01' } })).not.toBeNull();
  });

  test('a moved course day keeps what has happened and gets reminders of its own', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('liten');
    await importRegion({ db, clock }, read, hash);
    const at = new Date('2026-09-01T06:00:00Z');
    await db.offering.updateMany({ data: { practicalPublishedAt: at } });
    await db.courseDay.updateMany({ where: { number: 1 }, data: { attendanceRegisteredAt: at } });
    const offerings = read.offerings.map((row) => ({
      ...row,
      days: row.days.map((day) =>
        day.number === 2 ? { ...day, date: '2026-10-08' } : { ...day, place: 'Säter' },
      ),
    }));
    await importRegion({ db, clock }, { ...read, offerings }, hash);
    const days = await db.courseDay.findMany({
      where: { offering: 'HT2026-1b-1' },
      orderBy: { number: 'asc' },
    });
    expect(days.map(({ occurrence }) => occurrence)).toEqual([1, 2, 1, 1, 1]);
    expect(days[0]?.attendanceRegisteredAt).toEqual(at);
    expect(await db.offering.count({ where: { practicalPublishedAt: at } })).toBe(2);
  });

  test('places that a coordinator has changed stay until the file says another number', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('liten');
    await importRegion({ db, clock }, read, hash);
    const offering = 'HT2026-1b-1';
    const capacity = async () =>
      (await db.offering.findUniqueOrThrow({ where: { code: offering } })).capacity;
    const changed = {
      kind: 'capacity_changed',
      subject: offering,
      data: { offering, capacity: 11 },
    } as const;
    const at = Date.parse('2026-04-01T06:00:00Z');
    await db.$transaction((tx) => record(tx, { at, today: '2026-04-01', source: 'hand' }, [changed]));
    const withPlan = (plan: Partial<Region['offerings'][number]>) =>
      read.offerings.map((row) => (row.code === offering ? { ...row, ...plan } : row));
    await importRegion({ db, clock }, { ...read, offerings: withPlan({ place: 'Säter' }) }, hash);
    expect(await capacity()).toBe(11);
    expect(await db.seatNumber.count({ where: { offering } })).toBe(11);
    await db.$transaction((tx) => rebuild(tx));
    expect(await capacity()).toBe(11);
    await importRegion({ db, clock }, { ...read, offerings: withPlan({ capacity: 9 }) }, hash);
    expect(await capacity()).toBe(9);
  });

  test('an address that is new or gone renews what planners read', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('liten');
    await importRegion({ db, clock }, read, hash);
    const cache = createReferenceCache(db);
    expect((await cache()).person('2021-m03').hasEmail).toBe(false);
    const people = read.people.map((row) =>
      row.id === '2021-m03' ? { ...row, email: 'ny@vansbro.example' } : row,
    );
    expect(await importRegion({ db, clock }, { ...read, people }, hash)).toEqual({ changed: 1 });
    expect((await cache()).person('2021-m03').hasEmail).toBe(true);

    const renamed = people.map((row) => (row.id === '2021-m03' ? { ...row, name: 'Åke Granvik Norr' } : row));
    const seq = await lastSeq(db);
    expect(await importRegion({ db, clock }, { ...read, people: renamed }, hash)).toEqual({ changed: 1 });
    expect(await factsAfter(db, seq)).toMatchObject([{ kind: 'name_changed' }]);
  });

  test('new rules wake every life that is not done; new fees wake nobody', async () => {
    const { db } = await server.fresh();
    const { region: read, hash } = await regionFiles('liten');
    await importRegion({ db, clock }, read, hash);
    await db.life.update({ where: { id: 'managerJourney:2081-m01' }, data: { state: 'done' } });
    const woken = () => db.life.count({ where: { wanted: { gt: 1 } } });
    await importRegion({ db, clock }, { ...read, fees: read.fees.slice(1) }, hash);
    expect(await woken()).toBe(0);
    await importRegion({ db, clock }, { ...read, rules: { ...read.rules, sendAt: '09:00' } }, hash);
    expect(await woken()).toBe((await db.life.count()) - 1);
  });
});

describe('the reference', () => {
  test('is read once for many callers and again only for a newer version', async () => {
    const { db } = await server.fresh();
    const cache = createReferenceCache(db);
    await expect(cache()).rejects.toBeInstanceOf(NoRegion);
    const { region: read, hash } = await regionFiles('liten');
    await importRegion({ db, clock }, read, hash);
    const [first, ...others] = await Promise.all([cache(), cache(), cache(1n)]);
    for (const other of others) expect(other).toBe(first);
    expect(await cache()).toBe(first);
    const courses = read.courses.map((row) => (row.code === '3' ? { ...row, title: 'Juridik' } : row));
    await importRegion({ db, clock }, { ...read, courses }, hash);
    expect(await cache(1n)).toBe(first);
    expect((await cache()).course('3').title).toBe('Juridik');
  });
});
