/** Search attributes must be known to the server before a workflow sets one. */
import type { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';

/** Numbers of the API's IndexedValueType for the types in use. */
const indexedTypes: Partial<Record<SearchAttributeType, number>> = { KEYWORD: 2, DATETIME: 6 };

/** The same for the development server, which takes them when it starts. */
export const searchAttributeKinds = {
  Municipality: 'Keyword',
  Stage: 'Keyword',
  NextMoment: 'Datetime',
} as const;

interface SearchAttribute {
  readonly name: string;
  readonly type: SearchAttributeType;
}

/** Adds those that the namespace lacks; what is there already stays as it is. */
export async function ensureSearchAttributes(
  connection: Connection,
  namespace: string,
  wanted: readonly SearchAttribute[],
): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = wanted.filter((attribute) => !(attribute.name in customAttributes));
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, indexedTypes[type] ?? 0])),
  });
}
