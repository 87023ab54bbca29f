/** What must hold whatever has happened: each throws with what it found. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { creditsTenths } from '../../../domain/courses/programme.ts';
import { stabilityCap } from '../../../domain/enrolment/limits.ts';
import { groupBy } from '../../../domain/groupBy.ts';
import { activeSeatStates } from '../../../domain/journey/facts.ts';
import { mandateStatuses } from '../../../domain/mandate/status.ts';
import { policyOf } from '../../../domain/messages/kinds.ts';
import { inPost, postOn, type Reference } from '../../../domain/reference.ts';
import { managerRoles } from '../../../domain/region.ts';
import { complianceRow, isManagerOn } from '../../../domain/report/compliance.ts';
import type { Fact, Seat } from '../../../prisma/generated/client.ts';
import { journeyOf } from '../model/lives.ts';
import type { Model } from '../model/model.ts';

const isActive = ({ state }: Seat): boolean => activeSeatStates.some((active) => active === state);

function twice<Row>(rows: readonly Row[], key: (row: Row) => string): string[] {
  const keys = rows.map(key);
  return [...new Set(keys.filter((one, index) => keys.indexOf(one) !== index))];
}

/** No one holds two programme seats in a term, and no number of an offering has two holders. */
export function oneSeatEach({ tables }: Model): void {
  const active = tables.seat.where(isActive);
  const programme = active.filter(({ courseKind }) => courseKind === 'programme');
  assert.deepEqual(
    twice(programme, ({ person, term }) => `${person} in ${term}`),
    [],
  );
  assert.deepEqual(
    twice(active, ({ offering, number }) => `${offering} number ${number}`),
    [],
  );
}

/** No offering has more participants than seats. */
export function withinCapacity({ tables }: Model): void {
  for (const { code, capacity } of tables.offering.all()) {
    const taken = tables.seat.where((seat) => seat.offering === code && isActive(seat)).length;
    assert.ok(taken <= capacity, `${code} has ${taken} of ${capacity}`);
  }
}

const given = z.object({
  person: z.string(),
  term: z.string(),
  courseKind: z.string(),
  how: z.string(),
  rule: z.string(),
});
const postFacts = ['post_changed', 'person_left', 'person_returned', 'post_withdrawn', 'person_registered'];
const byRule = (how: string): boolean => how === 'allocation' || how === 'promotion';

/**
 * No seat that the rules give takes a workplace over its stability cap. A coordinator's own seats may, one that is given
 * back after an undoing may, and so may people who move with the seats that they have.
 * @param newFacts facts of this moment; where posts changed among them, nobody can say what was so before
 */
export function withinStabilityCap({ tables }: Model, reference: Reference, newFacts: readonly Fact[]): void {
  if (newFacts.some(({ kind }) => postFacts.includes(kind))) return;
  for (const fact of newFacts.filter(({ kind }) => kind === 'seat_given')) {
    const { person, term, courseKind, how, rule } = given.parse(fact.data);
    if (courseKind !== 'programme' || !byRule(how) || rule === 'given-back') continue;
    const { start } = reference.term(term);
    const today = reference.calendar.dateOf(fact.recordedAt.getTime());
    const on = today > start ? today : start;
    const placeOf = (id: string) => {
      const { municipality, workplace } = postOn(reference, id, on);
      return `${municipality} ${workplace}`;
    };
    const place = placeOf(person);
    const together = tables.seat.where(
      (seat) =>
        isActive(seat) &&
        seat.term === term &&
        seat.courseKind === 'programme' &&
        byRule(seat.how) &&
        placeOf(seat.person) === place,
    ).length;
    const size = reference.people.filter(({ id }) => {
      const post = postOn(reference, id, on);
      return managerRoles.includes(post.role) && inPost(post, on) && placeOf(id) === place;
    }).length;
    assert.ok(together <= stabilityCap(size, reference.rules), `${together} of ${size} train in ${place}`);
  }
}

/** Credits of everybody, in tenths of hp. */
export function creditsOf({ tables }: Model, reference: Reference): ReadonlyMap<string, number> {
  const people = reference.people.filter(({ role }) => managerRoles.includes(role));
  return new Map(
    people.map(({ id }) => {
      const prior = tables.credit.where(({ person }) => person === id).map(({ course }) => course);
      const passed = tables.result
        .where(({ person, passed }) => person === id && passed)
        .map(({ offering }) => reference.offering(offering).course);
      return [id, creditsTenths(reference.courses, [...new Set([...prior, ...passed])])];
    }),
  );
}

/** Credits never fall, unless a fact that corrects another one says so. */
export function creditsFallByCorrectionOnly(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  newFacts: readonly Fact[],
): void {
  for (const [person, credits] of before) {
    if ((after.get(person) ?? 0) >= credits) continue;
    const corrected = newFacts.some(
      ({ corrects, data }) => corrects !== null && JSON.stringify(data).includes(`"${person}"`),
    );
    assert.ok(corrected, `${person} lost credits without a correcting fact`);
  }
}

/** Every manager whom a decision covers is in exactly one status, with a reason. */
export async function oneStatusEach(model: Model, reference: Reference): Promise<void> {
  const now = await model.now();
  const on = reference.calendar.dateOf(now);
  for (const person of reference.people.filter((one) => isManagerOn(one, on))) {
    const { standing } = complianceRow(journeyOf(model.tables, person.id), reference, now);
    assert.equal(mandateStatuses.filter((status) => status === standing.status).length, 1);
    assert.notEqual(standing.reasonSv, '');
  }
}

/** Nothing is sent twice, before its moment, or when it is of no use any more. */
export function sentOnceInTime({ sent }: Model): void {
  assert.deepEqual(
    twice(sent, ({ key }) => key),
    [],
  );
  for (const { key, at, dueAt, usefulUntil } of sent) {
    assert.ok(at >= dueAt, `${key} went out too early`);
    assert.ok(usefulUntil === null || at <= usefulUntil, `${key} went out too late`);
  }
}

/**
 * Nobody gets a mail that could have waited on a day that another life's mail had taken: those of the same kind of life
 * at the same time apart, see docs/decisions/0025.
 */
export function oneMailADay({ tables }: Model, { calendar, rules }: Reference): void {
  const went = tables.effect
    .where(({ kind, status, carriedBy }) => kind === 'mail' && status === 'accepted' && carriedBy === '')
    .filter((row) => !row.recipient.startsWith('finance:') && !Object.hasOwn(Object(row.detail), 'via'))
    .map((row) => ({ ...row, at: row.askedAt?.getTime() ?? 0, lives: row.life.split(':')[0] }));
  const days = groupBy(went, ({ recipient, at }) => `${recipient} ${calendar.dateOf(at)}`);
  for (const [day, mails] of days) {
    for (const { template, at, usefulUntil, lives, key, rule } of mails) {
      const { pace, urgency } = policyOf(template, rules.messages.kinds);
      const nextDay = calendar.addWorkingDays(calendar.dateOf(at), 1);
      const couldWait = usefulUntil === null || usefulUntil.getTime() > calendar.at(nextDay, '23:59');
      if (pace === 'prompt' || urgency !== 'ordinary' || rule === 'resend' || !couldWait) continue;
      const earlier = mails.find((other) => other.at < at && other.lives !== lives);
      assert.equal(earlier, undefined, `${day} was taken by ${earlier?.key} when ${key} went`);
    }
  }
}

/** Everything at rest: each open life has been planned on the newest facts and waits for a moment ahead. */
export async function atRest(model: Model): Promise<void> {
  const now = await model.now();
  const restless = model.tables.life.where(
    ({ state, wanted, planned, waitUntil }) =>
      state === 'open' && (wanted > planned || (waitUntil !== null && waitUntil.getTime() <= now)),
  );
  assert.deepEqual(
    restless.map(({ id }) => id),
    [],
  );
}
