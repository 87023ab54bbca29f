/** People's posts: moves, chiefs, those who leave and come back, names; and which mails they want. */
import type { IsoDate } from '../calendar/dates.ts';
import { isRealDate } from '../calendar/days.ts';
import {
  type Language,
  languages,
  type MunicipalityCode,
  type PersonId,
  type Role,
  roles,
} from '../region.ts';
import { code, type Forms, isCode, namedAndDated, settingsIn } from './form.ts';

interface PostChange {
  readonly municipality?: MunicipalityCode;
  readonly chief?: PersonId;
  readonly role?: Role;
  readonly workplace?: string;
}

export type PostAct =
  /** `FROM municipality=… chief=… role=… workplace=…`: the person of the line has another post, or comes back to one. */
  | ({ readonly kind: 'move' | 'returns'; readonly from: IsoDate } & PostChange)
  /** `OLD@FROM`: the person of the line becomes the chief of all whose chief was OLD. */
  | { readonly kind: 'new_chief'; readonly old: PersonId; readonly from: IsoDate }
  /** `OLD`: … and does not after all. */
  | { readonly kind: 'undo_new_chief'; readonly old: PersonId }
  /** A date: the first day on which the person of the line no longer has the post. */
  | { readonly kind: 'leaves_post'; readonly on: IsoDate }
  /** Empty: the person of the line has another name or address since that day. */
  | { readonly kind: 'name_changed' }
  /** `sv` or `en`: the language in which the person of the line wants their mails. */
  | { readonly kind: 'language'; readonly language: Language }
  /** Empty: the newest choice of a language is taken back. */
  | { readonly kind: 'undo_language' }
  /** `seats=no`: whether the person of the line wants copies of a group or a kind. */
  | { readonly kind: 'copies'; readonly copies: string; readonly wanted: boolean }
  /** Empty: the newest choice of copies is taken back. */
  | { readonly kind: 'undo_copies' };

function change(words: readonly string[]): PostChange | undefined {
  const found = settingsIn(words.join(' '), ['municipality', 'chief', 'role', 'workplace']);
  if (found === undefined) return undefined;
  const municipality = found.get('municipality');
  const chief = found.get('chief');
  const workplace = found.get('workplace');
  const role = roles.find((one) => one === found.get('role'));
  if (found.has('role') && role === undefined) return undefined;
  return {
    ...(municipality === undefined ? {} : { municipality }),
    ...(chief === undefined ? {} : { chief }),
    ...(workplace === undefined ? {} : { workplace }),
    ...(role === undefined ? {} : { role }),
  };
}

/** @param bare whether the day alone is enough: the post is then the one there was before */
const ofPost = <Kind extends 'move' | 'returns'>(kind: Kind, bare: boolean) => ({
  form: '2026-09-01 municipality=2080 chief=ID role=manager workplace=elderly_care/Namn (det som ändras; workplace sist)',
  read(value: string) {
    const [from = '', ...words] = value.split(' ');
    if (!isRealDate(from)) return undefined;
    const post = bare && words.length === 0 ? {} : change(words);
    return post && { kind, from, ...post };
  },
});

const copiesForm = new RegExp(`^(?<copies>${code})=(?<wanted>yes|no)$`);

export const postForms: Forms<PostAct> = {
  move: ofPost('move', false),
  returns: ofPost('returns', true),
  new_chief: {
    form: 'PERSON@2026-09-01, den tidigare chefen och första dagen',
    read(value) {
      const found = namedAndDated(value);
      return found && { kind: 'new_chief', old: found.what, from: found.date };
    },
  },
  undo_new_chief: {
    form: 'PERSON, den tidigare chefen',
    read: (value) => (isCode(value) ? { kind: 'undo_new_chief', old: value } : undefined),
  },
  leaves_post: {
    form: 'ett datum, till exempel 2027-01-31, den första dagen utan tjänsten',
    read: (value) => (isRealDate(value) ? { kind: 'leaves_post', on: value } : undefined),
  },
  name_changed: {
    form: 'ingenting',
    read: (value) => (value === '' ? { kind: 'name_changed' } : undefined),
  },
  language: {
    form: 'sv eller en',
    read(value) {
      const language = languages.find((one) => one === value);
      return language && { kind: 'language', language };
    },
  },
  undo_language: {
    form: 'ingenting',
    read: (value) => (value === '' ? { kind: 'undo_language' } : undefined),
  },
  copies: {
    form: 'vilka kopior och yes eller no, till exempel seats=no eller compliance_chief=yes',
    read(value) {
      const { copies = '', wanted } = copiesForm.exec(value)?.groups ?? {};
      return copies === '' ? undefined : { kind: 'copies', copies, wanted: wanted === 'yes' };
    },
  },
  undo_copies: {
    form: 'ingenting',
    read: (value) => (value === '' ? { kind: 'undo_copies' } : undefined),
  },
};
