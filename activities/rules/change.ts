/** New rules under running journeys: recorded as a fact, nothing past is sent, and every open life plans again. */
import { z } from 'zod';
import { type Rules, rulesSchema } from '../../domain/rules.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type FactData, record, wake } from '../facts/record.ts';
import { NoRegion } from '../region/reference.ts';
import { parseSettings } from '../region/settings.ts';
import type { LifeChange, RulesDifference } from './difference.ts';

/** The rules that were asked for cannot be meant; the message says which setting, and why, in English. */
export class RulesRefused extends Error {
  override readonly name = 'RulesRefused';
}

/**
 * The rules in force with some settings replaced.
 * @param settings `courseDays.firstReminderDaysBefore=21`; numbers, true, false and lists as JSON, other values as text
 * @throws RulesRefused naming every setting that does not exist or has a value that it cannot have
 */
export function withSettings(rules: Rules, settings: readonly string[]): Rules {
  const changed: Record<string, unknown> = structuredClone(rules);
  for (const setting of settings) {
    const [, name = '', text = ''] = /^([A-Za-z]+(?:\.[A-Za-z]+)?)=(.+)$/.exec(setting) ?? [];
    if (name === '') throw new RulesRefused(`"${setting}" is not NAME=VALUE, for instance sendAt=08:30.`);
    const [group = '', inner] = name.split('.');
    if (inner === undefined) changed[group] = readValue(text);
    else
      changed[group] = {
        ...z.record(z.string(), z.unknown()).catch({}).parse(changed[group]),
        [inner]: readValue(text),
      };
  }
  const parsed = rulesSchema.safeParse(changed);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'rules'}: ${message}`);
  throw new RulesRefused(`${problems.join('\n')}\nAll settings stand in docs/region-files.md.`);
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Every setting by its name, `courseDays.firstReminderDaysBefore`, with its value as `withSettings` reads it. */
export function settingsOfRules(rules: Rules): readonly (readonly [name: string, value: string])[] {
  const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(rules).flatMap(([group, value]) =>
    typeof value === 'object'
      ? Object.entries(value).map(([name, inner]) => [`${group}.${name}`, shown(inner)] as const)
      : [[group, shown(value)] as const],
  );
}

/**
 * Keeps the steps whose new moment has passed from being sent at once: one that moves keeps its old moment, one that
 * appears is recorded as missed. In the transaction that changes the rules, before any life can plan by them.
 */
export async function keepBygones(tx: Transaction, changes: readonly LifeChange[]): Promise<void> {
  const bygone = changes.filter(({ isBygone }) => isBygone);
  if (bygone.length === 0) return;
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const rows = bygone.map(({ life, item, from }) => ({
    key: item.key,
    kind: item.kind,
    life,
    due_at: instant(item.dueAt),
    useful_until: instant(item.usefulUntil),
    not_before: instant(from),
    person: item.person,
    municipality: item.municipality,
    template: item.template,
    recipient: item.recipient,
    status: from === null ? 'missed' : 'planned',
    rule: item.rule,
    reason: from === null ? `${item.reason} ${changedLater}` : item.reason,
    detail: item.detail,
  }));
  await tx.$executeRaw`
    insert into effect (key, kind, life, generation, due_at, useful_until, not_before, person, municipality, template,
                        recipient, status, rule, reason, detail)
    select key, kind, life, 0, due_at, useful_until, not_before, person, municipality, template, recipient, status,
           rule, reason, detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as item (key text, kind text, life text, due_at timestamptz,
           useful_until timestamptz, not_before timestamptz, person text, municipality text, template text,
           recipient text, status text, rule text, reason text, detail jsonb)
    on conflict (key) do update set not_before = excluded.not_before, status = excluded.status, reason = excluded.reason
    where effect.status in ('planned', 'superseded')`;
}

const changedLater = 'Regeln infördes efter den tidpunkten.';

const configured = z.object({ name: z.string(), settings: z.unknown() });

/**
 * Puts new rules in force: a fact, and every life that is not done plans again; the dispatcher wakes them in batches.
 * @param difference of these rules, just worked out: what is bygone in it is not sent
 * @returns how many lives are to plan again
 * @throws NoRegion before the first import
 */
export async function changeRules(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  rules: Rules,
  difference: RulesDifference,
): Promise<number> {
  const { calendar } = await deps.reference();
  return deps.db.$transaction(async (tx) => {
    // One change of the region at a time, as an import does.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('import', 0))`;
    const stored = await tx.region.findUnique({ where: { id: 1 } });
    if (stored === null) throw new NoRegion();
    const { name } = configured.parse(stored);
    const settings: FactData<'region_configured'>['settings'] = JSON.parse(
      JSON.stringify({ ...parseSettings(stored.settings), rules }),
    );
    const at = await deps.clock.now(tx);
    await record(tx, { at, today: calendar.dateOf(at), source: 'hand' }, [
      { kind: 'region_configured', subject: 'region', data: { name, settings } },
    ]);
    await keepBygones(tx, difference.changes);
    const lives = await tx.life.findMany({ where: { state: { not: 'done' } }, select: { id: true } });
    await wake(
      tx,
      lives.map(({ id }) => id),
    );
    return lives.length;
  });
}
