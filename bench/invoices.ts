/**
 * An invoice run for a whole country: 290 municipalities, 25 000 seats. Measures the step that issues the invoices, and
 * everything that follows for each: its PDF with the e-invoice, checked and frozen, the delivery and the mail; on the real
 * database, renderer and mail server. `npm run bench -- invoices [SEATS]`.
 */
import { cpus } from 'node:os';
import type { Dependencies } from '../activities/dependencies.ts';
import { createDocumentRenderer } from '../activities/documents/renderer.ts';
import { type NewFact, record } from '../activities/facts/record.ts';
import { createActivities } from '../activities/index.ts';
import type { StepInput } from '../activities/lives/ledger.ts';
import { importRegion } from '../activities/region/import.ts';
import { ordinaryCourse, type Region } from '../domain/region.ts';
import { deadlines } from '../domain/term/deadlines.ts';
import { readLiten } from '../test/support/regionFiles.ts';
import { stepClock } from '../worker/clock.ts';
import { startEmpty } from './parts.ts';

const municipalities = 290;
const seats = Number(process.argv[2] ?? 25_000);
/** The time that the run may take on two cores. */
const limitSeconds = 300;
const term = 'HT2026';
const atOnce = 8;

const seconds = (what: string, from: number): number => {
  const took = (Date.now() - from) / 1000;
  process.stdout.write(`  ${what.padEnd(64)} ${took.toFixed(1).padStart(7)} s\n`);
  return took;
};

/** As many municipalities as the country has, each with its share of managers, in one offering. */
async function country(): Promise<{ region: Region; people: readonly string[] }> {
  const read = await readLiten();
  const { region } = read;
  const [municipality] = region.municipalities;
  const [manager] = region.people.filter(({ role }) => role === 'manager');
  const [offering] = region.offerings.filter(({ course }) => course === '1b');
  if (municipality === undefined || manager === undefined || offering === undefined) {
    throw new Error('regions/liten has no municipality, manager or offering of 1b');
  }
  const codes = Array.from({ length: municipalities }, (_, index) => String(3000 + index));
  const people = Array.from({ length: seats }, (_, index) => ({
    ...manager,
    id: `${codes[index % municipalities]}-m${String(index).padStart(5, '0')}`,
    municipality: codes[index % municipalities] ?? '',
    chiefId: '',
    email: '',
  }));
  const others = region.people.filter(({ municipality: of }) => of === '');
  return {
    people: people.map(({ id }) => id),
    region: {
      ...region,
      municipalities: codes.map((code) => ({ ...municipality, code, name: `Kommun ${code}` })),
      people: [...people, ...others],
      mandates: [],
      credits: [],
      courses: region.courses.map((course) => ({ ...ordinaryCourse, ...course })),
      offerings: [{ ...offering, capacity: seats }],
      fees: region.fees.filter(({ basis }) => basis === 'participant'),
    },
  };
}

const parts = await startEmpty();
try {
  // Two threads draw, as on two cores.
  const documents = createDocumentRenderer({ threads: 2 });
  const deps: Dependencies = { ...parts.deps, documents };
  const { db } = deps;
  const { region, people } = await country();
  const begin = Date.parse('2026-06-17T06:00:00Z');
  await stepClock(db, begin);
  await db.control.create({
    data: { id: 'release:all', action: 'release', scope: 'all', since: new Date(begin) },
  });
  process.stdout.write(`${seats} seats in ${municipalities} municipalities, ${cpus().length} cores\n`);
  let from = Date.now();
  await importRegion(deps, region, 'bench');
  const reference = await deps.reference();
  const [offering] = region.offerings;
  const facts = people.map(
    (person, index): NewFact => ({
      kind: 'seat_given',
      subject: `${offering?.code}.${person}`,
      data: {
        ...{ offering: offering?.code ?? '', person, number: index + 1, term, courseKind: 'programme' },
        ...{ municipality: person.slice(0, 4), how: 'allocation', rule: 'bench', reason: '' },
      },
    }),
  );
  const enter = (some: readonly NewFact[]) =>
    db.$transaction((tx) => record(tx, { at: begin, today: '2026-06-17', source: 'answers' }, some), {
      timeout: 600_000,
    });
  await enter([{ kind: 'term_opened', subject: term, data: { term } }]);
  for (let next = 0; next < facts.length; next += 5_000) await enter(facts.slice(next, next + 5_000));
  seconds('made ready (not part of the run)', from);

  const life = `termInvoicing:${term}`;
  const { freeWithdrawalUntil } = deadlines(reference, term);
  const { calendar, rules } = reference;
  await stepClock(db, calendar.at(calendar.addWorkingDays(freeWithdrawalUntil, 1), rules.sendAt));
  const activities = createActivities(deps);
  let total = 0;
  from = Date.now();
  const first = await activities.plan(life);
  total += seconds('plan', from);
  const issue = first.steps.find(({ kind }) => kind === 'issue_seat_invoices');
  if (issue === undefined) throw new Error('the invoices are not due');
  from = Date.now();
  await activities.issueSeatInvoices({ life, key: issue.key, generation: first.generation });
  total += seconds(`invoices issued: one transaction`, from);
  const perform: Readonly<Record<string, (step: StepInput) => Promise<void>>> = {
    invoice_document: activities.makeInvoiceDocument,
    e_invoice: activities.deliverEInvoice,
    mail: activities.sendMail,
  };
  let made = 0;
  from = Date.now();
  for (;;) {
    const { steps, generation } = await activities.plan(life);
    const waiting = steps.filter(({ kind }) => perform[kind] !== undefined);
    if (waiting.length === 0) break;
    made += waiting.filter(({ kind }) => kind === 'invoice_document').length;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
          await perform[step.kind]?.({ life, key: step.key, generation });
      }),
    );
  }
  total += seconds(`${made} PDFs with e-invoices checked, frozen, delivered, mailed`, from);
  const lines = await db.invoiceLine.count();
  const frozen = await db.document.count();
  process.stdout.write(
    `  the run: ${total.toFixed(1)} s for ${lines} lines and ${frozen} documents (limit ${limitSeconds} s)\n`,
  );
  await documents.close();
  if (lines !== seats || frozen !== 2 * municipalities || total > limitSeconds) process.exitCode = 1;
} finally {
  await parts.close();
}
