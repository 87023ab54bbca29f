/** Certificates that count no more. The document stays as it was issued; its row says that it is revoked, and why. */
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { certificateRevoked } from './facts/certificates.ts';
import { record } from './facts/record.ts';
import { inOneTransaction, type StepInput } from './lives/ledger.ts';

const detail = z.object({
  certificate: z.string(),
  version: z.number().int(),
  reasonClass: certificateRevoked.schema.shape.reasonClass,
});

export async function revokeCertificate(deps: Dependencies, step: StepInput): Promise<void> {
  const { calendar } = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { certificate: key, version, reasonClass } = detail.parse(effect.detail);
    await record(tx, { at: now, today: calendar.dateOf(now), source: step.life }, [
      {
        kind: 'certificate_revoked',
        subject: key,
        data: { key, version, person: effect.person, reasonClass },
      },
    ]);
  });
}
