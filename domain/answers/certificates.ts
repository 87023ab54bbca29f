/** What coordinators decide about certificates that have been issued. */
import {
  type DecidedReason,
  decidedReasons,
  type ReissueCause,
  reissueCauses,
} from '../certificates/standing.ts';
import type { Forms } from './form.ts';

/** `certificate` is a number, or what it begins with: `HT2026-1b-1/2081-m01` is the newest version of that certificate. */
export type CertificateAct =
  | { readonly kind: 'revoke_certificate'; readonly certificate: string; readonly reason: DecidedReason }
  | { readonly kind: 'restore_certificate'; readonly certificate: string }
  | { readonly kind: 'reissue_certificate'; readonly certificate: string; readonly cause: ReissueCause }
  | { readonly kind: 'undo_reissue_certificate'; readonly certificate: string };

const number = '[^\\s/]+(?:/[^\\s/]+){1,3}';
const wholeForm = new RegExp(`^${number}$`);
const wordForm = new RegExp(`^(?<certificate>${number}) +(?<word>[a-z_]+)$`);

const ofCertificate = <Kind extends 'restore_certificate' | 'undo_reissue_certificate'>(kind: Kind) => ({
  form: 'INTYGSNUMMER, till exempel HT2026-1b-1/2081-m01/7K3Q',
  read: (value: string) => (wholeForm.test(value) ? { kind, certificate: value } : undefined),
});

export const certificateForms: Forms<CertificateAct> = {
  revoke_certificate: {
    form: `INTYGSNUMMER SKÄL; skälet är något av ${decidedReasons.join(', ')}`,
    read(value) {
      const { certificate = '', word } = wordForm.exec(value)?.groups ?? {};
      const reason = decidedReasons.find((one) => one === word);
      return reason && { kind: 'revoke_certificate', certificate, reason };
    },
  },
  restore_certificate: ofCertificate('restore_certificate'),
  reissue_certificate: {
    form: `INTYGSNUMMER, eller INTYGSNUMMER SKÄL; skälet är något av ${reissueCauses.join(', ')}`,
    read(value) {
      if (wholeForm.test(value))
        return { kind: 'reissue_certificate', certificate: value, cause: 'asked_for' };
      const { certificate = '', word } = wordForm.exec(value)?.groups ?? {};
      const cause = reissueCauses.find((one) => one === word);
      return cause && { kind: 'reissue_certificate', certificate, cause };
    },
  },
  undo_reissue_certificate: ofCertificate('undo_reissue_certificate'),
};
