/** Every rule that a decision can name is explained; the names are collected from the program's own text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dutyKinds, journeyKinds } from '../../../domain/explain/conditions.ts';
import { ruleText, ruleTexts } from '../../../domain/explain/rules.ts';
import { rulesSchema } from '../../../domain/rules.ts';
import { mailTemplates } from '../../../templates/mail/index.ts';

const sources = ['domain', 'activities']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts'))
  .filter(
    (file) =>
      !file.startsWith(join('domain', 'explain')) &&
      !file.startsWith(join('domain', 'reconciliation')) &&
      !file.startsWith(join('activities', 'story')),
  )
  .map((file) => readFileSync(file, 'utf8'));

const literals = (text: string) =>
  [...text.replace(/[!=]==\s*'[^']*'|\['rule'\]/g, '').matchAll(/'([a-z][a-z0-9_-]*)'/g)].flatMap(
    (match) => match[1] ?? [],
  );

/** `rule: 'x'`, `rule: a ? 'x' : 'y'`, and the types that list the names of rules. */
function ruleNames(source: string): string[] {
  const given = [...source.matchAll(/\brule\??: ([^,;\n}]+(?:\n\s+[?:] [^,;\n}]+)*)/g)];
  const listed = [...source.matchAll(/\btype (?:\w*Rule|Priority) =([^;]+);/g)];
  return [...given, ...listed].flatMap((match) => literals(match[1] ?? ''));
}

describe('the registry of rules', () => {
  const used = new Set(sources.flatMap(ruleNames));

  test('the names are really collected', () => {
    for (const name of ['escalation-case', 'reminder-14-days', 'seat-given', 'stability_cap', 'first-come']) {
      expect(used).toContain(name);
    }
    expect(ruleNames("rule: kind === 'other' ? 'one' : 'two',")).toEqual(['one', 'two']);
  });

  test('explains every rule that is used', () => {
    expect([...used].filter((name) => ruleText(name) === undefined).sort()).toEqual([]);
    expect(ruleText('report-heads')).toBeDefined();
    expect(ruleText('report-chiefs')).toBeDefined();
    expect(ruleText('report-network')).toBeDefined();
    expect(ruleText('toString')).toBeUndefined();
  });

  test('in whole Swedish sentences, with the settings in force', () => {
    const rules = rulesSchema.parse({});
    for (const [name, { says }] of Object.entries(ruleTexts)) {
      expect(says(rules), name).toMatch(/^[A-ZÅÄÖ].+\.$/);
      expect(says(rules), name).not.toMatch(/undefined|NaN|\[object/);
    }
    const three = rulesSchema.parse({ courseDays: { firstReminderDaysBefore: 21 } });
    expect(ruleText('reminder-14-days')?.says(three)).toBe(
      'Deltagare påminns 21 dagar före varje kursdag, klockan 08:00.',
    );
  });

  test('every kind of mail can be asked about, and names a rule that is explained', () => {
    const kinds = new Map([
      ...Object.entries(journeyKinds).map(([kind, { rule }]) => [kind, rule] as const),
      ...Object.entries(dutyKinds),
    ]);
    expect(Object.keys(mailTemplates).filter((template) => !kinds.has(template))).toEqual([]);
    expect([...kinds.values()].filter((rule) => ruleText(rule) === undefined)).toEqual([]);
  });
});
