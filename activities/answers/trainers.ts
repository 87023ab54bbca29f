/** Trainers who cannot come, and those who hold the day instead. */
import type { NewFact } from '../facts/record.ts';
import { assertInPost, assertTrainer, findDay, findOffering, findPerson } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface TrainerDay {
  readonly offering: string;
  readonly day: number;
  readonly trainer: string;
  /** The trainer or a coordinator who says so. */
  readonly by: string;
}

export interface TrainerAnswers {
  /** A trainer cannot come to a day that they were to hold. */
  trainerUnavailable(answer: TrainerDay): Promise<Outcome>;
  /** Undoes it. */
  trainerAvailable(answer: TrainerDay): Promise<Outcome>;
  /** Somebody is to hold the day, as course leader or beside others. */
  assignTrainer(answer: TrainerDay & { readonly leader: boolean }): Promise<Outcome>;
  /** Undoes it. */
  unassignTrainer(answer: TrainerDay): Promise<Outcome>;
}

export const trainerAnswers = (run: Answering): TrainerAnswers => {
  const about = (answer: TrainerDay, facts: (occasion: Occasion) => Promise<NewFact[]>) =>
    run(`offering ${answer.offering}`, (occasion) => {
      assertTrainer(occasion.reference, answer.by);
      findPerson(occasion.reference, answer.trainer);
      return facts(occasion);
    });
  return {
    trainerUnavailable: (answer) =>
      about(answer, async (occasion) => {
        const { day, absence } = await standing(occasion, answer);
        if (absence !== null && absence.withdrawnAt === null) return [];
        assertAhead(occasion, answer, day);
        if (!day.trainers.some(({ id }) => id === answer.trainer)) throw notTheirs(answer);
        return [fact('trainer_unavailable', answer)];
      }),

    trainerAvailable: (answer) =>
      about(answer, async (occasion) => {
        const { day, absence } = await standing(occasion, answer);
        if (absence === null) throw notTheirs(answer);
        if (absence.withdrawnAt !== null) return [];
        assertAhead(occasion, answer, day);
        return [fact('trainer_available', answer)];
      }),

    assignTrainer: (answer) =>
      about(answer, async (occasion) => {
        const { day, absence } = await standing(occasion, answer);
        const { offering, trainer, leader } = answer;
        assertAhead(occasion, answer, day);
        assertTrainer(occasion.reference, trainer);
        assertInPost(findPerson(occasion.reference, trainer), day.date);
        if (day.trainers.some((row) => row.id === trainer && row.leader === leader)) return [];
        if (absence !== null && absence.withdrawnAt === null) {
          throw new AnswerRefused(
            'trainer_has_day',
            `${trainer} har meddelat förhinder för träff ${day.number} på ${offering}. Ta först tillbaka förhindret.`,
          );
        }
        const elsewhere = occasion.reference.offerings
          .filter((other) => other.code !== offering && other.cancelled !== true)
          .flatMap((other) => other.days)
          .find((other) => other.date === day.date && other.trainers.some(({ id }) => id === trainer));
        if (elsewhere !== undefined) {
          throw new AnswerRefused(
            'trainer_has_day',
            `${trainer} håller redan en kursdag ${day.date}, på ${elsewhere.offering}. Välj någon annan.`,
          );
        }
        const subject = `${offering}#${day.number}.${trainer}`;
        return [{ kind: 'trainer_assigned', subject, data: { offering, day: day.number, trainer, leader } }];
      }),

    unassignTrainer: (answer) =>
      about(answer, async (occasion) => {
        const { day } = await standing(occasion, answer);
        if (!day.trainers.some(({ id }) => id === answer.trainer)) return [];
        assertAhead(occasion, answer, day);
        return [fact('trainer_unassigned', answer)];
      }),
  };
};

const fact = (
  kind: 'trainer_unavailable' | 'trainer_available' | 'trainer_unassigned',
  { offering, day, trainer }: TrainerDay,
): NewFact => ({ kind, subject: `${offering}#${day}.${trainer}`, data: { offering, day, trainer } });

const notTheirs = ({ offering, day, trainer }: TrainerDay) =>
  new AnswerRefused(
    'not_their_day',
    `${trainer} håller inte träff ${day} på ${offering}. Kontrollera träffen.`,
  );

async function standing({ tx, reference }: Occasion, { offering, day, trainer }: TrainerDay) {
  const absence = await tx.trainerAbsence.findUnique({
    where: { offering_day_trainer: { offering, day, trainer } },
  });
  return { day: findDay(findOffering(reference, offering), day), absence };
}

function assertAhead(
  { reference, at }: Occasion,
  { offering }: TrainerDay,
  day: { readonly number: number; readonly date: string; readonly start: string },
): void {
  if (reference.calendar.at(day.date, day.start) > at) return;
  throw new AnswerRefused(
    'day_held',
    `Träff ${day.number} på ${offering} var ${day.date} och är redan hållen.`,
  );
}
