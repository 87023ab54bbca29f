/** A region's files become facts: only what differs from what the database already knows, all in one transaction. */
import { isDeepStrictEqual } from 'node:util';
import { createCalendar } from '../../domain/calendar/calendar.ts';
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Offering, PlanActivity, PriorCredit, Region, ReservedPlaces } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { creditWithdrawn } from '../facts/credits.ts';
import { planActivityPlanned } from '../facts/otherCourses.ts';
import { placesReserved } from '../facts/places.ts';
import { type FactData, type NewFact, record, wake } from '../facts/record.ts';
import { offeringPlanned } from '../facts/region.ts';
import {
  type PersonRow,
  readCourses,
  readCredits,
  readDecisions,
  readMunicipalities,
  readRegistrations,
  readTerms,
} from './current.ts';
import { parseSettings, type RegionSettings, replyToContact, settingsOf } from './settings.ts';

/**
 * Imports a region that has been read and checked. What is no longer in the files stays: a person leaves by
 * `left_on`, a mandate ends by `valid_to`, and a fact is never taken back by a missing line.
 * @param hash SHA-256 of the files
 * @param source who says so, as it stands in the log
 * @param whenRulesChange done in the same transaction when the rules differ from those in force
 * @returns how many lines and settings were new or different; 0 when the same files are imported again
 */
export async function importRegion(
  deps: Pick<Dependencies, 'db' | 'clock'>,
  region: Region,
  hash: string,
  source = 'import',
  whenRulesChange: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<{ changed: number }> {
  return deps.db.$transaction(async (tx) => {
    // Two imports at once would both see the same differences.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('import', 0))`;
    const at = await deps.clock.now(tx);
    const today = createCalendar(region.timeZone, region.holidayCountry).dateOf(at);
    const stored = await tx.region.findUnique({ where: { id: 1 } });
    const before =
      stored === null ? undefined : { name: stored.name, settings: parseSettings(stored.settings) };
    const settings = settingsOf(region, hash);
    const details = await updateDetails(tx, region);
    const facts = [
      ...configuration(before, { name: region.name, settings }),
      ...(await differences(tx, region, details.reachabilityChanged, today)),
    ];
    // Names stand beside the facts; that one was changed is a fact, since certificates bear the former.
    facts.push(
      ...details.renamed.map(
        (person): NewFact => ({ kind: 'name_changed', subject: person, data: { person } }),
      ),
    );
    await record(tx, { at, today, source }, facts);
    if (before !== undefined && !isDeepStrictEqual(planned(before.settings), planned(settings))) {
      await whenRulesChange(tx);
      await wakeOpenLives(tx);
    }
    const people = new Set(
      facts.flatMap(({ kind, subject }) =>
        kind === 'person_registered' || kind === 'name_changed' ? [subject] : [],
      ),
    );
    return { changed: facts.length + details.changed.filter((id) => !people.has(id)).length };
  }, importPatience);
}

/** A region with the managers of a whole country takes minutes, in one transaction. */
const importPatience = { timeout: 15 * 60_000 };

/** The part of the settings that every plan depends on. */
const planned = ({ rules, timeZone, holidayCountry, goLive }: RegionSettings) => ({
  rules,
  timeZone,
  holidayCountry,
  goLive,
});

/** New rules concern everyone (protocol, point 7); a life that was stuck may go on under them. */
async function wakeOpenLives(tx: Transaction): Promise<void> {
  const lives = await tx.life.findMany({ where: { state: { not: 'done' } }, select: { id: true } });
  await wake(
    tx,
    lives.map(({ id }) => id),
  );
}

interface Configured {
  readonly name: string;
  readonly settings: RegionSettings;
}

/** The hash alone is no difference: a comment in a file changes it as well. */
function configuration(before: Configured | undefined, after: Configured): NewFact[] {
  const same =
    before !== undefined &&
    before.name === after.name &&
    isDeepStrictEqual({ ...before.settings, files: '' }, { ...after.settings, files: '' });
  if (same) return [];
  const settings: FactData<'region_configured'>['settings'] = JSON.parse(JSON.stringify(after.settings));
  return [{ kind: 'region_configured', subject: 'region', data: { name: after.name, settings } }];
}

/** Courses before what refers to them; mandates last, since they begin the journeys of those they cover. */
async function differences(
  tx: Transaction,
  region: Region,
  reachabilityChanged: ReadonlySet<string>,
  today: IsoDate,
): Promise<NewFact[]> {
  return [
    ...changed(await readCourses(tx), region.courses, ({ code }) => code).map(
      (data): NewFact => ({
        kind: 'course_registered',
        subject: data.code,
        data: { ...data, parts: [...data.parts], outcomes: [...data.outcomes] },
      }),
    ),
    ...changed(await readMunicipalities(tx), region.municipalities, ({ code }) => code).map(
      (data): NewFact => ({ kind: 'municipality_registered', subject: data.code, data }),
    ),
    ...(await peopleChanged(tx, region, reachabilityChanged, today)),
    ...changed(await readTerms(tx), region.terms, ({ code }) => code).map(
      (data): NewFact => ({ kind: 'term_planned', subject: data.code, data }),
    ),
    ...(await offeringsChanged(tx, region)),
    ...changed(await knownCredits(tx), region.credits, ({ person, course }) => `${person}/${course}`).map(
      (data): NewFact => ({
        kind: 'credit_recognised',
        subject: data.person,
        validOn: data.completedOn,
        data,
      }),
    ),
    ...changed(await knownActivities(tx), region.planActivities, ({ code }) => code).map(
      (data): NewFact => ({ kind: 'plan_activity_planned', subject: data.code, data }),
    ),
    ...changed(await knownReserves(tx), region.reservedPlaces, reserveKey).map(
      (data): NewFact => ({
        kind: 'places_reserved',
        subject: `${data.offering}.${data.municipality}`,
        data,
      }),
    ),
    ...changed(await readDecisions(tx), region.mandates, ({ id }) => id).map(
      (data): NewFact => ({
        kind: 'mandate_decided',
        subject: data.id,
        validOn: data.decidedOn,
        data: { ...data, roles: [...data.roles] },
      }),
    ),
  ];
}

/** Prior credits as they stand, and those that were taken back: the same line of a file does not give them again. */
async function knownCredits(tx: Transaction): Promise<PriorCredit[]> {
  const withdrawn = await tx.fact.findMany({ where: { kind: 'credit_withdrawn' }, orderBy: { seq: 'asc' } });
  const rows = withdrawn
    .map(({ data }) => creditWithdrawn.schema.parse(data))
    .filter(({ basis }) => basis === 'prior')
    .map(({ basis: _basis, ...row }): PriorCredit => row);
  return [...rows, ...(await readCredits(tx))];
}

/** What the files last said of each activity, also of those that have been cancelled or moved since by somebody. */
async function knownActivities(tx: Transaction): Promise<PlanActivity[]> {
  const planned = await tx.fact.findMany({
    where: { kind: 'plan_activity_planned', source: { notIn: ['hand', 'answers'] } },
    orderBy: { seq: 'asc' },
  });
  return planned.map(({ data }): PlanActivity => planActivityPlanned.schema.parse(data));
}

const reserveKey = ({ offering, municipality }: ReservedPlaces) => `${offering}.${municipality}`;

/** What the files last said of each reserve, also of those that a coordinator has changed since. */
async function knownReserves(tx: Transaction): Promise<ReservedPlaces[]> {
  const reserved = await tx.fact.findMany({
    where: { kind: 'places_reserved', source: { notIn: ['hand', 'answers'] } },
    orderBy: { seq: 'asc' },
  });
  return reserved.map(({ data }): ReservedPlaces => placesReserved.schema.parse(data));
}

/** Rows of the files that the tables do not have, or have otherwise; in the order of the files. */
function changed<Row>(known: readonly Row[], wanted: readonly Row[], key: (row: Row) => string): Row[] {
  const byKey = new Map(known.map((row) => [key(row), row]));
  return wanted.filter((row) => !isDeepStrictEqual(byKey.get(key(row)), { ...row }));
}

/**
 * A row is compared with what the files said before, not with what holds now: a move that was entered by hand is not
 * undone by a file that has not heard of it.
 */
async function peopleChanged(
  tx: Transaction,
  region: Region,
  reachabilityChanged: ReadonlySet<string>,
  today: IsoDate,
): Promise<NewFact[]> {
  const known = new Map((await readRegistrations(tx)).map((row) => [row.id, row]));
  return region.people.flatMap(({ name: _name, email: _email, ...row }): NewFact[] => {
    // Planners read whether a person has an address, so that a new one has to renew what they read.
    const before = known.get(row.id);
    if (isDeepStrictEqual(before, row) && !reachabilityChanged.has(row.id)) return [];
    const { chiefId, ...rest } = row;
    const from = before === undefined ? {} : heldFrom(before, row, today);
    return [{ kind: 'person_registered', subject: row.id, data: { ...rest, chief: chiefId, ...from } }];
  });
}

/**
 * From which day a changed row holds: a new post from the day it was taken up when the file says so, anything else that
 * changes where somebody belongs from today. What was only misspelt before holds from the beginning.
 */
function heldFrom(before: PersonRow, row: PersonRow, today: IsoDate): { readonly from?: IsoDate } {
  if (row.postSince > before.postSince && before.postSince !== '') return { from: row.postSince };
  const moved =
    row.municipality !== before.municipality ||
    row.workplace !== before.workplace ||
    row.chiefId !== before.chiefId ||
    row.role !== before.role;
  return moved ? { from: today } : {};
}

/**
 * Compared with what the files said last, not with how the offerings stand now: a day that a coordinator has moved since
 * is not moved back by an unchanged line.
 */
async function offeringsChanged(tx: Transaction, region: Region): Promise<NewFact[]> {
  const kinds = new Map(region.courses.map((course) => [course.code, course.kind]));
  const rows = await tx.fact.findMany({
    where: { kind: 'offering_planned' },
    orderBy: { seq: 'asc' },
    select: { data: true },
  });
  const newest = new Map(
    rows.map(({ data }) => offeringPlanned.schema.parse(data)).map((row) => [row.code, row]),
  );
  const known = [...newest.values()].map(
    ({ courseKind: _courseKind, days, ...offering }): Offering => ({
      ...offering,
      days: days.map(({ number, date, start, end, place, trainers }) => {
        return { offering: offering.code, number, date, start, end, place, trainers };
      }),
    }),
  );
  return changed(known, region.offerings, ({ code }) => code).map(
    ({ days, ...offering }): NewFact => ({
      kind: 'offering_planned',
      subject: offering.code,
      data: {
        ...offering,
        courseKind: kinds.get(offering.course) ?? '',
        days: days.map(({ offering: _offering, trainers, ...day }) => ({ ...day, trainers: [...trainers] })),
      },
    }),
  );
}

/** Names and addresses, which never stand in facts. */
async function updateDetails(
  tx: Transaction,
  region: Region,
): Promise<{ changed: string[]; renamed: string[]; reachabilityChanged: Set<string> }> {
  const known = new Map((await tx.personDetail.findMany()).map((row) => [row.id, row]));
  const wanted = [
    ...region.people.map(({ id, name, email }) => ({ id, name, email, telephone: '' })),
    { id: replyToContact, ...region.sender.replyTo },
  ].map((row) => {
    const before = known.get(row.id);
    const version = before?.addressVersion ?? 1;
    const isOther = before !== undefined && before.email !== row.email;
    return { ...row, addressVersion: isOther ? version + 1 : version };
  });
  const different = wanted.filter((row) => !isDeepStrictEqual(known.get(row.id), row));
  const refused = await tx.refusedAddress.findMany({ select: { person: true } });
  const wasRefused = new Set(refused.map(({ person }) => person));
  await tx.personDetail.deleteMany({ where: { id: { in: different.map(({ id }) => id) } } });
  await tx.personDetail.createMany({ data: different });
  const reachable = (row: { readonly email: string } | undefined) => row !== undefined && row.email !== '';
  const other = different.filter((row) => {
    const before = known.get(row.id);
    const isNewAddress = before?.addressVersion !== row.addressVersion;
    if (row.id === replyToContact) return false;
    return reachable(before) !== reachable(row) || (isNewAddress && wasRefused.has(row.id));
  });
  const renamed = different.flatMap(({ id, name }) => {
    const before = known.get(id)?.name;
    return id === replyToContact || before === undefined || before === '' || before === name ? [] : [id];
  });
  return {
    renamed,
    changed: different.map(({ id }) => id),
    reachabilityChanged: new Set(other.map(({ id }) => id)),
  };
}
