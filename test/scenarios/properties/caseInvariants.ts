/** What must hold of escalation cases and digests whatever has happened: each throws with what it found. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { caseFactKinds } from '../../../domain/escalation/reconciliation.ts';
import { covers, lastDayOf } from '../../../domain/people/respites.ts';
import { inPost, postOn, type Reference } from '../../../domain/reference.ts';
import { fromDate, fromDateOrEmpty } from '../../../prisma/client.ts';
import type { EscalationCase } from '../../../prisma/generated/client.ts';
import type { Model } from '../model/model.ts';

const about = z.object({ case: z.string() });

/** A case is raised no more often than the rule says, and never while an answer silences it. */
export function raisedByRule({ tables }: Model, { rules }: Reference): void {
  const raised = new Map<string, number>();
  const silent = new Set<string>();
  for (const { kind, data } of tables.fact.all()) {
    const what = caseFactKinds.find((one) => one === kind);
    if (what === undefined) continue;
    const { case: id } = about.parse(data);
    if (what === 'case_answered') silent.add(id);
    if (what === 'case_resumed' || what === 'case_closed') silent.delete(id);
    if (what !== 'case_level_raised') continue;
    assert.ok(!silent.has(id), `${id} was raised although it has been answered`);
    raised.set(id, (raised.get(id) ?? 0) + 1);
  }
  for (const [id, times] of raised) assert.ok(times <= rules.escalation.maxPerCase, `${id}: ${times} times`);
}

/** An open case has a cause on this day, and no answer whose day is over. */
export async function openForACause(model: Model, reference: Reference): Promise<void> {
  const now = await model.now();
  const today = reference.calendar.dateOf(now);
  for (const row of model.tables.escalationCase.where(({ state }) => state === 'open')) {
    assert.deepEqual(whyNoCase(row, model, reference, today), [], row.id);
    if (row.answeredUntil === null) continue;
    const asksAgain = reference.calendar.addWorkingDays(fromDate(row.answeredUntil), 1);
    assert.ok(reference.calendar.at(asksAgain, reference.rules.sendAt) > now, `${row.id} is silent too long`);
  }
}

function whyNoCase(
  { person, municipality, mandate }: EscalationCase,
  { tables }: Model,
  reference: Reference,
  today: string,
): string[] {
  const post = postOn(reference, person, today);
  const hasSeat =
    tables.seat.where(
      (seat) => seat.person === person && seat.courseKind === 'programme' && seat.state === 'held',
    ).length > 0;
  const rests = tables.respite.where(
    (row) =>
      row.person === person &&
      (row.kind === 'leave' || row.kind === 'exempt') &&
      covers(
        {
          from: fromDate(row.from),
          until: lastDayOf({ until: fromDateOrEmpty(row.until), endedOn: fromDateOrEmpty(row.endedOn) }),
        },
        today,
      ) &&
      (row.endedOn === null || row.endedOn > row.from),
  );
  const decision = reference.mandates.find(
    ({ id, validFrom, validTo }) =>
      id === mandate && validFrom <= today && (validTo === '' || today <= validTo),
  );
  return [
    ...(inPost(post, today) ? [] : ['left']),
    ...(post.municipality === municipality ? [] : ['moved']),
    ...(decision?.roles.includes(post.role) ? [] : ['not covered']),
    ...(hasSeat ? ['enrolled'] : []),
    ...rests.map(({ kind }) => kind),
  ];
}
