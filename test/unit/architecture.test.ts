import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Rule {
  /** Folders of ours that may be imported, besides the folder itself. */
  readonly values: readonly string[];
  /** Folders of which types only may be imported. */
  readonly types?: readonly string[];
  /** Packages and Node modules that may be imported; without it, any. */
  readonly packages?: readonly string[];
}

/** The direction of dependencies: cli, worker → workflows, activities → domain. */
const rules: Readonly<Record<string, Rule>> = {
  // No clock, no I/O, no Temporal, no Prisma.
  domain: { values: [], packages: ['zod', 'luxon', 'date-holidays', 'node:crypto'] },
  templates: { values: ['domain'] },
  regions: { values: ['domain'] },
  prisma: { values: [] },
  activities: { values: ['domain', 'templates', 'prisma', 'regions'], types: ['workflows'] },
  // Runs in Temporal's sandbox: the rules are asked for by activities, never evaluated here.
  workflows: {
    values: [],
    types: ['domain', 'activities'],
    packages: ['@temporalio/workflow', '@temporalio/common'],
  },
  worker: { values: ['workflows', 'activities', 'domain', 'templates', 'prisma', 'regions'] },
  cli: { values: ['worker', 'workflows', 'activities', 'domain', 'templates', 'prisma', 'regions'] },
};

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** What a source file imports, re-exports, loads on demand, or names as a file beside it (worker threads). */
function importsOf(source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const match of code.matchAll(
    /^\s*(?:import|export)\s(type\s)?[^'"`;=()]*?from\s*['"]([^'"]+)['"]/gm,
  )) {
    found.push({ specifier: match[2] ?? '', typeOnly: match[1] !== undefined });
  }
  const others = [
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
    /new URL\(\s*['"](\.[^'"]+\.ts)['"]/g,
  ];
  for (const pattern of others) {
    for (const match of code.matchAll(pattern)) found.push({ specifier: match[1] ?? '', typeOnly: false });
  }
  return found;
}

/** Why a file of the project may not import something, or undefined when it may. */
function violation(file: string, { specifier, typeOnly }: Import): string | undefined {
  const folder = file.split('/')[0] ?? '';
  const rule = rules[folder];
  if (rule === undefined) return undefined;
  if (!specifier.startsWith('.')) {
    if (typeOnly || rule.packages === undefined) return undefined;
    const allowed = rule.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    return allowed ? undefined : `${file}: ${folder} may not use ${specifier}`;
  }
  const target = posix.normalize(posix.join(dirname(file), specifier)).split('/')[0] ?? '';
  if (target === folder || rule.values.includes(target)) return undefined;
  if (typeOnly && rule.types?.includes(target)) return undefined;
  return `${file}: ${folder} may not import ${typeOnly ? 'types of ' : ''}${specifier}`;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => relative(root, join(root, folder, name)).replaceAll('\\', '/'))
    .filter((name) => /\.(ts|mts|js|mjs)$/.test(name) && !name.startsWith('prisma/generated/'));
}

describe('the direction of dependencies', () => {
  for (const folder of Object.keys(rules)) {
    test(`${folder} imports only what it may`, () => {
      const violations = sources(folder).flatMap((file) =>
        importsOf(readFileSync(join(root, file), 'utf8')).map((found) => violation(file, found)),
      );
      expect(violations.filter((line) => line !== undefined)).toEqual([]);
    });
  }
});

describe('the check itself', () => {
  const refused = (file: string, source: string) =>
    importsOf(source).filter((found) => violation(file, found) !== undefined).length;

  test.each([
    ['domain/a.ts', `import { x } from '../activities/b.ts';`],
    ['domain/a.ts', `import type { X } from '../prisma/client.ts';`],
    ['domain/journey/a.ts', `import { readFile } from 'node:fs/promises';`],
    ['domain/journey/a.ts', `import {\n  a,\n  b,\n} from '@temporalio/workflow';`],
    ['templates/a.ts', `export { x } from '../activities/b.ts';`],
    ['workflows/a.ts', `import { planJourney } from '../domain/journey/plan.ts';`],
    ['workflows/a.ts', `import { Client } from '@temporalio/client';`],
    ['activities/a.ts', `const x = await import('../worker/embedded/ports.ts');`],
    ['activities/a.ts', `new Worker(new URL('../cli/main.ts', import.meta.url));`],
    ['worker/a.ts', `import '../cli/main.ts';`],
    ['cli/a.ts', `import { x } from '../test/support/y.ts';`],
  ])('refuses in %s: %s', (file, source) => {
    expect(refused(file, source)).toBe(1);
  });

  test.each([
    ['domain/journey/a.ts', `import { IsoDate } from '../calendar/dates.ts';\nimport { z } from 'zod';`],
    [
      'workflows/a.ts',
      `import type { Plan } from '../domain/plan.ts';\nimport * as wf from '@temporalio/workflow';`,
    ],
    ['cli/a.ts', `// import '../test/x.ts'\nimport { startPostgres } from '../worker/embedded/postgres.ts';`],
    ['test/unit/a.ts', `import { x } from '../../worker/embedded/ports.ts';`],
  ])('accepts in %s: %s', (file, source) => {
    expect(importsOf(source).length).toBeGreaterThan(0);
    expect(refused(file, source)).toBe(0);
  });
});
