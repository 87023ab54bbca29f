/** To managers: the memo and the results. */
import { courseTitleOf, type MailBuilders, type MailScene } from './scene.ts';
import { credits, creditsOfProgramme } from './swedish.ts';

export const examinationMails: MailBuilders<
  'memo_reminder' | 'memo_missing' | 'result_passed' | 'result_failed'
> = {
  memo_reminder: (scene) => ({
    data: { courseTitle: titleIn(scene), deadline: scene.text('deadline') },
  }),

  memo_missing: (scene) => ({
    data: { courseTitle: titleIn(scene), deadline: scene.text('deadline'), newDeadline: null },
  }),

  result_passed(scene) {
    const course = courseIn(scene);
    const inProgramme = course.kind === 'programme';
    return {
      data: {
        courseTitle: course.title,
        credits: inProgramme ? credits(course.creditsTenths) : '',
        total: inProgramme ? creditsOfProgramme(scene.number('total'), scene.reference) : '',
      },
    };
  },

  result_failed(scene) {
    const course = courseIn(scene);
    const retakeBy = scene.text('retakeBy');
    return {
      data: {
        courseTitle: course.title,
        work: course.kind === 'programme' ? 'memo' : 'assignment',
        retakeDeadline: retakeBy === '' ? null : retakeBy,
      },
    };
  },
};

const courseIn = (scene: MailScene) =>
  scene.reference.course(scene.reference.offering(scene.text('offering')).course);

const titleIn = (scene: MailScene): string =>
  courseTitleOf(scene.reference, scene.reference.offering(scene.text('offering')));
