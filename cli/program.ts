/** The whole command line: the program and its commands, one file each. */
import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { addAttendance } from './commands/attendance.ts';
import { addCertificate } from './commands/certificate.ts';
import { addCredits } from './commands/credits.ts';
import { addExtension } from './commands/extension.ts';
import { addFacts } from './commands/facts.ts';
import { addFeed } from './commands/feed.ts';
import { addHandIn } from './commands/handIn.ts';
import { addHold } from './commands/hold.ts';
import { addImport } from './commands/import.ts';
import { addJourney } from './commands/journey.ts';
import { addMakeUp } from './commands/makeUp.ts';
import { addMessages } from './commands/messages.ts';
import { addMigrate } from './commands/migrate.ts';
import { addNomination } from './commands/nomination.ts';
import { addOffering } from './commands/offering.ts';
import { addOtherCourses } from './commands/otherCourses.ts';
import { addInvoice, addPayment } from './commands/payment.ts';
import { addPlaces } from './commands/places.ts';
import { addPlay } from './commands/play.ts';
import { addCopies, addDecisions, addLanguage, addPosts } from './commands/posts.ts';
import { addPreview } from './commands/preview.ts';
import { addRelease } from './commands/release.ts';
import { addReplan } from './commands/replan.ts';
import { addReport } from './commands/report.ts';
import { addRespites } from './commands/respites.ts';
import { addResult } from './commands/result.ts';
import { addRules } from './commands/rules.ts';
import { addSeat } from './commands/seat.ts';
import { addSeats } from './commands/seats.ts';
import { addSie } from './commands/sie.ts';
import { addStatus } from './commands/status.ts';
import { addTerm } from './commands/term.ts';
import { addTrainer } from './commands/trainer.ts';
import { addUp } from './commands/up.ts';
import { addWaiting } from './commands/waiting.ts';
import { addWhy, addWhyNot } from './commands/why.ts';
import { addWorker } from './commands/worker.ts';
import type { Context } from './context.ts';

const environmentHelp = `
Commands that work with a database read its address from DATABASE_URL; docs/run-it-for-real.md lists all settings.
Exit status: 0 done, 1 failed, 2 wrong usage or input.`;

/** Throws CommanderError instead of ending the process; write-outs go to the context. */
export function createProgram(context: Context): Command {
  const program = new Command('ledarresan')
    .description("Runs the leadership training of a region's municipalities, and proves what it did.")
    .version(version(), '--version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .addOption(new Option('--verbose', 'show where in the program an error arose'))
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => context.out(text.trimEnd()),
      writeErr: (text) => context.err(text.trimEnd()),
    })
    .showHelpAfterError('(add --help to see how the command is used)')
    .exitOverride()
    .addHelpText('after', environmentHelp);

  program.commandsGroup('Try it:');
  addPlay(program, context);
  program.commandsGroup('Run it:');
  addUp(program, context);
  addWorker(program, context);
  addMigrate(program, context);
  addImport(program, context);
  program.commandsGroup('Tell what has happened:');
  addTerm(program, context);
  addNomination(program, context);
  addSeat(program, context);
  addPlaces(program, context);
  addAttendance(program, context);
  addHandIn(program, context);
  addResult(program, context);
  addCertificate(program, context);
  addOffering(program, context);
  addTrainer(program, context);
  addMakeUp(program, context);
  addRespites(program, context);
  addExtension(program, context);
  addCredits(program, context);
  addOtherCourses(program, context);
  addPosts(program, context);
  addLanguage(program, context);
  addCopies(program, context);
  addFeed(program, context);
  addDecisions(program, context);
  addPayment(program, context);
  addInvoice(program, context);
  addFacts(program, context);
  program.commandsGroup('See and steer:');
  addStatus(program, context);
  addSeats(program, context);
  addWaiting(program, context);
  addJourney(program, context);
  addWhy(program, context);
  addWhyNot(program, context);
  addPreview(program, context);
  addReport(program, context);
  addSie(program, context);
  addMessages(program, context);
  addHold(program, context);
  addRelease(program, context);
  addRules(program, context);
  addReplan(program, context);
  program.commandsGroup('Help:');
  program.helpCommand('help [command]', 'show the help of a command');
  return program;
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const parsed: unknown = JSON.parse(text);
  const found: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'version') : '';
  return String(found);
}
