/**
 * How often things happen to the people and the courses of a play. The shares are ours: small enough that a term looks
 * like a term, large enough that four terms of a region show each of them. Shares are of those whom it can happen to, in
 * a term unless something else is said.
 */
export const rates = {
  /** Of managers. */
  leave: 0.01,
  /** Of leaves: without a known end, shorter than granted, and entered by mistake. */
  leaveWithoutEnd: 0.3,
  leaveEndsEarly: 0.2,
  leaveByMistake: 0.1,
  chiefOnLeave: 0.02,
  newWorkplace: 0.008,
  newMunicipality: 0.004,
  leavesPost: 0.006,
  /** Of those who have left. */
  comesBack: 0.3,
  newName: 0.004,
  /** Of managers whom a decision covers. */
  asksForMoreTime: 0.03,
  exempt: 0.006,
  /** Of chiefs: their managers get another one. */
  newChief: 0.02,
  /** Of requests for more time. */
  moreTimeGranted: 0.7,
  /** Of course days of the programme. */
  dayMoved: 0.02,
  dayOnline: 0.02,
  trainerCannotCome: 0.02,
  presenceCorrected: 0.03,
  /** Of offerings of the programme. */
  cancelled: 0.04,
  /** Of days that were missed, where the same course is given again. */
  madeUp: 0.5,
  /** Of results. */
  resultCorrected: 0.01,
} as const;
