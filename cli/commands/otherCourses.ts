import type { Command } from 'commander';
import { enterByHand, onOption } from '../answering.ts';
import { idList, isoDate } from '../arguments.ts';
import type { Context } from '../context.ts';

interface On {
  readonly on?: string;
}

/** Parts of a course, web courses and introductions, and the plan for workplace learning. */
export function addOtherCourses(program: Command, context: Context): void {
  addParts(program, context);
  addStudies(program, context);
  addPlan(program, context);
}

function addParts(program: Command, context: Context): void {
  const part = program
    .command('part')
    .summary('enter that a part of a course is done')
    .description('Parts of a course, such as those of LLU. The course day is registered as attendance.');
  const acts = [
    ['done', 'completePart', 'The person has done the part. The certificate comes when all parts are done.'],
    ['reopen', 'reopenPart', 'The person has not done the part after all.'],
  ] as const;
  for (const [name, act, description] of acts) {
    part
      .command(name)
      .description(description)
      .argument('<person>', 'id')
      .argument('<course>', 'for instance LLU')
      .argument('<part>', 'code of the part, as in course_parts.csv')
      .option(...onOption, isoDate)
      .action(async (person: string, course: string, code: string, { on }: On) => {
        await enterByHand(context, on, ({ answers }) => answers[act]({ person, course, part: code }));
      });
  }
}

function addStudies(program: Command, context: Context): void {
  const study = program
    .command('study')
    .summary('web courses and introductions: ask for them, enter that they are done')
    .description("Courses without course days: web courses, and a municipality's own introduction.");
  const on = (name: string, description: string) =>
    study
      .command(name)
      .description(description)
      .argument('<course>', 'for instance ISU')
      .argument('<people>', 'ids, separated by commas', idList)
      .option(...onOption, isoDate);
  on('assign', 'Asks people to take a web course; they get a mail, and a reminder by the rule.')
    .option('--due <date>', "the last day (default: by the region's rule)", isoDate)
    .action(async (course: string, people: readonly string[], options: On & { readonly due?: string }) => {
      const { due } = options;
      await forEach(context, people, options.on, (person, answers) =>
        answers.assignStudy({ person, course, ...(due === undefined ? {} : { due }) }),
      );
    });
  on('unassign', 'They are not to take it after all.').action(
    async (course: string, people: readonly string[], options: On) => {
      await forEach(context, people, options.on, (person, answers) =>
        answers.unassignStudy({ person, course }),
      );
    },
  );
  on('done', 'They have taken it, each alone or all in a group.')
    .option('--group', 'taken in a group')
    .action(async (course: string, people: readonly string[], options: On & { readonly group?: true }) => {
      const manner = options.group === true ? 'group' : 'alone';
      await forEach(context, people, options.on, (person, answers) =>
        answers.completeStudy({ person, course, manner }),
      );
    });
  on('reopen', 'They have not taken it after all.').action(
    async (course: string, people: readonly string[], options: On) => {
      await forEach(context, people, options.on, (person, answers) =>
        answers.reopenStudy({ person, course }),
      );
    },
  );
}

type Enter = Parameters<typeof enterByHand>[2];
type Answers = Parameters<Enter>[0]['answers'];

/** All of them or, when one is refused, none. */
async function forEach(
  context: Context,
  people: readonly string[],
  on: string | undefined,
  enter: (person: string, answers: Answers) => ReturnType<Enter>,
): Promise<void> {
  await enterByHand(context, on, async ({ answers }) => {
    let recorded = 0;
    for (const person of people) recorded += (await enter(person, answers)).recorded;
    return { recorded };
  });
}

function addPlan(program: Command, context: Context): void {
  const plan = program
    .command('activity')
    .summary("activities of a municipality's implementation plan")
    .description('What a municipality has planned for workplace learning (kommunal genomförandeplan).');
  const acts = [
    ['done', 'completeActivity', 'It is done: the support person is not reminded.'],
    ['reopen', 'reopenActivity', 'It is not done after all.'],
    ['cancel', 'cancelActivity', 'It will not be done.'],
    ['undo', 'undoActivity', 'Takes back the newest move or cancellation: it is planned as before.'],
  ] as const;
  for (const [name, act, description] of acts) {
    plan
      .command(name)
      .description(description)
      .argument('<activity>', 'code, as in implementation_plan.csv')
      .option(...onOption, isoDate)
      .action(async (activity: string, { on }: On) => {
        await enterByHand(context, on, ({ answers }) => answers[act]({ activity }));
      });
  }
  plan
    .command('move')
    .description('It is moved to another day, or planned again after it was cancelled.')
    .argument('<activity>', 'code, as in implementation_plan.csv')
    .argument('<date>', 'the new day', isoDate)
    .action(async (activity: string, to: string) => {
      await enterByHand(context, undefined, ({ answers }) => answers.moveActivity({ activity, to }));
    });
}
