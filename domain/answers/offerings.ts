/** Course offerings and their trainers: changed, cancelled, reinstated, replaced. */
import type { IsoDate } from '../calendar/dates.ts';
import { isRealDate } from '../calendar/days.ts';
import type { OfferingCode, PersonId, TermCode } from '../region.ts';
import { code, type Forms, isCode, term } from './form.ts';

interface DayParts {
  readonly date?: IsoDate;
  /** Local times, `09:00`. */
  readonly start?: string;
  readonly end?: string;
  readonly place?: string;
  readonly link?: string;
}

interface TrainerDay {
  readonly trainer: PersonId;
  readonly offering: OfferingCode;
  readonly day: number;
}

export type OfferingAct =
  /** `OFFERING#DAY date=…;start=…;end=…;place=…;link=…`: a coordinator changes what is named about a course day. */
  | ({ readonly kind: 'change_day'; readonly offering: OfferingCode; readonly day: number } & DayParts)
  /** `OFFERING without=3;4`: days are taken away. */
  | {
      readonly kind: 'shorten_offering';
      readonly offering: OfferingCode;
      readonly without: readonly number[];
    }
  /** `OFFERING to=TERM days=DATE;DATE`: the whole offering is moved to another term. */
  | {
      readonly kind: 'move_offering';
      readonly offering: OfferingCode;
      readonly term: TermCode;
      readonly dates: readonly IsoDate[];
    }
  /** `OFFERING into=OFFERING`: its participants go to the other one. */
  | { readonly kind: 'merge_offering'; readonly offering: OfferingCode; readonly into: OfferingCode }
  /** `OFFERING`: it is not given; it is given after all; its newest change is taken back. */
  | {
      readonly kind: 'cancel_offering' | 'reinstate_offering' | 'undo_offering_change';
      readonly offering: OfferingCode;
    }
  /** `TRAINER@OFFERING#DAY`: cannot come, can come after all, does not hold the day any more. */
  | ({ readonly kind: 'trainer_unavailable' | 'trainer_available' | 'unassign_trainer' } & TrainerDay)
  /** `TRAINER@OFFERING#DAY`, or with ` leader`: is to hold the day. */
  | ({ readonly kind: 'assign_trainer'; readonly leader: boolean } & TrainerDay);

const changeForm = new RegExp(`^(?<offering>${code})#(?<day>[1-9]\\d?) +(?<parts>.+)$`);
const shortenForm = new RegExp(`^(?<offering>${code}) +without=(?<days>[1-9]\\d?(?:;[1-9]\\d?)*)$`);
const moveForm = new RegExp(`^(?<offering>${code}) +to=(?<term>${term}) +days=(?<dates>[\\d;-]+)$`);
const mergeForm = new RegExp(`^(?<offering>${code}) +into=(?<into>${code})$`);
const trainerForm = new RegExp(
  `^(?<trainer>${code})@(?<offering>${code})#(?<day>[1-9]\\d?)(?: +(?<leader>leader))?$`,
);
const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/;
const dayParts = {
  date: isRealDate,
  start: (text: string) => timeForm.test(text),
  end: (text: string) => timeForm.test(text),
  place: (text: string) => text !== '',
  link: (text: string) => !text.includes(' '),
} satisfies Record<keyof DayParts, (text: string) => boolean>;

/** `date=2026-10-14;place=Falun`: undefined when a part is not known, said twice, or cannot be read. */
function readDayParts(text: string): DayParts | undefined {
  const parts: Partial<Record<keyof DayParts, string>> = {};
  for (const part of text.split(';')) {
    const [name = '', ...rest] = part.split('=');
    const value = rest.join('=').trim();
    const key = (['date', 'start', 'end', 'place', 'link'] as const).find((known) => known === name.trim());
    if (key === undefined || parts[key] !== undefined || !dayParts[key](value)) return undefined;
    parts[key] = value;
  }
  return parts;
}

function trainerDay(value: string): (TrainerDay & { readonly leader: boolean }) | undefined {
  const groups = trainerForm.exec(value)?.groups;
  const { trainer = '', offering = '', day, leader } = groups ?? {};
  return groups && { trainer, offering, day: Number(day), leader: leader !== undefined };
}

const whole = <Kind extends 'cancel_offering' | 'reinstate_offering' | 'undo_offering_change'>(
  kind: Kind,
) => ({
  form: 'KURSTILLFÄLLE',
  read: (value: string) => (isCode(value) ? { kind, offering: value } : undefined),
});

const ofTrainer = <Kind extends 'trainer_unavailable' | 'trainer_available' | 'unassign_trainer'>(
  kind: Kind,
) => ({
  form: 'UTBILDARE@KURSTILLFÄLLE#TRÄFF',
  read(value: string) {
    const found = trainerDay(value);
    if (found === undefined || found.leader) return undefined;
    const { leader: _leader, ...day } = found;
    return { kind, ...day };
  },
});

export const offeringForms: Forms<OfferingAct> = {
  change_day: {
    form: 'KURSTILLFÄLLE#TRÄFF date=2026-10-14;start=09:00;end=16:00;place=Falun;link=https://… (bara det som ändras)',
    read(value) {
      const groups = changeForm.exec(value)?.groups;
      const parts = groups && readDayParts(groups.parts ?? '');
      return (
        groups &&
        parts && { kind: 'change_day', offering: groups.offering ?? '', day: Number(groups.day), ...parts }
      );
    },
  },
  shorten_offering: {
    form: 'KURSTILLFÄLLE without=TRÄFF;TRÄFF',
    read(value) {
      const groups = shortenForm.exec(value)?.groups;
      const without = (groups?.days ?? '').split(';').map(Number);
      return groups && { kind: 'shorten_offering', offering: groups.offering ?? '', without };
    },
  },
  move_offering: {
    form: 'KURSTILLFÄLLE to=TERMIN days=DATUM;DATUM',
    read(value) {
      const groups = moveForm.exec(value)?.groups;
      const dates = (groups?.dates ?? '').split(';');
      if (!groups || !dates.every(isRealDate)) return undefined;
      return { kind: 'move_offering', offering: groups.offering ?? '', term: groups.term ?? '', dates };
    },
  },
  merge_offering: {
    form: 'KURSTILLFÄLLE into=KURSTILLFÄLLE',
    read(value) {
      const groups = mergeForm.exec(value)?.groups;
      return groups && { kind: 'merge_offering', offering: groups.offering ?? '', into: groups.into ?? '' };
    },
  },
  cancel_offering: whole('cancel_offering'),
  reinstate_offering: whole('reinstate_offering'),
  undo_offering_change: whole('undo_offering_change'),
  trainer_unavailable: ofTrainer('trainer_unavailable'),
  trainer_available: ofTrainer('trainer_available'),
  assign_trainer: {
    form: 'UTBILDARE@KURSTILLFÄLLE#TRÄFF eller UTBILDARE@KURSTILLFÄLLE#TRÄFF leader',
    read(value) {
      const found = trainerDay(value);
      return found && { kind: 'assign_trainer', ...found };
    },
  },
  unassign_trainer: ofTrainer('unassign_trainer'),
};
