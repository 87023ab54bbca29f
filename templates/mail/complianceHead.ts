import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface ComplianceHead {
  /** `2026-09` or `2026-Q3`. */
  readonly period: string;
  readonly municipalityName: string;
  /** Whether a decision of the municipality makes the programme mandatory. */
  readonly isMandatory: boolean;
}

const texts = inEach({
  sv: {
    subject: 'Uppföljning av ledarskapsutbildningen, ',
    intro: (period: string, municipality: string) =>
      `Här kommer uppföljningen för ${period}. Den visar hur ledarskapsutbildningen går i ${municipality}: vilka som deltar och vilka som är klara.`,
    introMandatory: (period: string, municipality: string) =>
      `Här kommer uppföljningen för ${period}. Den visar hur ledarskapsutbildningen går i ${municipality}: vilka som deltar, vilka som är klara och vilka som är försenade enligt kommunens beslut.`,
    attached: 'Rapporten ligger som en pdf-fil i det här mejlet.',
    next: 'Läs rapporten. Svara på det här mejlet om något inte stämmer.',
    nextMandatory: 'Läs rapporten och följ upp med ansvarig chef om någon är försenad.',
  },
  en: {
    subject: 'Follow-up of the leadership programme, ',
    intro: (period, municipality) =>
      `Here is the follow-up for ${period}. It shows how the leadership programme is going in ${municipality}: who is taking part and who has finished.`,
    introMandatory: (period, municipality) =>
      `Here is the follow-up for ${period}. It shows how the leadership programme is going in ${municipality}: who is taking part, who has finished, and who is overdue under the municipality’s decision.`,
    attached: 'The report, in Swedish, is attached as a PDF file.',
    next: 'Read the report. Reply to this email if something is wrong.',
    nextMandatory: 'Read the report and follow up with the responsible line manager if anybody is overdue.',
  },
});

/** Carries the report as an attachment. */
export const complianceHead = mailTemplate({
  name: 'compliance_head',
  version: 2,
  texts,
  subject: (t, { period }: ComplianceHead, say) => subjectLine(t.subject, say.period(period)),
  letter: (t, { period, municipalityName, isMandatory }: ComplianceHead, say) => ({
    blocks: [
      paragraph((isMandatory ? t.introMandatory : t.intro)(say.period(period), municipalityName)),
      paragraph(t.attached),
    ],
    nextStep: isMandatory ? t.nextMandatory : t.next,
  }),
});
