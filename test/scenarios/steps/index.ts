/** All steps that a scenario can use, by subject. */
import type { Step } from '../step.ts';
import { courseSteps } from './courses.ts';
import { creditSteps } from './credits.ts';
import { enrolmentSteps } from './enrolment.ts';
import { escalationSteps } from './escalation.ts';
import { explanationSteps } from './explanations.ts';
import { messageSteps } from './messages.ts';
import { moneySteps } from './money.ts';
import { otherCourseSteps } from './otherCourses.ts';
import { peopleSteps } from './people.ts';
import { timeSteps } from './time.ts';

export const steps: readonly Step[] = [
  ...timeSteps,
  ...peopleSteps,
  ...enrolmentSteps,
  ...courseSteps,
  ...escalationSteps,
  ...creditSteps,
  ...moneySteps,
  ...messageSteps,
  ...otherCourseSteps,
  ...explanationSteps,
];
