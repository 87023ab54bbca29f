import { type Command, InvalidArgumentError, Option } from 'commander';
import { type StopCause, stopCauses } from '../../domain/invoicing/dunning.ts';
import { signedOreFromKronor } from '../../domain/money.ts';
import { enterByHand } from '../answering.ts';
import { isoDate } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

/** Kronor as öre; below zero for what goes back. */
function kronor(text: string): number {
  const ore = signedOreFromKronor(text);
  if (ore !== undefined && ore !== 0) return ore;
  throw new InvalidArgumentError('An amount is written in kronor, 25000 or 562.50; -500 for what goes back.');
}

function ocrNumber(text: string): string {
  if (/^\d{1,25}$/.test(text)) return text;
  throw new InvalidArgumentError('An OCR number has digits only, as on the invoice.');
}

export function addPayment(program: Command, context: Context): void {
  const payment = program
    .command('payment')
    .summary('record what has been paid, or read a file of payments')
    .description(
      'Payments of invoices. Nobody is reminded of an invoice before the payments of that day have been read.',
    );
  const seller = ['<seller>', "the seller's code, for instance hda"] as const;
  payment
    .command('import')
    .description(
      'Reads a CSV file of payments to a seller: ocr,amount_kr,date,reference. A reference that is known already changes nothing.',
    )
    .argument(...seller)
    .argument('<file>', 'for instance payments.csv')
    .option('--through <date>', 'the last day that the file holds (default: of its newest line)', isoDate)
    .action(async (code: string, file: string, options: { readonly through?: string }) => {
      const { importPayments } = await import('../paymentsFile.ts');
      const { formatFileError } = await import('../../regions/reader/fileErrors.ts');
      await context.withDatabase(async (deps) => {
        const imported = await importPayments(deps, code, file, options.through);
        if (!imported.ok) {
          const lines = imported.errors.map(formatFileError);
          throw new BadInput(
            [...lines, `${lines.length} error(s) in ${file}; nothing was entered.`].join('\n'),
          );
        }
        const { lines, recorded, through } = imported;
        context.out(`${lines} payment(s) read through ${through}, ${recorded} new fact(s).`);
      });
    });
  payment
    .command('record')
    .description('Records one payment; below zero when money has gone back.')
    .argument(...seller)
    .argument('<ocr>', 'as on the invoice', ocrNumber)
    .argument('<kronor>', 'for instance 25000', kronor)
    .requiredOption('--reference <text>', "the bank's reference; the same one is recorded once")
    .option('--on <date>', 'the day of the payment (default: today)', isoDate)
    .action(
      async (
        code: string,
        ocr: string,
        amountOre: number,
        { reference, on }: { readonly reference: string; readonly on?: string },
      ) => {
        await enterByHand(context, on, ({ answers, occasion }) =>
          answers.recordPayment({ seller: code, ocr, amountOre, reference, paidOn: on ?? occasion.today }),
        );
      },
    );
  payment
    .command('withdraw')
    .description('Takes back a payment that was recorded by mistake.')
    .argument(...seller)
    .argument('<reference>')
    .action(async (code: string, reference: string) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.withdrawPayment({ seller: code, reference }),
      );
    });
  payment
    .command('read')
    .description('All payments to a seller until a day have been read; an earlier day corrects a later one.')
    .argument(...seller)
    .option('--through <date>', 'the last day (default: today)', isoDate)
    .action(async (code: string, { through }: { readonly through?: string }) => {
      await enterByHand(context, undefined, ({ answers, occasion }) =>
        answers.readPayments({ seller: code, through: through ?? occasion.today }),
      );
    });
}

export function addInvoice(program: Command, context: Context): void {
  const invoice = program
    .command('invoice')
    .summary('stop or resume reminders of an invoice, or check it again')
    .description('An invoice, by its number as printed (HDA-2026-00012) or its key.');
  const number = ['<invoice>', 'for instance HDA-2026-00012'] as const;
  invoice
    .command('stop-reminders')
    .description('Nobody is reminded of the invoice; afterwards the days to the next reminder count anew.')
    .argument(...number)
    .addOption(new Option('--cause <cause>', 'why').choices(stopCauses).makeOptionMandatory())
    .option('--until <date>', 'the last day (default: until reminders are resumed)', isoDate)
    .action(async (name: string, options: { readonly cause: StopCause; readonly until?: string }) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.stopDunning({ invoice: name, cause: options.cause, until: options.until ?? '' }),
      );
    });
  invoice
    .command('resume-reminders')
    .description('The stop of the invoice ends today.')
    .argument(...number)
    .action(async (name: string) => {
      await enterByHand(context, undefined, ({ answers }) => answers.resumeDunning({ invoice: name }));
    });
  invoice
    .command('recheck')
    .description('What was wrong with the e-invoice has been put right: it is checked and printed again.')
    .argument(...number)
    .action(async (name: string) => {
      await enterByHand(context, undefined, ({ answers }) => answers.recheckInvoice({ invoice: name }));
    });
}
