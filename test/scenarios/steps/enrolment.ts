/** Terms, nominations, seats and waiting lists. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { readEnrolment } from '../../../activities/enrolment/input.ts';
import { waitingAndDemand } from '../../../activities/story/waiting.ts';
import { openTerm } from '../../../activities/terms.ts';
import { declineCauseSv, declineCauses } from '../../../domain/enrolment/nomination.ts';
import { activeSeatStates } from '../../../domain/journey/facts.ts';
import type { Reference } from '../../../domain/reference.ts';
import type { Offering } from '../../../domain/region.ts';
import { fromDateOrEmpty } from '../../../prisma/client.ts';
import { courseDays, idOf, municipalities } from '../region.ts';
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
  const days = courseDays(kod, träffar.split(/[ ,]+/));
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

async function workplaceOf(world: World, unit: string): Promise<string> {
  const found = (await world.reference()).people.find(({ workplace }) => workplace.endsWith(`/${unit}`));
  assert.ok(found, `ingen arbetar på ”${unit}”`);
  return found.workplace;
}

function municipalityNamed({ municipalities }: Reference, name: string): string {
  const found = municipalities.find((row) => row.name === name);
  assert.ok(found, `ingen kommun heter ${name}`);
  return found.code;
}

async function nominatedTo(world: World, term: string): Promise<string[]> {
  const rows = await (await world.db()).nomination.findMany({
    where: { term, state: 'nominated' },
    orderBy: { person: 'asc' },
  });
  return rows.map(({ person }) => person);
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

async function isPromised(world: World, name: string, term: string): Promise<boolean | undefined> {
  const person = await world.person(name);
  const { deps } = await world.living();
  const [db, reference] = [await world.db(), await world.reference()];
  const today = reference.calendar.dateOf(await deps.clock.now(db));
  const { candidates } = await readEnrolment(db, reference, term, today);
  return candidates.find((candidate) => candidate.person === person)?.promised;
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
  step(
    'regionens filer reserverar {tal} platser på {tillfälle} för {kommun} fram till {datum}',
    async (world, [count, offering = '', place = '', releasedOn = '']) => {
      const municipality = municipalities[place] ?? '';
      const reserve = { offering, municipality, count: Number(count), releasedOn };
      await world.changeRegion((draft) => {
        draft.reservedPlaces = [
          ...draft.reservedPlaces.filter(
            (one) => one.offering !== offering || one.municipality !== municipality,
          ),
          reserve,
        ];
      });
    },
  ),
  step('{namn} låter {namn} byta till gruppen {termin}', async (world, [by = '', name = '', term = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.switchGroup({ person, term, by: idOf(by) }));
  }),
  step('{namn} tar tillbaka bytet av grupp för {namn}', async (world, [by = '', name = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.undoSwitch({ person, by: idOf(by) }));
  }),
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
  step(
    '{namn} nominerar {namn} i stället för {namn} till {termin}',
    async (world, [chief = '', other = '', name = '', term = '']) => {
      const [person, instead] = [await world.person(name), await world.person(other)];
      await world.does((to) => to.replaceNomination({ term, person, instead, chief: idOf(chief) }));
    },
  ),
  step(
    '{namn} skickar inte {namn} till {termin}, eftersom {text}',
    async (world, [chief = '', name = '', term = '', why = '']) => {
      const person = await world.person(name);
      const cause = declineCauses.find((known) => declineCauseSv[known] === why);
      assert.ok(cause, `det finns inget skäl ”${why}”`);
      await world.does((to) => to.declineNomination({ term, person, chief: idOf(chief), cause }));
    },
  ),
  step(
    '{namn} tar tillbaka sitt svar om {namn} till {termin}',
    async (world, [chief = '', name = '', term = '']) => {
      const person = await world.person(name);
      await world.does((to) => to.withdrawNomination({ term, person, chief: idOf(chief) }));
    },
  ),
  step('{namn} godkänner förslaget till {termin}', async (world, [name = '', term = '']) => {
    const chief = await world.person(name);
    await world.does((to) => to.approveProposal({ term, chief }));
  }),
  step(
    '{namn} godkänner förslaget för {text} till {termin}',
    async (world, [name = '', unit = '', term = '']) => {
      const chief = await world.person(name);
      const workplace = await workplaceOf(world, unit);
      await world.does((to) => to.approveProposal({ term, chief, workplace }));
    },
  ),
  step(
    '{namn} är klar med sina svar om {text} för {termin}',
    async (world, [name = '', unit = '', term = '']) => {
      const chief = await world.person(name);
      const workplace = await workplaceOf(world, unit);
      await world.does((to) => to.closeAnswer({ term, chief, workplace }));
    },
  ),
  step('{namn} öppnar sina svar för {termin} igen', async (world, [name = '', term = '']) => {
    const chief = await world.person(name);
    await world.does((to) => to.reopenAnswer({ term, chief }));
  }),
  step('samordnaren ändrar {tillfälle} till {tal} platser', async (world, [offering = '', capacity]) => {
    await world.does((to) => to.changeCapacity({ offering, capacity: Number(capacity) }), 'hand');
  }),
  step(
    'samordnaren reserverar {tal} platser på {tillfälle} för {kommun} fram till {datum}',
    async (world, [count, offering = '', name = '', releasedOn = '']) => {
      const municipality = municipalityNamed(await world.reference(), name);
      await world.does(
        (to) => to.reservePlaces({ offering, municipality, count: Number(count), releasedOn }),
        'hand',
      );
    },
  ),
  step('{namn} vill gå kurs {kurs} när den ges', async (world, [name = '', course = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.registerInterest({ person, course }));
  }),
  step('{namn} vill inte längre gå kurs {kurs}', async (world, [name = '', course = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.withdrawInterest({ person, course }));
  }),
  step('samordnaren ger {namn} plats på {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.giveSeat({ offering, person }), 'hand');
  }),
  step(
    'samordnaren ångrar det senaste om platsen för {namn} på {tillfälle}',
    async (world, [name = '', offering = '']) => {
      const person = await world.person(name);
      await world.does((to) => to.undoSeat({ offering, person, by: 'karin' }), 'hand');
    },
  ),
  step('samordnaren för in att {namn} lämnar {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.withdraw({ offering, person }), 'hand');
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
  step('är {namnen} nominerade till {termin}', async (world, [people = '', term = '']) => {
    const ids = names(people).map(idOf).sort();
    assert.deepEqual(await nominatedTo(world, term), ids);
  }),
  step('är ingen nominerad till {termin}', async (world, [term = '']) => {
    assert.deepEqual(await nominatedTo(world, term), []);
  }),
  step(
    'har {namn} till och med {datum} på sig att svara om {tillfälle}',
    async (world, [name = '', date = '', offering = '']) => {
      const seat = await seatOf(world, name, offering);
      assert.equal(fromDateOrEmpty(seat?.answerBy ?? null), date);
    },
  ),
  step('behöver {namn} inte svara om {tillfälle}', async (world, [name = '', offering = '']) => {
    const seat = await seatOf(world, name, offering);
    assert.equal(seat?.answerBy, null);
  }),
  step('vill {tal} personer gå kurs {kurs}', async (world, [count, course = '']) => {
    const demand = await waitingAndDemand((await world.living()).deps);
    const people = demand.demand.find((row) => row.course === course)?.people ?? 0;
    assert.equal(people, Number(count));
  }),
  step('står det i skälet till platsen för {namn} {text}', async (world, [name = '', words = '']) => {
    const person = await world.person(name);
    const seat = await (await world.db()).seat.findFirst({
      where: { person, state: { in: [...activeSeatStates] } },
    });
    assert.ok(seat?.reason.includes(words), seat?.reason);
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
  step('väntar {tal} personer på plats {termin}', async (world, [count, term = '']) => {
    assert.equal((await waitingPlaces(world, term)).length, Number(count));
  }),
  step('har {namn} förtur till {termin}', async (world, [name = '', term = '']) => {
    assert.equal(await isPromised(world, name, term), true);
  }),
  step('har {namn} ingen förtur till {termin}', async (world, [name = '', term = '']) => {
    assert.equal(await isPromised(world, name, term), false);
  }),
  step('är {tal} platser tagna på {tillfälle}', async (world, [count, offering = '']) => {
    const seats = await (await world.db()).seat.findMany({
      where: { offering, state: { in: [...activeSeatStates] } },
    });
    assert.equal(seats.length, Number(count));
  }),
];
