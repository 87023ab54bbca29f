/** What municipalities decide: a mandate that is changed or withdrawn, and the cooperation that one leaves. */
import { isValidOn } from '../../domain/mandate/mandate.ts';
import { versionsFrom } from '../../domain/mandate/versions.ts';
import { postOn } from '../../domain/reference.ts';
import type { Mandate, Role } from '../../domain/region.ts';
import { fromDate } from '../../prisma/client.ts';
import { mandateEvents, mandateKinds } from '../facts/mandateEvents.ts';
import { standing } from '../facts/standing.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';
import { restored } from './restore.ts';

export interface MandateChange {
  /** `code:decided_on`. */
  readonly mandate: string;
  /** First day of what is new; today without it. */
  readonly from?: string;
  readonly roles?: readonly Role[];
  readonly quotaPerYear?: number;
  readonly startWithinMonths?: number;
  readonly completeWithinMonths?: number;
}

export interface DecisionAnswers {
  /** Other periods, roles or another quota from a day; what was before stays as it was. */
  changeMandate(change: MandateChange): Promise<Outcome>;
  /** `on` is the first day on which the decision no longer holds; today without it. */
  withdrawMandate(withdrawal: { readonly mandate: string; readonly on?: string }): Promise<Outcome>;
  /** Takes back the newest change or withdrawal. */
  undoMandate(undo: { readonly mandate: string }): Promise<Outcome>;
  /** `on` is the first day outside the cooperation; today without it. */
  leaveCooperation(leaving: { readonly municipality: string; readonly on?: string }): Promise<Outcome>;
  /** Takes the leaving back. */
  stayInCooperation(staying: { readonly municipality: string }): Promise<Outcome>;
}

export const decisionAnswers = (run: Answering): DecisionAnswers => ({
  changeMandate: ({ mandate, from, ...wanted }) =>
    run(mandate, async (occasion) => {
      const begins = from ?? occasion.today;
      const version = await versionOn(occasion, mandate, begins);
      const { roles, quotaPerYear, startWithinMonths, completeWithinMonths } = wanted;
      const sameRoles = roles === undefined || [...roles].sort().join() === [...version.roles].sort().join();
      const set = {
        ...(sameRoles ? {} : { roles: [...roles] }),
        ...(quotaPerYear === undefined || quotaPerYear === version.quotaPerYear ? {} : { quotaPerYear }),
        ...(startWithinMonths === undefined || startWithinMonths === version.startWithinMonths
          ? {}
          : { startWithinMonths }),
        ...(completeWithinMonths === undefined || completeWithinMonths === version.completeWithinMonths
          ? {}
          : { completeWithinMonths }),
      };
      if (Object.keys(set).length === 0) return [];
      return [
        { kind: 'mandate_changed', subject: mandate, validOn: begins, data: { mandate, from: begins, set } },
      ];
    }),

  withdrawMandate: ({ mandate, on }) =>
    run(mandate, async (occasion) => {
      const ends = on ?? occasion.today;
      await versionOn(occasion, mandate, ends);
      return [{ kind: 'mandate_withdrawn', subject: mandate, validOn: ends, data: { mandate, on: ends } }];
    }),

  undoMandate: ({ mandate }) =>
    run(mandate, async (occasion) => {
      const newest = standing(await logOf(occasion, mandate), 'mandate_change_withdrawn').findLast(
        ({ kind }) => kind !== 'mandate_decided',
      );
      if (newest === undefined) {
        throw new AnswerRefused(
          'nothing_to_undo',
          `Beslutet ${mandate} är varken ändrat eller upphävt här. Rätta beslutet, eller filen mandates.csv.`,
        );
      }
      return [
        {
          kind: 'mandate_change_withdrawn',
          subject: mandate,
          corrects: newest.seq,
          data: { mandate },
        },
      ];
    }),

  leaveCooperation: ({ municipality, on }) =>
    run(municipality, async (occasion) => {
      const { tx, today } = occasion;
      assertMunicipality(occasion, municipality);
      const leavesOn = on ?? today;
      const before = await tx.departure.findUnique({ where: { municipality } });
      if (before !== null && fromDate(before.leavesOn) === leavesOn) return [];
      return [
        {
          kind: 'municipality_left',
          subject: municipality,
          validOn: leavesOn,
          data: { municipality, on: leavesOn },
        },
      ];
    }),

  stayInCooperation: ({ municipality }) =>
    run(municipality, async (occasion) => {
      assertMunicipality(occasion, municipality);
      const before = await occasion.tx.departure.findUnique({ where: { municipality } });
      if (before === null) return [];
      const people = occasion.reference.people.flatMap(({ id }) =>
        postOn(occasion.reference, id, fromDate(before.leavesOn)).municipality === municipality ? [id] : [],
      );
      return [
        { kind: 'municipality_stayed', subject: municipality, data: { municipality } },
        ...(await restored(occasion, people, ['municipality-left'])),
      ];
    }),
});

function assertMunicipality({ reference }: Occasion, code: string): void {
  if (reference.municipalities.some((row) => row.code === code)) return;
  throw new AnswerRefused('unknown_municipality', `Kommunen ”${code}” finns inte. Skriv kommunkoden.`);
}

const logOf = ({ tx }: Occasion, mandate: string) =>
  tx.fact.findMany({
    where: { subject: mandate, kind: { in: [...mandateKinds] } },
    orderBy: { seq: 'asc' },
  });

/** The version of a decision that holds on a day. */
async function versionOn(occasion: Occasion, id: string, on: string): Promise<Mandate> {
  const versions = versionsFrom(mandateEvents(await logOf(occasion, id)));
  const version = versions.find((one) => isValidOn(one, on));
  if (version !== undefined) return version;
  const known = [...new Set(occasion.reference.mandates.map((mandate) => mandate.id))].join(', ');
  throw new AnswerRefused(
    'unknown_mandate',
    versions.length === 0
      ? `Beslutet ”${id}” finns inte. Besluten är ${known}.`
      : `Beslutet ${id} gäller inte ${on}. Rätta dagen.`,
  );
}
