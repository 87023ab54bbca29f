import { paragraph } from './layout.ts';
import { period as periodName } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ComplianceChief {
  /** `2026-Q3` or `2026-09`. */
  readonly period: string;
  /** Whether a decision of the municipality makes the programme mandatory. */
  readonly isMandatory: boolean;
}

/** Carries the report as an attachment. */
export const complianceChief = mailTemplate<'compliance_chief', ComplianceChief>({
  name: 'compliance_chief',
  version: 2,
  subject: ({ period }) => subjectLine('Uppföljning av dina chefers utbildning, ', periodName(period)),
  letter: ({ period, isMandatory }) => ({
    blocks: [
      paragraph(
        `Här kommer uppföljningen för ${periodName(period)}. Den visar hur långt dina chefer har kommit i ledarskapsutbildningen${isMandatory ? ' och om någon riskerar att inte hinna i tid' : ''}.`,
      ),
      paragraph('Rapporten ligger som en pdf-fil i det här mejlet.'),
    ],
    nextStep: 'Läs rapporten och ta upp den med de chefer som behöver planera in en kurs.',
  }),
});
