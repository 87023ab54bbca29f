/**
 * Copies: mails that tell somebody about what others do or have to do. Their reader need not act on them and may decline
 * them; what asks its reader for something is a duty, which nobody can decline.
 */
import type { MailKind } from './kinds.ts';

/** The kinds that belong together, so that they can be declined with one word. */
export const copyGroups = {
  seats: ['seats_summary', 'seat_promoted', 'group_switched'],
  reports: ['compliance_chief', 'compliance_network'],
} as const satisfies Readonly<Record<string, readonly MailKind[]>>;

type CopyGroup = keyof typeof copyGroups;
export type CopyKind = (typeof copyGroups)[CopyGroup][number];

/** Every kind of mail that is a copy. */
export const copyKinds: readonly CopyKind[] = Object.values(copyGroups).flat();

const isGroup = (name: string): name is CopyGroup => Object.hasOwn(copyGroups, name);

/** @param kind template of a mail */
export const isCopy = (kind: string): kind is CopyKind => copyKinds.some((one) => one === kind);

/**
 * The kinds of copies that a word means.
 * @param name a group, or a single kind
 * @returns undefined when it names no copies
 */
export function copiesNamed(name: string): readonly CopyKind[] | undefined {
  if (isGroup(name)) return copyGroups[name];
  return isCopy(name) ? [name] : undefined;
}

/** Who does not want which copies. */
export interface DeclinedCopy {
  readonly person: string;
  readonly kind: CopyKind;
}
