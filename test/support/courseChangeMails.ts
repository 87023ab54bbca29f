/** Kinds of mail about courses that do not go as planned: `courseChanges.test.ts` makes each of them. */
import type { TemplateName } from '../../templates/mail/index.ts';

export const courseChangeMails: readonly TemplateName[] = [
  'offering_changed',
  'offering_cancelled',
  'offering_merged',
  'offering_reinstated',
  'trainer_days_changed',
  'trainer_offering_cancelled',
  'trainer_offering_reinstated',
  'trainer_missing',
  'make_up_needed',
  'make_up_confirmed',
  'make_up_reminder',
  'make_up_released',
  'result_corrected',
  'certificate_revoked',
  'certificate_restored',
  'attempts_used_chief',
];
