/** What was put right after it had been told: results and certificates; and the last attempt that failed. */
import { fromDateOrEmpty } from '../../../prisma/client.ts';
import { courseTitleOf, type MailBuilders, type MailScene, MissingFact } from './scene.ts';

export const correctionMails: MailBuilders<
  'result_corrected' | 'certificate_revoked' | 'attempts_used_chief'
> = {
  result_corrected(scene) {
    const now = scene.text('now');
    const retakeBy = scene.text('retakeBy');
    return {
      data: {
        courseTitle: titleIn(scene),
        now: now === 'passed' || now === 'awaited' ? now : 'failed',
        retakeDeadline: retakeBy === '' ? null : retakeBy,
      },
    };
  },

  async certificate_revoked(scene) {
    const key = scene.text('certificate');
    const row = await scene.deps.db.certificate.findUnique({
      where: { key_version: { key, version: scene.number('version') } },
    });
    if (row === null) throw new MissingFact('certificate', key);
    const { reasonClass } = row;
    return {
      data: {
        courseTitle: row.offering === '' ? '' : titleIn(scene),
        number: row.number,
        revokedOn: fromDateOrEmpty(row.revokedOn),
        reason:
          reasonClass === 'attendance_corrected' || reasonClass === 'credits_fallen'
            ? reasonClass
            : 'result_corrected',
      },
    };
  },

  async attempts_used_chief(scene) {
    const { person } = scene.effect;
    const name = await scene.names([person]);
    return {
      data: {
        managerName: name(person),
        courseTitle: titleIn(scene),
        offeringCode: scene.text('offering'),
        attempts: scene.number('attempts'),
      },
    };
  },
};

const titleIn = (scene: MailScene): string =>
  courseTitleOf(scene.reference, scene.reference.offering(scene.text('offering')));
