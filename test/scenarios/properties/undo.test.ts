/** What is undone by a later fact leaves the plans of all lives as they were; the log keeps both. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { managerRoles } from '../../../domain/region.ts';
import type { Model } from '../model/model.ts';
import { events } from './events.ts';
import { busyModel, drawFrom, happen, says } from './happenings.ts';
import { sentOnceInTime } from './invariants.ts';
import { undoables } from './undoable.ts';

/** All that the facts entitle each life to, by life. */
async function plans(model: Model): Promise<ReadonlyMap<string, string>> {
  const lives = model.tables.life.all().map(({ id }) => id);
  const agendas = await Promise.all(lives.map((life) => model.agenda(life)));
  return new Map(
    lives.map((life, index) => [
      life,
      JSON.stringify(agendas[index]?.toSorted((a, b) => (a.key < b.key ? -1 : 1))),
    ]),
  );
}

describe('undoing', () => {
  test.each(Object.keys(undoables))('%s restores the plan', async (name) => {
    const undoable = undoables[name];
    assert.ok(undoable !== undefined);
    let done = 0;
    await fc.assert(
      fc.asyncProperty(events(20), fc.nat(), async (happened, number) => {
        const { model, draft } = await busyModel();
        for (const one of happened) await happen(model, draft, one);
        const reference = await model.deps.reference();
        // Whoever has a respite already is left out: a second one of its kind takes the first one's place.
        const rested = new Set(model.tables.respite.all().map(({ person }) => person));
        const managers = reference.people.filter(
          ({ id, role }) => managerRoles.includes(role) && (name === 'back' || !rested.has(id)),
        );
        // Every third: the plans of all lives are compared for each of them.
        for (const { id } of managers.filter((_one, index) => index % 3 === number % 3)) {
          const today = reference.calendar.dateOf(await model.now());
          const before = await plans(model);
          const facts = model.tables.fact.all().length;
          await says(model, 'hand', (to) => undoable.does(to, id, drawFrom(number, id, today, reference)));
          if (model.tables.fact.all().length === facts) continue;
          done += 1;
          await model.moveTo(await model.now());
          await says(model, 'hand', (to) => undoable.undoes(to, id, drawFrom(number, id, today, reference)));
          await model.moveTo(await model.now());
          const after = await plans(model);
          for (const [life, plan] of before) assert.equal(after.get(life), plan, life);
          sentOnceInTime(model);
        }
      }),
      { numRuns: 2, endOnFailure: true, seed: 1 },
    );
    if (name !== 'back') expect(done).toBeGreaterThan(0);
  });
});
