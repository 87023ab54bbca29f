/**
 * Promise 1: no personal data in Temporal. What an activity throws may hold names (a mail address in an SMTP reply, a
 * row in a database error), so Temporal only ever sees a code and an error id; the text goes to the log table.
 */
import { createHash, randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { ZodError } from 'zod';
import { RenderError } from '../activities/documents/renderer.ts';
import { PlanningImpossible } from '../activities/lives/plan.ts';
import { UnknownReference } from '../domain/reference.ts';
import type { Database } from '../prisma/client.ts';

/** The same input would fail the same way: trying again only delays the moment at which a person sees it. */
function isDeterministic(error: unknown): boolean {
  if (error instanceof RenderError) {
    return ['unprintable_character', 'amounts_disagree', 'invalid_view'].includes(error.code);
  }
  return [ZodError, RangeError, TypeError, UnknownReference, PlanningImpossible].some(
    (kind) => error instanceof kind,
  );
}

/** A short code for an error: its class, or the database's own code. Never its message. */
function codeOf(error: unknown): string {
  const own = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof own === 'string' && /^[A-Z0-9_]{2,40}$/i.test(own)) return own;
  return error instanceof Error ? error.name : 'unknown';
}

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);

/** Turns every error of an activity into a code and the id of a row in the log table. */
export function privacyInterceptor(db: Database): ActivityInterceptorsFactory {
  return () => ({
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          if (error instanceof CancelledFailure) throw error;
          const code = codeOf(error);
          const id = await keep(db, Context.current().info.activityType, code, textOf(error));
          const failure = ApplicationFailure.create({
            message: `${code} (error ${id})`,
            type: isDeterministic(error) ? 'deterministic' : 'transient',
            nonRetryable: isDeterministic(error),
          });
          // The stack names files of ours, but its first line repeats the message: keep it to what is said above.
          failure.stack = `${failure.name}: ${failure.message}`;
          throw failure;
        }
      },
    },
  });
}

/** Writes the text where only operators read it; where even that fails, a hash still lets two reports be compared. */
async function keep(db: Database, activity: string, code: string, text: string): Promise<string> {
  const id = randomUUID();
  try {
    await db.errorLog.create({ data: { id, activity, code, text } });
    return id;
  } catch {
    return `unlogged-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  }
}
