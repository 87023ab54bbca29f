/** Names for those who look at a story on a terminal. */
import type { Database } from '../../prisma/client.ts';

/** `Name (id)`; the id alone for those whose name has been erased. */
export async function namesOf(db: Database): Promise<(id: string) => string> {
  const details = await db.personDetail.findMany({ select: { id: true, name: true } });
  const names = new Map(details.map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id) ?? '';
    return name === '' ? id : `${name} (${id})`;
  };
}
