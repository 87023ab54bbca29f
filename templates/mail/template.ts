/** What a kind of mail is. A change of its wording raises `version`; the key of a mail never contains it. */
import type { Language } from '../../domain/region.ts';
import type { Letter, MailContext } from './layout.ts';
import { inEach, type Texts, type Wording, wordings } from './wording.ts';

export interface MailTemplate<Name extends string, Data> {
  readonly name: Name;
  readonly version: number;
  /** Never a person's name: the Swedish subject stands in the ledger. */
  subject(data: Data & Pick<MailContext, 'via'>, language: Language): string;
  /** What it says, in the language of the context, without greeting and signature. */
  letter(data: Data & MailContext): Letter;
}

/** One logic for all languages, and the texts of each: `t` are those of the recipient's language. */
export interface MailDefinition<Name extends string, Data, T> {
  readonly name: Name;
  readonly version: number;
  readonly texts: Texts<T>;
  readonly subject: (t: NoInfer<T>, data: Data, say: Wording) => string;
  readonly letter: (t: NoInfer<T>, data: Data, say: Wording) => Letter;
}

const texts = inEach({ sv: { passOn: 'Att lämna vidare: ' }, en: { passOn: 'To pass on: ' } });

export function mailTemplate<Name extends string, Data, T>(
  definition: MailDefinition<Name, Data, T>,
): MailTemplate<Name, Data> {
  const { name, version, texts: own, letter } = definition;
  const subject = (data: Data & Pick<MailContext, 'via'>, language: Language): string => {
    const line = definition.subject(own[language], data, wordings[language]);
    // Whoever is to pass it on must not take it for their own.
    return data.via === undefined ? line : subjectLine(texts[language].passOn, line);
  };
  return {
    name,
    version,
    subject,
    letter: (data) => letter(own[data.language], data, wordings[data.language]),
  };
}

/** A telephone shows no more of a longer one (and RFC 5322 §2.1.1 asks for at most 78 characters a line). */
export const maximumSubjectLength = 70;

/** A subject with a title in the middle, which is shortened when the whole would be too long. */
export function subjectLine(before: string, title: string, after = ''): string {
  const plain = title.replace(/\s+/g, ' ').trim();
  const room = maximumSubjectLength - before.length - after.length;
  const fitted = plain.length <= room ? plain : `${plain.slice(0, room - 1).trimEnd()}…`;
  return `${before}${fitted}${after}`;
}
