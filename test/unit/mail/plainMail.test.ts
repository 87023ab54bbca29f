import fc from 'fast-check';
import { expect, it } from 'vitest';
import { composeMail, composeParts, type OutgoingMail } from '../../../activities/messages/composeMail.ts';

const words = [
  ...[
    'Hej',
    'Östen',
    'kursdag',
    'á',
    '=',
    '.',
    '..',
    '--',
    '?=',
    '=?UTF-8?Q?x?=',
    '"',
    '\\',
    ',',
    '(',
    ')',
    '§',
    '😀',
  ],
  ...[
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    'ledarskapsutvecklingsprogrammet',
    '<p style="margin:0">',
    '</p>',
    ';',
    ':',
  ],
];
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, fc.string({ unit: 'grapheme' })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((some) => some.join(''))
  .filter((whole) => whole !== '');
const line = text.map((some) => some.replace(/\s+/g, ' ').trim()).filter((some) => some !== '');
const email = fc.constantFrom(
  'a@kommun.example',
  'anna.åberg@kommun.example',
  'a@åmål.example',
  "o'n+x@k.example",
);

const mail: fc.Arbitrary<OutgoingMail> = fc.record(
  {
    messageId: fc.constantFrom(
      'reminder.d2.p-017@ledarresan.example',
      `${'long.'.repeat(20)}p@ledarresan.example`,
    ),
    date: fc.integer({ min: 0, max: Date.UTC(2090, 0, 1) }),
    from: fc.record({ name: line, email }),
    replyTo: fc.record({ name: fc.oneof(line, fc.constant('')), email }),
    to: fc.record({ name: fc.oneof(line, fc.constant('')), email }),
    language: fc.constantFrom('sv', 'en'),
    subject: line,
    declineBy: line,
    text: text.map((some) => `${some}.\n`),
    html: text.map((some) => `<p>${some}</p>\n`),
    attachments: fc.constant([]),
  },
  {
    requiredKeys: [
      'messageId',
      'date',
      'from',
      'replyTo',
      'to',
      'language',
      'subject',
      'text',
      'html',
      'attachments',
    ],
  },
);

it('is byte for byte what the composer of all other mails makes of it', async () => {
  await fc.assert(
    fc.asyncProperty(mail, async (one) => {
      expect((await composeMail(one)).toString()).toBe((await composeParts(one)).toString());
    }),
    { numRuns: 150 },
  );
});
