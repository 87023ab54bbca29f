import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type Block, entries, paragraph } from './layout.ts';
import { date, fullDate } from './swedish.ts';
import { mailTemplate } from './template.ts';

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
  /** A sentence that says what can be done, or empty. */
  readonly whatToDo: string;
  /** The day on which it goes on to the next level, and to whom; null when it does not. */
  readonly goesOn: { readonly on: IsoDate; readonly to: 'head' | 'coordinator' | 'chief' } | null;
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

const headings: Readonly<Record<DigestEntry['section'], string>> = {
  taken_over: 'De här ärendena har du tagit över. Så här har det gått hittills:',
  new: 'Nytt, som behöver ditt svar:',
  open: 'Väntar fortfarande på ditt svar:',
  answered: 'Har fått ett svar. Du behöver inte göra något nu:',
  closed: 'Avslutade:',
  moved: 'Ligger inte längre hos dig. Någon annan svarar för chefen nu:',
};

const levels = { head: 'socialchefen', coordinator: 'samordnaren', chief: 'dig som försenat' } as const;

const finite = { start: 'påbörja', complete: 'ha gått klart' } as const;
const supine = { start: 'påbörjat', complete: 'gått klart' } as const;

function deadlineLine({ what, deadline, isOverdue }: DigestEntry): string {
  return isOverdue
    ? `Skulle ha ${supine[what]} utbildningen senast ${fullDate(deadline)}`
    : `Ska ${finite[what]} utbildningen senast ${fullDate(deadline)}`;
}

function outOfReachLine({ outOfReach }: DigestEntry): string[] {
  if (outOfReach === null) return [];
  const { earliest } = outOfReach;
  return [
    earliest === ''
      ? 'Ingen plats som är planerad hinner före sista dagen'
      : `Ingen plats hinner före sista dagen. Tidigast går det ${earliest}`,
  ];
}

/** Dates in a sentence as people write them. */
const inWords = (text: string): string => text.replace(/\d{4}-\d{2}-\d{2}/g, (day) => date(day));

function lines(entry: DigestEntry): string[] {
  if (!toAnswer(entry)) return [entry.outcome === '' ? deadlineLine(entry) : inWords(entry.outcome)];
  return [
    ...entry.story.map(({ on, text }) => `${date(on)}: ${inWords(text)}`),
    deadlineLine(entry),
    ...outOfReachLine(entry),
    ...(entry.decision === '' ? [] : [`Beslut: ${entry.decision}`]),
    ...(entry.whatToDo === '' ? [] : [`Att göra: ${entry.whatToDo}`]),
    ...(entry.goesOn === null
      ? []
      : [`Utan svar går ärendet vidare till ${levels[entry.goesOn.to]} ${date(entry.goesOn.on)}`]),
  ];
}

function section(data: ChiefDigest, name: DigestEntry['section']): Block[] {
  const own = data.entries.filter((entry) => entry.section === name);
  if (own.length === 0) return [];
  return [
    paragraph(headings[name]),
    entries(own.map((entry) => ({ title: entry.managerName, lines: lines(entry) }))),
  ];
}

/** The first day on which a case goes on without an answer; empty when none does. */
function answerBy(data: ChiefDigest): IsoDate | '' {
  return (
    data.entries
      .flatMap((entry) => (toAnswer(entry) && entry.goesOn !== null ? [entry.goesOn.on] : []))
      .sort()[0] ?? ''
  );
}

/** At most one a chief and week. */
export const chiefDigest = mailTemplate<'chief_digest', ChiefDigest>({
  name: 'chief_digest',
  version: 1,
  subject: (data) => {
    const waiting = data.entries.filter(toAnswer).length;
    return waiting === 0
      ? 'Obligatorisk utbildning: inget att svara på'
      : `Obligatorisk utbildning: ${waiting} ${waiting === 1 ? 'chef' : 'chefer'} väntar på ditt svar`;
  },
  letter: (data) => {
    const waiting = data.entries.filter(toAnswer).length;
    const by = answerBy(data);
    return {
      blocks: [
        paragraph(
          'Kommunen har beslutat att ledarskapsutbildningen är obligatorisk. Här är veckans läge för de chefer som du svarar för.',
        ),
        ...section(data, 'taken_over'),
        ...section(data, 'new'),
        ...section(data, 'open'),
        ...section(data, 'answered'),
        ...section(data, 'closed'),
        ...section(data, 'moved'),
      ],
      nextStep:
        waiting === 0
          ? 'Du behöver inte göra något. Säg till om något inte stämmer.'
          : `Svara på det här mejlet${by === '' ? '' : ` före ${fullDate(by)}`}. Skriv för var och en när utbildningen ska gås, eller att du vill ha mer tid och varför. Du kan också ringa samordnaren.`,
    };
  },
});
