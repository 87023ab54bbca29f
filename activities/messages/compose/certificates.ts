/** To managers: their certificates. */
import { frozenDocument } from './attachments.ts';
import { creditsOfProgramme } from './phrases.ts';
import { courseTitleOf, type MailBuilders, type MailScene, MissingFact } from './scene.ts';

export const certificateMails: MailBuilders<
  'course_certificate' | 'course_day_certificate' | 'programme_certificate'
> = {
  async course_certificate(scene) {
    const { offering, courseTitle } = courseIn(scene);
    const total = creditsOfProgramme(scene.number('total'), scene);
    return { data: { courseTitle, total }, attachments: [await certificate(scene, `Kursintyg-${offering}`)] };
  },

  async course_day_certificate(scene) {
    const { offering, courseTitle } = courseIn(scene);
    return { data: { courseTitle }, attachments: [await certificate(scene, `Intyg-${offering}`)] };
  },

  async programme_certificate(scene) {
    const total = creditsOfProgramme(scene.number('total'), scene);
    return { data: { total }, attachments: [await certificate(scene, 'Programintyg')] };
  },
};

function courseIn(scene: MailScene) {
  const offering = scene.reference.offering(scene.text('offering'));
  return { offering: offering.code, courseTitle: courseTitleOf(scene.reference, offering) };
}

async function certificate({ deps, effect, text }: MailScene, filename: string) {
  const key = text('certificate');
  const version = effect.detail.version === undefined ? 1 : Number(effect.detail.version);
  const where = { key_version: { key, version } };
  const row = await deps.db.certificate.findUnique({ where, select: { document: true } });
  if (row === null) throw new MissingFact('certificate', key);
  return frozenDocument(deps, row.document, filename);
}
