/** What municipalities decide: mandates that change or end, and whether they are in the cooperation. */
import type { IsoDate } from '../calendar/dates.ts';
import { type MunicipalityCode, type Role, roles } from '../region.ts';
import { type Forms, isCode, namedAndDated, settingsIn } from './form.ts';

interface TermsChange {
  readonly quotaPerYear?: number;
  readonly startWithinMonths?: number;
  readonly completeWithinMonths?: number;
  readonly roles?: readonly Role[];
}

export type DecisionAct =
  /** `DECISION@FROM quota=… start=… complete=… roles=ROLE;ROLE`: a decision is changed from a day. */
  | ({ readonly kind: 'mandate'; readonly mandate: string; readonly from: IsoDate } & TermsChange)
  /** `DECISION@DATE`: a decision no longer holds from that day. */
  | { readonly kind: 'mandate_ends'; readonly mandate: string; readonly on: IsoDate }
  /** `DECISION`: the newest change of a decision is taken back. */
  | { readonly kind: 'undo_mandate'; readonly mandate: string }
  /** `CODE@DATE`: a municipality is outside the cooperation from that day. */
  | { readonly kind: 'leaves_cooperation'; readonly municipality: MunicipalityCode; readonly on: IsoDate }
  /** `CODE`: the municipality stays after all. */
  | { readonly kind: 'stays_in_cooperation'; readonly municipality: MunicipalityCode };

export const decisionForms: Forms<DecisionAct> = {
  mandate: {
    form: 'BESLUT@2027-01-01 quota=8 start=12 complete=36 roles=manager;deputy_manager (det som ändras)',
    read(value) {
      const space = value.indexOf(' ');
      const head = namedAndDated(space < 0 ? '' : value.slice(0, space));
      const found = settingsIn(value.slice(space + 1), ['quota', 'start', 'complete', 'roles']);
      if (head === undefined || found === undefined) return undefined;
      const names = found.get('roles')?.split(';');
      const covered = roles.filter((role) => names?.includes(role));
      if (names !== undefined && (covered.length === 0 || covered.length !== names.length)) return undefined;
      const number = (name: string) =>
        /^\d{1,3}$/.test(found.get(name) ?? '') ? Number(found.get(name)) : undefined;
      const [quotaPerYear, startWithinMonths, completeWithinMonths] = ['quota', 'start', 'complete'].map(
        number,
      );
      const numbers = ['quota', 'start', 'complete'].filter((name) => found.has(name));
      if (numbers.some((name) => number(name) === undefined)) return undefined;
      return {
        kind: 'mandate',
        mandate: head.what,
        from: head.date,
        ...(quotaPerYear === undefined ? {} : { quotaPerYear }),
        ...(startWithinMonths === undefined ? {} : { startWithinMonths }),
        ...(completeWithinMonths === undefined ? {} : { completeWithinMonths }),
        ...(names === undefined ? {} : { roles: covered }),
      };
    },
  },
  mandate_ends: {
    form: 'BESLUT@2027-01-01',
    read(value) {
      const found = namedAndDated(value);
      return found && { kind: 'mandate_ends', mandate: found.what, on: found.date };
    },
  },
  undo_mandate: {
    form: 'BESLUT',
    read: (value) => (isCode(value) ? { kind: 'undo_mandate', mandate: value } : undefined),
  },
  leaves_cooperation: {
    form: 'KOMMUN@2027-01-01',
    read(value) {
      const found = namedAndDated(value);
      return found && { kind: 'leaves_cooperation', municipality: found.what, on: found.date };
    },
  },
  stays_in_cooperation: {
    form: 'KOMMUN',
    read: (value) => (isCode(value) ? { kind: 'stays_in_cooperation', municipality: value } : undefined),
  },
};
