/** What was put right after it had been told: results and certificates; and the last attempt that failed. */
import { revocationReasons } from '../../../domain/certificates/standing.ts';
import { attestedCourse } from '../../../domain/journey/certificates.ts';
import { fromDateOrEmpty } from '../../../prisma/client.ts';
import { courseTitleOf, type MailBuilders, type MailScene, MissingFact } from './scene.ts';

export const correctionMails: MailBuilders<
  'result_corrected' | 'certificate_revoked' | 'certificate_restored' | 'attempts_used_chief'
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
    const row = await certificateIn(scene);
    const reason = revocationReasons.find((one) => one === row.reasonClass);
    return {
      data: {
        courseTitle: certified(scene, row),
        number: row.number,
        revokedOn: fromDateOrEmpty(row.revokedOn),
        reason: reason ?? 'result_corrected',
      },
    };
  },

  async certificate_restored(scene) {
    const row = await certificateIn(scene);
    return { data: { courseTitle: certified(scene, row), number: row.number } };
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

async function certificateIn(scene: MailScene) {
  const key = scene.text('certificate');
  const row = await scene.deps.db.certificate.findUnique({
    where: { key_version: { key, version: scene.number('version') } },
  });
  if (row === null) throw new MissingFact('certificate', key);
  return row;
}

/** Title of the course that a certificate is about; empty for the whole programme. */
function certified(
  scene: MailScene,
  { key, person, offering }: Awaited<ReturnType<typeof certificateIn>>,
): string {
  if (offering !== '') return titleIn(scene);
  const course = attestedCourse(key, person);
  return course === '' ? '' : scene.reference.course(course).title;
}

const titleIn = (scene: MailScene): string =>
  courseTitleOf(scene.reference, scene.reference.offering(scene.text('offering')));
