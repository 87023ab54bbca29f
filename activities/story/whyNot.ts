/** Why something did not reach somebody: no such step, ruled out, too late, on hold, no longer called for, or ahead. */
import type { AgendaItem, LedgerEntry } from '../../domain/agenda.ts';
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import { dutyKinds, journeyKinds, unmetCondition } from '../../domain/explain/conditions.ts';
import type { JourneyFacts } from '../../domain/journey/facts.ts';
import { type LifeKind, lifeId } from '../../domain/lives.ts';
import { postOn, type Reference } from '../../domain/reference.ts';
import { managerRoles, type PersonId } from '../../domain/region.ts';
import { journeyAsOf } from '../../domain/report/asOf.ts';
import { loadJourney } from '../documents/views/journeys.ts';
import { lookAhead } from '../lives/plan.ts';
import { namesOf } from './names.ts';
import { NothingKnown } from './subject.ts';
import { type ExplainDependencies, section, sentenceOf, settingsAt } from './why.ts';

/**
 * @param person who did not get it
 * @param kind a template, or `seat`, `certificate`, `task`
 * @param on only steps of this day; the conditions are those of its evening. Without it, of now
 * @returns Swedish lines for a terminal, with names
 * @throws NothingKnown when nobody has the id, or there is no such kind
 */
export async function whyNot(
  deps: ExplainDependencies,
  person: PersonId,
  kind: string,
  on?: IsoDate,
): Promise<string> {
  const reference = await deps.reference();
  const about = reference.people.find(({ id }) => id === person);
  if (about === undefined) throw new NothingKnown(`Det finns ingen med id "${person}" i ${reference.name}.`);
  const rule = journeyKinds[kind]?.rule ?? dutyKinds[kind];
  if (rule === undefined) {
    const known = [...Object.keys(journeyKinds), ...Object.keys(dutyKinds)].sort().join(', ');
    throw new NothingKnown(`Det finns inget som heter "${kind}". Välj bland: ${known}.`);
  }
  const { calendar } = reference;
  const now = await deps.clock.now(deps.db);
  const at = on === undefined ? now : Math.min(now, calendar.at(calendar.addDays(on, 1), '00:00') - 1);
  const nameOf = await namesOf(deps.db);
  const steps = await stepsOf(deps, person, kind, reference);
  const here = steps.filter(({ dueAt }) => on === undefined || calendar.dateOf(dueAt) === on);
  const elsewhere = steps.filter((step) => !here.includes(step));
  const isManager = managerRoles.includes(about.role);
  const journey = isManager ? await loadJourney(deps, person) : undefined;
  const settings = await settingsAt(deps, at);
  return [
    `Varför inte ${kind} till ${nameOf(person)}${on === undefined ? '' : ` den ${on}`}?`,
    section('Svar', await answerLines(deps, { kind, on, at, now, reference, here, journey })),
    section('Regel', sentenceOf(rule, settings?.rules ?? reference.rules)),
    ...(elsewhere.length === 0
      ? []
      : [
          section(
            'Andra dagar',
            elsewhere.map((step) => stepLine(step, reference, now)),
          ),
        ]),
    ...(kind === 'seat' ? [section('Beslut om plats', await seatDecisions(deps, person))] : []),
  ].join('\n\n');
}

interface Step {
  readonly key: string;
  readonly dueAt: Instant;
  readonly usefulUntil: Instant | null;
  readonly status: string;
  readonly reason: string;
  readonly template: string;
  readonly kind: string;
  readonly municipality: string;
}

/** Of this kind and about or to this person: what the ledger has, and what the lives have ahead. */
async function stepsOf(
  deps: ExplainDependencies,
  person: PersonId,
  kind: string,
  reference: Reference,
): Promise<readonly Step[]> {
  const effects = await deps.db.effect.findMany({
    where: { OR: [{ person }, { recipient: person }], AND: { OR: [{ template: kind }, { kind }] } },
  });
  const done = effects.map(
    (row): Step => ({
      ...row,
      dueAt: row.dueAt.getTime(),
      usefulUntil: row.usefulUntil?.getTime() ?? null,
    }),
  );
  const keys = new Set(done.map(({ key }) => key));
  const ahead: Step[] = [];
  for (const life of await livesOf(deps, person, kind, reference)) {
    const { agenda, ledger } = await lookAhead(deps, life);
    for (const item of agenda) {
      const isMeant = (item.template === kind || item.kind === kind) && isAbout(item, person);
      if (isMeant && !keys.has(item.key)) ahead.push(stepOf(item, ledger.get(item.key)));
    }
  }
  return [...done, ...ahead].sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
}

const isAbout = (item: AgendaItem, person: PersonId) => item.person === person || item.recipient === person;

const stepOf = (item: AgendaItem, entry: LedgerEntry | undefined): Step => ({
  ...item,
  status: entry?.status ?? (item.suppressed === undefined ? 'ahead' : 'suppressed'),
  reason: item.suppressed ?? item.reason,
});

const dutyLives: Readonly<Record<string, readonly LifeKind[]>> = {
  nomination_request: ['termStart'],
  nomination_reminder: ['termStart'],
  seats_summary: ['termStart'],
  nominations_unanswered: ['termStart'],
  invoice: ['termInvoicing'],
  credit_note: ['termInvoicing'],
  trainer_shares: ['termInvoicing'],
  invoice_reminder: ['termInvoicing'],
  e_invoice: ['termInvoicing'],
  compliance_chief: ['complianceReport'],
  compliance_head: ['complianceReport'],
  compliance_network: ['complianceReport'],
  chief_digest: ['chiefDigest'],
};

/** The journey, or for what somebody receives by duty the open lives that send it. */
async function livesOf(
  { db }: ExplainDependencies,
  person: PersonId,
  kind: string,
  reference: Reference,
): Promise<readonly string[]> {
  const own = lifeId('managerJourney', person);
  const duty = dutyKinds[kind] === undefined ? undefined : (dutyLives[kind] ?? ['courseOffering']);
  const taught = reference.offerings
    .filter(({ days }) => days.some(({ trainers }) => trainers.some(({ id }) => id === person)))
    .map(({ code }) => lifeId('courseOffering', code));
  const rows = await db.life.findMany({
    where:
      duty === undefined
        ? { id: own }
        : duty.includes('courseOffering') && taught.length > 0
          ? { id: { in: taught } }
          : { kind: { in: [...duty] }, state: { not: 'done' } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

interface Question {
  readonly kind: string;
  readonly on: IsoDate | undefined;
  readonly at: Instant;
  readonly now: Instant;
  readonly reference: Reference;
  readonly here: readonly Step[];
  readonly journey: JourneyFacts | undefined;
}

async function answerLines(deps: ExplainDependencies, question: Question): Promise<string[]> {
  const { kind, here, at, now, reference, journey, on } = question;
  if (here.length > 0) {
    const lines = here.map((step) => stepLine(step, reference, now));
    return [...lines, ...(await holdLines(deps, here))];
  }
  const explained = journeyKinds[kind];
  if (explained === undefined) {
    return ['Inget sådant steg finns: reglerna ger personen inget sådant ansvar just nu.'];
  }
  if (journey === undefined)
    return ['Personen är inte chef på första linjen och har ingen egen utbildningsresa.'];
  const life = await deps.db.life.findUnique({ where: { id: lifeId('managerJourney', journey.person) } });
  const { leftOn } = postOn(reference, journey.person, reference.calendar.dateOf(at));
  const unmet = unmetCondition(explained, {
    facts: journeyAsOf(journey, at, reference.calendar),
    reference,
    at,
  });
  return [
    ...(life === null
      ? ['Ingen utbildningsresa har börjat: varken ett beslut eller en nominering har gällt personen.']
      : []),
    ...(life?.state === 'stuck' ? [`Resan står still och behöver hjälp: ${life.reason}`] : []),
    ...(leftOn !== '' && leftOn <= reference.calendar.dateOf(at) ? [`Personen har slutat (${leftOn}).`] : []),
    ...(reference.calendar.dateOf(at) < reference.goLive
      ? [`Ingenting skickas före ${reference.goLive}, då regionen startar.`]
      : []),
    unmet ??
      (kind === 'seat'
        ? `Personen har plats: ${journey.seats.map(({ offering }) => offering).join(', ')}.`
        : on === undefined
          ? 'Villkoren är uppfyllda, men reglerna har inget sådant steg för personen.'
          : `Villkoren är uppfyllda, men inget sådant steg infaller den ${on}.`),
  ];
}

const outcomes: Readonly<Record<string, string>> = {
  accepted: 'Det gick ut',
  done: 'Det är gjort',
  refused: 'Det skickades, men mejlservern avvisade det',
  doubtful: 'Det skickades, men servern svarade inte; en samordnare avgör',
  suppressed: 'Det ställdes in',
  missed: 'Det blev för sent',
  superseded: 'Läget ändrades, så det behövdes inte längre',
  held: 'Det är stoppat tills någon släpper det',
  claimed: 'Det är på gång just nu',
};

function stepLine(step: Step, { calendar }: Reference, now: Instant): string {
  const when = `${calendar.dateOf(step.dueAt)} ${calendar.timeOf(step.dueAt)}`;
  const open = step.dueAt > now ? 'Det ligger framför' : 'Det ska göras nu';
  return `${when}  ${outcomes[step.status] ?? open}. ${step.reason} (${step.key})`;
}

/** Which switch stops what is on hold. */
async function holdLines({ db }: ExplainDependencies, steps: readonly Step[]): Promise<string[]> {
  const held = steps.filter(({ status }) => status === 'held');
  if (held.length === 0) return [];
  const controls = await db.control.findMany({ orderBy: { scope: 'asc' } });
  const scopes = new Set(
    held.flatMap(({ kind, template, municipality }) => [
      'all',
      `kind:${kind}`,
      `template:${template}`,
      `municipality:${municipality}`,
    ]),
  );
  const holding = controls.filter(({ action, scope }) => action === 'hold' && scopes.has(scope));
  if (holding.length === 0)
    return ['Den här sortens mejl har inte släppts för första gången (release template:…).'];
  return holding.map(({ scope }) => `Stoppat av hold ${scope}; release ${scope} släpper det.`);
}

/** What the proposals, nominations and waiting lists said of the person, term by term. */
async function seatDecisions({ db }: ExplainDependencies, person: PersonId): Promise<string[]> {
  const [proposals, nominations, places] = await Promise.all([
    db.proposal.findMany({ where: { person } }),
    db.nomination.findMany({ where: { person } }),
    db.waitingPlace.findMany({ where: { person } }),
  ]);
  const told = (said: string, { rule, reason }: { rule: string; reason: string }) =>
    `${said}${reason === '' ? '.' : `: ${reason}`}${rule === '' ? '' : ` [${rule}]`}`;
  const lines = [
    ...proposals.map((row) => ({
      term: row.term,
      order: 1,
      text: told(row.course === '' ? 'inte föreslagen' : `föreslagen till kurs ${row.course}`, row),
    })),
    ...nominations.map((row) => ({
      term: row.term,
      order: 2,
      text: told({ nominated: 'nominerad', declined: 'chefen svarade nej' }[row.state] ?? 'nekad plats', row),
    })),
    ...places.map((row) => ({
      term: row.term,
      order: 3,
      text: told(`reservplats ${row.position} till kurs ${row.course}`, { rule: '', reason: row.reason }),
    })),
  ];
  if (lines.length === 0) return ['Inget beslut har fattats om personen.'];
  // Terms by year, spring before autumn.
  const inTime = (term: string) => `${term.slice(2)}${term.startsWith('VT') ? 1 : 2}`;
  return lines
    .sort((a, b) =>
      inTime(a.term) < inTime(b.term) ? -1 : inTime(a.term) > inTime(b.term) ? 1 : a.order - b.order,
    )
    .map(({ term, text }) => `${term}  ${text}`);
}
