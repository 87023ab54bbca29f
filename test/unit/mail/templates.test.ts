import { describe, expect, it } from 'vitest';
import {
  type FinishedMail,
  isTemplateName,
  type MailContext,
  type MailData,
  mailTemplates,
  renderMail,
  type TemplateName,
} from '../../../templates/mail/index.ts';
import { remoteContent, visibleText } from '../../support/mailChecks.ts';
import { sampleContext, sampleMails, sampleNames } from '../../support/mailData.ts';

const names = Object.keys(mailTemplates).filter(isTemplateName);

function renderSamples<Name extends TemplateName>(name: Name, context: MailContext): FinishedMail[] {
  const samples: readonly MailData[Name][] = sampleMails[name];
  return samples.map((data) => renderMail(name, { ...data, ...context }));
}

/** The words of the HTML part as a reader sees them. */
const wordsOfHtml = (html: string): string[] =>
  visibleText(html)
    .split(/\s+/)
    .filter((word) => word !== '');

function wordsOfText(text: string): string[] {
  return text
    .replace(/^- /gm, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

describe.each(names)('%s', (name) => {
  const mails = renderSamples(name, sampleContext);

  it('has a template of its own name, and a version', () => {
    expect(mailTemplates[name].name).toBe(name);
    expect(mailTemplates[name].version).toBeGreaterThanOrEqual(1);
  });

  it('misses nothing in its text', () => {
    for (const { subject, text, html } of mails) {
      for (const part of [subject, text, html]) {
        expect(part).not.toMatch(/undefined|NaN|null|\{\{|\[object|\$\{/);
        expect(part).not.toMatch(/\d{4}-\d{2}-\d{2}(?!\d)/);
      }
    }
  });

  it('says the same in text and HTML', () => {
    for (const { text, html } of mails) expect(wordsOfHtml(html)).toEqual(wordsOfText(text));
  });

  it('has a subject that fits and names nobody', () => {
    for (const { subject, ledgerSubject } of mails) {
      expect(subject.length).toBeGreaterThan(10);
      expect(subject.length).toBeLessThanOrEqual(78);
      expect(ledgerSubject).not.toMatch(/[\r\n\u00a0]/);
      for (const person of sampleNames) expect(ledgerSubject).not.toContain(person);
    }
  });

  it('fetches nothing and adapts to dark mode', () => {
    for (const { html } of mails) {
      expect(remoteContent(html)).toEqual([]);
      expect(html).toContain('<html lang="sv">');
      expect(html).toContain('<meta name="color-scheme" content="light dark">');
      // Text without colours of its own keeps the reader's contrast.
      expect(html).not.toMatch(/[;"]color:|background/);
    }
  });

  it('greets, has one next step, and ends with whom to ask and call', () => {
    for (const { text } of mails) {
      expect(text).toMatch(/^Hej Östen!\n/);
      expect(text.match(/Nästa steg:/g)).toHaveLength(1);
      expect(text.trimEnd().split('\n').slice(-3)).toEqual([
        'Karin Åkerlöf',
        'Hälsa och välfärd i Dalarna',
        'Telefon: 023-555 01 23',
      ]);
    }
  });
});

describe('any mail', () => {
  const via = renderMail('seat_lost', {
    ...sampleMails.seat_lost[0],
    ...sampleContext,
    recipientFirstName: 'Ulf',
    via: { managerName: 'Östen Öhman' },
  });

  it('for somebody without an address asks the chief to pass it on', () => {
    expect(via.text).toMatch(/^Hej Ulf!\n\nDet här mejlet är till Östen Öhman, .*lämna det vidare/);
    expect(via.text).toContain('\n\nTill Östen Öhman:\n');
    expect(via.html).toContain('Till Östen Öhman:');
    expect(via.ledgerSubject).not.toContain('Östen');
  });

  it('shows what people are called and never runs it', () => {
    const name = `<script>alert("x")</script> & O'Brien`;
    const [{ entries }] = sampleMails.chief_digest;
    const { html, text } = renderMail('chief_digest', {
      ...sampleContext,
      recipientFirstName: name,
      entries: entries.map((entry) => ({ ...entry, managerName: name, decision: name, whatToDo: name })),
    });
    expect(html).not.toMatch(/<script/i);
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; O&#39;Brien');
    expect(text).toContain(name);
  });

  it('keeps a value on its line', () => {
    const { text } = renderMail('invoice', {
      ...sampleMails.invoice[0],
      ...sampleContext,
      sellerName: 'Högskolan\r\nDalarna',
    });
    expect(text).toContain('från Högskolan Dalarna.');
  });

  it('shortens a long course title in the subject, not in the text', () => {
    const courseTitle =
      'En kurs med ett ovanligt långt namn som ingen orkar läsa till slut men som ändå finns på riktigt';
    for (const mail of [
      renderMail('nomination_notice', {
        ...sampleMails.nomination_notice[0],
        ...sampleContext,
        courseTitle,
      }),
      renderMail('course_day_reminder_first', {
        ...sampleMails.course_day_reminder_first[0],
        ...sampleContext,
        courseTitle,
      }),
      renderMail('attendance_list', { ...sampleMails.attendance_list[0], ...sampleContext, courseTitle }),
    ]) {
      expect(mail.subject.length).toBeLessThanOrEqual(78);
      expect(mail.subject).toContain('…');
      expect(mail.text).toContain(courseTitle);
    }
  });

  it('writes dates with the day of the week and hours as people do', () => {
    const { text } = renderMail('course_day_reminder_first', {
      ...sampleMails.course_day_reminder_first[0],
      ...sampleContext,
    });
    expect(text).toContain('Dag: tisdag 27 oktober 2026\nTid: kl. 09.00–16.00\nPlats: Kulturhuset, Falun');
    expect(text).toContain('senast torsdag 22 oktober 2026');
  });

  it('writes money and periods as people do', () => {
    const invoice = renderMail('invoice', { ...sampleMails.invoice[0], ...sampleContext });
    expect(invoice.text.replaceAll('\u00a0', ' ')).toContain('Att betala: 125 000,00 kr');
    const [quarter, month] = renderSamples('compliance_chief', sampleContext);
    expect(quarter?.subject).toContain('tredje kvartalet 2026');
    expect(month?.subject).toContain('september 2026');
  });

  it('asks for a plan when nobody can be nominated before the last day', () => {
    const [inTime, open, tooLate, noneLeft] = renderSamples('mandate_notice', sampleContext);
    for (const notice of [inTime, open]) {
      expect(notice?.text).toContain('så att du blir nominerad i tid.');
      expect(notice?.text).not.toContain('plan med datum');
    }
    expect(tooLate?.text).toContain('Det är efter din sista dag');
    for (const notice of [tooLate, noneLeft]) {
      expect(notice?.text).toContain('be din chef att skicka oss en plan med datum.');
      expect(notice?.text).not.toContain('nominerad i tid');
    }
  });

  it('speaks of being late only where there is a decision', () => {
    for (const kind of ['compliance_head', 'compliance_chief'] as const) {
      const [mandatory, voluntary] = renderSamples(kind, sampleContext);
      expect(mandatory?.text).toMatch(/försenad|hinna i tid/);
      expect(voluntary?.text).not.toMatch(/försenad|hinna i tid|beslut/);
    }
  });

  it('asks a chief to whom nobody is proposed for names, not for a yes', () => {
    const [some, one, nobody] = renderSamples('nomination_request', sampleContext);
    for (const request of [some, one]) expect(request?.text).toContain('Skriv att det gäller som det är');
    expect(nobody?.text).toContain('Skriv vem du vill nominera, eller att du inte nominerar någon.');
    expect(nobody?.text).not.toContain('gäller som det är');
  });

  it('promises a certificate only when the attendance is enough', () => {
    const [enough, open, tooLittle, missedTheDay] = renderSamples('result_passed', sampleContext);
    expect(enough?.text).toContain('Ditt kursintyg kommer i ett eget mejl.');
    expect(open?.text).toContain('Närvaron är inte färdigregistrerad än.');
    expect(tooLittle?.text).toContain('du har missat 2 kursdagar, och högst en kursdag får missas.');
    expect(missedTheDay?.text).toContain('du har missat en kursdag, och alla dagar krävs.');
    for (const mail of [tooLittle, missedTheDay]) {
      expect(mail?.text).toContain('Nästa steg: Svara på det här mejlet');
      expect(mail?.text).not.toContain('eget mejl');
    }
  });

  it('refuses a date that does not exist', () => {
    expect(() =>
      renderMail('memo_reminder', { ...sampleContext, courseTitle: 'Kurs', deadline: '2026-02-30' }),
    ).toThrow(RangeError);
  });
});
