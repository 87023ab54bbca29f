import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type Block, entries, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { inEach, type Wording } from './wording.ts';

/** One manager's case as a digest tells it. */
export interface DigestEntry {
  readonly managerName: string;
  readonly section: 'taken_over' | 'new' | 'open' | 'answered' | 'closed' | 'moved';
  /** What the decision asks for by the deadline. */
  readonly what: 'start' | 'complete';
  readonly deadline: IsoDate;
  readonly isOverdue: boolean;
  /** Who decided what, and when; empty when the decision is gone. */
  readonly decision: string;
  /** Set when no planned offering is in time: the term in which it can be done, or empty when none is planned. */
  readonly outOfReach: { readonly earliest: string } | null;
  /** The end of a sentence that says what can be done, in the recipient's language, or empty. */
  readonly whatToDo: string;
  /**
   * The day on which it goes on to the next level, and to whom; null when it does not. `chief`: it stays with the
   * recipient and counts as overdue; `reader`: the recipient is the next level too.
   */
  readonly goesOn: { readonly on: IsoDate; readonly to: 'head' | 'coordinator' | 'chief' | 'reader' } | null;
  /** The answer in force, or why it is closed; empty otherwise. */
  readonly outcome: string;
  /** What happened before, first to last; only for who has taken it over. */
  readonly story: readonly { readonly on: IsoDate; readonly text: string }[];
}

export interface ChiefDigest {
  readonly entries: readonly DigestEntry[];
}

const toAnswer = ({ section }: DigestEntry) =>
  section === 'taken_over' || section === 'new' || section === 'open';

interface DigestTexts {
  readonly nothing: string;
  readonly waiting: (count: number) => string;
  readonly intro: string;
  readonly headings: Readonly<Record<DigestEntry['section'], string>>;
  readonly due: Readonly<Record<DigestEntry['what'], (date: string) => string>>;
  readonly overdue: Readonly<Record<DigestEntry['what'], (date: string) => string>>;
  readonly nothingInReach: string;
  readonly earliest: (term: string) => string;
  readonly decision: (decision: string) => string;
  readonly toDo: (what: string) => string;
  readonly goesOn: Readonly<Record<NonNullable<DigestEntry['goesOn']>['to'], (date: string) => string>>;
  readonly nextNone: string;
  readonly next: string;
  readonly nextBy: (date: string) => string;
}

const texts = inEach<DigestTexts>({
  sv: {
    nothing: 'Obligatorisk utbildning: inget att svara på',
    waiting: (count) =>
      `Obligatorisk utbildning: ${count} ${count === 1 ? 'chef' : 'chefer'} väntar på ditt svar`,
    intro:
      'Kommunen har beslutat att ledarskapsutbildningen är obligatorisk. Här är veckans läge för de chefer som du svarar för.',
    headings: {
      taken_over: 'De här ärendena har du tagit över. Så här har det gått hittills:',
      new: 'Nytt, som behöver ditt svar:',
      open: 'Väntar fortfarande på ditt svar:',
      answered: 'Har fått ett svar. Du behöver inte göra något nu:',
      closed: 'Avslutade:',
      moved: 'Ligger inte längre hos dig. Någon annan svarar för chefen nu:',
    },
    due: {
      start: (date) => `Ska påbörja utbildningen senast ${date}`,
      complete: (date) => `Ska ha gått klart utbildningen senast ${date}`,
    },
    overdue: {
      start: (date) => `Skulle ha påbörjat utbildningen senast ${date}`,
      complete: (date) => `Skulle ha gått klart utbildningen senast ${date}`,
    },
    nothingInReach: 'Ingen plats som är planerad hinner före sista dagen',
    earliest: (term) => `Ingen plats hinner före sista dagen. Tidigast går det ${term}`,
    decision: (decision) => `Beslut: ${decision}`,
    toDo: (what) => `Att göra: ${what}`,
    goesOn: {
      head: (date) => `Utan svar går ärendet vidare till socialchefen ${date}`,
      coordinator: (date) => `Utan svar går ärendet vidare till samordnaren ${date}`,
      chief: (date) => `Utan svar räknas utbildningen som försenad från och med ${date}`,
      reader: (date) => `Utan svar är ärendet ditt som socialchef från och med ${date}`,
    },
    nextNone: 'Du behöver inte göra något. Säg till om något inte stämmer.',
    next: 'Svara på det här mejlet. Skriv för var och en när utbildningen ska gås, eller att du vill ha mer tid och varför. Du kan också ringa samordnaren.',
    nextBy: (date) =>
      `Svara på det här mejlet före ${date}. Skriv för var och en när utbildningen ska gås, eller att du vill ha mer tid och varför. Du kan också ringa samordnaren.`,
  },
  en: {
    nothing: 'Mandatory training: nothing to answer',
    waiting: (count) =>
      count === 1
        ? 'Mandatory training: 1 manager waits for your answer'
        : `Mandatory training: ${count} managers wait for your answer`,
    intro:
      'The municipality has decided that the leadership programme is mandatory. Here is this week’s position for the managers you answer for.',
    headings: {
      taken_over: 'You have taken over these cases. This is how it has gone so far:',
      new: 'New, and in need of your answer:',
      open: 'Still waiting for your answer:',
      answered: 'Have been answered. You do not need to do anything now:',
      closed: 'Closed:',
      moved: 'No longer with you. Somebody else answers for the manager now:',
    },
    due: {
      start: (date) => `To start the programme by ${date}`,
      complete: (date) => `To finish the programme by ${date}`,
    },
    overdue: {
      start: (date) => `Was to start the programme by ${date}`,
      complete: (date) => `Was to finish the programme by ${date}`,
    },
    nothingInReach: 'No planned seat comes before the last day',
    earliest: (term) => `No seat comes before the last day. The earliest is the ${term}`,
    decision: (decision) => `Decision: ${decision}`,
    toDo: (what) => `To do: ${what}`,
    goesOn: {
      head: (date) => `Without an answer the case goes on to the head of social services on ${date}`,
      coordinator: (date) => `Without an answer the case goes on to the coordinator on ${date}`,
      chief: (date) => `Without an answer the programme counts as overdue from ${date}`,
      reader: (date) => `Without an answer the case is yours as head of social services from ${date}`,
    },
    nextNone: 'You do not need to do anything. Tell us if something is wrong.',
    next: 'Reply to this email. Write for each manager when the programme will be taken, or that you want more time and why. You can also call the coordinator.',
    nextBy: (date) =>
      `Reply to this email before ${date}. Write for each manager when the programme will be taken, or that you want more time and why. You can also call the coordinator.`,
  },
});

/** Dates in a sentence as people write them. */
const inWords = (text: string, say: Wording): string =>
  text.replace(/\d{4}-\d{2}-\d{2}/g, (day) => say.date(day));

function outOfReachLine(t: DigestTexts, { outOfReach }: DigestEntry): string[] {
  if (outOfReach === null) return [];
  return [outOfReach.earliest === '' ? t.nothingInReach : t.earliest(outOfReach.earliest)];
}

function lines(t: DigestTexts, entry: DigestEntry, say: Wording): string[] {
  const { what, deadline, isOverdue, outcome, story, decision, whatToDo, goesOn } = entry;
  const due = (isOverdue ? t.overdue : t.due)[what](say.fullDate(deadline));
  if (!toAnswer(entry)) return [outcome === '' ? due : inWords(outcome, say)];
  return [
    ...story.map(({ on, text }) => `${say.date(on)}: ${inWords(text, say)}`),
    due,
    ...outOfReachLine(t, entry),
    ...(decision === '' ? [] : [t.decision(decision)]),
    ...(whatToDo === '' ? [] : [t.toDo(whatToDo)]),
    ...(goesOn === null ? [] : [t.goesOn[goesOn.to](say.date(goesOn.on))]),
  ];
}

function section(t: DigestTexts, data: ChiefDigest, name: DigestEntry['section'], say: Wording): Block[] {
  const own = data.entries.filter((entry) => entry.section === name);
  if (own.length === 0) return [];
  return [
    paragraph(t.headings[name]),
    entries(own.map((entry) => ({ title: entry.managerName, lines: lines(t, entry, say) }))),
  ];
}

const sections = ['taken_over', 'new', 'open', 'answered', 'closed', 'moved'] as const;

/** The first day on which a case goes on without an answer; empty when none does. */
function answerBy(data: ChiefDigest): IsoDate | '' {
  return (
    data.entries
      .flatMap((entry) => (toAnswer(entry) && entry.goesOn !== null ? [entry.goesOn.on] : []))
      .sort()[0] ?? ''
  );
}

/** At most one a chief and week. */
export const chiefDigest = mailTemplate({
  name: 'chief_digest',
  version: 2,
  texts,
  subject: (t, data: ChiefDigest) => {
    const waiting = data.entries.filter(toAnswer).length;
    return waiting === 0 ? t.nothing : t.waiting(waiting);
  },
  letter: (t, data: ChiefDigest, say) => {
    const by = answerBy(data);
    const nextStep = by === '' ? t.next : t.nextBy(say.fullDate(by));
    return {
      blocks: [paragraph(t.intro), ...sections.flatMap((name) => section(t, data, name, say))],
      nextStep: data.entries.some(toAnswer) ? nextStep : t.nextNone,
    };
  },
});
