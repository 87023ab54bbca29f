/** Terms, nominations, seats and waiting lists. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { openTerm } from '../../../activities/terms.ts';
import { activeSeatStates } from '../../../domain/journey/facts.ts';
import type { CourseDay, Offering } from '../../../domain/region.ts';
import { idOf } from '../region.ts';
import { names, type Rows, type Step, step } from '../step.ts';
import type { World } from '../world.ts';

const offeringRow = z.strictObject({
  kod: z.string(),
  kurs: z.string(),
  platser: z.coerce.number().int().default(10),
  träffar: z.string(),
});

function offeringOf(row: Rows[number]): Offering {
  const { kod, kurs, platser, träffar } = offeringRow.parse(row);
  const days = träffar.split(/[ ,]+/).map(
    (date, index): CourseDay => ({
      offering: kod,
      number: index + 1,
      date,
      start: '09:00',
      end: '16:00',
      place: 'Falun',
      trainers: [
        { id: 'torsten', leader: true },
        { id: 'ylva', leader: false },
      ],
    }),
  );
  return {
    code: kod,
    course: kurs,
    term: kod.split('-')[0] ?? '',
    trainingGroup: '1',
    capacity: platser,
    place: 'Falun',
    days,
  };
}

async function seatOf(world: World, name: string, offering: string) {
  const person = await world.person(name);
  return (await world.db()).seat.findUnique({ where: { offering_person: { offering, person } } });
}

const hasSeat = (seat: Awaited<ReturnType<typeof seatOf>>): boolean =>
  seat !== null && activeSeatStates.some((state) => state === seat.state);

async function waitingPlaces(world: World, term: string): Promise<string[]> {
  const rows = await (await world.db()).waitingPlace.findMany({
    where: { term, state: 'waiting' },
    orderBy: [{ position: 'asc' }, { person: 'asc' }],
  });
  return rows.map(({ person }) => person);
}

export const enrolmentSteps: readonly Step[] = [
  step('kurstillfällena:', (world, _values, rows) => {
    world.draft.offerings.push(...rows.map(offeringOf));
  }),
  step('{tillfälle} har {tal} platser enligt regionens filer', (world, [code, seats]) =>
    world.changeRegion((draft) => {
      draft.offerings = draft.offerings.map((offering) =>
        offering.code === code ? { ...offering, capacity: Number(seats) } : offering,
      );
    }),
  ),
  step('terminen {termin} öppnas', async (world, [term = '']) => {
    await openTerm((await world.living()).deps, term);
    await world.settle();
  }),
  step('{namn} nominerar {namnen} till {termin}', async (world, [chief = '', people = '', term = '']) => {
    for (const name of names(people)) {
      const person = await world.person(name);
      await world.does((to) => to.nominate({ term, person, chief: idOf(chief) }));
    }
  }),
  step('{namn} anmäler sig själv till {termin}', async (world, [name = '', term = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.nominate({ term, person, chief: person }));
  }),
  step('{namn} skickar inte {namn} till {termin}', async (world, [chief = '', name = '', term = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.declineNomination({ term, person, chief: idOf(chief) }));
  }),
  step('{namn} är klar med sina svar för {termin}', async (world, [name = '', term = '']) => {
    const chief = await world.person(name);
    await world.does((to) => to.closeAnswer({ term, chief }));
  }),
  step('samordnaren ger {namn} plats på {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.giveSeat({ offering, person }), 'hand');
  }),
  step(
    'samordnaren tar tillbaka platsen för {namn} på {tillfälle}',
    async (world, [name = '', offering = '']) => {
      const person = await world.person(name);
      await world.does((to) => to.withdraw({ offering, person }), 'hand');
    },
  ),
  step('{namn} bokar plats på {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.registerDaySeat({ offering, person }));
  }),
  step('{namn} tackar ja till {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.acceptSeat({ offering, person }));
  }),
  step('{namn} tackar nej till {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.declineSeat({ offering, person }));
  }),
  step('{namn} lämnar {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.withdraw({ offering, person }));
  }),

  step('{namn} har plats på {tillfälle}', async (world, [name = '', offering = '']) => {
    assert.ok(hasSeat(await seatOf(world, name, offering)), `${name} har ingen plats på ${offering}`);
  }),
  step('har {namnen} plats på {tillfälle}', async (world, [people = '', offering = '']) => {
    for (const name of names(people)) {
      assert.ok(hasSeat(await seatOf(world, name, offering)), `${name} har ingen plats på ${offering}`);
    }
  }),
  step('har {namnen} ingen plats på {tillfälle}', async (world, [people = '', offering = '']) => {
    for (const name of names(people)) {
      assert.ok(!hasSeat(await seatOf(world, name, offering)), `${name} har plats på ${offering}`);
    }
  }),
  step('står {namnen} på reservlistan till {termin}', async (world, [people = '', term = '']) => {
    const ids = names(people).map(idOf);
    const waiting = await waitingPlaces(world, term);
    assert.deepEqual(waiting.filter((id) => ids.includes(id)).sort(), ids.toSorted());
  }),
  step('står ingen på reservlistan till {termin}', async (world, [term = '']) => {
    assert.deepEqual(await waitingPlaces(world, term), []);
  }),
  step('står {namn} inte på reservlistan till {termin}', async (world, [name = '', term = '']) => {
    assert.ok(!(await waitingPlaces(world, term)).includes(idOf(name)), `${name} står på reservlistan`);
  }),
  step('är {tal} platser tagna på {tillfälle}', async (world, [count, offering = '']) => {
    const seats = await (await world.db()).seat.findMany({
      where: { offering, state: { in: [...activeSeatStates] } },
    });
    assert.equal(seats.length, Number(count));
  }),
];
