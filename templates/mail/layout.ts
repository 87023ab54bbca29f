/**
 * A mail is one structure of blocks, from which both the text and the HTML part are made: so they cannot say
 * different things. The HTML is plain on purpose: no tables, no images, nothing fetched, and no colours of its own
 * for the text, so that light and dark mode both keep their contrast.
 */
import type { Contact, Language } from '../../domain/region.ts';
import { inEach } from './wording.ts';

/** What every mail needs to know besides its own data. */
export interface MailContext {
  /** The recipient's. */
  readonly language: Language;
  /** First name of whoever opens the mail: of the chief when `via` is given; empty for an office. */
  readonly recipientFirstName: string;
  readonly replyTo: Contact;
  /** The organisation that signs. */
  readonly senderName: string;
  /** Set when the mail is for a manager without an address and goes to the chief. */
  readonly via?: { readonly managerName: string };
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Entry {
  readonly title: string;
  readonly lines: readonly string[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  /** The next step of one part of a mail. */
  | { readonly kind: 'step'; readonly label: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] };

export interface Letter {
  readonly blocks: readonly Block[];
  /** The one thing to do now, or that nothing has to be done. */
  readonly nextStep: string;
  /** What stands below it in small matters, such as how to decline copies. */
  readonly note?: string;
}

export interface MailBody {
  readonly text: string;
  readonly html: string;
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const step = (label: string, text: string): Block => ({ kind: 'step', label, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const entries = (all: readonly Entry[]): Block => ({ kind: 'entries', entries: all });
/** Pairs of label and value; those without a value are left out. */
export const facts = (rows: Readonly<Record<string, string>>): Block => ({
  kind: 'facts',
  facts: Object.entries(rows)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ label, value })),
});

const texts = inEach({
  sv: {
    hello: 'Hej!',
    greeting: (firstName: string) => `Hej ${firstName}!`,
    forwarded: (manager: string) =>
      `Det här mejlet är till ${manager}, som vi saknar e-postadress till. Därför får du det som närmaste chef. Vi ber dig att lämna det vidare så snart du kan.`,
    to: (manager: string) => `Till ${manager}:`,
    nextStep: 'Nästa steg:',
    copy: 'Det här är en kopia för kännedom. Vill du slippa sådana? Svara ”inga kopior”, så ordnar vi det.',
    question: 'Har du frågor? Svara på det här mejlet eller ring, så hjälper vi dig.',
    regards: 'Vänliga hälsningar',
    telephone: (number: string) => `Telefon: ${number}`,
  },
  en: {
    hello: 'Hello,',
    greeting: (firstName) => `Hello ${firstName},`,
    forwarded: (manager) =>
      `This email is for ${manager}, whose email address we do not have. You receive it as their line manager. Please pass it on as soon as you can.`,
    to: (manager) => `To ${manager}:`,
    nextStep: 'Next step:',
    copy: 'This is a copy for your information. Would you rather not get these? Reply “no copies”, and we will see to it.',
    question: 'Questions? Reply to this email or call us, and we will help you.',
    regards: 'Kind regards',
    telephone: (number) => `Telephone: ${number}`,
  },
});

/** How a reader of copies can decline them. */
export const copyNote = (language: Language): string => texts[language].copy;

/** The two parts of a mail, saying the same. */
export function renderLetter(letter: Letter, context: MailContext, subject: string): MailBody {
  const whole = wholeLetter(letter, context);
  return { text: renderText(whole), html: renderHtml(whole, subject, context.language) };
}

interface WholeLetter {
  readonly opening: readonly string[];
  readonly blocks: readonly Block[];
  readonly nextStepLabel: string;
  readonly nextStep: string;
  readonly note: string;
  readonly question: string;
  readonly signature: readonly string[];
}

function wholeLetter(letter: Letter, context: MailContext): WholeLetter {
  const t = texts[context.language];
  const greeting = context.recipientFirstName === '' ? t.hello : t.greeting(context.recipientFirstName);
  const forwarded = context.via ? [t.forwarded(context.via.managerName), t.to(context.via.managerName)] : [];
  return {
    opening: [greeting, ...forwarded],
    blocks: letter.blocks,
    nextStepLabel: t.nextStep,
    nextStep: letter.nextStep,
    note: letter.note ?? '',
    question: t.question,
    signature: [t.regards, context.replyTo.name, context.senderName, t.telephone(context.replyTo.telephone)],
  };
}

/** A value never breaks the layout: it stays on its line. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}

function renderText(letter: WholeLetter): string {
  const parts = [
    ...letter.opening.map(oneLine),
    ...letter.blocks.map(blockText),
    `${letter.nextStepLabel} ${oneLine(letter.nextStep)}`,
    oneLine(letter.note),
    oneLine(letter.question),
    letter.signature.map(oneLine).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return oneLine(block.text);
    case 'step':
      return `${oneLine(block.label)} ${oneLine(block.text)}`;
    case 'facts':
      return block.facts.map(({ label, value }) => `${oneLine(label)}: ${oneLine(value)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${oneLine(item)}`).join('\n');
    case 'entries':
      return block.entries
        .map(({ title, lines }) =>
          [`- ${oneLine(title)}`, ...lines.map((line) => `  ${oneLine(line)}`)].join('\n'),
        )
        .join('\n');
  }
}

function escapeHtml(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

const style = {
  page: 'margin:0;padding:0',
  letter:
    "max-width:36em;margin:0 auto;padding:24px 16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere",
  paragraph: 'margin:0 0 16px',
  heading: 'margin:32px 0 16px;font-size:18px;line-height:1.3',
  list: 'margin:0 0 16px;padding-left:24px',
  item: 'margin:0 0 8px',
  // At least 3:1 against both a white and a nearly black page.
  step: 'margin:24px 0;padding:12px 16px;border-left:4px solid #2b7a9b',
};

function renderHtml(letter: WholeLetter, subject: string, language: Language): string {
  const body = [
    ...letter.opening.map(htmlParagraph),
    ...letter.blocks.map(blockHtml),
    `<p style="${style.step}"><strong>${letter.nextStepLabel}</strong> ${escapeHtml(letter.nextStep)}</p>`,
    letter.note === '' ? '' : htmlParagraph(letter.note),
    htmlParagraph(letter.question),
    `<p style="${style.paragraph}">${letter.signature.map(escapeHtml).join('<br>\n')}</p>`,
  ];
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(subject)}</title>`,
    '<style>:root{color-scheme:light dark}</style>',
    '</head>',
    `<body style="${style.page}">`,
    `<div lang="${language}" style="${style.letter}">`,
    ...body.filter((part) => part !== ''),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function htmlParagraph(text: string): string {
  return `<p style="${style.paragraph}">${escapeHtml(text)}</p>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return htmlParagraph(block.text);
    case 'heading':
      return `<h2 style="${style.heading}">${escapeHtml(block.text)}</h2>`;
    case 'step':
      return `<p style="${style.paragraph}"><strong>${escapeHtml(block.label)}</strong> ${escapeHtml(block.text)}</p>`;
    case 'facts':
      return block.facts.length === 0
        ? ''
        : `<p style="${style.paragraph}">${block.facts
            .map(({ label, value }) => `<strong>${escapeHtml(label)}:</strong> ${escapeHtml(value)}`)
            .join('<br>\n')}</p>`;
    case 'list':
      return htmlList(block.items.map(escapeHtml));
    case 'entries':
      return htmlList(
        block.entries.map(({ title, lines }) =>
          [`<strong>${escapeHtml(title)}</strong>`, ...lines.map(escapeHtml)].join('<br>\n'),
        ),
      );
  }
}

function htmlList(items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<ul style="${style.list}">\n${items
    .map((item) => `<li style="${style.item}">${item}</li>`)
    .join('\n')}\n</ul>`;
}
