/** How it went for a nominated manager, as the chief and the manager are told. */
import type { Language } from '../../domain/region.ts';
import { inEach } from './wording.ts';

interface SeatReasons {
  readonly declined: string;
  readonly cancelled: string;
  readonly left: string;
  /** Which offering, and the first day. */
  readonly seat: (offering: string, firstDay: string) => string;
  readonly listEnded: string;
  readonly waiting: (position: number, why: string) => string;
}

export const seatReasons = inEach<SeatReasons>({
  sv: {
    declined: 'Har tackat nej till platsen.',
    cancelled: 'Kurstillfället är inställt.',
    left: 'Har lämnat platsen.',
    seat: (offering, firstDay) => `Kurstillfälle ${offering}, första kursdagen ${firstDay}.`,
    listEnded: 'Ingen plats hann bli ledig innan reservlistan stängde.',
    waiting: (position, why) => `Reservplats ${position}. ${why}`,
  },
  en: {
    declined: 'Has declined the seat.',
    cancelled: 'The course offering has been cancelled.',
    left: 'Has left the seat.',
    seat: (offering, firstDay) => `Course offering ${offering}, first course day ${firstDay}.`,
    listEnded: 'No seat became free before the waiting list closed.',
    waiting: (position, why) => `Place ${position} on the waiting list. ${why}`,
  },
});

/** The log gives reasons in Swedish; in English the rule that was applied is put into words. */
const refusalsInEnglish: Readonly<Record<string, string>> = {
  unavailable: 'Is on leave or exempt from the programme.',
  in_training: 'Already has a seat this term; everybody has at most one seat a term.',
  nothing_missing: 'Has already passed all courses of the programme.',
  not_offered: 'None of the missing courses is given this term.',
  unknown_person: 'Is not among the managers of the region.',
  stability_cap: 'As many managers as the workplace can spare are taking the programme already.',
  quota_full: 'The municipality’s quota of new participants this year is full.',
  share_full: 'The municipality’s share of the seats this term is full.',
};

/** Why a nomination came to nothing: `reason` as the log has it, in Swedish. */
export const refusalReason = (language: Language, rule: string, reason: string): string =>
  language === 'sv' ? reason : (refusalsInEnglish[rule] ?? '');

/** Why somebody waits: `reason` as the log has it, in Swedish. */
export const waitingReasonIn = (language: Language, courseTitle: string, reason: string): string =>
  language === 'sv'
    ? reason
    : `There were not enough seats on the course ${courseTitle} within the limits for workplaces and municipalities.`;
