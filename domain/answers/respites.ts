/** What gives a manager time: leave, exemptions, plans, and more time that is asked for. */
import type { IsoDate } from '../calendar/dates.ts';
import { isRealDate } from '../calendar/days.ts';
import {
  type ExtensionCause,
  extensionCauses,
  type RefusalCause,
  refusalCauses,
} from '../escalation/extensions.ts';
import { type RespiteCause, type RespiteKind, respiteCauses, respiteKinds } from '../people/respites.ts';
import type { PersonId } from '../region.ts';
import { code, type Forms } from './form.ts';

export type RespiteAct =
  /** `DATE CAUSE`, or `PERSON@DATE CAUSE` when a chief asks: more time is asked for. */
  | {
      readonly kind: 'ask_extension';
      /** Empty when the manager asks. */
      readonly manager: PersonId | '';
      readonly until: IsoDate;
      readonly cause: ExtensionCause;
    }
  /** `PERSON@DATE`: the chief of the line grants more time until a day. */
  | { readonly kind: 'grant_extension'; readonly manager: PersonId; readonly until: IsoDate }
  /** `PERSON CAUSE`: the chief of the line refuses it. */
  | { readonly kind: 'refuse_extension'; readonly manager: PersonId; readonly cause: RefusalCause }
  /** Empty: the newest that was said about more time for the manager of the line is taken back. */
  | { readonly kind: 'undo_extension' }
  /** A date: for the manager of the line, a plan with this date is accepted. */
  | { readonly kind: 'plan'; readonly until: IsoDate }
  /** A date, or empty for good: the manager of the line is exempt from mandatory training. */
  | { readonly kind: 'exempt'; readonly until: IsoDate | '' }
  /** `UNTIL`, `FROM..UNTIL` or `FROM..`, and the class of the reason: whoever the line names is on leave. */
  | {
      readonly kind: 'leave';
      readonly until: IsoDate | '';
      readonly from?: IsoDate;
      readonly cause?: RespiteCause;
    }
  /** A date, or empty for the day of the line: the first day back from leave. */
  | { readonly kind: 'back'; readonly on: IsoDate | '' }
  /** What is taken back: the newest that was said about it. */
  | { readonly kind: 'undo'; readonly what: RespiteKind | 'post' };

const askForm = new RegExp(
  `^(?:(?<person>${code})@)?(?<until>\\d{4}-\\d{2}-\\d{2})(?: +(?<cause>[a-z_]+))?$`,
);
const leaveForm = /^(?:(?<from>[\d-]+)(?<range>\.\.))?(?<until>[\d-]*)(?: +(?<cause>[a-z]+))?$/;

export const respiteForms: Forms<RespiteAct> = {
  ask_extension: {
    form: `DATUM SKÄL eller PERSON@DATUM SKÄL; skälet är något av ${extensionCauses.join(', ')}`,
    read(value) {
      const groups = askForm.exec(value)?.groups;
      const cause = extensionCauses.find((known) => known === groups?.cause);
      const until = groups?.until ?? '';
      if (cause === undefined || !isRealDate(until)) return undefined;
      return { kind: 'ask_extension', manager: groups?.person ?? '', until, cause };
    },
  },
  grant_extension: {
    form: 'PERSON@DATUM',
    read(value) {
      const groups = askForm.exec(value)?.groups;
      const manager = groups?.person ?? '';
      const until = groups?.until ?? '';
      const fits = manager !== '' && groups?.cause === undefined && isRealDate(until);
      return fits ? { kind: 'grant_extension', manager, until } : undefined;
    },
  },
  refuse_extension: {
    form: `PERSON SKÄL; skälet är något av ${refusalCauses.join(', ')}`,
    read(value) {
      const [manager = '', said, ...rest] = value.split(/ +/);
      const cause = refusalCauses.find((known) => known === said);
      if (manager === '' || cause === undefined || rest.length > 0) return undefined;
      return { kind: 'refuse_extension', manager, cause };
    },
  },
  undo_extension: {
    form: 'tomt',
    read: (value) => (value === '' ? { kind: 'undo_extension' } : undefined),
  },
  plan: {
    form: 'ett datum, till exempel 2027-01-31',
    read: (value) => (isRealDate(value) ? { kind: 'plan', until: value } : undefined),
  },
  exempt: {
    form: 'ett datum, till exempel 2027-01-31, eller tomt när undantaget gäller tills vidare',
    read: (value) => (value === '' || isRealDate(value) ? { kind: 'exempt', until: value } : undefined),
  },
  leave: {
    form: 'ett datum, till exempel 2027-01-31, eller 2026-09-01..2027-01-31 parental (utan slutdag när den inte är känd; parental, sick, study eller other)',
    read(value) {
      const groups = leaveForm.exec(value)?.groups;
      if (!groups) return undefined;
      const { from, until = '', cause: word } = groups;
      const cause = respiteCauses.find((one) => one === word);
      if (from !== undefined && !isRealDate(from)) return undefined;
      if (until === '' ? from === undefined : !isRealDate(until)) return undefined;
      if (word !== undefined && cause === undefined) return undefined;
      return {
        kind: 'leave',
        until,
        ...(from === undefined ? {} : { from }),
        ...(cause === undefined ? {} : { cause }),
      };
    },
  },
  back: {
    form: 'ett datum, till exempel 2027-01-31, eller tomt för dagen på raden',
    read: (value) => (value === '' || isRealDate(value) ? { kind: 'back', on: value } : undefined),
  },
  undo: {
    form: 'leave, exempt, plan, extension eller post',
    read(value) {
      const what = ['post' as const, ...respiteKinds].find((one) => one === value);
      return what && { kind: 'undo', what };
    },
  },
};
