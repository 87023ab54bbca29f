/**
 * The tables of the model: rows of the same shape as PostgreSQL's, so that both can be compared as they are. A new table
 * of `prisma/schema.prisma` is added here, with its primary key.
 */
import type * as Row from '../../../prisma/generated/client.ts';
import { Table } from './table.ts';

/** What follows from the log of facts and nothing else; the same tables as `currentTables`. */
export const createCurrentTables = () => ({
  region: new Table<Row.Region>(['id']),
  municipality: new Table<Row.Municipality>(['code']),
  person: new Table<Row.Person>(['id']),
  post: new Table<Row.Post>(['person', 'number']),
  departure: new Table<Row.Departure>(['municipality']),
  mandate: new Table<Row.Mandate>(['id', 'version']),
  course: new Table<Row.Course>(['code']),
  credit: new Table<Row.Credit>(['person', 'course', 'basis']),
  offering: new Table<Row.Offering>(['code']),
  offeringChange: new Table<Row.OfferingChange>(['offering', 'number']),
  offeringEnding: new Table<Row.OfferingEnding>(['offering', 'number']),
  trainerAbsence: new Table<Row.TrainerAbsence>(['offering', 'day', 'trainer']),
  makeUp: new Table<Row.MakeUp>(['home', 'homeDay', 'person', 'number']),
  courseDay: new Table<Row.CourseDay>(['offering', 'number']),
  term: new Table<Row.Term>(['code']),
  proposal: new Table<Row.Proposal>(['term', 'person']),
  nominationAnswer: new Table<Row.NominationAnswer>(['term', 'chief', 'workplace']),
  nomination: new Table<Row.Nomination>(['term', 'person']),
  seatPlan: new Table<Row.SeatPlan>(['term']),
  seatPlanRow: new Table<Row.SeatPlanRow>(['term', 'person', 'plannedTerm']),
  seatNumber: new Table<Row.SeatNumber>(['offering', 'number']),
  seat: new Table<Row.Seat>(['offering', 'person']),
  waitingPlace: new Table<Row.WaitingPlace>(['term', 'person']),
  attendance: new Table<Row.Attendance>(['offering', 'day', 'person']),
  handIn: new Table<Row.HandIn>(['offering', 'person', 'kind', 'number']),
  result: new Table<Row.Result>(['offering', 'person', 'attempt']),
  resultVersion: new Table<Row.ResultVersion>(['offering', 'person', 'attempt', 'version']),
  document: new Table<Row.Document>(['key']),
  partDone: new Table<Row.PartDone>(['person', 'course', 'part']),
  selfStudy: new Table<Row.SelfStudy>(['person', 'course']),
  planActivity: new Table<Row.PlanActivity>(['code']),
  certificate: new Table<Row.Certificate>(['key', 'version']),
  respite: new Table<Row.Respite>(['id']),
  escalationCase: new Table<Row.EscalationCase>(['id']),
  digest: new Table<Row.Digest>(['chief', 'week']),
  digestRow: new Table<Row.DigestRow>(['chief', 'week', 'case']),
  extensionRequest: new Table<Row.ExtensionRequest>(['id']),
  coordinatorTask: new Table<Row.CoordinatorTask>(['key']),
  messageDecision: new Table<Row.MessageDecision>(['key']),
  refusedAddress: new Table<Row.RefusedAddress>(['person']),
  nominationUnanswered: new Table<Row.NominationUnanswered>(['term', 'chief']),
  capacityRaise: new Table<Row.CapacityRaise>(['offering', 'occurrence']),
  reservedPlace: new Table<Row.ReservedPlace>(['offering', 'municipality']),
  interest: new Table<Row.Interest>(['person', 'course']),
  invoiceCounter: new Table<Row.InvoiceCounter>(['seller', 'year']),
  invoice: new Table<Row.Invoice>(['key']),
  invoiceLine: new Table<Row.InvoiceLine>(['invoice', 'position']),
  copyPreference: new Table<Row.CopyPreference>(['person', 'kind']),
  shareStatement: new Table<Row.ShareStatement>(['key']),
  shareLine: new Table<Row.ShareLine>(['statement', 'position']),
  calendarFeed: new Table<Row.CalendarFeed>(['person', 'number']),
  payment: new Table<Row.Payment>(['seller', 'reference']),
  paymentReading: new Table<Row.PaymentReading>(['seller']),
  dunningStop: new Table<Row.DunningStop>(['invoice']),
  reportPeriod: new Table<Row.ReportPeriod>(['id']),
});

export type CurrentTables = ReturnType<typeof createCurrentTables>;

export const createTables = () => ({
  ...createCurrentTables(),
  fact: new Table<Row.Fact>(['seq']),
  personDetail: new Table<Row.PersonDetail>(['id']),
  note: new Table<Row.Note>(['id']),
  life: new Table<Row.Life>(['id']),
  clock: new Table<Row.Clock>(['id']),
  effect: new Table<Row.Effect>(['key']),
  deliveryAttempt: new Table<Row.DeliveryAttempt>(['key', 'attempt']),
  invitation: new Table<Row.Invitation>(['effect', 'event']),
  control: new Table<Row.Control>(['id']),
});

export type Tables = ReturnType<typeof createTables>;

/** What an effect's row holds before anybody has tried it. */
export const untried = {
  templateVersion: 0,
  subject: '',
  attempt: 0,
  file: '',
  reply: '',
  claimedAt: null,
  claimedBy: '',
  askedAt: null,
  carriedBy: '',
  settledAt: null,
} satisfies Partial<Row.Effect>;
