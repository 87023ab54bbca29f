/** What may be wrong with a mail, whatever its kind and language: each check answers with what it found. */
import type { Language } from '../../domain/region.ts';
import type { FinishedMail } from '../../templates/mail/index.ts';
import { maximumSubjectLength } from '../../templates/mail/template.ts';

/** Words that every text of a language has and no text of the other, apart from names. */
const functionWords: Readonly<Record<Language, readonly string[]>> = {
  sv: 'och att det som på är för med inte du din ditt dina kan har om eller från ska när här vi ett av efter senast mejl mejlet kurs kursen kursdag kurstillfälle termin chef plats svara utan till'.split(
    ' ',
  ),
  en: 'the and you your is are of to for with this that not by if or email course when have has was reply manager seat week'.split(
    ' ',
  ),
};

const other: Readonly<Record<Language, Language>> = { sv: 'en', en: 'sv' };

/**
 * @param data the strings that the mail was given: names, titles and places, which stay as they are in any language
 * @returns what is wrong, in words; empty when nothing is
 */
export function problemsOf(mail: FinishedMail, language: Language, data: readonly string[]): string[] {
  return [
    ...missingVariables(mail),
    ...untranslated(mail, language, data),
    ...(mail.subject.length > maximumSubjectLength ? [`subject of ${mail.subject.length} characters`] : []),
    ...differences(mail),
    ...remoteContent(mail.html),
    ...contrastProblems(mail.html),
    ...nextSteps(mail.html),
    ...sideways(mail.html),
    ...(mail.html.includes(`<html lang="${language}">`)
      ? []
      : ['the HTML part is marked as another language']),
  ];
}

function missingVariables({ subject, text, html }: FinishedMail): string[] {
  const traces = [
    /undefined|\bNaN\b|\bnull\b|\[object|\$\{|\{\{/,
    // A raw date, an empty greeting, a hole in a sentence, a label without its value.
    /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/,
    /^(Hej|Hello) ?[!,]\w|^(Hej|Hello) [!,]/m,
    / [.,:;!?](?=\s|$)/m,
    /\S {2,}\S/,
    /: $/m,
  ];
  return traces.flatMap((trace) =>
    [subject, text, visibleText(html)].flatMap((part) => {
      const [found] = trace.exec(part) ?? [];
      return found === undefined
        ? []
        : [`missing variable: ${JSON.stringify(found)} in ${part.slice(0, 60)}`];
    }),
  );
}

function untranslated(
  { subject, text }: FinishedMail,
  language: Language,
  data: readonly string[],
): string[] {
  // Longest first, so that a name within a name leaves no rest; a subject may have the beginning of a title.
  const known = [...new Set(data)].filter((one) => one !== '').sort((a, b) => b.length - a.length);
  const own = known.reduce(
    (rest, name) => rest.replace(new RegExp(`(?<!\\p{L})${escaped(name)}(?!\\p{L})`, 'gu'), ' '),
    `${subject.replace(/: .*…/, ': ')}\n${text}`.replaceAll('\u00a0', ' '),
  );
  const words = new Set(own.toLowerCase().match(/[\p{L}]+/gu) ?? []);
  const foreign = functionWords[other[language]].filter((word) => words.has(word));
  const letters = language === 'en' ? [...words].filter((word) => /[åäö]/.test(word)) : [];
  return [...foreign, ...letters].map((word) => `"${word}" is not ${language}`);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The HTML part as a reader sees it. */
export function visibleText(html: string): string {
  return html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[^\S\u00a0]+/g, ' ');
}

const wordsOf = (text: string): string => text.split(/\s+/).filter(Boolean).join(' ');

function differences({ text, html }: FinishedMail): string[] {
  return wordsOf(visibleText(html)) === wordsOf(text.replace(/^- /gm, ''))
    ? []
    : ['the text and the HTML part differ'];
}

export function remoteContent(html: string): string[] {
  // An address that stands there as text fetches nothing.
  const markup = html.replace(/(<style[\s\S]*?<\/style>)|>[^<]*/gi, (_, style?: string) => style ?? '>');
  const found =
    /https?:|\/\/\w|src=|url\(|<(img|link|script|iframe|video|object|form)\b|@import|@font-face/i.exec(
      markup,
    );
  return found === null ? [] : [`remote content: ${found[0]}`];
}

/** The pages of mail programs: white, and the dark ones of Outlook, Apple Mail, Gmail and plain Chromium. */
const lightPages = ['#ffffff'];
const darkPages = ['#000000', '#121212', '#1e1e1e', '#292929'];

/**
 * Text needs 4.5:1 (WCAG 1.4.3) and a line that carries meaning 3:1 (1.4.11). Text without a colour of its own takes
 * the reader's, which goes with the reader's page; one of the two alone breaks the other mode.
 */
function contrastProblems(html: string): string[] {
  const problems: string[] = [];
  if (!html.includes('color-scheme:light dark')) problems.push('dark mode is not announced');
  for (const [, style = ''] of html.matchAll(/style="([^"]*)"/g)) {
    const text = /(?:^|;)\s*color:\s*(#[0-9a-f]{6})/i.exec(style)?.[1];
    const behind = /background(?:-color)?:\s*(#[0-9a-f]{6})/i.exec(style)?.[1];
    const line = /border[^;]*?(#[0-9a-f]{6})/i.exec(style)?.[1];
    if (/(?:^|;)\s*(?:color|background(?:-color)?):\s*(?!#[0-9a-f]{6}\b)/i.test(style))
      problems.push(`a colour that cannot be checked: ${style}`);
    if (behind !== undefined && text === undefined)
      problems.push('a background without a colour of the text');
    const pages = behind === undefined ? [...lightPages, ...darkPages] : [behind];
    for (const page of pages) {
      if (text !== undefined && contrast(text, page) < 4.5) problems.push(`text ${text} on ${page}`);
      if (line !== undefined && contrast(line, page) < 3) problems.push(`line ${line} on ${page}`);
    }
  }
  return problems;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
export function contrast(one: string, two: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** One thing to do, marked as such; a button would be a second one. */
function nextSteps(html: string): string[] {
  const marked = html.match(/border-left/g)?.length ?? 0;
  const buttons = html.match(/<button|role="button"|class="[^"]*button/g)?.length ?? 0;
  return marked === 1 && buttons <= 1 ? [] : [`${marked} next steps and ${buttons} buttons`];
}

/** At 360 px there are 328 px of text, about 36 characters of 16 px on a line. */
function sideways(html: string): string[] {
  const problems: string[] = [];
  if (!html.includes('overflow-wrap:anywhere')) problems.push('long words are not broken');
  if (!html.includes('name="viewport"')) problems.push('a telephone would show a shrunken page');
  if (/<table|<pre|nowrap/.test(html)) problems.push('something that does not wrap');
  for (const [, px = ''] of html.matchAll(/[;"](?:min-)?width:(\d+)px/g)) {
    if (Number(px) > 328) problems.push(`${px} px wide`);
  }
  for (const word of visibleText(html).split(' ')) {
    if (word.includes('\u00a0') && word.length > 34) problems.push(`kept together: ${word}`);
  }
  return problems;
}
