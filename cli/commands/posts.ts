import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { languages, type Role, roles } from '../../domain/region.ts';
import { enterByHand } from '../answering.ts';
import { isoDate } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

interface PostOptions {
  readonly from?: string;
  readonly municipality?: string;
  readonly workplace?: string;
  readonly chief?: string;
  readonly role?: Role;
}

const withPost = (command: Command): Command =>
  command
    .option('--from <date>', 'the first day (default: today)', isoDate)
    .option('--municipality <code>', 'for instance 2080')
    .option('--workplace <workplace>', 'area/name of the unit, for instance "elderly_care/Hemtjänst Norr"')
    .option('--chief <id>', 'the nearest chief; "" for nobody')
    .addOption(new Option('--role <role>', 'what the person is').choices(roles));

/** Posts over time: who moves, answers for others, leaves and comes back. */
export function addPosts(program: Command, context: Context): void {
  const post = program
    .command('post')
    .summary('enter a move, a new chief, a leaving, a return or a new name')
    .description('What a person is, where and under whom, from a day. The day can lie ahead.');
  withPost(
    post
      .command('change')
      .description('Another municipality, workplace, chief or role; what is not named stays.')
      .argument('<person>', 'id'),
  ).action(async (person: string, options: PostOptions) => {
    await enterByHand(context, undefined, ({ answers }) => answers.changePost({ person, ...options }));
  });
  post
    .command('chief')
    .description('All managers of a chief get another.')
    .argument('<old>', 'id of the chief until then')
    .argument('<chief>', 'id of the new chief')
    .option('--from <date>', 'the first day (default: today)', isoDate)
    .option('--undo', 'takes the newest such change between the two back')
    .action(async (old: string, chief: string, options: { readonly from?: string; readonly undo?: true }) => {
      const { undo, ...from } = options;
      await enterByHand(context, undefined, ({ answers }) =>
        undo === true
          ? answers.undoReplaceChief({ old, chief })
          : answers.replaceChief({ old, chief, ...from }),
      );
    });
  post
    .command('leave')
    .description('The person leaves the post.')
    .argument('<person>', 'id')
    .option('--on <date>', 'the first day without the post (default: today)', isoDate)
    .action(async (person: string, options: { readonly on?: string }) => {
      await enterByHand(context, undefined, ({ answers }) => answers.leavePost({ person, ...options }));
    });
  withPost(
    post
      .command('return')
      .description('The person comes back, to the post that they left unless another is named.')
      .argument('<person>', 'id'),
  ).action(async (person: string, options: PostOptions) => {
    await enterByHand(context, undefined, ({ answers }) => answers.returnToPost({ person, ...options }));
  });
  post
    .command('name')
    .description(
      'The person has another name or address, which has been imported or entered beside the facts.',
    )
    .argument('<person>', 'id')
    .action(async (person: string) => {
      await enterByHand(context, undefined, ({ answers }) => answers.nameChanged({ person }));
    });
  post
    .command('undo')
    .description('Takes back the newest change, leaving or return that was entered.')
    .argument('<person>', 'id')
    .action(async (person: string) => {
      await enterByHand(context, undefined, ({ answers }) => answers.undoPost({ person }));
    });
}

/** In which language somebody gets mails and calendar entries. */
export function addLanguage(program: Command, context: Context): void {
  program
    .command('language')
    .summary("choose the language of somebody's mails, or take the choice back")
    .description('The mails and calendar entries of a person from the next one on.')
    .argument('<person>', 'id')
    .addArgument(
      new Argument('<language>', 'undo takes the newest choice back').choices([...languages, 'undo']),
    )
    .action(async (person: string, chosen: string) => {
      const language = languages.find((one) => one === chosen);
      await enterByHand(context, undefined, ({ answers }) =>
        language === undefined
          ? answers.undoLanguage({ person })
          : answers.chooseLanguage({ person, language }),
      );
    });
}

/** Which copies somebody gets. */
export function addCopies(program: Command, context: Context): void {
  program
    .command('copies')
    .summary('decline copies for somebody, or let them come again')
    .description(
      'Copies tell of what others do: seats (how it went for nominated managers) and reports (compliance reports). What asks its reader for something cannot be declined.',
    )
    .argument('<person>', 'id')
    .argument('<copies>', 'seats, reports or one kind of mail; undo takes the newest choice back')
    .addArgument(new Argument('[wanted]', 'whether the person wants them').choices(['yes', 'no']))
    .action(async (person: string, copies: string, wanted?: 'yes' | 'no') => {
      if ((copies === 'undo') !== (wanted === undefined)) {
        throw new BadInput('say yes or no after the copies, and nothing after undo');
      }
      await enterByHand(context, undefined, ({ answers }) =>
        wanted === undefined
          ? answers.undoCopies({ person })
          : answers.chooseCopies({ person, copies, wanted: wanted === 'yes' }),
      );
    });
}

interface MandateOptions {
  readonly from?: string;
  readonly quota?: number;
  readonly start?: number;
  readonly complete?: number;
  readonly roles?: readonly Role[];
}

function whole(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('Give a whole number, for instance 12.');
  return Number(text);
}

function roleList(text: string): readonly Role[] {
  const names = text.split(',');
  const found = roles.filter((role) => names.includes(role));
  if (found.length !== names.length) throw new InvalidArgumentError(`Give some of: ${roles.join(',')}.`);
  return found;
}

/** What municipalities decide, from a day. */
export function addDecisions(program: Command, context: Context): void {
  const mandate = program
    .command('mandate')
    .summary('enter that a decision is changed or withdrawn')
    .description('A decision that the programme is mandatory. What was before the day stays as it was.');
  mandate
    .command('change')
    .description('Other periods, roles or another quota from a day.')
    .argument('<mandate>', 'municipality:decided_on, for instance 2081:2025-06-10')
    .option('--from <date>', 'the first day (default: today)', isoDate)
    .option('--quota <number>', 'new managers a year', whole)
    .option('--start <months>', 'months within which to begin', whole)
    .option('--complete <months>', 'months within which to finish', whole)
    .option('--roles <roles>', 'all roles that it covers, with commas between', roleList)
    .action(async (id: string, options: MandateOptions) => {
      const { from, quota, start, complete, roles: covered } = options;
      await enterByHand(context, undefined, ({ answers }) =>
        answers.changeMandate({
          mandate: id,
          ...(from === undefined ? {} : { from }),
          ...(quota === undefined ? {} : { quotaPerYear: quota }),
          ...(start === undefined ? {} : { startWithinMonths: start }),
          ...(complete === undefined ? {} : { completeWithinMonths: complete }),
          ...(covered === undefined ? {} : { roles: covered }),
        }),
      );
    });
  mandate
    .command('withdraw')
    .description('The decision no longer holds.')
    .argument('<mandate>', 'municipality:decided_on')
    .option('--on <date>', 'the first day without it (default: today)', isoDate)
    .action(async (id: string, options: { readonly on?: string }) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.withdrawMandate({ mandate: id, ...options }),
      );
    });
  mandate
    .command('undo')
    .description('Takes back the newest change or withdrawal that was entered.')
    .argument('<mandate>', 'municipality:decided_on')
    .action(async (id: string) => {
      await enterByHand(context, undefined, ({ answers }) => answers.undoMandate({ mandate: id }));
    });

  program
    .command('cooperation')
    .summary('enter that a municipality leaves the cooperation, or stays')
    .description('Seats of terms that have begun are kept to their end; there are no new ones.')
    .addArgument(new Argument('<act>', 'what the municipality does').choices(['leave', 'stay']))
    .argument('<municipality>', 'code, for instance 2080')
    .option('--on <date>', 'the first day outside (default: today)', isoDate)
    .action(async (act: string, municipality: string, options: { readonly on?: string }) => {
      await enterByHand(context, undefined, ({ answers }) =>
        act === 'leave'
          ? answers.leaveCooperation({ municipality, ...options })
          : answers.stayInCooperation({ municipality }),
      );
    });
}
