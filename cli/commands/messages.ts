import type { Command } from 'commander';
import { playOption } from '../arguments.ts';
import type { Context } from '../context.ts';
import { table } from '../table.ts';

interface Listing {
  readonly play?: string;
}

export function addMessages(program: Command, context: Context): void {
  const messages = program
    .command('messages')
    .summary('mails that went astray, and addresses that do not work')
    .description(
      'Shows mails whose fate nobody knows or that a server refused, lets a coordinator decide about them, and takes in mails that came back. Nothing is ever sent again by itself.',
    );
  for (const [name, about] of [
    ['doubtful', 'mails that may or may not have arrived: the connection broke before the server answered'],
    ['refused', 'mails that a server refused for good, or for too long'],
    ['missed', 'mails that came too late, of the kinds that a coordinator decides about'],
  ] as const) {
    messages
      .command(name)
      .summary(about)
      .description(`Lists ${about}.`)
      .addOption(playOption())
      .action(async ({ play }: Listing) => {
        const { astrayMessages } = await import('../../activities/messages/astray.ts');
        await context.withDatabase(async (deps) => {
          const rows = await astrayMessages(deps, name);
          if (rows.length === 0) return context.out(`No ${name} mails wait for a decision.`);
          context.out(
            table(
              ['key', 'to', 'tries', 'reply', 'Message-ID'],
              rows.map(({ key, recipient, attempts, reply, messageId }) => [
                key,
                recipient,
                String(attempts),
                reply,
                messageId,
              ]),
            ),
          );
          context.out('Decide with `messages resend KEY` or `messages settled KEY`.');
        }, play);
      });
  }
  for (const [name, about] of [
    ['resend', 'Sends a doubtful, refused or missed mail once more, under a key of its own.'],
    ['settled', 'Leaves a doubtful, refused or missed mail as it is and takes it off the list.'],
  ] as const) {
    messages
      .command(name)
      .summary(about.charAt(0).toLowerCase() + about.slice(1, -1))
      .description(about)
      .argument('<key>', 'key of the mail, as the lists show it')
      .action(async (key: string) => {
        const { decideMessage } = await import('../../activities/messages/astray.ts');
        await context.withDatabase(async (deps) => {
          const { resentAs } = await decideMessage(deps, key, name);
          context.out(resentAs === null ? `${key} is settled.` : `${key} is sent once more as ${resentAs}.`);
        });
      });
  }
  messages
    .command('bounces')
    .summary('read a mailbox of returned mails')
    .description(
      'Reads the delivery reports (RFC 3464) of a Maildir or a folder of messages and marks the addresses that do not work: they count as no address until they are changed. Reading the same mailbox again changes nothing.',
    )
    .argument('<mailbox>', 'Maildir or folder')
    .action(async (mailbox: string) => {
      const { readBounces } = await import('../../activities/messages/bounces.ts');
      await context.withDatabase(async (deps) => {
        const { reports, marked, others } = await readBounces(deps, mailbox);
        context.out(`${reports} report(s) read; ${marked.length} address(es) marked.`);
        for (const person of marked) context.out(`Does not work: the address of ${person}`);
        for (const file of others) context.err(`Not a report about a mail of ours: ${file}`);
      });
    });
  messages
    .command('bounced')
    .summary("mark a person's address as not working")
    .description('Enters by hand that mails to a person come back.')
    .argument('<person>', 'id')
    .option('--works-again', 'undo: the address works after all')
    .action(async (person: string, options: { readonly worksAgain?: boolean }) => {
      const { markAddress, restoreAddress } = await import('../../activities/messages/astray.ts');
      await context.withDatabase(async (deps) => {
        const works = options.worksAgain === true;
        const changed = works ? await restoreAddress(deps, person) : await markAddress(deps, person);
        const said = works ? 'counts again' : 'counts as none until it is changed';
        context.out(changed ? `The address of ${person} ${said}.` : 'That was known already.');
      });
    });
}
