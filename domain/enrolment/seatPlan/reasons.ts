/** The Swedish sentences of a seat plan: plain, and without names. */
import type { CourseCode, TermCode } from '../../region.ts';
import type { NoPlan } from './plan.ts';
import type { GoalName, PlanTerm, SeatPlan } from './types.ts';

/** When somebody who has no seat now is planned to have one. */
export const plannedTermReason = (term: TermCode, course: CourseCode): string =>
  `Planerad till ${term} (kurs ${course}).`;

export const plannedReason = (term: TermCode): string =>
  `Platserna terminen ${term} går till dem som annars inte hinner i tid eller inte kan bli klara.`;

export function planReason({ goals, proven }: SeatPlan, terms: readonly PlanTerm[]): string {
  const span = `${terms[0]?.code ?? ''}–${terms.at(-1)?.code ?? ''}`;
  if (proven) return `Platserna följer en plan för ${span}, som bevisligen är den bästa.`;
  const far = goals.filter(({ gap }) => gap > 0).map(({ name, gap }) => `${goalWords[name]} ${gap}`);
  return `Platserna följer en plan för ${span}. Längst möjliga avstånd till den bästa: ${far.join(', ')}.`;
}

export function noPlanReason(why: NoPlan | 'chosen' | 'unproven'): string {
  const instead = 'Platserna fördelas i stället efter turordning.';
  switch (why) {
    case 'chosen':
      return 'Platserna fördelas efter turordning, som regionen har valt.';
    case 'unproven':
      return `Det gick inte att bevisa inom räknegränsen att platsplanen är den bästa. ${instead}`;
    case 'limit':
      return `Ingen platsplan hittades inom räknegränsen. ${instead}`;
    case 'infeasible':
      return `Ingen platsplan uppfyller alla gränser. ${instead}`;
    case 'failed':
      return `Beräkningen av platsplanen misslyckades. ${instead}`;
  }
}

export const goalWords: Readonly<Record<GoalName, string>> = {
  overdue: 'tidsfrister som passeras',
  waiting: 'terminer för dem som redan är försenade eller miste en inställd plats',
  finished: 'chefer som blir klara i tid',
  fairness: 'platser som fattas i kommunernas andelar',
  changes: 'ändringar mot förra planen',
  seats: 'använda platser, vägda',
};
