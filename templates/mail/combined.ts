/** Several mails to the same person as one: each part has its heading, what it says, and its one next step. */
import type { Language } from '../../domain/region.ts';
import { type FinishedMail, type MailContext, type MailPart, renderAlone } from './index.ts';
import { type Block, heading, paragraph, renderLetter, step } from './layout.ts';
import { maximumSubjectLength, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

const texts = inEach({
  sv: {
    intro: (count: number) =>
      `Vi har ${count} saker att berätta och har samlat dem i ett mejl. Det som ska göras först står först.`,
    todo: 'Att göra:',
    next: 'Läs punkterna i tur och ordning, och börja med punkt 1.',
    more: (count: number) => (count === 1 ? ' och en sak till' : ` och ${count} saker till`),
  },
  en: {
    intro: (count) =>
      `We have ${count} things to tell you and have put them in one email. What is to be done first comes first.`,
    todo: 'To do:',
    next: 'Read the points in order, beginning with number 1.',
    more: (count) => (count === 1 ? ' and one more thing' : ` and ${count} more things`),
  },
});

/**
 * Renders a mail: one part as it is, several with a heading each.
 * @param parts in the order in which they are read; the first gives the subject
 * @throws RangeError when there is none
 */
export function renderParts(parts: readonly MailPart[], context: MailContext): FinishedMail {
  const [only, ...others] = parts;
  if (only === undefined) throw new RangeError('a mail has at least one part');
  return others.length > 0 ? renderTogether(parts, context) : renderAlone(only, context);
}

function renderTogether(parts: readonly MailPart[], context: MailContext): FinishedMail {
  const t = texts[context.language];
  const first = parts[0]?.subject ?? '';
  const subject = subjectOf(first, parts.length, context.language);
  // Said once when it holds for all of the mail.
  const note = parts.every(({ letter }) => letter.note !== undefined) ? parts[0]?.letter.note : undefined;
  const blocks = parts.flatMap(({ subject: title, letter }, index): Block[] => [
    heading(`${index + 1}. ${title}`),
    ...letter.blocks,
    step(t.todo, letter.nextStep),
    ...(note !== undefined || letter.note === undefined ? [] : [paragraph(letter.note)]),
  ]);
  const letter = {
    blocks: [paragraph(t.intro(parts.length)), ...blocks],
    nextStep: t.next,
    ...(note === undefined ? {} : { note }),
  };
  return {
    subject,
    ledgerSubject: subjectOf(parts[0]?.ledgerSubject ?? '', parts.length, 'sv'),
    ...renderLetter(letter, context, subject),
    version: parts[0]?.version ?? 0,
  };
}

/** What is to be done first, and how much more there is. */
function subjectOf(first: string, count: number, language: Language): string {
  const more = texts[language].more(count - 1);
  return first.length + more.length <= maximumSubjectLength
    ? `${first}${more}`
    : subjectLine('', first.replace(/…$/, ''), more);
}
