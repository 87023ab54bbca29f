/** What happens to people in two years: leave, moves, new chiefs, those who leave and come back, and more time. */
import type { Answers, Outcome } from '../../activities/answers/answers.ts';
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import { whoGrants } from '../../domain/escalation/extensions.ts';
import { coveringMandate } from '../../domain/mandate/mandate.ts';
import type { RespiteCause } from '../../domain/people/respites.ts';
import { inPost, type PersonRef, postOn } from '../../domain/reference.ts';
import { managerRoles } from '../../domain/region.ts';
import type { Habits, Intention } from './peopleHabits.ts';
import { happens } from './peopleHappens.ts';
import { rates } from './peopleRates.ts';
import type { PeopleState } from './peopleState.ts';
import { unlessRefused } from './unlessRefused.ts';

/** One thing that may happen to somebody in a term, on a day of it that the draws choose. */
interface Event {
  readonly name: string;
  readonly share: number;
  /** Kind of the facts that it makes. */
  readonly fact: string;
  says(answers: Answers, on: IsoDate): Promise<Outcome> | undefined;
}

type Pick = (least: number, most: number, question: string) => number;

export function lifeEvents(terms: readonly string[], habits: Habits): Intention[] {
  const { people } = habits.reference;
  const managers = people.filter(({ role }) => managerRoles.includes(role));
  const chiefs = people.filter(({ role }) => role === 'chief');
  return terms.flatMap((term) => [
    ...managers.flatMap((person) => inTerm(person, term, managerEvents(person, term, habits), habits)),
    ...chiefs.flatMap((person) => inTerm(person, term, chiefEvents(person, term, habits), habits)),
  ]);
}

function inTerm(
  person: PersonRef,
  term: string,
  events: readonly Event[],
  habits: Habits,
): readonly Intention[] {
  const { calendar } = habits.reference;
  const { start, end } = habits.reference.term(term);
  return events.flatMap(({ name, share, fact, says }): Intention[] => {
    if (habits.share(person.id, name, term) >= share) return [];
    const days = habits.pick(0, calendar.daysBetween(start, end), person.id, name, 'when', term);
    const at = habits.working(calendar.addDays(start, days), 13);
    const on = calendar.dateOf(at);
    if (!inPost(postOn(habits.reference, person.id, on), on)) return [];
    return happens({ at, name, subject: person.id, fact }, (answers) => says(answers, on));
  });
}

const causes: readonly RespiteCause[] = ['parental', 'parental', 'sick', 'study'];

function managerEvents(person: PersonRef, term: string, habits: Habits): readonly Event[] {
  const { reference } = habits;
  const { calendar } = reference;
  const { id } = person;
  const pick: Pick = (least, most, question) => habits.pick(least, most, id, question, term);
  const isCovered = (on: IsoDate) =>
    coveringMandate(postOn(reference, id, on), reference.mandates, on) !== null;
  const peers = () =>
    reference.people.filter(
      (one) => managerRoles.includes(one.role) && one.id !== id && one.workplace !== '',
    );
  const oneOf = <Item>(items: readonly Item[], question: string): Item | undefined =>
    items[pick(0, Math.max(0, items.length - 1), question)];
  return [
    {
      name: 'leave',
      share: rates.leave,
      fact: 'respite_granted',
      says: (answers, on) => {
        const open = habits.share(id, 'leave without end', term) < rates.leaveWithoutEnd;
        const until = open ? '' : calendar.addDays(on, pick(21, 240, 'leave until'));
        const cause = oneOf(causes, 'leave because') ?? 'other';
        return answers.grantRespite({ person: id, kind: 'leave', from: on, until, cause });
      },
    },
    {
      name: 'new workplace',
      share: rates.newWorkplace,
      fact: 'post_changed',
      says: (answers, on) => {
        const near = peers().filter(({ municipality }) => municipality === person.municipality);
        const workplace = oneOf(near, 'which workplace')?.workplace;
        return workplace === undefined ? undefined : answers.changePost({ person: id, from: on, workplace });
      },
    },
    {
      name: 'new municipality',
      share: rates.newMunicipality,
      fact: 'post_changed',
      says: (answers, on) => {
        const away = peers().filter(({ municipality }) => municipality !== person.municipality);
        const peer = oneOf(away, 'which municipality');
        if (peer === undefined) return undefined;
        const { municipality, workplace, chiefId: chief } = peer;
        return answers.changePost({ person: id, from: on, municipality, workplace, chief });
      },
    },
    {
      name: 'leaves',
      share: rates.leavesPost,
      fact: 'person_left',
      says: (answers, on) => answers.leavePost({ person: id, on }),
    },
    {
      name: 'new name',
      share: rates.newName,
      fact: 'name_changed',
      says: (answers) => answers.nameChanged({ person: id }),
    },
    {
      name: 'more time',
      share: rates.asksForMoreTime,
      fact: 'extension_asked',
      says: (answers, on) => {
        const until = calendar.addDays(on, pick(120, 400, 'more time until'));
        return isCovered(on)
          ? answers.askExtension({ person: id, by: id, until, cause: 'workload' })
          : undefined;
      },
    },
    {
      name: 'exempt',
      share: rates.exempt,
      fact: 'respite_granted',
      says: (answers, on) => {
        const until = calendar.addDays(on, pick(180, 500, 'exempt until'));
        return isCovered(on)
          ? answers.grantRespite({ person: id, kind: 'exempt', until, cause: 'duties' })
          : undefined;
      },
    },
  ];
}

function chiefEvents(chief: PersonRef, term: string, habits: Habits): readonly Event[] {
  const { people, calendar } = habits.reference;
  return [
    {
      name: 'leave',
      share: rates.chiefOnLeave,
      fact: 'respite_granted',
      says: (answers, on) => {
        const until = calendar.addDays(on, habits.pick(21, 200, chief.id, 'leave until', term));
        return answers.grantRespite({ person: chief.id, kind: 'leave', from: on, until, cause: 'parental' });
      },
    },
    {
      name: 'new chief',
      share: rates.newChief,
      fact: 'post_changed',
      says: (answers, on) => {
        const others = people.filter(
          ({ id, role, municipality, leftOn }) =>
            role === 'chief' && municipality === chief.municipality && id !== chief.id && leftOn === '',
        );
        const other = others[habits.pick(0, Math.max(0, others.length - 1), chief.id, 'who instead', term)];
        return other && answers.replaceChief({ old: chief.id, chief: other.id, from: on });
      },
    },
  ];
}

/** Who is on leave without a known end comes back, some of the others come back early, and some leaves were slips. */
export function returns(state: PeopleState, habits: Habits): Intention[] {
  const { reference } = habits;
  const { calendar } = reference;
  const back = (person: string, from: IsoDate, days: number) => {
    const at = habits.working(calendar.addDays(from, days), 9);
    return happens({ at, name: 'back', subject: `${person}.leave`, fact: 'respite_ended' }, (answers) =>
      answers.endRespite({ person, kind: 'leave' }),
    );
  };
  const fromLeave = state.leaves.flatMap(({ person, from, until }): Intention[] => {
    if (habits.share(person, 'leave by mistake', from) < rates.leaveByMistake) {
      const at = habits.working(calendar.addDays(from, 1), 9);
      return happens(
        { at, name: 'no leave', subject: `${person}.leave`, fact: 'respite_withdrawn' },
        (answers) => answers.undoRespite({ person, kind: 'leave' }),
      );
    }
    if (until === '') return back(person, from, habits.pick(30, 200, person, 'back after', from));
    if (habits.share(person, 'back early', from) >= rates.leaveEndsEarly) return [];
    const length = calendar.daysBetween(from, until);
    return back(person, from, habits.pick(7, Math.max(7, length - 7), person, 'back after', from));
  });
  const toPost = reference.people.flatMap(({ id, role, leftOn }): Intention[] => {
    if (leftOn === '' || !managerRoles.includes(role)) return [];
    if (habits.share(id, 'comes back', leftOn) >= rates.comesBack) return [];
    const days = habits.pick(60, 240, id, 'comes back after', leftOn);
    const at = habits.working(calendar.addDays(leftOn, days), 9);
    return happens({ at, name: 'comes back', subject: id, fact: 'person_returned' }, (answers) =>
      answers.returnToPost({ person: id }),
    );
  });
  return [...fromLeave, ...toPost];
}

/** More time is granted or refused within ten days by whoever can. */
export function extensionAnswers(state: PeopleState, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  return state.extensions.map(({ id, person, askedBy, until, askedAt }): Intention => {
    const days = habits.pick(2, 10, person, 'more time after', id);
    const at: Instant = habits.working(calendar.addDays(calendar.dateOf(askedAt), days), 14);
    return {
      at,
      key: `extension.${id}`,
      perform: (answers) => {
        const by = whoGrants(person, askedBy, calendar.dateOf(at), habits.reference);
        const isGranted = habits.share(person, 'more time granted', id) < rates.moreTimeGranted;
        return unlessRefused(
          isGranted
            ? answers.grantExtension({ person, by, until })
            : answers.refuseExtension({ person, by, cause: 'operations' }),
        );
      },
    };
  });
}
