/**
 * A region as the program knows it: what the files under `regions/NAME` say, parsed and checked.
 * Everything about the outside world that the rules need stands here; nothing of it is a constant in code.
 */
import type { IsoDate } from './calendar/dates.ts';
import type { Rules } from './rules.ts';

export type MunicipalityCode = string;
export type PersonId = string;
export type CourseCode = string;
export type OfferingCode = string;
/** `VT2027` (spring) or `HT2026` (autumn). */
export type TermCode = string;
export type SellerCode = string;
/** Money in öre, always a whole number. */
export type Ore = number;

export const roles = [
  'manager',
  'deputy_manager',
  'chief',
  'head_of_social_services',
  'finance',
  'trainer',
  'coordinator',
  'staff',
] as const;
export type Role = (typeof roles)[number];

/** Roles that take the programme themselves (first-line managers). */
export const managerRoles: readonly Role[] = ['manager', 'deputy_manager'];

export const careAreas = [
  'elderly_care',
  'disability_care',
  'individual_and_family_care',
  'municipal_health_care',
] as const;
export type CareArea = (typeof careAreas)[number];

export interface Seller {
  readonly code: SellerCode;
  readonly name: string;
  readonly organisationNumber: string;
  readonly bankgiro: string;
  readonly peppolId: string;
  readonly vatNumber: string;
  readonly address: readonly string[];
  readonly email: string;
  readonly telephone: string;
}

/** UNCL5305: `S` standard rate, `E` exempt, `O` outside the scope of VAT. */
export const vatCategories = ['S', 'E', 'O'] as const;
export type VatCategory = (typeof vatCategories)[number];

/**
 * What a fee is charged for: a seat or a participant, a year's inhabitants, or a year's amount for the whole region that
 * the municipalities share by their inhabitants.
 */
export const feeBases = ['participant', 'inhabitant', 'shared'] as const;
export type FeeBasis = (typeof feeBases)[number];

/** What something costs; valid by calendar year of the day it concerns, and within the year from a day. */
export interface Fee {
  readonly article: string;
  readonly title: string;
  readonly year: number;
  /** First day of the year on which it holds; empty: all year, until a later row of the same article and year. */
  readonly from: IsoDate | '';
  readonly basis: FeeBasis;
  readonly seller: SellerCode;
  readonly amount: Ore;
  /** Of `amount`, what goes to the trainer pot (0 for a programme seat). */
  readonly trainerPot: Ore;
  readonly vatCategory: VatCategory;
  /** Whole per cent; 0 unless `S`. */
  readonly vatPercent: number;
}

export interface Term {
  readonly code: TermCode;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** Days on which the schools are closed and no course day is held; both ends included. */
export interface SchoolBreak {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly telephone: string;
}

export interface Sender {
  readonly name: string;
  readonly email: string;
  /** The domain of Message-IDs and calendar UIDs; stable for ever. */
  readonly domain: string;
  readonly replyTo: Contact;
}

export const invoicePeople = ['initials', 'id'] as const;
export type InvoicePeople = (typeof invoicePeople)[number];

export interface Municipality {
  readonly code: MunicipalityCode;
  readonly name: string;
  readonly organisationNumber: string;
  /** Inhabitants by which a year's costs are shared. */
  readonly population: number;
  readonly peppolId: string;
  readonly invoiceReference: string;
  readonly invoiceEmail: string;
  /** How lines of invoices name a participant: with initials and workplace, or by id alone. */
  readonly invoicePeople: InvoicePeople;
  /** Name of the funding that may pay for managers in elderly care, or empty. */
  readonly funding: string;
}

/** Languages in which people can get their mails; the first is what everybody gets who has not chosen. */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

export interface Person {
  readonly id: PersonId;
  /** Empty for those who belong to the region rather than a municipality. */
  readonly municipality: MunicipalityCode | '';
  readonly name: string;
  /** Empty when the person has none and is reached through the chief. */
  readonly email: string;
  readonly role: Role;
  readonly targetGroup: 'I' | 'II' | 'III' | '';
  /** `area/name of the unit`, for instance `elderly_care/Hemtjänst Norr`; empty for those without one. */
  readonly workplace: string;
  readonly chiefId: PersonId | '';
  readonly postSince: IsoDate | '';
  readonly leftOn: IsoDate | '';
  /** In which the person gets mails. */
  readonly language: Language;
}

/** A dated, sourced decision of one municipality that the programme is mandatory. */
export interface Mandate {
  /** `code:decided_on`, the business key. */
  readonly id: string;
  readonly municipality: MunicipalityCode;
  readonly decidedOn: IsoDate;
  readonly decidedBy: string;
  readonly reference: string;
  readonly roles: readonly Role[];
  readonly quotaPerYear: number;
  readonly startWithinMonths: number;
  readonly completeWithinMonths: number;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | '';
  /**
   * Of a decision that was changed: `validFrom` and `validTo` are those of the version, and the periods of each role
   * count from this day. Without it they count from `validFrom`.
   */
  readonly countsFrom?: Readonly<Partial<Record<Role, IsoDate>>>;
}

/**
 * The programme's courses; courses held on course days outside it; web courses that are taken alone or in group; and a
 * municipality's own introduction of new chiefs, which is only recorded here.
 */
export const courseKinds = ['programme', 'course_day', 'web', 'introduction'] as const;
export type CourseKind = (typeof courseKinds)[number];

/** Whom a course outside the programme is for: everybody who leads staff, or some of them, or staff. */
export const audiences = ['leaders', 'unit_managers', 'staff', 'II', 'III'] as const;
export type Audience = (typeof audiences)[number];

/** How a course outside the programme is completed: by a result of the trainer, or by presence alone. */
export const completions = ['result', 'presence'] as const;
export type Completion = (typeof completions)[number];

/** Whether people book a seat themselves, or everybody whom the course is for is invited. */
export const bookings = ['booking', 'invitation'] as const;
export type Booking = (typeof bookings)[number];

export const trainerSources = ['any', 'municipal'] as const;
export type TrainerSource = (typeof trainerSources)[number];

export const partKinds = ['preparation', 'day', 'reflection', 'follow_up'] as const;
export type PartKind = (typeof partKinds)[number];

/** One of the parts that a course is made of; all of them are needed for the certificate. */
export interface CoursePart {
  /** Unique within the course. */
  readonly code: string;
  readonly kind: PartKind;
  readonly title: string;
  /** Calendar days from the first course day (negative: before it) or, for what comes after, from the last. */
  readonly dueDays: number;
  /** Calendar days before the due day on which whoever has not done it is reminded; 0: no reminder. */
  readonly remindDays: number;
}

export interface Course {
  readonly code: CourseCode;
  readonly title: string;
  /** Higher-education credits in tenths of hp: 7.5 hp is 75, so that sums are exact. */
  readonly creditsTenths: number;
  readonly kind: CourseKind;
  /** Courses of one group exclude each other (1a and 1b); empty when alone. */
  readonly alternativeGroup: string;
  readonly priceArticle: string;
  readonly audience: Audience;
  /** Only for those who work in this area; empty: all. */
  readonly area: CareArea | '';
  readonly trainersFrom: TrainerSource;
  readonly completedBy: Completion;
  readonly booking: Booking;
  /** Empty for a course that is one whole. */
  readonly parts: readonly CoursePart[];
  /** What those who have passed can do, one sentence each; stands in their certificates. */
  readonly outcomes: readonly string[];
}

/** A course without settings of its own: for all leaders, any trainers, the trainer's result, seats that are booked. */
export const ordinaryCourse = {
  audience: 'leaders',
  area: '',
  trainersFrom: 'any',
  completedBy: 'result',
  booking: 'booking',
  parts: [],
  outcomes: [],
} as const satisfies Partial<Course>;

export interface CourseDay {
  readonly offering: OfferingCode;
  readonly number: number;
  readonly date: IsoDate;
  /** Local time, `09:00`. */
  readonly start: string;
  readonly end: string;
  readonly place: string;
  readonly trainers: readonly { readonly id: PersonId; readonly leader: boolean }[];
}

export interface Offering {
  readonly code: OfferingCode;
  readonly course: CourseCode;
  readonly term: TermCode;
  readonly trainingGroup: string;
  readonly capacity: number;
  readonly place: string;
  readonly days: readonly CourseDay[];
}

/** A line of a municipality's plan for workplace learning (kommunal genomförandeplan). */
export interface PlanActivity {
  readonly code: string;
  readonly municipality: MunicipalityCode;
  /** What is to be done, without names. */
  readonly title: string;
  readonly plannedOn: IsoDate;
  /** The administrative support person who is reminded. */
  readonly supportPerson: PersonId;
}

/** Places of an offering that are kept for a municipality. */
export interface ReservedPlaces {
  readonly offering: OfferingCode;
  readonly municipality: MunicipalityCode;
  /** 0 takes away what an earlier file said. */
  readonly count: number;
  /** The first day on which anybody may have what is left of them. */
  readonly releasedOn: IsoDate;
}

/** Who gave a course that a municipality recognises as equivalent; a class, never a name. */
export const providerClasses = [
  'university',
  'municipality',
  'folk_high_school',
  'company',
  'other',
] as const;

export interface PriorCredit {
  readonly person: PersonId;
  readonly course: CourseCode;
  readonly completedOn: IsoDate;
  readonly source: string;
}

/** A line of `answers.csv`: what a person did on a day. */
export interface Answer {
  readonly date: IsoDate;
  readonly person: PersonId;
  readonly what: string;
  readonly value: string;
}

export interface Region {
  readonly name: string;
  readonly timeZone: string;
  readonly holidayCountry: string;
  readonly goLive: IsoDate;
  readonly sender: Sender;
  readonly sellers: readonly Seller[];
  readonly fees: readonly Fee[];
  readonly terms: readonly Term[];
  readonly schoolBreaks: readonly SchoolBreak[];
  readonly rules: Rules;
  readonly municipalities: readonly Municipality[];
  readonly people: readonly Person[];
  readonly mandates: readonly Mandate[];
  readonly courses: readonly Course[];
  readonly offerings: readonly Offering[];
  readonly credits: readonly PriorCredit[];
  readonly planActivities: readonly PlanActivity[];
  readonly reservedPlaces: readonly ReservedPlaces[];
  readonly answers: readonly Answer[];
}
