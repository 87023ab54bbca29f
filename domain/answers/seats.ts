/** Seats and the places that there are: accepted, declined, booked, kept, wished for. */
import type { IsoDate } from '../calendar/dates.ts';
import { isRealDate } from '../calendar/days.ts';
import type { CourseCode, MunicipalityCode, OfferingCode, PersonId, TermCode } from '../region.ts';
import { code, type Forms, isCode, term } from './form.ts';

export type SeatAct =
  /** `OFFERING`: the manager says yes or no to a seat, leaves a course, or books a course day outside the programme. */
  | {
      readonly kind: 'accept_seat' | 'decline_seat' | 'withdraw' | 'day_seat';
      readonly offering: OfferingCode;
    }
  /** `PERSON@OFFERING`: a coordinator takes back that a seat was given by hand, or given up. */
  | { readonly kind: 'undo_seat'; readonly holder: PersonId; readonly offering: OfferingCode }
  /** `OFFERING ID;ID`: a unit manager books several of their staff. */
  | { readonly kind: 'book_staff'; readonly offering: OfferingCode; readonly people: readonly PersonId[] }
  /** `OFFERING=NUMBER`: a coordinator gives a course offering more or fewer places. */
  | { readonly kind: 'capacity'; readonly offering: OfferingCode; readonly capacity: number }
  /** `OFFERING MUNICIPALITY=NUMBER until=DATE`: a coordinator keeps places for a municipality. */
  | {
      readonly kind: 'reserve_places';
      readonly offering: OfferingCode;
      readonly municipality: MunicipalityCode;
      readonly count: number;
      readonly releasedOn: IsoDate | '';
    }
  /** `PERSON@TERM`: goes on with the training group of a later term; `PERSON`: not after all. */
  | { readonly kind: 'switch_group'; readonly manager: PersonId; readonly term: TermCode }
  | { readonly kind: 'switch_undone'; readonly manager: PersonId }
  /** `COURSE`: the manager wants a course whenever it is given, or not any more. */
  | { readonly kind: 'interest' | 'interest_withdrawn'; readonly course: CourseCode };

const peopleForm = new RegExp(`^(?<offering>${code}) +(?<people>${code}(?:;${code})*)$`);
const switchForm = new RegExp(`^(?<manager>${code})@(?<term>${term})$`);
const holderForm = new RegExp(`^(?<holder>${code})@(?<offering>${code})$`);
const capacityForm = new RegExp(`^(?<offering>${code})=(?<capacity>[1-9]\\d{0,2})$`);
const reserveForm = new RegExp(
  `^(?<offering>${code}) +(?<municipality>\\d{4})=(?<count>\\d{1,3})(?: +until=(?<until>\\d{4}-\\d{2}-\\d{2}))?$`,
);

const ofOffering = <Kind extends 'accept_seat' | 'decline_seat' | 'withdraw' | 'day_seat'>(kind: Kind) => ({
  form: 'KURSTILLFÄLLE',
  read: (value: string) => (isCode(value) ? { kind, offering: value } : undefined),
});

const ofCourse = <Kind extends 'interest' | 'interest_withdrawn'>(kind: Kind) => ({
  form: 'KURS',
  read: (value: string) => (isCode(value) ? { kind, course: value } : undefined),
});

export const seatForms: Forms<SeatAct> = {
  accept_seat: ofOffering('accept_seat'),
  decline_seat: ofOffering('decline_seat'),
  withdraw: ofOffering('withdraw'),
  day_seat: ofOffering('day_seat'),
  undo_seat: {
    form: 'PERSON@KURSTILLFÄLLE',
    read(value) {
      const groups = holderForm.exec(value)?.groups;
      const { holder = '', offering = '' } = groups ?? {};
      return groups && { kind: 'undo_seat', holder, offering };
    },
  },
  book_staff: {
    form: 'KURSTILLFÄLLE PERSON;PERSON',
    read(value) {
      const groups = peopleForm.exec(value)?.groups;
      const people = (groups?.people ?? '').split(';');
      return groups && { kind: 'book_staff', offering: groups.offering ?? '', people };
    },
  },
  capacity: {
    form: 'KURSTILLFÄLLE=ANTAL, till exempel HT2026-1a-1=24',
    read(value) {
      const groups = capacityForm.exec(value)?.groups;
      return (
        groups && {
          kind: 'capacity',
          offering: groups.offering ?? '',
          capacity: Number(groups.capacity),
        }
      );
    },
  },
  reserve_places: {
    form: 'KURSTILLFÄLLE KOMMUN=ANTAL until=DATUM, eller KURSTILLFÄLLE KOMMUN=0',
    read(value) {
      const groups = reserveForm.exec(value)?.groups;
      if (groups === undefined) return undefined;
      const [count, until] = [Number(groups.count), groups.until ?? ''];
      if (count > 0 ? !isRealDate(until) : until !== '') return undefined;
      const { offering = '', municipality = '' } = groups;
      return { kind: 'reserve_places', offering, municipality, count, releasedOn: until };
    },
  },
  switch_group: {
    form: 'PERSON@TERMIN, till exempel 2081-m01@VT2027',
    read(value) {
      const { manager = '', term: code = '' } = switchForm.exec(value)?.groups ?? {};
      return manager === '' ? undefined : { kind: 'switch_group', manager, term: code };
    },
  },
  switch_undone: {
    form: 'PERSON',
    read: (value) => (isCode(value) ? { kind: 'switch_undone', manager: value } : undefined),
  },
  interest: ofCourse('interest'),
  interest_withdrawn: ofCourse('interest_withdrawn'),
};
