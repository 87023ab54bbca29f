/** To managers: the memo and the results. */
import { presence } from '../../../domain/journey/achievement.ts';
import type { ResultPassed } from '../../../templates/mail/resultPassed.ts';
import { loadJourney } from '../../documents/views/journeys.ts';
import { creditsOfProgramme } from './phrases.ts';
import { courseTitleOf, type MailBuilders, type MailScene } from './scene.ts';

export const examinationMails: MailBuilders<
  'memo_reminder' | 'memo_missing' | 'result_passed' | 'result_failed'
> = {
  memo_reminder: (scene) => ({
    data: { courseTitle: titleIn(scene), deadline: scene.text('deadline') },
  }),

  memo_missing: (scene) => ({
    data: { courseTitle: titleIn(scene), deadline: scene.text('deadline'), newDeadline: null },
  }),

  async result_passed(scene) {
    const course = courseIn(scene);
    const inProgramme = course.kind === 'programme';
    return {
      data: {
        courseTitle: course.title,
        credits: inProgramme ? scene.say.credits(course.creditsTenths) : '',
        total: inProgramme ? creditsOfProgramme(scene.number('total'), scene) : '',
        attendance: await attendanceOf(scene),
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

/** Whether the course days attended are enough for a certificate; `open` until all of them are registered. */
async function attendanceOf({
  deps,
  reference,
  effect,
  together,
  text,
}: MailScene): Promise<ResultPassed['attendance']> {
  const facts = await loadJourney(deps, effect.person);
  const seat = facts.seats.findLast(({ offering }) => offering === text('offering'));
  if (seat === undefined) return { state: 'open' };
  const { complete, enough, absences, allowed } = presence(facts, reference, seat);
  if (!complete) return { state: 'open' };
  const isHere = together.some(
    ({ template, detail }) => template.endsWith('_certificate') && detail.offering === text('offering'),
  );
  if (enough && isHere) return { state: 'here' };
  return enough ? { state: 'enough' } : { state: 'too_little', absences, allowed };
}

const courseIn = (scene: MailScene) =>
  scene.reference.course(scene.reference.offering(scene.text('offering')).course);

const titleIn = (scene: MailScene): string =>
  courseTitleOf(scene.reference, scene.reference.offering(scene.text('offering')));
