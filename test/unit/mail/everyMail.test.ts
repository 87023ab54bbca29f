/** Every kind of mail in every language: nothing missing, nothing left in the other language, readable anywhere. */
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../../domain/region.ts';
import { type FinishedMail, isTemplateName, mailTemplates } from '../../../templates/mail/index.ts';
import { contrast, problemsOf } from '../../support/mailChecks.ts';
import { examplesOf, stringsIn } from '../../support/mailData.ts';

const names = Object.keys(mailTemplates).filter(isTemplateName);

const longTitle =
  'Ledarskap, styrning och utveckling i socialtjänst, omsorg och kommunal hälso- och sjukvård i samverkan';
const situations = {
  'as usual': {},
  'an office': { recipientFirstName: '' },
  'to pass on': { via: { managerName: 'Östen Öhman' } },
  'a long name': {
    recipientFirstName: 'Wilhelmina-Alexandra',
    senderName: 'Hälsa och välfärd i Dalarnas län',
  },
};

describe.each(languages)('in %s', (language) => {
  describe.each(Object.entries(situations))('%s', (_situation, context) => {
    it.each(names)('%s', (name) => {
      for (const { data, mail } of examplesOf(name, language, context)) {
        expect(problemsOf(mail, language, stringsIn(data))).toEqual([]);
      }
    });
  });

  it.each(names)('%s has a subject that fits with the longest title', (name) => {
    const long = (text: string) => (text.length > 20 && !text.startsWith('HT') ? longTitle : text);
    for (const { mail } of examplesOf(name, language, {}, long)) {
      expect(mail.subject.length).toBeLessThanOrEqual(70);
    }
  });
});

it('has the subject of the ledger in Swedish whatever the recipient reads', () => {
  for (const name of names) {
    const [swedish, english] = [examplesOf(name, 'sv'), examplesOf(name, 'en')];
    expect(english.map(({ mail }) => mail.ledgerSubject)).toEqual(
      swedish.map(({ mail }) => mail.ledgerSubject),
    );
    for (const { mail } of english) expect(mail.subject).not.toBe(mail.ledgerSubject);
  }
});

it('writes dates, hours, money and terms as the language does', () => {
  const text = (language: Language, name: 'invoice' | 'course_day_reminder_first' | 'seat_confirmed') =>
    examplesOf(name, language)[0]?.mail.text.replaceAll('\u00a0', ' ');
  expect(text('en', 'invoice')).toContain('To pay: SEK 125,000.00');
  expect(text('sv', 'invoice')).toContain('Att betala: 125 000,00 kr');
  expect(text('en', 'course_day_reminder_first')).toContain('Tuesday 27 October 2026\nTime: 09:00–16:00');
  expect(text('en', 'seat_confirmed')).toContain('Term: autumn term 2026');
});

describe('a fault is found:', () => {
  const good = examplesOf('seat_lost', 'en')[0];
  if (good === undefined) throw new Error('seat_lost has no example');
  const data = stringsIn(good.data);
  const both = (from: string, to: string): FinishedMail => ({
    ...good.mail,
    text: good.mail.text.replace(from, to),
    html: good.mail.html.replace(from, to),
  });
  const html = (from: string, to: string): FinishedMail => ({
    ...good.mail,
    html: good.mail.html.replace(from, to),
  });
  const faults: readonly (readonly [string, FinishedMail, RegExp])[] = [
    ['a missing variable', both('autumn term 2026', 'undefined'), /missing variable/],
    ['an object in a text', both('autumn term 2026', '[object Object]'), /missing variable/],
    ['an empty greeting', both('Hello Östen,', 'Hello ,'), /missing variable/],
    ['a date for machines', both('autumn term 2026', '2026-09-01'), /missing variable/],
    [
      'a Swedish sentence',
      both('Thank you for telling us.', 'Tack för att du hörde av dig.'),
      /"att" is not en/,
    ],
    ['a Swedish word', both('Kind regards', 'Vänliga hälsningar'), /"vänliga" is not en/],
    ['a long subject', { ...good.mail, subject: 'x'.repeat(71) }, /71 characters/],
    ['a part that says something else', html('Thank you', 'Thanks'), /differ/],
    ['a tracker', html('</div>', '<img src="//a.example/b.png"></div>'), /remote content/],
    ['grey text', html('margin:0 0 16px', 'margin:0 0 16px;color:#888888'), /text #888888 on #ffffff/],
    ['text that vanishes in the dark', html('margin:0 0 16px', 'color:#222222'), /text #222222 on #121212/],
    ['a background alone', html('margin:0 0 16px', 'background:#ffffff'), /without a colour/],
    ['a second next step', html('margin:0 0 16px', 'border-left:4px solid #2b7a9b'), /2 next steps/],
    ['a wide box', html('margin:0 0 16px', 'margin:0;width:600px'), /600 px wide/],
    ['another language declared', html('<html lang="en">', '<html lang="sv">'), /another language/],
  ];

  it.each(faults)('%s', (_name, mail, problem) => {
    expect(problemsOf(good.mail, 'en', data)).toEqual([]);
    expect(problemsOf(mail, 'en', data).join('\n')).toMatch(problem);
  });

  it('and English in a Swedish mail', () => {
    const swedish = examplesOf('seat_lost', 'sv')[0];
    if (swedish === undefined) throw new Error('seat_lost has no example');
    const text = swedish.mail.text.replace('Tack för att du hörde av dig.', 'Thank you for telling us.');
    expect(problemsOf({ ...swedish.mail, text }, 'sv', data)).toContain('"for" is not sv');
  });

  it('by the measure of WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
