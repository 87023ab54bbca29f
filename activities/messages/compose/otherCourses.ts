/** Outside the programme: invitations, parts of a course, web courses, and the plan for workplace learning. */
import { missingParts, recordedParts } from '../../../domain/courses/parts.ts';
import type { CoursePartMail } from '../../../templates/mail/coursePart.ts';
import { frozenDocument } from './attachments.ts';
import { daysAhead, invitations, seatEvents } from './invitations.ts';
import { courseTitleOf, type MailBuilders, type MailScene, MissingFact } from './scene.ts';

export const otherCourseMails: MailBuilders<
  | 'course_invitation'
  | 'part_reminder'
  | 'part_missing'
  | 'day_missed'
  | 'web_course_assigned'
  | 'web_course_reminder'
  | 'web_course_certificate'
  | 'plan_activity_reminder'
> = {
  async course_invitation(scene) {
    const offering = scene.reference.offering(scene.text('offering'));
    const calendar = await invitations(scene, seatEvents(scene, offering));
    return {
      data: {
        courseTitle: courseTitleOf(scene.reference, offering),
        offeringCode: offering.code,
        days: daysAhead(scene, offering),
        calendarFiles: calendar.length > 0,
      },
      calendar,
    };
  },

  part_reminder: async (scene) => ({ data: await coursePart(scene) }),
  part_missing: async (scene) => ({ data: await coursePart(scene) }),

  async day_missed(scene) {
    const course = courseIn(scene);
    const done = await partsDone(scene, course.code);
    return {
      data: {
        courseTitle: course.title,
        done: recordedParts(course).flatMap(({ code, title }) => (done.has(code) ? [title] : [])),
      },
    };
  },

  web_course_assigned: (scene) => ({ data: webCourse(scene) }),
  web_course_reminder: (scene) => ({ data: webCourse(scene) }),

  async web_course_certificate(scene) {
    const key = scene.text('certificate');
    const version = scene.effect.detail.version === undefined ? 1 : scene.number('version');
    const where = { key_version: { key, version } };
    const row = await scene.deps.db.certificate.findUnique({ where, select: { document: true } });
    if (row === null) throw new MissingFact('certificate', key);
    const course = scene.reference.course(scene.text('course'));
    const attachment = await frozenDocument(scene.deps, row.document, `Intyg-${course.code}`);
    return { data: { courseTitle: course.title }, attachments: [attachment] };
  },

  async plan_activity_reminder(scene) {
    const code = scene.text('activity');
    const activity = await scene.deps.db.planActivity.findUnique({ where: { code } });
    if (activity === null) throw new MissingFact('activity of a plan', code);
    return {
      data: {
        municipalityName: scene.reference.municipality(activity.municipality).name,
        title: activity.title,
        plannedDate: scene.text('planned'),
      },
    };
  },
};

const courseIn = ({ reference, text }: MailScene) =>
  reference.course(reference.offering(text('offering')).course);

async function partsDone({ deps, effect }: MailScene, course: string): Promise<ReadonlySet<string>> {
  const rows = await deps.db.partDone.findMany({ where: { person: effect.person, course } });
  return new Set(rows.map(({ part }) => part));
}

/** The course days themselves are booked and need no reminder here. */
async function coursePart(scene: MailScene): Promise<CoursePartMail> {
  const course = courseIn(scene);
  const code = scene.text('part');
  const part = course.parts.find((one) => one.code === code);
  if (part === undefined) throw new MissingFact('part of course', `${course.code} ${code}`);
  const missing = missingParts(course, await partsDone(scene, course.code), true);
  return {
    courseTitle: course.title,
    partTitle: part.title,
    dueDate: scene.text('due'),
    missing: missing.map(({ title }) => title),
  };
}

function webCourse(scene: MailScene) {
  return { courseTitle: scene.reference.course(scene.text('course')).title, dueDate: scene.text('due') };
}
