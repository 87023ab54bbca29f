/** What a kind of mail is. A change of its wording raises `version`; the key of a mail never contains it. */
import { type Letter, type MailBody, type MailContext, renderLetter } from './layout.ts';

export interface RenderedMail extends MailBody {
  readonly subject: string;
}

export interface MailTemplate<Name extends string, Data> {
  readonly name: Name;
  readonly version: number;
  /** Never a person's name: the subject stands in the ledger. */
  subject(data: Data): string;
  render(data: Data & MailContext): RenderedMail;
}

export interface MailDefinition<Name extends string, Data> {
  readonly name: Name;
  readonly version: number;
  readonly subject: (data: Data) => string;
  readonly letter: (data: Data) => Letter;
}

export function mailTemplate<Name extends string, Data>(
  definition: MailDefinition<Name, Data>,
): MailTemplate<Name, Data> {
  const { name, version, subject, letter } = definition;
  return {
    name,
    version,
    subject,
    render: (data) => {
      const own = subject(data);
      // Whoever is to pass it on must not take it for their own.
      const line = data.via === undefined ? own : subjectLine('Att lämna vidare: ', own);
      return { subject: line, ...renderLetter(letter(data), data, line) };
    },
  };
}

/** Longer subjects are cut by mail programs (and RFC 5322 §2.1.1 asks for at most 78 characters a line). */
export const maximumSubjectLength = 78;

/** A subject with a title in the middle, which is shortened when the whole would be too long. */
export function subjectLine(before: string, title: string, after = ''): string {
  const plain = title.replace(/\s+/g, ' ').trim();
  const room = maximumSubjectLength - before.length - after.length;
  const fitted = plain.length <= room ? plain : `${plain.slice(0, room - 1).trimEnd()}…`;
  return `${before}${fitted}${after}`;
}
