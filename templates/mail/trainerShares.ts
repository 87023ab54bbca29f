import type { Ore, TermCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface TrainerSharesMail {
  readonly number: string;
  readonly sellerName: string;
  readonly term: TermCode;
  /** What the municipality is credited; below zero when earlier statements credited too much. */
  readonly amount: Ore;
  /** How many of the term's statements to the municipality came before. */
  readonly earlier: number;
}

const texts = inEach({
  sv: {
    subject: 'Avräkning av utbildarpotten ',
    first: (seller: string, term: string) =>
      `Tack för de utbildare som ni har lånat ut till kursdagar under ${term}. Här är kommunens andel av utbildarpotten, från ${seller}. I pdf-filen står varje dag och hur andelen har räknats ut.`,
    later: (seller: string, term: string) =>
      `Något har ändrats sedan ni fick avräkningen av utbildarpotten för ${term}. Därför kommer här en ny från ${seller}, med bara det som skiljer. I pdf-filen står vilka dagar det gäller.`,
    number: 'Avräkningens nummer',
    credited: 'Att få',
    back: 'Att betala tillbaka',
    next: 'Ni behöver inte skicka någon faktura. Svara på det här mejlet om något inte stämmer.',
  },
  en: {
    subject: 'Settlement of the trainer pot ',
    first: (seller, term) =>
      `Thank you for the trainers you lent to course days during ${term}. Here is your share of the trainer pot, from ${seller}, in Swedish. The PDF file shows each day and how the share was worked out.`,
    later: (seller, term) =>
      `Something has changed since you received the settlement of the trainer pot for ${term}. Here is therefore a new one from ${seller}, in Swedish, with the difference only. The PDF file shows which days it concerns.`,
    number: 'Settlement number',
    credited: 'To receive',
    back: 'To pay back',
    next: 'You need not send an invoice. Reply to this email if something is wrong.',
  },
});

/** Carries the statement as an attachment. */
export const trainerShares = mailTemplate({
  name: 'trainer_shares',
  version: 1,
  texts,
  subject: (t, { number }: TrainerSharesMail) => subjectLine(t.subject, number),
  letter: (t, { number, sellerName, term, amount, earlier }: TrainerSharesMail, say) => ({
    blocks: [
      paragraph((earlier === 0 ? t.first : t.later)(sellerName, say.termName(term))),
      facts({
        [t.number]: number,
        [amount < 0 ? t.back : t.credited]: say.money(Math.abs(amount)),
      }),
    ],
    nextStep: t.next,
  }),
});
