/** Results and certificates that were put right, and the last attempt that failed. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { isDecided, type RevocationReason } from '../../domain/certificates/standing.ts';
import type { OfferingCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface ResultCorrected {
  readonly courseTitle: string;
  readonly now: 'passed' | 'failed' | 'awaited';
  /** Last day for the next memo; null when none is awaited. */
  readonly retakeDeadline: IsoDate | null;
}

const resultTexts = inEach({
  sv: {
    subject: 'Ditt resultat har rättats: ',
    wrong: (course: string) =>
      `Det resultat som vi skickade för kursen ${course} var fel. Vi ber om ursäkt för det.`,
    passed: 'Rätt resultat är godkänt. Det du hade gjort räcker alltså.',
    failed:
      'Rätt resultat är att kursen inte är godkänd än. Vi förstår att det är tråkigt att få veta i efterhand.',
    awaited: 'Resultatet var registrerat av misstag. Kursledaren är inte klar med bedömningen än.',
    retake: (date: string) =>
      `Lämna ett omarbetat PM senast ${date}. Svara på det här mejlet om du har frågor.`,
    next: 'Du behöver inte göra något nu. Svara på det här mejlet om du har frågor.',
  },
  en: {
    subject: 'Your result has been corrected: ',
    wrong: (course) => `The result that we sent you for the course ${course} was wrong. We apologise.`,
    passed: 'The right result is a pass. So what you had done is enough.',
    failed:
      'The right result is that you have not passed the course yet. We understand that this is sad to hear afterwards.',
    awaited: 'The result was registered by mistake. The course leader has not finished the assessment yet.',
    retake: (date) => `Hand in a revised memo by ${date}. Reply to this email if you have questions.`,
    next: 'You do not need to do anything now. Reply to this email if you have questions.',
  },
});

export const resultCorrected = mailTemplate({
  name: 'result_corrected',
  version: 1,
  texts: resultTexts,
  subject: (t, { courseTitle }: ResultCorrected) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, now, retakeDeadline }: ResultCorrected, say) => ({
    blocks: [paragraph(t.wrong(courseTitle)), paragraph(t[now])],
    nextStep: now === 'failed' && retakeDeadline !== null ? t.retake(say.fullDate(retakeDeadline)) : t.next,
  }),
});

export interface CertificateRevoked {
  /** Empty for the whole programme. */
  readonly courseTitle: string;
  readonly number: string;
  readonly revokedOn: IsoDate;
  readonly reason: RevocationReason;
}

const revokedTexts = inEach({
  sv: {
    subject: 'Ditt intyg gäller inte längre: ',
    programme: 'Hela programmet',
    programmeInSubject: 'hela programmet',
    result_corrected:
      'Ett intyg som du har fått gäller inte längre, eftersom resultatet på kursen har rättats.',
    attendance_corrected:
      'Ett intyg som du har fått gäller inte längre, eftersom närvaron på kursen har rättats.',
    credits_fallen:
      'Ett intyg som du har fått gäller inte längre, eftersom en av kurserna i programmet inte längre räknas som godkänd.',
    study_reopened: 'Ett intyg som du har fått gäller inte längre, eftersom webbkursen behöver göras om.',
    issued_in_error:
      'Ett intyg som du har fått gäller inte längre. Vi utfärdade det av misstag och ber om ursäkt.',
    misused:
      'Ett intyg som du har fått gäller inte längre, eftersom det har använts på ett sätt som inte är tillåtet.',
    other_reason: 'Ett intyg som du har fått gäller inte längre. Samordnaren har beslutat det.',
    certificate: 'Intyg',
    number: 'Nummer',
    from: 'Gäller inte från',
    again: 'När det som saknas är klart får du ett nytt intyg av oss, utan att du ber om det.',
    decided: 'Samordnaren berättar gärna mer om beslutet.',
    next: 'Använd inte det gamla intyget. Svara på det här mejlet om du tycker att något är fel.',
  },
  en: {
    subject: 'Your certificate is no longer valid: ',
    programme: 'The whole programme',
    programmeInSubject: 'the whole programme',
    result_corrected:
      'A certificate that you were given is no longer valid, because the result of the course has been corrected.',
    attendance_corrected:
      'A certificate that you were given is no longer valid, because the attendance of the course has been corrected.',
    credits_fallen:
      'A certificate that you were given is no longer valid, because one of the courses of the programme no longer counts as passed.',
    study_reopened:
      'A certificate that you were given is no longer valid, because the web course has to be taken again.',
    issued_in_error:
      'A certificate that you were given is no longer valid. We issued it by mistake and apologise.',
    misused:
      'A certificate that you were given is no longer valid, because it has been used in a way that is not allowed.',
    other_reason: 'A certificate that you were given is no longer valid. The coordinator has decided so.',
    certificate: 'Certificate',
    number: 'Number',
    from: 'Not valid from',
    again: 'When what is missing has been done, we send you a new certificate without your asking.',
    decided: 'The coordinator will be glad to tell you more about the decision.',
    next: 'Do not use the old certificate. Reply to this email if you think that something is wrong.',
  },
});

export const certificateRevoked = mailTemplate({
  name: 'certificate_revoked',
  version: 2,
  texts: revokedTexts,
  subject: (t, { courseTitle }: CertificateRevoked) =>
    subjectLine(t.subject, courseTitle || t.programmeInSubject),
  letter: (t, { courseTitle, number, revokedOn, reason }: CertificateRevoked, say) => ({
    blocks: [
      paragraph(t[reason]),
      facts({
        [t.certificate]: courseTitle || t.programme,
        [t.number]: number,
        [t.from]: say.fullDate(revokedOn),
      }),
      paragraph(isDecided(reason) ? t.decided : t.again),
    ],
    nextStep: t.next,
  }),
});

export interface CertificateRestored {
  /** Empty for the whole programme. */
  readonly courseTitle: string;
  readonly number: string;
}

const restoredTexts = inEach({
  sv: {
    subject: 'Ditt intyg gäller igen: ',
    programme: 'Hela programmet',
    programmeInSubject: 'hela programmet',
    intro:
      'Vi har skrivit till dig att ett intyg inte gällde längre. Det beslutet har tagits tillbaka, och intyget gäller igen.',
    certificate: 'Intyg',
    number: 'Nummer',
    next: 'Du behöver inte göra något. Intyget som du redan har är det som gäller.',
  },
  en: {
    subject: 'Your certificate is valid again: ',
    programme: 'The whole programme',
    programmeInSubject: 'the whole programme',
    intro:
      'We wrote to you that a certificate was no longer valid. That decision has been taken back, and the certificate is valid again.',
    certificate: 'Certificate',
    number: 'Number',
    next: 'You do not need to do anything. The certificate that you already have is the one that is valid.',
  },
});

export const certificateRestored = mailTemplate({
  name: 'certificate_restored',
  version: 1,
  texts: restoredTexts,
  subject: (t, { courseTitle }: CertificateRestored) =>
    subjectLine(t.subject, courseTitle || t.programmeInSubject),
  letter: (t, { courseTitle, number }: CertificateRestored) => ({
    blocks: [paragraph(t.intro), facts({ [t.certificate]: courseTitle || t.programme, [t.number]: number })],
    nextStep: t.next,
  }),
});

export interface AttemptsUsedChief {
  readonly managerName: string;
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly attempts: number;
}

const attemptsTexts = inEach({
  sv: {
    subject: 'En kurs behöver tas om: ',
    intro: (manager: string, attempts: number) =>
      `${manager} har gått kursen men är inte godkänd efter ${attempts === 1 ? 'det försök' : `de ${attempts} försök`} som finns. Kursen kan tas om.`,
    course: 'Kurs',
    offering: 'Kurstillfälle',
    coordinator: 'Samordnaren har ärendet på sin lista och hjälper gärna till att planera nästa steg.',
    next: 'Prata med din medarbetare och nominera till kursen igen när ni är överens om tiden.',
  },
  en: {
    subject: 'A course has to be taken again: ',
    intro: (manager, attempts) =>
      `${manager} has taken the course but has not passed after the ${attempts === 1 ? 'one attempt' : `${attempts} attempts`} that there are. The course can be taken again.`,
    course: 'Course',
    offering: 'Course offering',
    coordinator: 'The coordinator has the case on their list and will be glad to help plan what comes next.',
    next: 'Talk to your manager and nominate for the course again when you agree about the time.',
  },
});

export const attemptsUsedChief = mailTemplate({
  name: 'attempts_used_chief',
  version: 1,
  texts: attemptsTexts,
  subject: (t, { courseTitle }: AttemptsUsedChief) => subjectLine(t.subject, courseTitle),
  letter: (t, { managerName, courseTitle, offeringCode, attempts }: AttemptsUsedChief) => ({
    blocks: [
      paragraph(t.intro(managerName, attempts)),
      facts({ [t.course]: courseTitle, [t.offering]: offeringCode }),
      paragraph(t.coordinator),
    ],
    nextStep: t.next,
  }),
});
