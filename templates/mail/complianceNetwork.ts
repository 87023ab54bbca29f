import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface ComplianceNetwork {
  /** `2026-Q3`. */
  readonly period: string;
}

const texts = inEach({
  sv: {
    subject: 'Ledarskapsutbildningen i kommunerna, ',
    intro: (period: string) =>
      `Här kommer uppföljningen för ${period} till er i socialchefsnätverket. Den visar i siffror hur ledarskapsutbildningen går i varje kommun och i regionen som helhet. Inga personer nämns.`,
    attached: 'Rapporten ligger som en pdf-fil i det här mejlet.',
    next: 'Läs rapporten inför nätverkets nästa möte. Svara på det här mejlet om något inte stämmer.',
  },
  en: {
    subject: 'The leadership programme in the municipalities, ',
    intro: (period) =>
      `Here is the follow-up for ${period} to the network of heads of social services. It shows in numbers how the leadership programme is going in each municipality and in the region as a whole. Nobody is named.`,
    attached: 'The report, in Swedish, is attached as a PDF file.',
    next: 'Read the report before the network’s next meeting. Reply to this email if something is wrong.',
  },
});

/** Carries the report as an attachment. */
export const complianceNetwork = mailTemplate({
  name: 'compliance_network',
  version: 2,
  texts,
  subject: (t, { period }: ComplianceNetwork, say) => subjectLine(t.subject, say.period(period)),
  letter: (t, { period }: ComplianceNetwork, say) => ({
    blocks: [paragraph(t.intro(say.period(period))), paragraph(t.attached)],
    nextStep: t.next,
  }),
});
