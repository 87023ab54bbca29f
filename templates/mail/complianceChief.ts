import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface ComplianceChief {
  /** `2026-Q3` or `2026-09`. */
  readonly period: string;
  /** Whether a decision of the municipality makes the programme mandatory. */
  readonly isMandatory: boolean;
}

const texts = inEach({
  sv: {
    subject: 'Uppföljning av dina chefers utbildning, ',
    intro: (period: string) =>
      `Här kommer uppföljningen för ${period}. Den visar hur långt dina chefer har kommit i ledarskapsutbildningen.`,
    introMandatory: (period: string) =>
      `Här kommer uppföljningen för ${period}. Den visar hur långt dina chefer har kommit i ledarskapsutbildningen och om någon riskerar att inte hinna i tid.`,
    attached: 'Rapporten ligger som en pdf-fil i det här mejlet.',
    next: 'Läs rapporten och ta upp den med de chefer som behöver planera in en kurs.',
  },
  en: {
    subject: 'How your managers’ training is going, ',
    intro: (period) =>
      `Here is the follow-up for ${period}. It shows how far your managers have come in the leadership programme.`,
    introMandatory: (period) =>
      `Here is the follow-up for ${period}. It shows how far your managers have come in the leadership programme, and whether anybody may not finish in time.`,
    attached: 'The report, in Swedish, is attached as a PDF file.',
    next: 'Read the report and talk to the managers who need to plan a course.',
  },
});

/** Carries the report as an attachment. */
export const complianceChief = mailTemplate({
  name: 'compliance_chief',
  version: 3,
  texts,
  subject: (t, { period }: ComplianceChief, say) => subjectLine(t.subject, say.period(period)),
  letter: (t, { period, isMandatory }: ComplianceChief, say) => ({
    blocks: [
      paragraph((isMandatory ? t.introMandatory : t.intro)(say.period(period))),
      paragraph(t.attached),
    ],
    nextStep: t.next,
  }),
});
