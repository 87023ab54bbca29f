/**
 * The settings of the rules, as `region.yaml` gives them under `rules`. Defaults are those of the project's
 * domain description; a region overrides any of them. Periods are named by their unit.
 */
import { z } from 'zod';
import { mailKinds, paces, tooLateRules, urgencies } from './messages/kinds.ts';

const weeks = (value: number) => z.number().int().min(0).max(104).default(value);
const days = (value: number) => z.number().int().min(0).max(400).default(value);
const hour = (value: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time such as 08:00')
    .default(value);
/** Written without quotation marks in settings, where it reads as a number. */
const accountNumber = z.coerce.string().regex(/^[1-8]\d{3}$/, 'an account of four digits such as 1510');
const account = (value: string) => accountNumber.default(value);

/** What becomes of a proposal that nobody has answered when nominations close. */
export const noAnswerRules = ['send_nobody', 'accept_proposal'] as const;
export type NoAnswerRule = (typeof noAnswerRules)[number];

export const rulesSchema = z.strictObject({
  /** Local time of day at which ordinary mails go out. */
  sendAt: hour('08:00'),
  /** Minutes that mails caused by a fact entered by hand wait, so that a slip can be undone. */
  handEntryGraceMinutes: z.number().int().min(0).max(240).default(15),
  messages: z
    .strictObject({
      /** Minutes between the attempts to hand over a mail that the server cannot take just now. */
      retryAfterMinutes: z
        .array(z.number().int().min(1).max(20_160))
        .min(1)
        .max(12)
        .default([5, 30, 120, 360, 1440]),
      /** How often calendars that subscribe to a person's course days look for news, hours. */
      calendarRefreshHours: z.number().int().min(1).max(168).default(6),
      /** Local times between which no ordinary mail goes out; the same time twice: there are none. */
      quietHours: z.strictObject({ from: hour('19:00'), until: hour('07:00') }).prefault({}),
      /** Whether ordinary mails wait for a working day. */
      workingDaysOnly: z.boolean().default(true),
      /** What is so near, in calendar days, may be told at any hour, of the kinds that have news. */
      urgentWithinDays: z.number().int().min(0).max(60).default(3),
      /** Whether mails of one day to one person become one. */
      together: z.boolean().default(true),
      /** What falls due in several courses or journeys within so many minutes is not spread over days. */
      sameTimeMinutes: z.number().int().min(0).max(1440).default(60),
      /** What a kind of mail does otherwise than domain/messages/kinds.ts says. */
      kinds: z
        .partialRecord(
          z.enum(mailKinds),
          z
            .strictObject({
              urgency: z.enum(urgencies),
              whenTooLate: z.enum(tooLateRules),
              duringLeave: z.boolean(),
              pace: z.enum(paces),
            })
            .partial(),
        )
        .default({}),
    })
    .prefault({}),
  enrolment: z
    .strictObject({
      opensWeeksBefore: weeks(16),
      closesWeeksBefore: weeks(10),
      /** Reminders to chiefs who have not answered, calendar days before the closing. */
      reminderDaysBeforeClosing: z.array(z.number().int().min(1).max(60)).max(4).default([14, 3]),
      /** Working days between closing and the handing out of seats. */
      seatsWorkingDaysAfterClosing: days(2),
      declineUntilWeeksBefore: weeks(4),
      promotionStopsDaysBefore: days(14),
      /** Working days that somebody promoted from a waiting list has to say yes; 0: the seat is theirs at once. */
      promotionAnswerWorkingDays: days(5),
      /** Proposals that nobody has answered when nominations close; a municipality can have a rule of its own. */
      noAnswer: z.enum(noAnswerRules).default('send_nobody'),
      noAnswerByMunicipality: z
        .record(z.string().regex(/^\d{4}$/, 'a municipality code'), z.enum(noAnswerRules))
        .default({}),
      /** 1a is for those with fewer months in a managerial post than this at term start, 1b for the others. */
      newAsLeaderMonths: z.number().int().min(0).max(120).default(24),
      /** How many of one workplace may be in training at the same time: this, or a share of a larger one. */
      stabilityCap: z.number().int().min(1).max(50).default(1),
      stabilityShare: z
        .number()
        .min(0)
        .max(1)
        .default(1 / 3),
      /** How seats are handed out: by a plan over several terms proved best, or by the simple order of priority. */
      method: z.enum(['plan', 'priority']).default('plan'),
      /** Terms that a seat plan looks at, the present one included. */
      planTerms: z.number().int().min(1).max(6).default(4),
      /** Terms within which somebody who has begun should have finished. */
      finishWithinTerms: z.number().int().min(1).max(20).default(4),
      /** Work that the plan may cost a goal before the order of priority decides: nodes of the search, and iterations. */
      planNodes: z.number().int().min(1).max(1_000_000).default(2_000),
      planIterations: z.number().int().min(1_000).max(100_000_000).default(1_000_000),
      /** Managers that are planned together; more are planned in blocks of municipalities. */
      planBlock: z.number().int().min(10).max(5_000).default(800),
    })
    .prefault({}),
  mandate: z
    .strictObject({
      startWithinMonths: days(12),
      completeWithinMonths: days(36),
      /** Nobody is late before their turn under the yearly quota has come (mandates are carried out successively). */
      turnsByQuota: z.boolean().default(true),
    })
    .prefault({}),
  people: z
    .strictObject({
      /** Whether somebody who leaves the post gives back seats whose course days are not over. */
      leaverGivesBackSeat: z.boolean().default(true),
      /** A seat during leave: kept, given back, or given back when more days are missed than a certificate allows. */
      seatDuringLeave: z.enum(['keep', 'give_back', 'when_too_many_days']).default('when_too_many_days'),
    })
    .prefault({}),
  courseDays: z
    .strictObject({
      practicalInformationDaysBefore: days(21),
      /** Calendar days before a course day, at `sendAt`. */
      firstReminderDaysBefore: days(14),
      /** Working days before a course day, at `sendAt`. */
      secondReminderWorkingDaysBefore: days(2),
      attendanceListWorkingDaysBefore: days(1),
      attendanceWithinWorkingDays: days(2),
      assignmentWorkingDaysBeforeNextDay: days(3),
    })
    .prefault({}),
  examination: z
    .strictObject({
      memoDaysAfterLastDay: days(14),
      memoReminderWorkingDaysBefore: days(5),
      resultWithinWorkingDays: days(15),
      /** Working days before that deadline on which the course leader is reminded. */
      resultReminderWorkingDaysBefore: days(5),
      /** Working days from a failed result to the next memo deadline. */
      retakeWithinWorkingDays: days(20),
      maxAttempts: z.number().int().min(1).max(10).default(3),
    })
    .prefault({}),
  certificate: z
    .strictObject({
      programmeAbsencesAllowed: z.number().int().min(0).max(10).default(1),
      courseDayAbsencesAllowed: z.number().int().min(0).max(10).default(0),
      /** Tenths of hp that make the whole programme: 30 hp. */
      programmeCreditsTenths: z.number().int().min(1).default(300),
      /** Months that a certificate counts from its day of issue, by kind; 0: it does not expire. */
      validMonths: z
        .strictObject({
          course: z.number().int().min(0).max(600).default(0),
          course_day: z.number().int().min(0).max(600).default(0),
          programme: z.number().int().min(0).max(600).default(0),
          web: z.number().int().min(0).max(600).default(0),
        })
        .prefault({}),
    })
    .prefault({}),
  escalation: z
    .strictObject({
      noticeDaysBefore: days(60),
      /** A notice that was due during a leave is sent on the return when at least so many days are left. */
      noticeOnReturnDaysBefore: days(7),
      /** A deadline that can no longer be met is told this many days ahead, at most. */
      unreachableDaysBefore: days(180),
      headDaysAfter: days(14),
      coordinatorDaysAfterHead: days(30),
      /** How often one case is taken up a level, however often it is opened again. */
      maxPerCase: z.number().int().min(0).max(50).default(6),
      /** The one mail a week to a chief about all cases. */
      digest: z
        .strictObject({
          /** 1 Monday … 5 Friday; a day off moves within the week. */
          weekday: z.number().int().min(1).max(5).default(1),
          sendAt: hour('08:00'),
          /** A deadline that has just passed is told on the next working day, as that week's digest. */
          urgentAtOnce: z.boolean().default(false),
          /** A case without an answer stands in a digest again after so many weeks. */
          repeatWeeks: weeks(4),
        })
        .prefault({}),
    })
    .prefault({}),
  offerings: z
    .strictObject({
      /** Minutes without a further change after which participants and trainers are told what has changed. */
      changeQuietMinutes: z.number().int().min(0).max(1_440).default(60),
      /** Working days before a course day on which a day that is short of trainers is told to the coordinator again. */
      trainerShortageWorkingDaysBefore: days(10),
      /** Weeks before a course day that nobody has been planned to hold on which the coordinator is told. */
      noTrainerWeeksBefore: weeks(6),
      /** How many missed days of a course may be made up in other offerings of it. */
      makeUpDaysAllowed: z.number().int().min(0).max(20).default(2),
      /** How far ahead, in days from the day of the mail, days are offered in which a missed one can be made up. */
      makeUpOfferedDaysAhead: days(365),
    })
    .prefault({}),
  invoicing: z
    .strictObject({
      freeWithdrawalWeeksIntoTerm: weeks(3),
      /** Working days after the last course day of the term before course days are invoiced. */
      courseDaysWorkingDaysAfterLastDay: days(10),
      paymentDays: days(30),
      /** Month and day on which the year's costs are invoiced; not before the first term of the year is opened. */
      yearlyCostsOn: z
        .string()
        .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'a month and a day such as 03-01')
        .default('03-01'),
      /** Reminders of invoices that are not paid. */
      reminders: z
        .strictObject({
          /** Calendar days after the due date on which each reminder goes; as many as there are days. */
          daysAfterDue: z.array(z.number().int().min(1).max(365)).max(6).default([10, 30]),
          /** Calendar days after the last reminder on which a coordinator has to look at it. */
          coordinatorDaysAfter: days(14),
          /** What is left to pay and no more than this is not asked for. */
          thresholdOre: z.number().int().min(0).max(1_000_000).default(0),
        })
        .prefault({}),
      /** Who pays for a seat of somebody who moves before its term: see domain/invoicing/payer.ts. */
      payerAfterMove: z.enum(['seat', 'new_from_next_term']).default('seat'),
      /** Shares of a course day's pot: of whoever holds it, and of an appointed course leader; whole hundredths. */
      trainerPot: z
        .strictObject({
          share: z.number().min(0.01).max(10).multipleOf(0.01).default(1),
          leaderShare: z.number().min(0.01).max(10).multipleOf(0.01).default(1.25),
        })
        .prefault({}),
      /** What facts change after an invoice: credit notes and additional invoices, at `sendAt`. */
      corrections: z
        .strictObject({
          /** Which working day of each month: 1 is the first. */
          workingDayOfMonth: z.number().int().min(1).max(15).default(1),
          /** Also on the term's last day, or the working day after it. */
          atTermEnd: z.boolean().default(true),
          /** Differences that come to no more than this, between a seller and a municipality, wait for more. */
          thresholdOre: z.number().int().min(0).max(10_000_000).default(0),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Accounts of the accounting file, by the BAS chart of accounts. */
  accounting: z
    .strictObject({
      receivable: account('1510'),
      bank: account('1930'),
      /** Payments that belong to no invoice, until somebody knows. */
      unknown: account('2999'),
      /** Output VAT by rate. */
      vat: z
        .strictObject({ '25': account('2611'), '12': account('2621'), '6': account('2631') })
        .prefault({}),
      /** Revenue by VAT category: standard rate, exempt, outside VAT. */
      revenue: z.strictObject({ S: account('3001'), E: account('3004'), O: account('3980') }).prefault({}),
      /** Articles with a revenue account of their own. */
      revenueByArticle: z.record(z.string(), accountNumber).default({}),
      /** Shares of the trainer pot: what they cost the seller, and what it owes the municipalities for them. */
      trainerPot: z.strictObject({ cost: account('4600'), owed: account('2890') }).prefault({}),
    })
    .prefault({}),
  otherCourses: z
    .strictObject({
      /** Calendar days before a web course is to be done on which those who have not done it are reminded. */
      webReminderDaysBefore: days(7),
      /** Calendar days after the assignment by which a web course is to be done, when nobody says a day. */
      webDueDays: days(30),
      /** Whether whoever has done a web course gets an attestation. */
      webAttestation: z.boolean().default(true),
      /** Weeks before its first day on which everybody whom a course is for is invited to it. */
      invitationWeeksBefore: weeks(6),
      /** Working days after the planned day on which the support person is reminded of an activity that is not done. */
      planReminderWorkingDaysAfter: days(5),
    })
    .prefault({}),
  reports: z
    .strictObject({
      /** Local time of the first day of the period; 01:00–03:59 is unsafe across a clock change. */
      sendAt: hour('07:00'),
      /** How many terms that are over a report compares with. */
      trendTerms: z.number().int().min(0).max(20).default(4),
      /** Working days after the first of the quarter on which the network's report goes out, apart from their own. */
      networkWorkingDaysAfter: z.number().int().min(0).max(20).default(1),
    })
    .prefault({}),
});

export type Rules = z.infer<typeof rulesSchema>;
