/** Says in Swedish, and in the right place, what a schema found wrong in a YAML file. */
import type { z } from 'zod';
import type { ErrorLog } from './fileErrors.ts';
import type { Path, YamlFile } from './yamlFile.ts';

export function logIssues(issues: readonly z.core.$ZodIssue[], yaml: YamlFile, errors: ErrorLog): void {
  for (const issue of issues) {
    const path: Path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        errors.add(
          yaml.placeOfKey(path, key),
          `Okänd inställning ”${key}”. Kontrollera stavningen eller ta bort den.`,
        );
      }
    } else errors.add(yaml.placeOf(path), sentence(issue, isMissing(yaml.data, path)));
  }
}

function isMissing(data: unknown, path: Path): boolean {
  let value: unknown = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return true;
    value = new Map<string, unknown>(Object.entries(value)).get(String(part));
  }
  return value === undefined || value === null;
}

function sentence(issue: z.core.$ZodIssue, missing: boolean): string {
  if (missing) return 'Inställningen saknas eller är tom. Lägg till den.';
  switch (issue.code) {
    case 'invalid_type':
      return `Värdet är av fel slag. Skriv ${kindNames.get(issue.expected) ?? issue.expected}.`;
    case 'invalid_union':
      return 'Värdet är av fel slag. Skriv ett belopp i kronor.';
    case 'invalid_value':
      return `Värdet går inte att välja. Välj ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'Värdet är tomt. Fyll i det.'
        : `Värdet är för litet. Skriv minst ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'array'
        ? `Listan är för lång. Den får ha högst ${issue.maximum} delar.`
        : `Värdet är för stort. Skriv högst ${issue.maximum}.`;
    case 'invalid_format':
      return issue.message.startsWith('a local time')
        ? 'Skriv ett klockslag, till exempel 08:00.'
        : issue.message;
    default:
      return issue.message;
  }
}

const kindNames = new Map<string, string>([
  ['string', 'text'],
  ['number', 'ett tal'],
  ['int', 'ett heltal'],
  ['array', 'en lista, med streck framför varje del'],
  ['object', 'inställningar med namn och kolon, indragna två mellanslag'],
  ['boolean', 'true eller false'],
]);
