/** What is undone by a later fact leaves the plans of all lives as they were; the log keeps both. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgendaItem } from '../../../domain/agenda.ts';
import type { Model } from '../model/model.ts';
import { events } from './events.ts';
import { busyModel, drawFrom, happen, says } from './happenings.ts';
import { sentOnceInTime } from './invariants.ts';
import { propertySeed } from './seed.ts';
import { managersOf, undoables } from './undoable.ts';

/** All that the facts entitle each life to, by life. */
async function plans(model: Model): Promise<ReadonlyMap<string, readonly AgendaItem[]>> {
  const lives = model.tables.life.all().map(({ id }) => id);
  const agendas = await Promise.all(lives.map((life) => model.agenda(life)));
  return new Map(lives.map((life, index) => [life, agendas[index] ?? []]));
}

/**
 * A plan as text, without what will not be done any more: what an undoing has made pointless stands there with a reason
 * why it is not done. A case that was silent or closed in between keeps that in its story and goes on from there, and its
 * chiefs are told: what is so of it now is compared by `casesOf` instead.
 * @param stirred cases in which something has happened
 */
function asText(plan: readonly AgendaItem[] | undefined, stirred: readonly string[]): string {
  const goesOn = ({ kind, detail }: AgendaItem) =>
    kind === 'case' ? stirred.includes(String(detail.case)) : kind === 'make_digest' && stirred.length > 0;
  return JSON.stringify(
    plan
      ?.filter((item) => item.suppressed === undefined && !goesOn(item))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    undefined,
    1,
  );
}

/** Each case with what is so now, whatever its story. */
const casesOf = ({ tables }: Model) =>
  new Map(
    tables.escalationCase
      .all()
      .map(({ id, events, state, deadline, answer, answeredUntil, chief }) => [
        id,
        { events, now: { state, deadline, answer, answeredUntil, chief: state === 'open' ? chief : '' } },
      ]),
  );

const nothing = Promise.resolve();

/** Every third of many: the plans of all lives are compared for each of them. */
const aFew = (subjects: readonly string[], number: number): readonly string[] =>
  subjects.length < 6 ? subjects : subjects.filter((_one, index) => index % 3 === number % 3);

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
        const subjects = (undoable.about ?? managersOf)({ model, reference });
        for (const id of aFew(subjects, number)) {
          const reference = await model.deps.reference();
          const today = reference.calendar.dateOf(await model.now());
          const about = () => ({ model, reference, draw: drawFrom(number, id, today, reference) });
          const { prepares } = undoable;
          if (prepares !== undefined) {
            await says(model, 'hand', (to) => prepares(to, id, about()) ?? nothing);
            await model.moveTo(await model.now());
          }
          const before = await plans(model);
          const casesBefore = casesOf(model);
          const facts = model.tables.fact.all().length;
          await says(model, 'hand', (to) => undoable.does(to, id, about()) ?? nothing);
          if (model.tables.fact.all().length === facts) continue;
          done += 1;
          await model.moveTo(await model.now());
          await says(model, 'hand', (to) => undoable.undoes(to, id, about()) ?? nothing);
          await model.moveTo(await model.now());
          const cases = casesOf(model);
          for (const [one, { now }] of casesBefore) assert.deepEqual(cases.get(one)?.now, now, one);
          const stirred = [...cases].flatMap(([one, { events }]) =>
            casesBefore.get(one)?.events === events ? [] : [one],
          );
          const after = await plans(model);
          for (const [life, plan] of before) {
            assert.equal(asText(after.get(life), stirred), asText(plan, stirred), life);
          }
          sentOnceInTime(model);
        }
      }),
      { numRuns: 1, endOnFailure: true, seed: propertySeed() },
    );
    expect(done).toBeGreaterThan(0);
  });
});
