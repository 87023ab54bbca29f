import { type Command, Option } from 'commander';
import type { Occasion } from '../../activities/answers/answers.ts';
import { byOption, enterByHand } from '../answering.ts';
import { idList, wholeNumber } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

interface Options {
  readonly allExcept?: readonly string[];
  readonly present?: readonly string[];
  readonly by?: string;
}

export function addAttendance(program: Command, context: Context): void {
  program
    .command('attendance')
    .summary('register who was there on a course day')
    .description(
      'Registers a course day, either by those who were absent or by those who were present. Registering it again corrects the first time.',
    )
    .argument('<offering>', 'for instance HT2026-1a-1')
    .argument('<day>', 'number of the course day, from 1', wholeNumber(1, 99))
    .addOption(
      new Option('--all-except <ids>', 'everybody was there but these, separated by commas; "" when all were')
        .argParser(idList)
        .conflicts('present'),
    )
    .addOption(new Option('--present <ids>', 'only these were there, separated by commas').argParser(idList))
    .option(...byOption)
    .action(async (offering: string, day: number, options: Options) => {
      const { allExcept, present } = options;
      if (allExcept === undefined && present === undefined) {
        throw new BadInput('Say who was there: --all-except IDS (or --all-except "") or --present IDS.');
      }
      await enterByHand(context, undefined, async ({ answers, occasion, coordinator }) => {
        const absent = allExcept ?? (await everybodyBut(present ?? [], occasion, offering, day));
        return answers.registerAttendance({ offering, day, absent, by: options.by ?? coordinator });
      });
    });
}

/** Those with a seat on the day who are not among the present. */
async function everybodyBut(
  present: readonly string[],
  { tx, reference }: Occasion,
  offering: string,
  number: number,
): Promise<string[]> {
  const [{ findDay, findOffering }, { participantsOf }] = await Promise.all([
    import('../../activities/answers/lookUp.ts'),
    import('../../activities/answers/course.ts'),
  ]);
  const day = findDay(findOffering(reference, offering), number);
  const participants = await participantsOf({ tx }, offering, day);
  const others = present.filter((id) => !participants.includes(id));
  if (others.length > 0) {
    throw new BadInput(
      `${others.join(', ')}: no seat on ${offering}. Name participants only; give or book a seat first for somebody who came without one.`,
    );
  }
  return participants.filter((id) => !present.includes(id));
}
