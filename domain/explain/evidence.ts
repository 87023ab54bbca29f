/** Which facts a rule reads, by group; kinds of facts fall into groups by how their names begin. */

export const evidenceGroups = [
  'person',
  'mandate',
  'respite',
  'nomination',
  'seat',
  'waiting',
  'offering',
  'day',
  'attendance',
  'handIn',
  'result',
  'credit',
  'certificate',
  'term',
  'proposal',
  'invoice',
  'case',
  'report',
  'copy',
] as const;
export type EvidenceGroup = (typeof evidenceGroups)[number];

/** The first that fits decides: `seats_allocated` is about a term, `seat_given` about a seat. */
const beginnings: readonly (readonly [string, EvidenceGroup])[] = [
  ['seats_', 'term'],
  ['seat_plan', 'term'],
  ['term_', 'term'],
  ['person_', 'person'],
  ['post_', 'person'],
  ['name_', 'person'],
  ['group_', 'person'],
  ['mandate_', 'mandate'],
  ['quota_', 'mandate'],
  ['municipality_', 'mandate'],
  ['respite_', 'respite'],
  ['extension_', 'respite'],
  ['nomination', 'nomination'],
  ['reserve_', 'nomination'],
  ['proposal_', 'proposal'],
  ['seat_', 'seat'],
  ['make_up_', 'seat'],
  ['waiting_', 'waiting'],
  ['offering_', 'offering'],
  ['practical_', 'offering'],
  ['course_day', 'day'],
  ['day_', 'day'],
  ['trainer_shares', 'invoice'],
  ['trainer_', 'day'],
  ['attendance_', 'attendance'],
  ['handed_', 'handIn'],
  ['result_', 'result'],
  ['credit_note', 'invoice'],
  ['credit_', 'credit'],
  ['certificate_', 'certificate'],
  ['invoice', 'invoice'],
  ['payment', 'invoice'],
  ['dunning_', 'invoice'],
  ['case_', 'case'],
  ['report_', 'report'],
  ['copy_', 'copy'],
];

/** @returns undefined for kinds that no rule about people reads, such as the region's settings */
export const evidenceGroup = (kind: string): EvidenceGroup | undefined =>
  beginnings.find(([beginning]) => kind.startsWith(beginning))?.[1];

/** What an effect is about; empty texts and 0 where it is about none. */
export interface About {
  readonly person: string;
  readonly offering: string;
  readonly term: string;
  readonly day: number;
  readonly mandate: string;
}

export interface ExplainedFact {
  readonly kind: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Whether a fact is one of those that a rule about this read: of a group that it reads, and of the same subject. */
export function concerns(fact: ExplainedFact, about: About, groups: readonly EvidenceGroup[]): boolean {
  const group = evidenceGroup(fact.kind);
  if (group === undefined || !groups.includes(group)) return false;
  if (group === 'mandate') return about.mandate !== '' && fact.subject === about.mandate;
  if (group === 'person' || group === 'copy')
    return about.person !== '' && fact.subject.split('.')[0] === about.person;
  const { offering, term, day } = fact.data;
  const differs = (given: unknown, wanted: string | number) =>
    wanted !== '' &&
    wanted !== 0 &&
    (typeof given === 'string' || typeof given === 'number') &&
    given !== wanted;
  if (group !== 'term' && differs(fact.data.person, about.person)) return false;
  return !differs(offering, about.offering) && !differs(term, about.term) && !differs(day, about.day);
}
