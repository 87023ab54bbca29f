import { type Command, Option } from 'commander';
import { decidedReasons, reissueCauses } from '../../domain/certificates/standing.ts';
import { enterByHand } from '../answering.ts';
import type { Context } from '../context.ts';

const numberArgument = [
  '<number>',
  'number of the certificate, or OFFERING/PERSON, PROGRAM/PERSON for its newest version',
] as const;

export function addCertificate(program: Command, context: Context): void {
  const certificate = program
    .command('certificate')
    .summary('certificates: revoke, restore, issue again')
    .description('Certificates that have been issued.');
  certificate
    .command('revoke')
    .description(
      'A certificate counts no more; its holder is told after a quarter of an hour. What a corrected result or presence does to it happens by itself.',
    )
    .argument(...numberArgument)
    .addOption(
      new Option('--reason <reason>', 'class of the reason').choices(decidedReasons).makeOptionMandatory(),
    )
    .action(async (number: string, options: { readonly reason: (typeof decidedReasons)[number] }) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.revokeCertificate({ certificate: number, reason: options.reason }),
      );
    });
  certificate
    .command('restore')
    .description('Takes such a decision back: the certificate counts again.')
    .argument(...numberArgument)
    .action(async (number: string) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.restoreCertificate({ certificate: number }),
      );
    });
  certificate
    .command('reissue')
    .description(
      'Issues a new version, in the name that the person has now; it takes the place of the one that holds.',
    )
    .argument(...numberArgument)
    .addOption(new Option('--cause <cause>', 'why').choices(reissueCauses).default('asked_for'))
    .action(async (number: string, options: { readonly cause: (typeof reissueCauses)[number] }) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.reissueCertificate({ certificate: number, cause: options.cause }),
      );
    });
  certificate
    .command('undo-reissue')
    .description('No new version after all, while it has not been issued.')
    .argument(...numberArgument)
    .action(async (number: string) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.undoReissueCertificate({ certificate: number }),
      );
    });
}
