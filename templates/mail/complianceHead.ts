import { paragraph } from './layout.ts';
import { period as periodName } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ComplianceHead {
  /** `2026-09` or `2026-Q3`. */
  readonly period: string;
  readonly municipalityName: string;
  /** Whether a decision of the municipality makes the programme mandatory. */
  readonly isMandatory: boolean;
}

/** Carries the report as an attachment. */
export const complianceHead = mailTemplate<'compliance_head', ComplianceHead>({
  name: 'compliance_head',
  version: 2,
  subject: ({ period }) => subjectLine('Uppföljning av ledarskapsutbildningen, ', periodName(period)),
  letter: ({ period, municipalityName, isMandatory }) => ({
    blocks: [
      paragraph(
        `Här kommer uppföljningen för ${periodName(period)}. Den visar hur ledarskapsutbildningen går i ${municipalityName}: ${isMandatory ? 'vilka som deltar, vilka som är klara och vilka som är försenade enligt kommunens beslut' : 'vilka som deltar och vilka som är klara'}.`,
      ),
      paragraph('Rapporten ligger som en pdf-fil i det här mejlet.'),
    ],
    nextStep: isMandatory
      ? 'Läs rapporten och följ upp med ansvarig chef om någon är försenad.'
      : 'Läs rapporten. Svara på det här mejlet om något inte stämmer.',
  }),
});
