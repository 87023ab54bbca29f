/** Cases in plain Swedish, without anybody's name: for the ledger, the digest, the report and the story. */
import type { IsoDate } from '../calendar/dates.ts';
import type {
  CaseAnswer,
  CaseEvent,
  CaseLevel,
  CaseState,
  CaseSubject,
  ClosingCause,
  OpeningCause,
} from './case.ts';

const openingWords: Readonly<Record<OpeningCause, (goal: string) => string>> = {
  near: (goal) => `Tiden är snart ute: utbildningen ska ${goal}.`,
  unreachable: (goal) => `Ingen plats hinner före sista dagen: utbildningen ska ${goal}.`,
  overdue: (goal) => `Tiden har gått ut: utbildningen skulle ${goal}.`,
};

export const closingWords: Readonly<Record<ClosingCause, string>> = {
  done: 'Hela utbildningen är klar.',
  enrolled: 'Har fått en plats.',
  begun: 'Har kommit igång med utbildningen.',
  exempt: 'Är undantagen.',
  on_leave: 'Är tjänstledig; tiden räknas igen när ledigheten är slut.',
  extended: 'Har fått en ny sista dag.',
  reachable: 'Det finns plats i tid igen.',
  moved: 'Arbetar i en annan kommun nu.',
  mandate_ended: 'Omfattas inte längre av beslutet.',
  left: 'Har slutat.',
};

const answerWords: Readonly<Record<CaseAnswer, (until: IsoDate) => string>> = {
  plan: (until) => `En plan gäller till och med ${until}.`,
  nominated: (until) => `Är nominerad; platserna fördelas ${until}.`,
};

const goalOf = ({ what }: Pick<CaseSubject, 'what'>, deadline: IsoDate): string =>
  `${what === 'start' ? 'påbörjas' : 'vara klar'} senast ${deadline}`;

const raised: Readonly<Record<CaseLevel, string>> = {
  notice: 'Chefen är påmind.',
  chief: 'Ärendet ligger hos närmaste chef.',
  head: 'Ärendet går vidare till socialchefen.',
  coordinator: 'Ärendet går vidare till samordnarens lista.',
};

/** Why a step of a case is taken, as a Swedish sentence or two. */
export function stepReason(step: CaseEvent, subject: Pick<CaseSubject, 'what'>, deadline: IsoDate): string {
  const goal = goalOf(subject, deadline);
  switch (step.kind) {
    case 'opened':
      return openingWords[step.cause](goal);
    case 'level_raised':
      return `Utbildningen skulle ${goal}. ${raised[step.level]}`;
    case 'answered':
      return answerWords[step.answer](step.until);
    case 'resumed':
      return `Svaret gällde inte längre, och utbildningen skulle ${goal}.`;
    case 'handed_over':
      return step.chief === '' ? 'Ingen svarar för chefen just nu.' : 'Någon annan svarar för chefen nu.';
    case 'closed':
      return closingWords[step.cause];
  }
}

/** The answer that holds for an open case, as a Swedish sentence; empty when there is none. */
export const outcomeWords = ({
  answer,
  answeredUntil,
}: Pick<CaseState, 'answer' | 'answeredUntil'>): string =>
  answer === '' || answeredUntil === '' ? '' : answerWords[answer](answeredUntil);
