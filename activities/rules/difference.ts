/** What new rules would do to the lives that are under way. Reads only. */
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../domain/calendar/dates.ts';
import { type AgendaChange, agendaDifference, type Change } from '../../domain/explain/difference.ts';
import { createReference, type Reference } from '../../domain/reference.ts';
import type { Rules } from '../../domain/rules.ts';
import type { Dependencies } from '../dependencies.ts';
import { lookAhead, type PlannedLife } from '../lives/plan.ts';

export interface LifeChange extends AgendaChange {
  readonly life: string;
}

export interface RulesDifference {
  /** The moment that was looked at. */
  readonly now: Instant;
  /** Lives that were asked, and those among them with a change. */
  readonly lives: number;
  readonly changed: number;
  /** By moment and key. */
  readonly changes: readonly LifeChange[];
}

type ReadDependencies = Pick<Dependencies, 'db' | 'clock' | 'reference'>;

const atOnce = 6;

/** What a life's plan sees by the rules of a region. */
export type Look = (
  life: string,
  reference: Reference,
) => Promise<Pick<PlannedLife, 'agenda' | 'ledger' | 'now'>>;

/**
 * Plans every life that is not done by the rules in force and by the new ones, and compares.
 * @param look how a life is planned; default from the database
 */
export async function rulesDifference(
  deps: ReadDependencies,
  rules: Rules,
  look: Look = (life, reference) => lookAhead({ ...deps, reference: async () => reference }, life),
): Promise<RulesDifference> {
  const reference = await deps.reference();
  const changed = createReference({ ...reference, rules });
  const lives = await deps.db.life.findMany({ where: { state: 'open' }, select: { id: true } });
  const waiting = isDeepStrictEqual(reference.rules, rules) ? [] : lives.map(({ id }) => id);
  const changes: LifeChange[] = [];
  const worker = async () => {
    for (let life = waiting.pop(); life !== undefined; life = waiting.pop()) {
      const id = life;
      const before = await look(id, reference);
      const after = await look(id, changed);
      const found = agendaDifference(before.agenda, after.agenda, before.ledger, before.now);
      changes.push(...found.map((change) => ({ ...change, life: id })));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const moment = ({ from, to }: LifeChange) => to ?? from ?? 0;
  return {
    now: await deps.clock.now(deps.db),
    lives: lives.length,
    changed: new Set(changes.map(({ life }) => life)).size,
    changes: changes.sort((a, b) => moment(a) - moment(b) || (a.item.key < b.item.key ? -1 : 1)),
  };
}

export interface ChangeCount {
  readonly what: string;
  readonly municipality: string;
  readonly counts: Readonly<Record<Change, number>>;
}

/** How many steps move, appear and vanish, by template or kind, and by municipality. */
export function countChanges(changes: readonly LifeChange[]): readonly ChangeCount[] {
  const counted = new Map<string, { what: string; municipality: string; counts: Record<Change, number> }>();
  for (const { item, change } of changes) {
    const what = item.template === '' ? item.kind : item.template;
    const key = `${what} ${item.municipality}`;
    const row = counted.get(key) ?? {
      what,
      municipality: item.municipality,
      counts: { moves: 0, appears: 0, vanishes: 0 },
    };
    row.counts[change] += 1;
    counted.set(key, row);
  }
  return [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
