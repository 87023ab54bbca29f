/** A later last day: the question to whoever decides, and the answer to the manager. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { ExtensionCause, RefusalCause } from '../../domain/escalation/extensions.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { inEach } from './wording.ts';

export interface ExtensionAsked {
  readonly managerName: string;
  readonly until: IsoDate;
  readonly cause: ExtensionCause;
  /** Whether the chief asks on behalf of the manager. */
  readonly byChief: boolean;
  /** The last day as it is now; empty when nothing is owed. */
  readonly deadline: IsoDate | '';
}

interface AskedTexts {
  readonly subject: string;
  readonly byChief: (manager: string) => string;
  readonly byManager: (manager: string) => string;
  readonly now: string;
  readonly wanted: string;
  readonly cause: string;
  readonly causes: Readonly<Record<ExtensionCause, string>>;
  readonly meanwhile: string;
  readonly next: (until: string) => string;
}

const askedTexts = inEach<AskedTexts>({
  sv: {
    subject: 'Svara: mer tid för obligatorisk utbildning',
    byChief: (manager) =>
      `Närmaste chef ber om mer tid för ${manager} att gå den obligatoriska ledarskapsutbildningen. Du avgör.`,
    byManager: (manager) =>
      `${manager} ber om mer tid för den obligatoriska ledarskapsutbildningen. Du avgör.`,
    now: 'Sista dag nu',
    wanted: 'Önskad sista dag',
    cause: 'Skäl',
    causes: {
      workload: 'Arbetsläget i verksamheten',
      no_seat: 'Ingen plats finns i tid',
      illness: 'Sjukdom',
      family: 'Familjeskäl',
      new_post: 'Nytt uppdrag',
      other: 'Annat skäl',
    },
    meanwhile: 'Medan du tänker gäller den nuvarande sista dagen.',
    next: (until) => `Svara på det här mejlet: ja till ${until}, ja till en annan dag, eller nej och varför.`,
  },
  en: {
    subject: 'Please answer: more time for mandatory training',
    byChief: (manager) =>
      `The line manager asks for more time for ${manager} to take the mandatory leadership programme. You decide.`,
    byManager: (manager) =>
      `${manager} asks for more time for the mandatory leadership programme. You decide.`,
    now: 'Last day now',
    wanted: 'Last day asked for',
    cause: 'Reason',
    causes: {
      workload: 'The workload in the unit',
      no_seat: 'No seat in time',
      illness: 'Illness',
      family: 'Family reasons',
      new_post: 'A new post',
      other: 'Another reason',
    },
    meanwhile: 'While you think about it, the present last day holds.',
    next: (until) => `Reply to this email: yes to ${until}, yes to another day, or no and why.`,
  },
});

export const extensionAsked = mailTemplate({
  name: 'extension_asked',
  version: 1,
  texts: askedTexts,
  subject: (t, _data: ExtensionAsked) => t.subject,
  letter: (t, { managerName, until, cause, byChief, deadline }: ExtensionAsked, say) => ({
    blocks: [
      paragraph((byChief ? t.byChief : t.byManager)(managerName)),
      facts({
        [t.now]: deadline === '' ? '' : say.fullDate(deadline),
        [t.wanted]: say.fullDate(until),
        [t.cause]: t.causes[cause],
      }),
      paragraph(t.meanwhile),
    ],
    nextStep: t.next(say.date(until)),
  }),
});

export interface ExtensionGranted {
  readonly until: IsoDate;
}

const grantedTexts = inEach({
  sv: {
    subject: (until: string) => `Du har fått mer tid: ny sista dag ${until}`,
    granted: (until: string) =>
      `Din chef har gett dig mer tid för den obligatoriska ledarskapsutbildningen. Din nya sista dag är ${until}.`,
    next: 'Kom överens med din chef om vilken termin du ska gå, så att du blir nominerad i tid.',
  },
  en: {
    subject: (until) => `You have been given more time: new last day ${until}`,
    granted: (until) =>
      `Your line manager has given you more time for the mandatory leadership programme. Your new last day is ${until}.`,
    next: 'Agree with your line manager which term you will take, so that you are nominated in time.',
  },
});

export const extensionGranted = mailTemplate({
  name: 'extension_granted',
  version: 1,
  texts: grantedTexts,
  subject: (t, { until }: ExtensionGranted, say) => t.subject(say.date(until)),
  letter: (t, { until }: ExtensionGranted, say) => ({
    blocks: [paragraph(t.granted(say.fullDate(until)))],
    nextStep: t.next,
  }),
});

export interface ExtensionRefused {
  readonly until: IsoDate;
  readonly refusal: RefusalCause;
  /** The last day that still holds; empty when nothing is owed. */
  readonly deadline: IsoDate | '';
}

interface RefusedTexts {
  readonly subject: string;
  readonly refused: (until: string) => string;
  readonly refusals: Readonly<Record<RefusalCause, string>>;
  readonly deadline: (deadline: string) => string;
  readonly next: string;
}

const refusedTexts = inEach<RefusedTexts>({
  sv: {
    subject: 'Din begäran om mer tid beviljades inte',
    refused: (until) =>
      `Du bad om mer tid, till ${until}, för den obligatoriska ledarskapsutbildningen. Det blev nej.`,
    refusals: {
      seat_available: 'Det finns plats i tid.',
      already_extended: 'Tiden har redan förlängts.',
      operations: 'Verksamheten behöver att utbildningen gås nu.',
      other: 'Din chef berättar gärna mer.',
    },
    deadline: (deadline) => `Din sista dag är fortfarande ${deadline}.`,
    next: 'Prata med din chef om när du kan gå. Säg till om något har ändrats, så kan frågan prövas igen.',
  },
  en: {
    subject: 'Your request for more time was not granted',
    refused: (until) =>
      `You asked for more time, until ${until}, for the mandatory leadership programme. The answer was no.`,
    refusals: {
      seat_available: 'There is a seat in time.',
      already_extended: 'The time has been extended before.',
      operations: 'The unit needs you to take the programme now.',
      other: 'Your line manager will be glad to tell you more.',
    },
    deadline: (deadline) => `Your last day is still ${deadline}.`,
    next: 'Talk to your line manager about when you can take it. Tell us if something has changed, and the question can be considered again.',
  },
});

export const extensionRefused = mailTemplate({
  name: 'extension_refused',
  version: 1,
  texts: refusedTexts,
  subject: (t, _data: ExtensionRefused) => t.subject,
  letter: (t, { until, refusal, deadline }: ExtensionRefused, say) => ({
    blocks: [
      paragraph(`${t.refused(say.date(until))} ${t.refusals[refusal]}`),
      ...(deadline === '' ? [] : [paragraph(t.deadline(say.fullDate(deadline)))]),
    ],
    nextStep: t.next,
  }),
});
