import { type Command, Option } from 'commander';
import type { Verdict, Verification } from '../../activities/certification/verify.ts';
import { decidedReasons, reissueCauses } from '../../domain/certificates/standing.ts';
import { enterByHand } from '../answering.ts';
import { playOption } from '../arguments.ts';
import type { Context, ExitStatus } from '../context.ts';
import { BadInput } from '../errors.ts';

const numberArgument = [
  '<number>',
  'number of the certificate, or OFFERING/PERSON, PROGRAM/PERSON for its newest version',
] as const;

export function addCertificate(program: Command, context: Context): void {
  const certificate = program
    .command('certificate')
    .summary('certificates: check a file, fetch one, revoke, restore, issue again')
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
  addVerify(certificate, context);
  addExport(certificate, context);
}

const exitStatus: Readonly<Record<Verdict, ExitStatus>> = {
  valid: 0,
  altered: 3,
  replaced: 4,
  revoked: 5,
  expired: 6,
  unknown: 7,
};

function addVerify(certificate: Command, context: Context): void {
  certificate
    .command('verify')
    .summary('whether a file is a certificate of ours that holds')
    .description(
      'Checks a PDF, or a verifiable credential, by its signature, its hash and the versions that are known. Exit status: 0 valid, 3 altered, 4 replaced, 5 revoked, 6 expired, 7 unknown.',
    )
    .argument('<file>', 'a certificate as it was received')
    .addOption(playOption())
    .action(async (file: string, { play }: { readonly play?: string }) => {
      const [{ readFile }, { verifyCertificate }] = await Promise.all([
        import('node:fs/promises'),
        import('../../activities/certification/verify.ts'),
      ]);
      const bytes = await readFile(file).catch(() => {
        throw new BadInput(
          `There is no file ${file} that can be read. Give a certificate as PDF or credential.`,
        );
      });
      await context.withDatabase(async (deps) => {
        const found = await verifyCertificate(deps, bytes);
        context.out(inWords(found));
        context.endWith(exitStatus[found.verdict]);
      }, play);
    });
}

function inWords(found: Verification): string {
  if ('why' in found) {
    const why = {
      changed_after_signing: 'the file has been changed since it was signed',
      signed_by_another: 'it is not signed by any of the issuers of this installation',
      not_signed: 'it is not signed, and nothing that was issued here is the same',
      not_issued_here: 'its signature holds, but this installation has not issued it',
      not_a_certificate: 'it is neither a PDF nor a verifiable credential',
    }[found.why];
    return `${found.verdict}: ${why}`;
  }
  const { number, version, status, instead, isSigned } = found;
  const said = {
    valid: status.validUntil === '' ? '' : `, counts until ${status.validUntil}`,
    replaced: `, since ${status.since}${instead === '' ? '' : ` by ${instead}`}`,
    revoked: `, since ${status.since} (${status.reason.replaceAll('_', ' ')})`,
    expired: `, since ${status.since}`,
  }[found.verdict];
  const how = isSigned ? 'signed' : 'known by its hash, not signed';
  return `${found.verdict}: ${number}, version ${version}, issued ${status.issuedOn} by ${status.issuer.name}${said} (${how})`;
}

interface ExportOptions {
  readonly vc?: true;
  readonly out?: string;
  readonly play?: string;
}

function addExport(certificate: Command, context: Context): void {
  certificate
    .command('export')
    .summary('the frozen bytes of a certificate')
    .description('Writes the PDF of a certificate as it was issued, or its verifiable credential.')
    .argument(...numberArgument)
    .option('--vc', 'the verifiable credential (Open Badges 3.0, a signed token) in place of the PDF')
    .option('--out <file>', 'where it goes (default: the number of the certificate, in this folder)')
    .addOption(playOption())
    .action(async (number: string, { vc, out, play }: ExportOptions) => {
      const [{ writeFile }, { newestCertificate }] = await Promise.all([
        import('node:fs/promises'),
        import('../../activities/certification/find.ts'),
      ]);
      await context.withDatabase(async (deps) => {
        const row = await newestCertificate(deps.db, number);
        if (row === null) throw new BadInput(`There is no certificate ${number}. The number stands on it.`);
        if (vc === true && row.credential === '') {
          throw new BadInput(`${row.number} has no verifiable credential: it was issued without PUBLIC_URL.`);
        }
        const { sha256 } = await deps.db.document.findUniqueOrThrow({ where: { key: row.document } });
        const file = out ?? `${row.number.replaceAll('/', '_')}.${vc === true ? 'jwt' : 'pdf'}`;
        await writeFile(file, await deps.store.get(vc === true ? row.credential : sha256));
        context.out(file);
      }, play);
    });
}
