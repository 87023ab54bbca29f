/** Results and certificates that were put right, and the last attempt that failed. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { OfferingCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ResultCorrected {
  readonly courseTitle: string;
  readonly now: 'passed' | 'failed' | 'awaited';
  /** Last day for the next memo; null when none is awaited. */
  readonly retakeDeadline: IsoDate | null;
}

const nowSays: Record<ResultCorrected['now'], string> = {
  passed: 'Rätt resultat är godkänt. Det du hade gjort räcker alltså.',
  failed:
    'Rätt resultat är att kursen inte är godkänd än. Vi förstår att det är tråkigt att få veta i efterhand.',
  awaited: 'Resultatet var registrerat av misstag. Kursledaren är inte klar med bedömningen än.',
};

export const resultCorrected = mailTemplate<'result_corrected', ResultCorrected>({
  name: 'result_corrected',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Ditt resultat har rättats: ', courseTitle),
  letter: ({ courseTitle, now, retakeDeadline }) => ({
    blocks: [
      paragraph(`Det resultat som vi skickade för kursen ${courseTitle} var fel. Vi ber om ursäkt för det.`),
      paragraph(nowSays[now]),
    ],
    nextStep:
      now === 'failed' && retakeDeadline !== null
        ? `Lämna ett omarbetat PM senast ${fullDate(retakeDeadline)}. Svara på det här mejlet om du har frågor.`
        : 'Du behöver inte göra något nu. Svara på det här mejlet om du har frågor.',
  }),
});

export interface CertificateRevoked {
  /** Empty for the whole programme. */
  readonly courseTitle: string;
  readonly number: string;
  readonly revokedOn: IsoDate;
  readonly reason: 'result_corrected' | 'attendance_corrected' | 'credits_fallen';
}

const reasons: Record<CertificateRevoked['reason'], string> = {
  result_corrected: 'resultatet på kursen har rättats',
  attendance_corrected: 'närvaron på kursen har rättats',
  credits_fallen: 'en av kurserna i programmet räknas inte längre som godkänd',
};

export const certificateRevoked = mailTemplate<'certificate_revoked', CertificateRevoked>({
  name: 'certificate_revoked',
  version: 1,
  subject: ({ courseTitle }) =>
    subjectLine('Ditt intyg gäller inte längre: ', courseTitle === '' ? 'hela programmet' : courseTitle),
  letter: ({ courseTitle, number, revokedOn, reason }) => ({
    blocks: [
      paragraph(`Ett intyg som du har fått gäller inte längre, eftersom ${reasons[reason]}.`),
      facts({
        Intyg: courseTitle === '' ? 'Hela programmet' : courseTitle,
        Nummer: number,
        'Gäller inte från': fullDate(revokedOn),
      }),
      paragraph('När det som saknas är klart får du ett nytt intyg av oss, utan att du ber om det.'),
    ],
    nextStep: 'Använd inte det gamla intyget. Svara på det här mejlet om du tycker att något är fel.',
  }),
});

export interface AttemptsUsedChief {
  readonly managerName: string;
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly attempts: number;
}

export const attemptsUsedChief = mailTemplate<'attempts_used_chief', AttemptsUsedChief>({
  name: 'attempts_used_chief',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('En kurs behöver tas om: ', courseTitle),
  letter: ({ managerName, courseTitle, offeringCode, attempts }) => ({
    blocks: [
      paragraph(
        `${managerName} har gått kursen men är inte godkänd efter ${attempts === 1 ? 'det försök' : `de ${attempts} försök`} som finns. Kursen kan tas om.`,
      ),
      facts({ Kurs: courseTitle, Kurstillfälle: offeringCode }),
      paragraph('Samordnaren har ärendet på sin lista och hjälper gärna till att planera nästa steg.'),
    ],
    nextStep: 'Prata med din medarbetare och nominera till kursen igen när ni är överens om tiden.',
  }),
});
