/** Statements of any moment as documents: the trainer pot, costs with funding, the report to the network. Writes nothing. */
import type { Instant } from '../../domain/calendar/dates.ts';
import { withComma } from '../../domain/decimals.ts';
import { groupBy } from '../../domain/groupBy.ts';
import { fundingOn } from '../../domain/invoicing/funding.ts';
import { invoiceNumber, shareStatementNumber } from '../../domain/invoicing/invoiceNumber.ts';
import { trainerPotsOf } from '../../domain/invoicing/owed.ts';
import { totals } from '../../domain/invoicing/totals.ts';
import type { PotOfDay } from '../../domain/invoicing/trainerPot.ts';
import { postOn, type Reference } from '../../domain/reference.ts';
import type { MunicipalityCode, PersonId, TermCode } from '../../domain/region.ts';
import { complianceRow, managersOn } from '../../domain/report/compliance.ts';
import { networkRow, together, trendDays, trendPoint } from '../../domain/report/network.ts';
import { decisionsOn } from '../../domain/report/quota.ts';
import { fromDate } from '../../prisma/client.ts';
import type { StatementView } from '../../templates/documents/views.ts';
import { fundingStatement } from '../../templates/statements/funding.ts';
import { networkStatement } from '../../templates/statements/network.ts';
import type { StatementText } from '../../templates/statements/statement.ts';
import { trainerPotStatement } from '../../templates/statements/trainerPot.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadJourneys } from '../documents/views/journeys.ts';
import { loadPeople, type People } from '../documents/views/people.ts';
import { municipalityName, regionSender } from '../documents/views/sender.ts';
import { caseHistories } from '../escalation/history.ts';
import { readAccount, readStanding } from '../invoices/account.ts';

export interface StatementRequest {
  readonly municipality: MunicipalityCode;
  readonly term: TermCode;
  readonly issuedAt: Instant;
}

/** The pots of a term's course days, from the attendance as it stands. @throws UnknownReference for an unknown term, or when a fee is missing */
export async function potsOf(deps: Dependencies, reference: Reference, term: TermCode): Promise<PotOfDay[]> {
  reference.term(term);
  const account = await deps.db.$transaction((tx) => readAccount(tx, term, reference));
  return trainerPotsOf(account, reference);
}

/** The rule's shares, as people write them. */
function sharesInWords({ rules }: Reference): { readonly share: string; readonly leaderShare: string } {
  const { share, leaderShare } = rules.invoicing.trainerPot;
  return { share: withComma(share), leaderShare: withComma(leaderShare) };
}

/** A statement that has been booked, as it was booked. @throws RangeError when there is none with the key */
export async function shareStatementView(deps: Dependencies, key: string): Promise<StatementView> {
  const booked = await deps.db.shareStatement.findUnique({ where: { key } });
  if (booked === null) throw new RangeError(`there is no statement of the trainer pot ${key}`);
  const { term, seller, municipality, issuedAt } = booked;
  const rows = await deps.db.shareLine.findMany({
    where: { statement: key },
    orderBy: { position: 'asc' },
  });
  const reference = await deps.reference();
  const people = await loadPeople(
    deps,
    rows.map(({ trainer }) => trainer),
  );
  const text = trainerPotStatement({
    term,
    municipality: municipalityName(reference, municipality),
    seller: reference.sellers.find(({ code }) => code === seller)?.name ?? seller,
    ...sharesInWords(reference),
    booked: { isFirst: key === `${term}.${seller}.${municipality}` },
    rows: rows.map(({ offering, trainer, leader, participants, ...row }) => ({
      ...{ offering, leader, participants },
      date: fromDate(row.date),
      course: reference.course(reference.offering(offering).course).title,
      trainer: people.name(trainer),
      potOre: Number(row.potOre),
      shareOre: Number(row.shareOre),
      amountOre: Number(row.amountOre),
    })),
    unshared: [],
  });
  const request = { municipality, issuedAt: issuedAt.getTime() };
  return statement(reference, people, shareStatementNumber(booked), request, text);
}

/** What a municipality is to be credited of a term's trainer pots: one statement for each seller. */
export async function trainerPotViews(
  deps: Dependencies,
  request: StatementRequest,
): Promise<readonly { readonly seller: string; readonly view: StatementView }[]> {
  const reference = await deps.reference();
  const pots = await potsOf(deps, reference, request.term);
  const people = await loadPeople(
    deps,
    pots.flatMap(({ shares }) => shares.map(({ trainer }) => trainer)),
  );
  return [...groupBy(pots, ({ seller }) => seller)].map(([seller, own]) => ({
    seller,
    view: statement(
      reference,
      people,
      `POTT-${request.term}/${seller}/${request.municipality}`,
      request,
      trainerPotStatement({
        term: request.term,
        municipality: municipalityName(reference, request.municipality),
        seller: reference.sellers.find(({ code }) => code === seller)?.name ?? seller,
        ...sharesInWords(reference),
        rows: own.flatMap(({ shares, ...day }) =>
          shares
            .filter(({ municipality }) => municipality === request.municipality)
            .map(({ trainer, leader, amountOre }) => ({
              shareOre: amountOre,
              ...{ date: day.date, offering: day.offering, participants: day.participants },
              course: reference.course(reference.offering(day.offering).course).title,
              trainer: people.name(trainer),
              ...{ leader, potOre: day.potOre, amountOre },
            })),
        ),
        unshared: own.filter(({ shares }) => shares.length === 0),
      }),
    ),
  }));
}

/**
 * What a municipality has been invoiced in a term for those whom its funding may pay for, less what has been credited:
 * managers in elderly care by their role on the day, as the facts stand, whatever the line said when it was booked.
 */
export async function fundingView(deps: Dependencies, request: StatementRequest): Promise<StatementView> {
  const reference = await deps.reference();
  const { municipality, term } = request;
  const { start } = reference.term(term);
  const dateOf = (offering: string, day: number) =>
    reference.offering(offering).days.find(({ number }) => number === day)?.date ?? start;
  const standing = (await deps.db.$transaction((tx) => readStanding(tx, term))).filter(
    (one) =>
      one.municipality === municipality &&
      one.line.person !== '' &&
      fundingOn(reference, one.line.person, municipality, dateOf(one.line.offering, one.line.day)) !== '',
  );
  const invoices = await deps.db.invoice.findMany({
    where: { key: { in: standing.map(({ invoice }) => invoice) } },
  });
  const numberOf = new Map(invoices.map((invoice) => [invoice.key, invoiceNumber(invoice)]));
  const people = await loadPeople(
    deps,
    standing.map(({ line }) => line.person),
  );
  return statement(
    reference,
    people,
    `BIDRAG-${term}/${municipality}`,
    request,
    fundingStatement({
      term,
      municipality: municipalityName(reference, municipality),
      funding: reference.municipality(municipality).funding,
      rows: standing.map(({ invoice, line }) => ({
        person: line.person,
        name: people.name(line.person),
        workplace: postOn(reference, line.person, dateOf(line.offering, line.day)).workplace,
        what: line.title,
        invoice: numberOf.get(invoice) ?? '',
        netOre: line.amountOre,
        vatOre: totals([line]).vatOre,
      })),
    }),
  );
}

/** All municipalities side by side, to all heads of social services: it holds no name of anybody. */
export async function networkView(
  deps: Dependencies,
  { asOf, issuedAt }: { asOf: Instant; issuedAt: Instant },
): Promise<StatementView> {
  const reference = await deps.reference();
  const { calendar } = reference;
  const on = calendar.dateOf(asOf);
  const days = [...trendDays(reference.terms, on, reference.rules.reports.trendTerms), on];
  const allOn = (day: string) =>
    reference.municipalities.flatMap(({ code }) =>
      managersOn(reference, code, day).map((id) => ({ id, municipality: code })),
    );
  const byDay = new Map(days.map((day) => [day, allOn(day)]));
  const journeys = await loadJourneys(deps, [
    ...new Set([...byDay.values()].flatMap((those) => those.map(({ id }) => id))),
  ]);
  const journeyOf = new Map(journeys.map((journey) => [journey.person, journey]));
  const rowsOn = (day: string) => {
    const at = day === on ? asOf : calendar.at(calendar.addDays(day, 1), '00:00') - 1;
    return (byDay.get(day) ?? []).flatMap(({ id, municipality }) => {
      const journey = journeyOf.get(id);
      return journey === undefined ? [] : [{ municipality, row: complianceRow(journey, reference, at) }];
    });
  };
  const now = groupBy(rowsOn(on), ({ municipality }) => municipality);
  const cases = await openCases(deps, asOf);
  const costs = await costsOfYear(deps, Number(on.slice(0, 4)), asOf);
  const rows = reference.municipalities.map(({ code, name }) => {
    const own = (now.get(code) ?? []).map(({ row }) => row);
    return {
      municipality: name,
      ...networkRow(own, {
        hasDecision: decisionsOn(reference, code, on).length > 0,
        cases: own.filter(({ person }) => cases.has(person)).length,
        costOre: costs.get(code) ?? 0,
      }),
    };
  });
  const people = await loadPeople(deps, []);
  const text = networkStatement({
    region: reference.name,
    asOf: on,
    rows,
    whole: together(rows),
    trend: days.map((day) =>
      trendPoint(
        day,
        rowsOn(day).map(({ row }) => row),
      ),
    ),
  });
  return {
    ...statement(reference, people, `UPP-NÄTVERK-${on}`, { municipality: null, issuedAt }, text),
    recipient: ['Socialchefsnätverket', `Kommunerna i ${reference.name}`],
  };
}

/** People with a case that was open at the moment. */
async function openCases({ db }: Dependencies, asOf: Instant): Promise<ReadonlySet<PersonId>> {
  const cases = await db.escalationCase.findMany({ select: { id: true } });
  const histories = await caseHistories(
    db,
    cases.map(({ id }) => id),
    asOf,
  );
  return new Set(
    [...histories.values()].flatMap(({ state }) => (state.state === 'closed' ? [] : [state.person])),
  );
}

/** By municipality: invoices of the year less credit notes, which stand below zero, without VAT. */
async function costsOfYear(
  { db }: Dependencies,
  year: number,
  until: Instant,
): Promise<ReadonlyMap<MunicipalityCode, number>> {
  const sums = await db.invoice.groupBy({
    by: ['municipality'],
    where: { year, issuedAt: { lte: new Date(until) } },
    _sum: { netOre: true },
  });
  return new Map(sums.map(({ municipality, _sum }) => [municipality, Number(_sum.netOre ?? 0)]));
}

/** The letter around a statement's text. */
function statement(
  reference: Reference,
  people: People,
  number: string,
  { municipality, issuedAt }: { municipality: MunicipalityCode | null; issuedAt: Instant },
  text: StatementText,
): StatementView {
  return {
    kind: 'statement',
    issuedAt,
    issuedOn: reference.calendar.dateOf(issuedAt),
    reference: number,
    sender: regionSender(reference, people.contact),
    recipient: municipality === null ? [] : [municipalityName(reference, municipality)],
    ...text,
  };
}
