/** To managers: nomination, seat and waiting list. */

import { firstDay } from '../../../domain/offering/days.ts';
import { responsibleChief } from '../../../domain/reference.ts';
import { deadlines } from '../../../domain/term/deadlines.ts';
import { because, daysAhead, invitations, seatEvents, seatEventsEnded } from './invitations.ts';
import { waitingReason } from './phrases.ts';
import { courseTitleOf, type MailBuilders, type MailScene, MissingFact } from './scene.ts';

export const enrolmentMails: MailBuilders<
  | 'nomination_notice'
  | 'seat_confirmed'
  | 'seat_lost'
  | 'seat_promoted'
  | 'group_switched'
  | 'waiting_list_placed'
  | 'waiting_list_ended'
> = {
  async nomination_notice(scene) {
    const { deps, effect, reference, today } = scene;
    const term = scene.text('term');
    const course = scene.text('course');
    const nomination = await deps.db.nomination.findUnique({
      where: { term_person: { term, person: effect.person } },
      select: { chief: true, rule: true },
    });
    if (nomination === null) throw new MissingFact('nomination', `${term}.${effect.person}`);
    const chief = nomination.chief || responsibleChief(reference, effect.person, today)?.id;
    if (chief === undefined) throw new MissingFact('chief of person', effect.person);
    const name = await scene.names([chief]);
    const courseTitle = course === '' ? '' : reference.course(course).title;
    const byRule = nomination.rule === 'no-answer-accepts-proposal';
    return { data: { term, courseTitle, chiefName: name(chief), byRule } };
  },

  async seat_confirmed(scene) {
    const { reference, today } = scene;
    const offering = reference.offering(scene.text('offering'));
    const { declineUntil } = deadlines(reference, offering.term);
    const calendar = await invitations(scene, seatEvents(scene, offering));
    return {
      data: {
        term: offering.term,
        courseTitle: courseTitleOf(reference, offering),
        offeringCode: offering.code,
        days: daysAhead(scene, offering),
        declineUntil: today <= declineUntil ? declineUntil : null,
        fromWaitingList: scene.text('how') === 'promotion',
        answerBy: answerByOf(scene),
        calendarFiles: calendar.length > 0,
        feedAddress: await feedAddress(scene),
      },
      calendar,
    };
  },

  async seat_lost(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const ended = seatEventsEnded(scene, offering, because(scene, 'given_up'));
    const switchedTo = switchedToOf(scene);
    const state = scene.text('state');
    const calendar = await invitations(scene, ended);
    return {
      data: {
        term: offering.term,
        courseTitle: courseTitleOf(reference, offering),
        which:
          scene.effect.detail.cause === 'no_answer'
            ? 'no_answer'
            : switchedTo !== ''
              ? 'switched'
              : state === 'declined' || state === 'retracted'
                ? state
                : 'withdrawn',
        switchedTo,
        daysLeft: daysAhead(scene, offering).length,
        calendarFiles: calendar.length > 0,
      },
      calendar,
    };
  },

  async group_switched(scene) {
    const { effect, reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const name = await scene.names([effect.person]);
    return {
      data: {
        managerName: name(effect.person),
        courseTitle: courseTitleOf(reference, offering),
        term: offering.term,
        switchedTo: scene.text('switchedTo'),
      },
    };
  },

  async seat_promoted(scene) {
    const { effect, reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const name = await scene.names([effect.person]);
    return {
      data: {
        term: offering.term,
        courseTitle: courseTitleOf(reference, offering),
        offeringCode: offering.code,
        managerName: name(effect.person),
        firstDay: firstDay(offering).date,
        answerBy: answerByOf(scene),
        lapsed: effect.detail.cause === 'no_answer',
      },
    };
  },

  async waiting_list_placed(scene) {
    const { deps, effect, reference } = scene;
    const term = scene.text('term');
    const place = await deps.db.waitingPlace.findUnique({
      where: { term_person: { term, person: effect.person } },
      select: { position: true, course: true, reason: true },
    });
    if (place === null) throw new MissingFact('place on a waiting list', `${term}.${effect.person}`);
    return {
      data: {
        term,
        courseTitle: reference.course(place.course).title,
        position: place.position,
        reason: waitingReason(place, scene),
        again: causeOf(scene) === 'reinstated',
      },
    };
  },

  waiting_list_ended(scene) {
    const courseTitle = scene.reference.course(scene.text('course')).title;
    const cause = causeOf(scene) === 'cancelled' ? 'cancelled' : 'closed';
    return { data: { term: scene.text('term'), courseTitle, cause } };
  },
};

/** The term of the later group, of a seat that was left for it; otherwise empty. */
function switchedToOf({ effect }: MailScene): string {
  const { switchedTo } = effect.detail;
  return typeof switchedTo === 'string' ? switchedTo : '';
}

/** Why a list ended or goes on, where something unusual is the cause. */
function causeOf({ effect }: MailScene): unknown {
  const { cause } = effect.detail;
  return cause;
}

/** Where the recipient's calendar can subscribe; null when there is no such address, or it was revoked. */
async function feedAddress({ deps, effect, isViaChief }: MailScene): Promise<string | null> {
  if (deps.feeds === undefined || isViaChief) return null;
  const open = await deps.db.calendarFeed.findFirst({ where: { person: effect.person, revokedAt: null } });
  return open === null ? null : deps.feeds.address(effect.person, open.number);
}

/** Last day to say yes, while that day has not passed. */
function answerByOf({ effect, today }: MailScene): string | null {
  const { answerBy } = effect.detail;
  return typeof answerBy === 'string' && today <= answerBy ? answerBy : null;
}
