/** What happens in a course: presence, hand-ins, results, days that move. */
import assert from 'node:assert/strict';
import { decidedReasons } from '../../../domain/certificates/standing.ts';
import { idOf } from '../region.ts';
import { names, type Step, step } from '../step.ts';
import type { World } from '../world.ts';

const attendance = (world: World, day: string, offering: string, absent: readonly string[]): Promise<void> =>
  world.does((to) =>
    to.registerAttendance({ offering, day: Number(day), absent: absent.map(idOf), by: 'torsten' }),
  );

const result = async (world: World, name: string, offering: string, passed: boolean): Promise<void> => {
  const person = await world.person(name);
  await world.does((to) => to.registerResult({ offering, person, passed, by: 'torsten' }));
};

export const courseSteps: readonly Step[] = [
  step('alla var med på träff {tal} på {tillfälle}', (world, [day = '', offering = '']) =>
    attendance(world, day, offering, []),
  ),
  step(
    'alla utom {namnen} var med på träff {tal} på {tillfälle}',
    (world, [people = '', day = '', offering = '']) => attendance(world, day, offering, names(people)),
  ),
  step(
    '{namn} lämnar in hemuppgiften från träff {tal} på {tillfälle}',
    async (world, [name = '', day, offering = '']) => {
      const person = await world.person(name);
      await world.does((to) => to.handIn({ offering, person, day: Number(day) }));
    },
  ),
  step('{namn} lämnar in sitt PM på {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.handIn({ offering, person }));
  }),
  step('{namn} blir godkänd på {tillfälle}', (world, [name = '', offering = '']) =>
    result(world, name, offering, true),
  ),
  step('{namn} blir underkänd på {tillfälle}', (world, [name = '', offering = '']) =>
    result(world, name, offering, false),
  ),
  step(
    'träff {tal} på {tillfälle} flyttas till {datum} i regionens filer',
    (world, [number, code, date = '']) =>
      world.changeRegion((draft) => {
        draft.offerings = draft.offerings.map((offering) =>
          offering.code === code
            ? {
                ...offering,
                days: offering.days.map((day) => (day.number === Number(number) ? { ...day, date } : day)),
              }
            : offering,
        );
      }),
  ),
  step(
    'samordnaren flyttar träff {tal} på {tillfälle} till {datum}',
    (world, [day, offering = '', date = '']) =>
      world.does((to) => to.changeDay({ offering, day: Number(day), date, by: 'karin' }), 'hand'),
  ),
  step('samordnaren tar bort träff {tal} på {tillfälle}', (world, [day, offering = '']) =>
    world.does((to) => to.shortenOffering({ offering, without: [Number(day)], by: 'karin' }), 'hand'),
  ),
  step('samordnaren tar tillbaka ändringen av {tillfälle}', (world, [offering = '']) =>
    world.does((to) => to.undoOfferingChange({ offering, by: 'karin' }), 'hand'),
  ),
  step('samordnaren slår ihop {tillfälle} med {tillfälle}', (world, [offering = '', into = '']) =>
    world.does((to) => to.mergeOffering({ offering, into, by: 'karin' }), 'hand'),
  ),
  step('samordnaren ställer in {tillfälle}', (world, [offering = '']) =>
    world.does((to) => to.cancelOffering({ offering, by: 'karin' }), 'hand'),
  ),
  step('samordnaren ger {tillfälle} ändå', (world, [offering = '']) =>
    world.does((to) => to.reinstateOffering({ offering, by: 'karin' }), 'hand'),
  ),
  step('{namn} får förhinder till träff {tal} på {tillfälle}', (world, [name = '', day, offering = '']) => {
    const trainer = idOf(name);
    return world.does((to) => to.trainerUnavailable({ offering, day: Number(day), trainer, by: trainer }));
  }),
  step('ingen är inplanerad att hålla träff {tal} på {tillfälle}', (world, [number, code]) => {
    world.draft.offerings = world.draft.offerings.map((offering) =>
      offering.code === code
        ? {
            ...offering,
            days: offering.days.map((day) =>
              day.number === Number(number) ? { ...day, trainers: [] } : day,
            ),
          }
        : offering,
    );
  }),
  step('{namn} ska hålla träff {tal} på {tillfälle}', (world, [name = '', day, offering = '']) =>
    world.does((to) =>
      to.assignTrainer({ offering, day: Number(day), trainer: idOf(name), leader: true, by: 'karin' }),
    ),
  ),
  step('{namn} kan ändå hålla träff {tal} på {tillfälle}', (world, [name = '', day, offering = '']) => {
    const trainer = idOf(name);
    return world.does((to) => to.trainerAvailable({ offering, day: Number(day), trainer, by: trainer }));
  }),
  step(
    '{namn} tar igen träff {tal} på {tillfälle} på träff {tal} på {tillfälle}',
    async (world, [name = '', homeDay, home = '', day, offering = '']) => {
      const person = await world.person(name);
      await world.does((to) =>
        to.bookMakeUp({ person, home, homeDay: Number(homeDay), offering, day: Number(day) }),
      );
    },
  ),
  step('har {namn} {tal} dagar bokade att ta igen', async (world, [name = '', count]) => {
    const person = await world.person(name);
    const booked = await (await world.db()).makeUp.findMany({ where: { person, state: 'booked' } });
    assert.equal(booked.length, Number(count));
  }),
  step(
    'resultatet för {namn} på {tillfälle} rättas till godkänd',
    async (world, [name = '', offering = '']) => {
      const person = await world.person(name);
      await world.does((to) => to.correctResult({ offering, person, passed: true, by: 'torsten' }));
    },
  ),
  step(
    'resultatet för {namn} på {tillfälle} rättas till underkänd',
    async (world, [name = '', offering = '']) => {
      const person = await world.person(name);
      await world.does((to) => to.correctResult({ offering, person, passed: false, by: 'torsten' }));
    },
  ),
  step('gäller intyget för {namn} på {tillfälle} inte längre', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    const versions = await (await world.db()).certificate.findMany({ where: { person, offering } });
    const newest = versions.toSorted((a, b) => a.version - b.version).at(-1);
    assert.equal(newest?.status, 'revoked');
  }),
  step(
    'samordnaren drar in intyget för {namn} på {tillfälle} av skälet {text}',
    async (world, [name = '', offering = '', cause = '']) => {
      const certificate = `${offering}/${await world.person(name)}`;
      const reason = decidedReasons.find((one) => one === cause);
      assert(reason);
      await world.does((to) => to.revokeCertificate({ certificate, reason }), 'hand');
    },
  ),
  step(
    'samordnaren återställer intyget för {namn} på {tillfälle}',
    async (world, [name = '', offering = '']) => {
      const certificate = `${offering}/${await world.person(name)}`;
      await world.does((to) => to.restoreCertificate({ certificate }), 'hand');
    },
  ),
  step(
    'samordnaren begär ett nytt intyg för {namn} på {tillfälle}',
    async (world, [name = '', offering = '']) => {
      const certificate = `${offering}/${await world.person(name)}`;
      await world.does((to) => to.reissueCertificate({ certificate, cause: 'new_name' }), 'hand');
    },
  ),
  step(
    'begäran om ett nytt intyg för {namn} på {tillfälle} tas tillbaka',
    async (world, [name = '', offering = '']) => {
      const certificate = `${offering}/${await world.person(name)}`;
      await world.does((to) => to.undoReissueCertificate({ certificate }), 'hand');
    },
  ),
  step(
    'gäller version {tal} av intyget för {namn} på {tillfälle}',
    async (world, [version, name = '', offering = '']) => {
      const person = await world.person(name);
      const standing = await (await world.db()).certificate.findMany({
        where: { person, offering, status: 'issued' },
      });
      assert.deepEqual(
        standing.map((row) => row.version),
        [Number(version)],
      );
    },
  ),
  step('står {tal} uppgifter av slaget {text} på samordnarens lista', async (world, [count, kind = '']) => {
    const tasks = await (await world.db()).coordinatorTask.findMany({ where: { kind, closedAt: null } });
    assert.equal(tasks.length, Number(count));
  }),
  step('är {tillfälle} avslutat', async (world, [code = '']) => {
    const offering = await (await world.db()).offering.findUniqueOrThrow({ where: { code } });
    assert.notEqual(offering.closedAt, null);
  }),
];
