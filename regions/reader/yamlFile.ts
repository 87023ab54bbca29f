/** A YAML file as plain data, with the line and column of every setting in it. */
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { ErrorLog, Place } from './fileErrors.ts';
import type { SourceFile } from './files.ts';

export type Path = readonly (string | number)[];

export interface YamlFile {
  readonly data: unknown;
  /** Where the value at a path stands, or the nearest thing around it when there is none. */
  placeOf(path: Path): Place;
  /** Where the key itself stands, for a key that should not be there. */
  placeOfKey(path: Path, key: string): Place;
}

/** @returns undefined when the text is not YAML; every mistake in it is logged. */
export function readYaml(source: SourceFile, errors: ErrorLog): YamlFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number, path: Path): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: source.name, line: Math.max(line, 1), column: Math.max(col, 1), field: path.join('.') };
  };
  for (const error of document.errors) errors.add(placeAt(error.pos[0], []), yamlMessage(error.code));
  // References (`*name`) can fail or multiply when resolved, and nothing here needs them.
  let references = 0;
  visit(document, {
    Alias(_key, node) {
      references += 1;
      errors.add(
        placeAt(node.range?.[0] ?? 0, []),
        'Hänvisningar med * går inte att använda. Skriv ut värdet, inom citattecken om det börjar med *.',
      );
    },
  });
  if (document.errors.length > 0 || references > 0) return undefined;

  const offsetOf = (path: Path): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  return {
    data: document.toJS(),
    placeOf: (path) => placeAt(offsetOf(path), path),
    placeOfKey(path, key) {
      const parent = path.length === 0 ? document.contents : document.getIn(path, true);
      const pair = isMap(parent)
        ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
        : undefined;
      const node = pair?.key;
      const offset = isNode(node) && node.range ? node.range[0] : offsetOf(path);
      return placeAt(offset, [...path, key]);
    },
  };
}

function yamlMessage(code: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'Samma inställning står två gånger. Ta bort den ena.';
    case 'BAD_INDENT':
    case 'TAB_AS_INDENT':
      return 'Indraget stämmer inte. Använd två mellanslag för varje nivå, aldrig tabb.';
    default:
      return `Raden går inte att läsa som YAML (${code}). Kontrollera kolon, indrag och citattecken.`;
  }
}
