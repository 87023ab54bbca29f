/** Names and addresses for documents, read from the one place where they stand. */
import type { PersonId } from '../../../domain/region.ts';
import type { Dependencies } from '../../dependencies.ts';
import { replyToContact } from '../../region/settings.ts';

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly telephone: string;
}

export interface People {
  /** The name of a person; the id of one whose name has been erased. */
  name(id: PersonId): string;
  /** `FL` for a person called Fatima Lundhage; empty when the name has been erased. */
  initials(id: PersonId): string;
  /** Whoever answers for the region: the contact that answers to mails go to. */
  readonly contact: Contact;
}

/** The names of these people and the region's contact, in one query. */
export async function loadPeople(deps: Dependencies, ids: Iterable<PersonId>): Promise<People> {
  const rows = await deps.db.personDetail.findMany({
    where: { id: { in: [...new Set(ids), replyToContact] } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const { name = '', email = '', telephone = '' } = byId.get(replyToContact) ?? {};
  return {
    name: (id) => byId.get(id)?.name || id,
    initials: (id) => initialsOf(byId.get(id)?.name ?? ''),
    contact: { name, email, telephone },
  };
}

/** The first letters of the first and the last name. */
function initialsOf(name: string): string {
  const parts = name.split(/\s+/u).filter((part) => part !== '');
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return ends.map((part) => [...(part ?? '')][0] ?? '').join('');
}

const swedish = new Intl.Collator('sv-SE');
/** Alphabetical order of names as Swedish readers expect it: å, ä and ö last. */
export const byName = (one: string, other: string): number => swedish.compare(one, other);
