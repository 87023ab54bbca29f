/** A later last day: the question to whoever decides, and the answer to the manager. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { ExtensionCause, RefusalCause } from '../../domain/escalation/extensions.ts';
import { facts, paragraph } from './layout.ts';
import { date, fullDate } from './swedish.ts';
import { mailTemplate } from './template.ts';

/** Why it is asked, as the mail puts it. */
export const extensionCauseWords: Readonly<Record<ExtensionCause, string>> = {
  workload: 'Arbetsläget i verksamheten',
  no_seat: 'Ingen plats finns i tid',
  illness: 'Sjukdom',
  family: 'Familjeskäl',
  new_post: 'Nytt uppdrag',
  other: 'Annat skäl',
};

const refusalWords: Readonly<Record<RefusalCause, string>> = {
  seat_available: 'Det finns plats i tid.',
  already_extended: 'Tiden har redan förlängts.',
  operations: 'Verksamheten behöver att utbildningen gås nu.',
  other: 'Din chef berättar gärna mer.',
};

export interface ExtensionAsked {
  readonly managerName: string;
  readonly until: IsoDate;
  readonly cause: ExtensionCause;
  /** Whether the chief asks on behalf of the manager. */
  readonly byChief: boolean;
  /** The last day as it is now; empty when nothing is owed. */
  readonly deadline: IsoDate | '';
}

export const extensionAsked = mailTemplate<'extension_asked', ExtensionAsked>({
  name: 'extension_asked',
  version: 1,
  subject: () => 'Svara: mer tid för obligatorisk utbildning',
  letter: ({ managerName, until, cause, byChief, deadline }) => ({
    blocks: [
      paragraph(
        byChief
          ? `Närmaste chef ber om mer tid för ${managerName} att gå den obligatoriska ledarskapsutbildningen. Du avgör.`
          : `${managerName} ber om mer tid för den obligatoriska ledarskapsutbildningen. Du avgör.`,
      ),
      facts({
        'Sista dag nu': deadline === '' ? '' : fullDate(deadline),
        'Önskad sista dag': fullDate(until),
        Skäl: extensionCauseWords[cause],
      }),
      paragraph('Medan du tänker gäller den nuvarande sista dagen.'),
    ],
    nextStep: `Svara på det här mejlet: ja till ${date(until)}, ja till en annan dag, eller nej och varför.`,
  }),
});

export interface ExtensionGranted {
  readonly until: IsoDate;
}

export const extensionGranted = mailTemplate<'extension_granted', ExtensionGranted>({
  name: 'extension_granted',
  version: 1,
  subject: ({ until }) => `Du har fått mer tid: ny sista dag ${date(until)}`,
  letter: ({ until }) => ({
    blocks: [
      paragraph(
        `Din chef har gett dig mer tid för den obligatoriska ledarskapsutbildningen. Din nya sista dag är ${fullDate(until)}.`,
      ),
    ],
    nextStep: 'Kom överens med din chef om vilken termin du ska gå, så att du blir nominerad i tid.',
  }),
});

export interface ExtensionRefused {
  readonly until: IsoDate;
  readonly refusal: RefusalCause;
  /** The last day that still holds; empty when nothing is owed. */
  readonly deadline: IsoDate | '';
}

export const extensionRefused = mailTemplate<'extension_refused', ExtensionRefused>({
  name: 'extension_refused',
  version: 1,
  subject: () => 'Din begäran om mer tid beviljades inte',
  letter: ({ until, refusal, deadline }) => ({
    blocks: [
      paragraph(
        `Du bad om mer tid, till ${date(until)}, för den obligatoriska ledarskapsutbildningen. Det blev nej. ${refusalWords[refusal]}`,
      ),
      ...(deadline === '' ? [] : [paragraph(`Din sista dag är fortfarande ${fullDate(deadline)}.`)]),
    ],
    nextStep:
      'Prata med din chef om när du kan gå. Säg till om något har ändrats, så kan frågan prövas igen.',
  }),
});
