/** Explanations: why somebody got a mail, why not, and what a change of the rules would do. */
import assert from 'node:assert/strict';
import { loadJourney } from '../../../activities/documents/views/journeys.ts';
import { withSettings } from '../../../activities/rules/change.ts';
import { rulesDifference } from '../../../activities/rules/difference.ts';
import { journeyKinds, unmetCondition } from '../../../domain/explain/conditions.ts';
import { ruleText } from '../../../domain/explain/rules.ts';
import { type Step, step } from '../step.ts';
import type { World } from '../world.ts';
import { mailNames } from './mailNames.ts';

/** What a journey does besides mails, as the scenarios say it. */
const otherNames: Readonly<Record<string, string>> = { 'ett ärende': 'case' };

/** The first condition that does not hold at this moment; the seat, and every mail of a journey, can be asked about. */
async function unmet(world: World, name: string, kind: string): Promise<string> {
  const explained = journeyKinds[mailNames[kind] ?? otherNames[kind] ?? kind];
  if (explained === undefined) throw new Error(`”${kind}” kan inte förklaras; se journeyKinds`);
  const person = await world.person(name);
  const { deps, journey } = await world.living();
  const facts = journey === undefined ? await loadJourney(deps, person) : journey(person);
  const asked = { facts, reference: await world.reference(), at: await world.now() };
  return unmetCondition(explained, asked) ?? '';
}

async function ruled(world: World, name: string, kind: string) {
  const person = await world.person(name);
  const template = mailNames[kind] ?? kind;
  return (await world.ledger()).filter((row) => row.person === person && row.template === template);
}

async function changes(world: World, rule: string, value: string) {
  const { deps, look } = await world.living();
  const { rules } = await world.reference();
  return (await rulesDifference(deps, withSettings(rules, [`${rule}=${value}`]), look)).changes;
}

export const explanationSteps: readonly Step[] = [
  step('förklaras {text} till {namn} med regeln {text}', async (world, [kind = '', name = '', says = '']) => {
    const rows = (await ruled(world, name, kind)).filter(({ status }) => status === 'accepted');
    assert.ok(rows.length > 0, `${name} har inte fått ”${kind}”`);
    const { rules } = await world.reference();
    for (const { rule } of rows) assert.equal(ruleText(rule)?.says(rules), says);
  }),
  step('är skälet till {text} till {namn} {text}', async (world, [kind = '', name = '', reason = '']) => {
    const reasons = (await ruled(world, name, kind)).map((row) => row.reason);
    assert.ok(reasons.includes(reason), reasons.join(' '));
  }),
  step('fick {namn} inte {text} för att {text}', async (world, [name = '', kind = '', why = '']) =>
    assert.equal(await unmet(world, name, kind), why),
  ),
  step('ställdes {text} till {namn} in för att {text}', async (world, [kind = '', name = '', why = '']) => {
    const rows = (await ruled(world, name, kind)).filter(({ status }) => status === 'suppressed');
    assert.deepEqual([...new Set(rows.map(({ reason }) => reason))], [why]);
  }),
  step('skulle {regel} som {värde} flytta {tal} mejl', async (world, [rule = '', value = '', count]) => {
    const moved = (await changes(world, rule, value)).filter(({ change }) => change === 'moves');
    assert.equal(moved.length, Number(count), moved.map(({ item }) => item.key).join(', '));
  }),
  step(
    'skulle {regel} som {värde} låta {tal} mejl behålla sin tid',
    async (world, [rule = '', value = '', count]) => {
      const kept = (await changes(world, rule, value)).filter(({ isBygone }) => isBygone);
      assert.equal(kept.length, Number(count), kept.map(({ item }) => item.key).join(', '));
    },
  ),
];
