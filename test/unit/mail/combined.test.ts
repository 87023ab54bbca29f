/** Several mails as one: all that each says, once; what is to be done first in the subject. */
import { expect, it } from 'vitest';
import { languages } from '../../../domain/region.ts';
import { renderParts } from '../../../templates/mail/combined.ts';
import { mailPart } from '../../../templates/mail/index.ts';
import { copyNote } from '../../../templates/mail/layout.ts';
import { problemsOf } from '../../support/mailChecks.ts';
import { examplesOf, mergedExamples, sampleContext, stringsIn } from '../../support/mailData.ts';

it.each(languages)('in %s, with a heading and a next step for each part', (language) => {
  const [reminder] = examplesOf('course_day_reminder_second', language);
  const [assignment] = examplesOf('assignment_missing', language);
  if (reminder === undefined || assignment === undefined) throw new Error('there are no examples');
  const parts = [
    mailPart('assignment_missing', assignment.data),
    mailPart('course_day_reminder_second', reminder.data),
  ];
  // A subject may have the beginning of a title, which is nobody's language.
  const given = [reminder.data, assignment.data]
    .flatMap(stringsIn)
    .concat(parts.map(({ subject }) => subject));
  const mail = renderParts(parts, { ...sampleContext, language });
  expect(problemsOf(mail, language, given)).toEqual([]);
  for (const [index, { subject, letter }] of parts.entries()) {
    expect(mail.text).toContain(`${index + 1}. ${subject}`);
    expect(mail.text).toContain(letter.nextStep);
  }
  expect(mail.subject.length).toBeLessThanOrEqual(70);
  expect(mail.subject).toMatch(language === 'sv' ? /och en sak till$/ : /and one more thing$/);
  // The greeting and the signature once.
  expect(mail.text.match(/^(Hej|Hello) /gm)).toHaveLength(1);
});

it('is the mail itself when there is one part', () => {
  const [example] = examplesOf('result_passed', 'sv');
  if (example === undefined) throw new Error('there is no example');
  expect(
    renderParts([mailPart('result_passed', example.data)], { ...sampleContext, language: 'sv' }),
  ).toEqual(example.mail);
  expect(() => renderParts([], { ...sampleContext, language: 'sv' })).toThrow(RangeError);
});

it.each(languages)('of copies says once how to decline them, in %s', (language) => {
  const [certificate, , copies] = mergedExamples(language);
  const note = copyNote(language);
  expect(copies?.text.split(note)).toHaveLength(2);
  expect(copies?.html.split(note)).toHaveLength(2);
  expect(certificate?.text).not.toContain(note);
});

it('of a copy and a duty says under the copy that it can be declined', () => {
  const [copy] = examplesOf('seat_promoted', 'sv');
  const [duty] = examplesOf('extension_asked', 'sv');
  if (copy === undefined || duty === undefined) throw new Error('there are no examples');
  const parts = [mailPart('extension_asked', duty.data), mailPart('seat_promoted', copy.data)];
  const { text } = renderParts(parts, { ...sampleContext, language: 'sv' });
  expect(text.indexOf(copyNote('sv'))).toBeGreaterThan(text.indexOf('2. '));
  expect(text.indexOf(copyNote('sv'))).toBeLessThan(text.indexOf('Nästa steg:'));
});
