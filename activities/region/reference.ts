/** The region as the planners read it, kept in memory and read again when a reference fact has been recorded. */
import { z } from 'zod';
import { createReference, type Reference } from '../../domain/reference.ts';
import { type Database, Prisma, type Transaction } from '../../prisma/client.ts';
import {
  readCourses,
  readDeclinedCopies,
  readDepartures,
  readLeaves,
  readMandates,
  readMunicipalities,
  readOfferings,
  readPeople,
  readPosts,
  readTerms,
} from './current.ts';
import { parseSettings } from './settings.ts';

/** The database is migrated but empty: nothing can be planned before a region has been imported. */
export class NoRegion extends Error {
  constructor() {
    super('the database has no region; import one first');
    this.name = 'NoRegion';
  }
}

interface Loaded {
  readonly version: bigint;
  readonly reference: Reference;
}

/**
 * The region of a version or newer. Without a version the newest is asked for first, which costs one small query.
 * Callers at the same time share one reading.
 * @throws NoRegion before the first import
 */
export function createReferenceCache(db: Database): (version?: bigint) => Promise<Reference> {
  let cached: Loaded | undefined;
  let loading: Promise<Loaded> | undefined;

  const load = async (): Promise<Loaded> => {
    loading ??= readReference(db).finally(() => {
      loading = undefined;
    });
    cached = await loading;
    return cached;
  };

  return async (version) => {
    const wanted = version ?? (await newestVersion(db));
    if (cached !== undefined && cached.version >= wanted) return cached.reference;
    // A reading that was under way can have begun before the wanted version was committed.
    const loaded = await load();
    return loaded.version >= wanted ? loaded.reference : (await load()).reference;
  };
}

async function newestVersion(db: Database): Promise<bigint> {
  const row = await db.region.findUnique({ where: { id: 1 }, select: { version: true } });
  if (row === null) throw new NoRegion();
  return row.version;
}

/** Everything of one moment, so that the version says exactly which facts were read. */
async function readReference(db: Database): Promise<Loaded> {
  return db.$transaction(
    async (tx) => {
      const row = await tx.region.findUnique({ where: { id: 1 } });
      if (row === null) throw new NoRegion();
      const { sender, files: _files, schoolBreaks: _schoolBreaks, ...settings } = parseSettings(row.settings);
      const people = await readPeople(tx);
      const withEmail = await reachablePeople(tx);
      const reference = createReference({
        ...settings,
        name: row.name,
        senderName: sender.name,
        senderEmail: sender.email,
        domain: sender.domain,
        terms: await readTerms(tx),
        municipalities: await readMunicipalities(tx),
        people: people.map((person) => ({ ...person, hasEmail: withEmail.has(person.id) })),
        posts: await readPosts(tx),
        leaves: await readLeaves(tx),
        departures: await readDepartures(tx),
        declinedCopies: await readDeclinedCopies(tx),
        mandates: await readMandates(tx),
        courses: await readCourses(tx),
        offerings: await readOfferings(tx),
      });
      return { version: row.version, reference };
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead },
  );
}

/** Who has an address that no server has refused for good since it was last changed. */
async function reachablePeople(tx: Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<unknown[]>`
    select id from person_detail detail where email <> '' and not exists (
      select 1 from refused_address refused
      where refused.person = detail.id and refused.address_version = detail.address_version)`;
  return new Set(
    z
      .array(z.object({ id: z.string() }))
      .parse(rows)
      .map(({ id }) => id),
  );
}
