/** The kinds of lives and how their ids are built: `kind:subject`. */
export const lifeKinds = [
  'termStart',
  'courseOffering',
  'managerJourney',
  'termInvoicing',
  'chiefDigest',
  'complianceReport',
] as const;
export type LifeKind = (typeof lifeKinds)[number];

/** The phases of one moment: each kind of life comes to rest before the next begins. */
export const phases: readonly LifeKind[] = lifeKinds;

export const lifeId = (kind: LifeKind, subject: string): string => `${kind}:${subject}`;

export interface LifeRef {
  readonly kind: LifeKind;
  readonly subject: string;
}

/** @throws RangeError when the id is not that of a life */
export function parseLifeId(id: string): LifeRef {
  const colon = id.indexOf(':');
  const kind = lifeKinds.find((known) => known === id.slice(0, colon));
  if (colon < 1 || kind === undefined) throw new RangeError(`"${id}" is not the id of a life`);
  return { kind, subject: id.slice(colon + 1) };
}
