/** Finds what a key stands for: an effect of the ledger, one that is ahead, a decision, a document or a single fact. */
import { z } from 'zod';
import type { AgendaItem } from '../../domain/agenda.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { withComma } from '../../domain/decimals.ts';
import type { About } from '../../domain/explain/evidence.ts';
import { lifeId } from '../../domain/lives.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Dependencies } from '../dependencies.ts';
import { lookAhead } from '../lives/plan.ts';
import { factInSwedish } from './swedishFacts.ts';

/** Nothing in the ledger, the log or the plans has this key. */
export class NothingKnown extends Error {
  override readonly name = 'NothingKnown';
}

type NameOf = (id: string) => string;

export interface Subject {
  readonly key: string;
  /** Name of the rule, or empty. */
  readonly rule: string;
  readonly reason: string;
  /** The moment of the decision: planned for what is ahead, real where the system clock runs. */
  readonly at: Instant;
  readonly about: About;
  readonly municipality: string;
  what(nameOf: NameOf, reference: Reference): string[];
  /** Attempts, the server's reply, the template: empty for what is not delivered. */
  readonly delivery: readonly string[];
}

type FindDependencies = Pick<Dependencies, 'db' | 'clock' | 'reference'>;

/** @throws NothingKnown with keys that resemble it */
export async function findSubject(deps: FindDependencies, key: string): Promise<Subject> {
  const found =
    (await effectSubject(deps, key)) ??
    (await certificateSubject(deps, key)) ??
    (await invoiceSubject(deps, key)) ??
    (await enrolmentSubject(deps, key)) ??
    (await factSubject(deps, key)) ??
    (await aheadSubject(deps, key));
  if (found !== undefined) return found;
  const similar = await similarKeys(deps, key);
  const hint = similar.length === 0 ? '' : ` Liknande nycklar: ${similar.join(', ')}.`;
  throw new NothingKnown(`Det finns inget med nyckeln "${key}".${hint}`);
}

const nothing: About = { person: '', offering: '', term: '', day: 0, mandate: '' };

/** The term belongs to the offering, where there is one: its facts name the one or the other. */
function aboutDetail(person: string, detail: Readonly<Record<string, unknown>>): About {
  const text = (field: string) => {
    const value = detail[field];
    return typeof value === 'string' ? value : '';
  };
  const { day } = detail;
  return {
    person,
    offering: text('offering'),
    term: text('term'),
    day: typeof day === 'number' ? day : 0,
    mandate: text('mandate'),
  };
}

const statusWords: Readonly<Record<string, string>> = {
  accepted: 'godtaget av mejlservern',
  refused: 'avvisat av mejlservern',
  doubtful: 'osäkert: servern svarade inte, så ingen vet om det kom fram',
  done: 'gjort',
  planned: 'ska göras',
  claimed: 'på gång',
  held: 'stoppat tills någon släpper det',
  suppressed: 'inte gjort: reglerna ställde in det',
  missed: 'inte gjort: det blev för sent',
  superseded: 'inte gjort: läget ändrades, så det behövdes inte längre',
};

const kindWords: Readonly<Record<string, string>> = {
  certificate: 'Intyg',
  task: 'Uppgift på samordnarens lista',
  propose: 'Förslag till nominering',
  proposal_document: 'Dokument med förslaget till nominering',
  allocate_seats: 'Fördelning av platser',
  settle_unanswered: 'Obesvarade förslag avgörs',
  release_reserved: 'Reserverade platser släpps',
  lapse_seat: 'Plats utan svar går vidare',
  promote: 'Nästa på reservlistan',
  end_waiting_list: 'Reservlistan stänger',
  publish_practical_information: 'Praktisk information publiceras',
  close_offering: 'Kurstillfället avslutas',
  issue_seat_invoices: 'Fakturor för platser',
  issue_course_day_invoices: 'Fakturor för kursdagar',
  issue_corrections: 'Kreditfakturor och kompletterande fakturor',
  credit_trainer_shares: 'Avräkning av utbildarpotten',
  share_document: 'Avräkningens PDF',
  issue_yearly_invoices: 'Fakturor för årets kostnader',
  invoice_document: 'Fakturans PDF och e-faktura',
  e_invoice: 'E-fakturan lämnas',
  report_document: 'Uppföljningens PDF',
};

interface Described {
  readonly kind: string;
  readonly template: string;
  readonly subject: string;
  readonly recipient: string;
  readonly person: string;
}

function whatIs({ kind, template, subject, recipient, person }: Described, nameOf: NameOf): string {
  const to = recipient === '' ? '' : ` till ${nameOf(recipient)}`;
  const of = person === '' || person === recipient ? '' : ` om ${nameOf(person)}`;
  if (kind !== 'mail') return `${kindWords[kind] ?? kind.replaceAll('_', ' ')}${to}${of}`;
  return `Mejl${subject === '' ? '' : ` ”${subject}”`} (${template})${to}${of}`;
}

const onClock = ({ calendar }: Reference, at: Instant) => `${calendar.dateOf(at)} ${calendar.timeOf(at)}`;

async function effectSubject({ db }: FindDependencies, key: string): Promise<Subject | undefined> {
  const row = await db.effect.findUnique({ where: { key } });
  if (row === null) return undefined;
  const stepped = (await db.clock.count()) > 0;
  const parts = await db.effect.findMany({ where: { carriedBy: key }, orderBy: { key: 'asc' } });
  const detail = z.record(z.string(), z.unknown()).parse(row.detail);
  const dueAt = row.dueAt.getTime();
  const at = stepped ? dueAt : (row.claimedAt?.getTime() ?? row.settledAt?.getTime() ?? dueAt);
  return {
    key,
    rule: row.rule,
    reason: row.reason,
    at,
    // A copy is declined by its reader, whomever it tells of.
    about: aboutDetail(row.rule === 'copy-declined' ? row.recipient : row.person, detail),
    municipality: row.municipality,
    what: (nameOf, reference) => [
      `${whatIs(row, nameOf)}: ${statusWords[row.status] ?? row.status}.`,
      `Planerat till ${onClock(reference, dueAt)}${row.usefulUntil === null ? '' : `, till nytta till ${onClock(reference, row.usefulUntil.getTime())}`}.`,
      ...(typeof detail.via === 'string' ? ['Går genom chefen: personen saknar e-postadress.'] : []),
      ...(row.carriedBy === '' ? [] : [`Del av mejlet ${row.carriedBy}.`]),
      ...(parts.length === 0
        ? []
        : [`Samma mejl innehåller också: ${parts.map((part) => part.key).join(', ')}.`]),
      ...(row.file === '' ? [] : [`Fil: ${row.file}`]),
    ],
    delivery: [
      ...(row.attempt === 0 ? [] : [`${row.attempt} försök.`]),
      ...(row.reply === '' ? [] : [`Serverns svar: ${row.reply}`]),
      ...(row.template === '' || row.templateVersion === 0
        ? []
        : [`Mall ${row.template}, version ${row.templateVersion}.`]),
    ],
  };
}

/** By the number that stands on it. */
async function certificateSubject(deps: FindDependencies, key: string): Promise<Subject | undefined> {
  const row = await deps.db.certificate.findFirst({ where: { number: key } });
  return row === null ? undefined : effectSubject(deps, row.key);
}

const shownLines = 10;

/** By its key, or by its number as it stands on the invoice: `SELLER-YEAR-NUMBER`, or its OCR number. */
async function invoiceSubject({ db }: FindDependencies, key: string): Promise<Subject | undefined> {
  const row = await db.invoice.findFirst({ where: { OR: [{ key }, { ocr: key }] } });
  if (row === null) return undefined;
  const lines = await db.invoiceLine.findMany({ where: { invoice: row.key }, orderBy: { position: 'asc' } });
  const kronor = (ore: bigint) => `${withComma(Number(ore) / 100)} kr`;
  return {
    key: row.key,
    rule: row.kind === 'credit_note' ? 'invoice-corrections' : 'invoicing',
    reason: `${lines.length} rader, sammanlagt ${kronor(row.totalOre)} med moms.`,
    at: row.issuedAt.getTime(),
    about: { ...nothing, term: row.term },
    municipality: row.municipality,
    what: (nameOf, { municipality }) => [
      row.kind === 'credit_note'
        ? `Kreditfaktura ${row.number} (${row.year}) från ${row.seller} till ${municipality(row.municipality).name}, för ${row.credits}.`
        : `Faktura ${row.number} (${row.year}) från ${row.seller} till ${municipality(row.municipality).name}, OCR ${row.ocr}.`,
      ...lines
        .slice(0, shownLines)
        .map((line) =>
          `${[line.title, line.person === '' ? '' : nameOf(line.person)].join(' ').trimEnd()}: ${kronor(line.amountOre)} ${line.reason}`.trimEnd(),
        ),
      ...(lines.length > shownLines ? [`… och ${lines.length - shownLines} rader till`] : []),
    ],
    delivery: [],
  };
}

/** `seat.OFFERING.PERSON`, `nomination.TERM.PERSON`, `waiting.TERM.PERSON`, `proposal.TERM.PERSON`. */
async function enrolmentSubject({ db }: FindDependencies, key: string): Promise<Subject | undefined> {
  const [kind = '', first = '', ...rest] = key.split('.');
  const person = rest.join('.');
  if (person === '') return undefined;
  const of = (
    row: { readonly rule: string; readonly reason: string },
    at: Date | null,
    about: Partial<About>,
    what: string,
  ): Subject => ({
    key,
    rule: row.rule,
    reason: row.reason,
    at: at?.getTime() ?? 0,
    about: { ...nothing, person, ...about },
    municipality: '',
    what: (nameOf) => [`${nameOf(person)}: ${what}`],
    delivery: [],
  });
  switch (kind) {
    case 'seat': {
      const row = await db.seat.findUnique({ where: { offering_person: { offering: first, person } } });
      if (row === null) return undefined;
      const states: Readonly<Record<string, string>> = {
        held: 'har den nu',
        passed: 'godkänd',
        failed: 'inte godkänd',
        declined: 'tackade nej',
        withdrawn: 'lämnade den',
      };
      const what = `plats ${row.number} på ${row.offering}, ${states[row.state] ?? row.state}.`;
      return of(row, row.endedAt ?? row.givenAt, { offering: first, term: row.term }, what);
    }
    case 'nomination': {
      const row = await db.nomination.findUnique({ where: { term_person: { term: first, person } } });
      const states: Readonly<Record<string, string>> = {
        nominated: 'nominerad',
        declined: 'inte nominerad',
        refused: 'nekad plats',
      };
      return row === null
        ? undefined
        : of(row, row.recordedAt, { term: first }, `${states[row.state] ?? row.state} till ${first}.`);
    }
    case 'proposal': {
      const row = await db.proposal.findUnique({ where: { term_person: { term: first, person } } });
      if (row === null) return undefined;
      const term = await db.term.findUnique({ where: { code: first } });
      const what =
        row.course === ''
          ? `inte föreslagen till ${first}.`
          : `föreslagen till ${first}, kurs ${row.course}.`;
      return of(row, term?.proposedAt ?? null, { term: first }, what);
    }
    case 'waiting': {
      const row = await db.waitingPlace.findUnique({ where: { term_person: { term: first, person } } });
      return row === null
        ? undefined
        : of(
            { rule: 'waiting-list', reason: row.reason },
            row.endedAt ?? row.placedAt,
            { term: first },
            `reservplats ${row.position} till ${first}, kurs ${row.course}.`,
          );
    }
    default:
      return undefined;
  }
}

/** `#SEQ`: the fact itself. */
async function factSubject({ db }: FindDependencies, key: string): Promise<Subject | undefined> {
  const seq = /^#(\d{1,15})$/.exec(key)?.[1];
  if (seq === undefined) return undefined;
  const row = await db.fact.findUnique({ where: { seq: BigInt(seq) } });
  if (row === null) return undefined;
  const data = z.record(z.string(), z.unknown()).parse(row.data);
  const text = (field: string) => (typeof data[field] === 'string' ? String(data[field]) : '');
  const sources: Readonly<Record<string, string>> = {
    import: 'regionens filer',
    hand: 'en samordnare, för hand',
    answers: 'den som svarade',
  };
  return {
    key,
    rule: text('rule'),
    reason: text('reason'),
    at: row.recordedAt.getTime(),
    about: aboutDetail(text('person'), data),
    municipality: text('municipality'),
    what: (_nameOf, reference) => [
      factInSwedish({ kind: row.kind, subject: row.subject, data }),
      `Antecknat ${onClock(reference, row.recordedAt.getTime())}; källa: ${sources[row.source] ?? row.source}.`,
      ...(row.corrects === null ? [] : [`Rättar #${row.corrects}.`]),
    ],
    delivery: [],
  };
}

/** A step that no plan has carried out yet: the key's parts name the life that has it ahead. */
async function aheadSubject(deps: FindDependencies, key: string): Promise<Subject | undefined> {
  const reference = await deps.reference();
  const parts = key.split('.');
  const lives = parts.flatMap((part) => [
    ...(reference.people.some(({ id }) => id === part) ? [lifeId('managerJourney', part)] : []),
    ...(reference.offerings.some(({ code }) => code === part) ? [lifeId('courseOffering', part)] : []),
    ...(reference.terms.some(({ code }) => code === part)
      ? [lifeId('termStart', part), lifeId('termInvoicing', part)]
      : []),
  ]);
  const known = await deps.db.life.findMany({ where: { id: { in: lives } }, select: { id: true } });
  for (const { id } of known) {
    const { agenda, now } = await lookAhead(deps, id);
    const item = agenda.find((one) => one.key === key);
    if (item !== undefined) return plannedSubject(item, now);
  }
  return undefined;
}

const plannedSubject = (item: AgendaItem, now: Instant): Subject => ({
  key: item.key,
  rule: item.rule,
  reason: item.reason,
  at: Math.min(item.dueAt, now),
  about: aboutDetail(item.person, item.detail),
  municipality: item.municipality,
  what: (nameOf, reference) => [
    `${whatIs({ ...item, subject: '' }, nameOf)}: ${item.suppressed === undefined ? 'ligger framför' : 'ska inte göras'}.`,
    `Planerat till ${onClock(reference, item.dueAt)}.`,
    ...(item.suppressed === undefined ? [] : [item.suppressed]),
  ],
  delivery: [],
});

const suggestions = 5;

async function similarKeys({ db }: FindDependencies, key: string): Promise<string[]> {
  const longest = key.split('.').toSorted((a, b) => b.length - a.length)[0] ?? key;
  const rows = await db.effect.findMany({
    where: { key: { contains: longest } },
    select: { key: true },
    orderBy: { key: 'asc' },
    take: suggestions,
  });
  return rows.map((row) => row.key);
}
