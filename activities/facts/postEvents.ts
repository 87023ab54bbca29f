/** What the log says about a person's posts, as events without what was taken back. */
import { z } from 'zod';
import type { PostEvent, PostFields } from '../../domain/people/posts.ts';
import { languages, type Role, roles } from '../../domain/region.ts';
import { type LoggedFact, standing } from './standing.ts';

const isoDate = z.iso.date();
const optionalDate = z.union([isoDate, z.literal('')]);

const fields = {
  municipality: z.string(),
  workplace: z.string(),
  chief: z.string(),
  role: z.enum(roles),
  postSince: optionalDate,
};

/** A row of `people.csv`. Of a row that has changed, the differences hold from `from`, or from always without it. */
export const registration = z.object({
  id: z.string(),
  ...fields,
  targetGroup: z.string(),
  // A log may have people from before there were two languages.
  language: z.enum(languages).default('sv'),
  leftOn: optionalDate,
  from: optionalDate.optional(),
});
export const change = z.object({
  person: z.string(),
  from: isoDate,
  /** The chief whose managers all got another, when that is why. */
  replaced: z.string().optional(),
  set: z.object({
    municipality: fields.municipality.optional(),
    workplace: fields.workplace.optional(),
    chief: fields.chief.optional(),
    role: fields.role.optional(),
    postSince: fields.postSince.optional(),
  }),
});
export const leaving = z.object({ person: z.string(), on: isoDate });
export const returning = z.object({ person: z.string(), from: isoDate, post: z.object(fields) });
export const undoing = z.object({ person: z.string() });

/** All kinds that tell of a person's posts. */
export const postKinds = [
  'person_registered',
  'post_changed',
  'person_left',
  'person_returned',
  'post_withdrawn',
] as const;

/** @param log facts about one person in the order of the log */
export const postEvents = (log: readonly LoggedFact[]): PostEvent[] =>
  standing(log, 'post_withdrawn').map(eventOf);

function eventOf({ kind, data }: LoggedFact): PostEvent {
  switch (kind) {
    case 'post_changed': {
      const { from, set } = change.parse(data);
      const { chief, ...others } = set;
      return {
        kind: 'changed',
        from,
        fields: { ...withoutMissing(others), ...(chief === undefined ? {} : { chiefId: chief }) },
      };
    }
    case 'person_left':
      return { kind: 'left', from: leaving.parse(data).on };
    case 'person_returned': {
      const { from, post } = returning.parse(data);
      return { kind: 'returned', from, fields: fieldsOf(post) };
    }
    default: {
      const { leftOn, from = '', ...row } = registration.parse(data);
      return { kind: 'registered', from, leftOn, fields: fieldsOf(row) };
    }
  }
}

const fieldsOf = (row: {
  readonly municipality: string;
  readonly workplace: string;
  readonly chief: string;
  readonly role: Role;
  readonly postSince: string;
}): PostFields => ({
  municipality: row.municipality,
  workplace: row.workplace,
  chiefId: row.chief,
  role: row.role,
  postSince: row.postSince,
});

function withoutMissing(set: {
  readonly municipality?: string | undefined;
  readonly workplace?: string | undefined;
  readonly role?: Role | undefined;
  readonly postSince?: string | undefined;
}): Partial<PostFields> {
  const { municipality, workplace, role, postSince } = set;
  return {
    ...(municipality === undefined ? {} : { municipality }),
    ...(workplace === undefined ? {} : { workplace }),
    ...(role === undefined ? {} : { role }),
    ...(postSince === undefined ? {} : { postSince }),
  };
}
