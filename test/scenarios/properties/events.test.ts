/** Whatever happens, in whatever order: 200 random events in the model, and what must hold after each of them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reconcile } from '../../../activities/reconciliation.ts';
import { openForACause, raisedByRule } from './caseInvariants.ts';
import { events } from './events.ts';
import { busyModel, happen } from './happenings.ts';
import {
  atRest,
  creditsFallByCorrectionOnly,
  creditsOf,
  oneMailADay,
  oneSeatEach,
  oneStatusEach,
  sentOnceInTime,
  withinCapacity,
  withinStabilityCap,
} from './invariants.ts';
import { propertySeed } from './seed.ts';

/** Documents and e-invoices are only said to exist in the model. */
const ofPapers = /^(documents|e-invoices)/;

const reached = [
  'seat_plan_made',
  'seat_given',
  'seat_given_up',
  'attendance_registered',
  'result_decided',
  'respite_granted',
  'post_changed',
  'person_left',
  'mandate_changed',
  'offering_changed',
  'offering_cancelled',
  'case_opened',
  'case_closed',
  'digest_made',
];

describe('after any 200 events', () => {
  test('the promises hold', { timeout: 600_000 }, async () => {
    const recorded = new Set<string>();
    await fc.assert(
      fc.asyncProperty(events(200), async (happened) => {
        const { model, draft } = await busyModel();
        let credits = creditsOf(model, await model.deps.reference());
        for (const one of happened) {
          const before = model.tables.fact.all().length;
          await happen(model, draft, one);
          const reference = await model.deps.reference();
          const facts = model.tables.fact.all().slice(before);
          for (const { kind } of facts) recorded.add(kind);
          if (facts.length === 0) continue;
          oneSeatEach(model);
          withinCapacity(model);
          withinStabilityCap(model, reference, facts);
          const now = creditsOf(model, reference);
          creditsFallByCorrectionOnly(credits, now, facts);
          await openForACause(model, reference);
          credits = now;
        }
        await oneStatusEach(model, await model.deps.reference());
        await atRest(model);
        sentOnceInTime(model);
        oneMailADay(model, await model.deps.reference());
        const books = await reconcile(model.deps.db, await model.deps.reference(), []);
        assert.deepEqual(
          books.filter(({ equation }) => !ofPapers.test(equation)),
          [],
        );
        raisedByRule(model, await model.deps.reference());
      }),
      { numRuns: 3, endOnFailure: true, seed: propertySeed() },
    );
    // The events reach what they are about.
    expect(reached.filter((kind) => !recorded.has(kind))).toEqual([]);
  });

  test('running any step again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(events(60), async (happened) => {
        const { model, draft } = await busyModel();
        for (const one of happened) await happen(model, draft, one);
        const facts = model.tables.fact.all().length;
        const ledger = JSON.stringify(model.tables.effect.all(), (_key, value) =>
          typeof value === 'bigint' ? String(value) : value,
        );
        for (const effect of model.tables.effect.all()) {
          await model.carryOut(effect.kind, {
            life: effect.life,
            key: effect.key,
            generation: Number(effect.generation),
          });
        }
        assert.equal(model.tables.fact.all().length, facts);
        assert.equal(
          JSON.stringify(model.tables.effect.all(), (_key, value) =>
            typeof value === 'bigint' ? String(value) : value,
          ),
          ledger,
        );
        sentOnceInTime(model);
      }),
      { numRuns: 2, endOnFailure: true, seed: propertySeed() },
    );
  });
});
