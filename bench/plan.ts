/**
 * Planning a journey on a real PostgreSQL: loading its facts, the pure plan, and writing the outcome; and the pure plan
 * alone. Beside it the round trip of a `select 1` through the same client, turn by turn.
 *
 *     npm run bench -- plan [JOURNEYS [TURNS]]
 */
import { answers } from '../activities/answers/answers.ts';
import { journeyPlanner } from '../activities/lives/journey.ts';
import { lookAhead, planLife } from '../activities/lives/plan.ts';
import { takeSnapshot } from '../activities/lives/snapshot.ts';
import { planFrom } from '../domain/agenda.ts';
import { lifeId } from '../domain/lives.ts';
import { stepClock } from '../worker/clock.ts';
import { countArgument, median, table, timed } from './figures.ts';
import { begin, dayOffering, managers, startParts } from './parts.ts';

const inTheMiddle = Date.parse('2026-10-01T10:00:00Z');

async function main(): Promise<void> {
  const count = countArgument(0, 'JOURNEYS', 30);
  const turns = countArgument(1, 'TURNS', 10);
  const parts = await startParts();
  const { deps } = parts;
  const { db } = deps;
  try {
    const people = await managers(deps, count);
    const say = answers(deps, 'answers');
    for (const person of people) await say.registerDaySeat({ offering: dayOffering, person });
    const lives = people.map((person) => lifeId('managerJourney', person));
    // Every journey has a ledger before it is measured: what was due is written as planned, as in a play.
    for (const at of [begin, inTheMiddle]) {
      await stepClock(db, at);
      for (const life of lives) await planLife(deps, life);
    }

    const roundTrip: number[] = [];
    const load: number[] = [];
    const whole: number[] = [];
    const pure: number[] = [];
    const reference = await deps.reference();
    for (let turn = -1; turn < turns; turn += 1) {
      for (const [index, life] of lives.entries()) {
        const person = people[index] ?? '';
        const trip = await timed(() => db.$queryRaw`select 1`);
        const looked = await timed(() => lookAhead(deps, life));
        const planned = await timed(() => planLife(deps, life));
        const snapshot = await takeSnapshot(
          db,
          deps.clock,
          life,
          journeyPlanner.parts(person),
          journeyPlanner.schema,
        );
        const alone = await timed(async () => {
          const { agenda } = journeyPlanner.plan(snapshot.facts, reference);
          planFrom(agenda, snapshot.ledger, snapshot.now);
        });
        if (turn < 0) continue;
        roundTrip.push(trip);
        load.push(looked);
        whole.push(planned);
        pure.push(alone);
      }
    }
    const trip = median(roundTrip);
    const row = (name: string, values: readonly number[]) => [name, median(values), median(values) / trip];
    const rows = [
      row('select 1', roundTrip),
      row('pure plan alone', pure),
      row('load and plan', load),
      row('load, plan and write', whole),
    ];
    process.stdout.write(`${count} journeys, median of ${turns} turns, one after the other\n`);
    process.stdout.write(`${table(['', 'ms', 'of a select 1'], rows)}\n`);
  } finally {
    await parts.close();
  }
}

await main();
