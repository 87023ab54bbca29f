/** Who is what, where and under whom, over time. */
import { chosenLanguage, languageKinds } from '../../../../activities/facts/languageChoice.ts';
import { postEvents, postKinds } from '../../../../activities/facts/postEvents.ts';
import { leftOnAfter, type Post, postsFrom } from '../../../../domain/people/posts.ts';
import { toDateOrNull } from '../../../../prisma/client.ts';
import type { Tables } from '../tables.ts';
import { type ReducersOf, renew } from './reducer.ts';

const columns = ({ municipality, workplace, chiefId, role, postSince }: Post) => ({
  municipality,
  workplace,
  chief: chiefId,
  role,
  postSince: toDateOrNull(postSince),
});

/** What was chosen, or else what the files say. */
function languageOf({ fact }: Tables, person: string): string {
  const about = (kinds: readonly string[]) =>
    fact.where(({ subject, kind }) => subject === person && kinds.includes(kind));
  const registered = about(['person_registered']).at(-1)?.data;
  const inFiles =
    typeof registered === 'object' && registered !== null && 'language' in registered
      ? String(registered.language)
      : 'sv';
  return chosenLanguage(about(languageKinds)) ?? inFiles;
}

function language(tables: Tables, person: string, seq: bigint): void {
  tables.person.update(({ id }) => id === person, { language: languageOf(tables, person) });
  renew(tables, seq);
}

/** The posts of one person anew, from the whole log. */
function posts(tables: Tables, person: string, seq: bigint): void {
  const log = tables.fact.where(
    (fact) => fact.subject === person && postKinds.some((kind) => kind === fact.kind),
  );
  const found = postsFrom(person, postEvents(log));
  const newest = found.at(-1);
  const registration = log.findLast(({ kind }) => kind === 'person_registered')?.data;
  const [first] = log;
  if (newest === undefined || first === undefined) return;
  const targetGroup =
    typeof registration === 'object' && registration !== null && 'targetGroup' in registration
      ? String(registration.targetGroup)
      : '';
  tables.person.put({
    id: person,
    targetGroup,
    language: languageOf(tables, person),
    ...columns(newest),
    leftOn: toDateOrNull(leftOnAfter(found)),
    registeredAt: first.recordedAt,
  });
  tables.post.remove((row) => row.person === person);
  for (const [index, post] of found.entries()) {
    tables.post.insert({
      person,
      number: index + 1,
      from: toDateOrNull(post.from),
      until: toDateOrNull(post.until),
      ...columns(post),
    });
  }
  renew(tables, seq);
}

export const postReducers: ReducersOf<(typeof postKinds)[number] | (typeof languageKinds)[number]> = {
  person_registered: (tables, { data, seq }) => posts(tables, data.id, seq),
  post_changed: (tables, { data, seq }) => posts(tables, data.person, seq),
  person_left: (tables, { data, seq }) => posts(tables, data.person, seq),
  person_returned: (tables, { data, seq }) => posts(tables, data.person, seq),
  language_chosen: (tables, { data, seq }) => language(tables, data.person, seq),
  language_choice_withdrawn: (tables, { data, seq }) => language(tables, data.person, seq),
  post_withdrawn: (tables, { data, seq }) => posts(tables, data.person, seq),
};
