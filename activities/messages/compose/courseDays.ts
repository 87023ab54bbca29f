/** To managers: before and between the course days. */
import { assignmentDue, firstDay } from '../../../domain/offering/days.ts';
import type { CourseDayReminder } from '../../../templates/mail/courseDayReminder.ts';
import { courseTitleOf, dayView, dayViews, type MailBuilders, type MailScene } from './scene.ts';

export const courseDayMails: MailBuilders<
  'practical_information' | 'course_day_reminder_first' | 'course_day_reminder_second' | 'assignment_missing'
> = {
  async practical_information(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const { number, trainers } = firstDay(offering);
    // The course leader first, as people expect it.
    const ids = trainers.toSorted((a, b) => Number(b.leader) - Number(a.leader)).map(({ id }) => id);
    const name = await scene.names(ids);
    return {
      data: {
        courseTitle: courseTitleOf(reference, offering),
        firstDay: dayView(offering, number, scene),
        trainerNames: ids.map(name),
        bring: [],
      },
    };
  },

  course_day_reminder_first: (scene) => ({ data: reminder(scene) }),
  course_day_reminder_second: (scene) => ({ data: reminder(scene) }),

  assignment_missing(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const next = dayViews(offering, scene).find(({ number }) => number > scene.number('day'));
    return {
      data: {
        courseTitle: courseTitleOf(reference, offering),
        dueDate: scene.text('due'),
        nextDay: next ?? null,
      },
    };
  },
};

/** The assignment for a day is the one that was set on the day before it. */
function reminder(scene: MailScene): CourseDayReminder {
  const { reference } = scene;
  const offering = reference.offering(scene.text('offering'));
  const day = dayView(offering, scene.number('day'), scene);
  const before = offering.days.findLast(({ number }) => number < day.number);
  return {
    courseTitle: courseTitleOf(reference, offering),
    day,
    assignmentDue: before === undefined ? null : (assignmentDue(offering, before.number, reference) ?? null),
  };
}
