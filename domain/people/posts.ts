/**
 * The posts of one person over time. The log says what was registered, changed, left and taken back; the posts follow
 * from it, so that a day in the past or to come has its own municipality, workplace and chief.
 */
import type { IsoDate } from '../calendar/dates.ts';
import { addDays } from '../calendar/days.ts';
import { type MunicipalityCode, managerRoles, type PersonId, type Role } from '../region.ts';

/** What a person is for a while. `from` is empty when it has always been so, as far as is known. */
export interface Post {
  readonly person: PersonId;
  readonly from: IsoDate | '';
  /** Last day; empty while it lasts. */
  readonly until: IsoDate | '';
  readonly municipality: MunicipalityCode | '';
  readonly workplace: string;
  readonly chiefId: PersonId | '';
  readonly role: Role;
  /** The day from which a decision counts its periods; kept through a new chief or workplace, not through a move. */
  readonly postSince: IsoDate | '';
}

export type PostFields = Pick<Post, 'municipality' | 'workplace' | 'chiefId' | 'role' | 'postSince'>;

/** What the log says about a person's posts, in its order, without what was taken back. */
export type PostEvent =
  /** A row of `people.csv`. Of a later row only what differs from the one before counts, from `from` or from always. */
  | {
      readonly kind: 'registered';
      readonly from: IsoDate | '';
      readonly fields: PostFields;
      readonly leftOn: IsoDate | '';
    }
  | { readonly kind: 'changed'; readonly from: IsoDate; readonly fields: Partial<PostFields> }
  /** First day without a post. */
  | { readonly kind: 'left'; readonly from: IsoDate }
  | { readonly kind: 'returned'; readonly from: IsoDate; readonly fields: PostFields };

interface Change {
  readonly from: IsoDate | '';
  readonly fields: Partial<PostFields>;
  /** Set when the change says whether the person has left, and when. */
  readonly leftOn?: IsoDate | '';
}

interface State extends PostFields {
  readonly leftOn: IsoDate | '';
}

/**
 * @param events of one person, in the order of the log
 * @returns the posts in order, without overlap; none before the person has been registered
 */
export function postsFrom(person: PersonId, events: readonly PostEvent[]): readonly Post[] {
  const [first, ...changes] = changesFrom(events);
  if (first === undefined) return [];
  let state: State = first.state;
  // Corrections hold from the beginning; what is dated follows by its day, of the same day in the order of the log.
  for (const change of changes.filter(({ from }) => from === '')) state = after(state, change);
  const dated = changes
    .filter(({ from }) => from !== '')
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const posts: Post[] = [];
  let begins: IsoDate | '' = '';
  const close = (until: IsoDate | '') => {
    if (until !== '' && begins !== '' && until < begins) return;
    const { leftOn: _leftOn, ...fields } = state;
    posts.push({ person, from: begins, until, ...fields });
  };
  for (const change of dated) {
    const hasLeft = state.leftOn !== '' && state.leftOn <= change.from;
    if (hasLeft && change.leftOn !== '') continue;
    if (change.leftOn === undefined || change.leftOn === '') {
      close(addDays(hasLeft ? state.leftOn : change.from, -1));
      begins = change.from;
    }
    state = after(state, change);
  }
  close(state.leftOn === '' ? '' : addDays(state.leftOn, -1));
  return posts;
}

function after(state: State, { fields, leftOn = state.leftOn, from }: Change): State {
  const next = { ...state, ...fields, leftOn };
  const leads = (role: Role) => managerRoles.includes(role);
  const sameDuty =
    next.municipality === state.municipality &&
    (next.role === state.role || (leads(next.role) && leads(state.role)));
  return fields.postSince !== undefined || sameDuty || from === '' ? next : { ...next, postSince: from };
}

/** The first registration as a whole, then only differences. */
function changesFrom(events: readonly PostEvent[]): [] | [{ state: State }, ...Change[]] {
  const [first] = events;
  if (first === undefined || first.kind !== 'registered') return [];
  const leaving = (from: IsoDate | ''): Change[] => (from === '' ? [] : [{ from, fields: {}, leftOn: from }]);
  let row = first;
  // The leaving that the files tell of: a later row may correct it.
  let told = leaving(first.leftOn);
  const changes: Change[] = [];
  for (const event of events.slice(1)) {
    if (event.kind === 'registered') {
      const { postSince } = event.fields;
      const cameBack = row.leftOn !== '' && event.leftOn === '' && postSince > row.leftOn;
      if (cameBack) {
        changes.push(...told, { from: postSince, fields: { ...event.fields }, leftOn: '' });
        told = [];
      } else {
        const fields = difference(row.fields, event.fields);
        if (Object.keys(fields).length > 0) changes.push({ from: event.from, fields });
        if (event.leftOn !== row.leftOn) told = leaving(event.leftOn);
      }
      row = event;
    } else if (event.kind === 'changed') {
      changes.push({ from: event.from, fields: event.fields });
    } else if (event.kind === 'left') {
      changes.push(...leaving(event.from));
    } else {
      changes.push({ from: event.from, fields: { ...event.fields }, leftOn: '' });
    }
  }
  return [{ state: { ...first.fields, leftOn: '' } }, ...changes, ...told];
}

function difference(before: PostFields, now: PostFields): Partial<PostFields> {
  return {
    ...(before.municipality === now.municipality ? {} : { municipality: now.municipality }),
    ...(before.workplace === now.workplace ? {} : { workplace: now.workplace }),
    ...(before.chiefId === now.chiefId ? {} : { chiefId: now.chiefId }),
    ...(before.role === now.role ? {} : { role: now.role }),
    ...(before.postSince === now.postSince ? {} : { postSince: now.postSince }),
  };
}

/** The first day after a person's last post; empty while they have one. */
export const leftOnAfter = (posts: readonly Post[]): IsoDate | '' => {
  const until = posts.at(-1)?.until ?? '';
  return until === '' ? '' : addDays(until, 1);
};
