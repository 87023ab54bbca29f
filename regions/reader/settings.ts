/** `region.yaml` as the settings of a region, checked as a whole. */
import { type Calendar, createCalendar } from '../../domain/calendar/calendar.ts';
import type { Fee, FeeBasis, Region, Seller, Term } from '../../domain/region.ts';
import type { ErrorLog } from './fileErrors.ts';
import type { SourceFile } from './files.ts';
import { logIssues } from './schemaMessages.ts';
import { type Settings, settingsSchema } from './settingsSchema.ts';
import { organisationNumberProblem, peppolProblem } from './values.ts';
import { type Path, readYaml, type YamlFile } from './yamlFile.ts';

export type RegionSettings = Pick<
  Region,
  | 'name'
  | 'timeZone'
  | 'holidayCountry'
  | 'goLive'
  | 'sender'
  | 'sellers'
  | 'fees'
  | 'terms'
  | 'schoolBreaks'
  | 'rules'
>;

export interface ReadSettings {
  readonly settings: RegionSettings;
  /** Undefined when the time zone or the holiday country is unknown, which is logged. */
  readonly calendar: Calendar | undefined;
}

/** @returns undefined when the file cannot be understood at all; every mistake is logged. */
export function readSettings(source: SourceFile, errors: ErrorLog): ReadSettings | undefined {
  const yaml = readYaml(source, errors);
  if (!yaml) return undefined;
  const parsed = settingsSchema.safeParse(yaml.data);
  if (!parsed.success) {
    logIssues(parsed.error.issues, yaml, errors);
    return undefined;
  }
  const wrong: Wrong = (path, message) => errors.add(yaml.placeOf(path), message);
  const data = parsed.data;
  checkSellers(data, wrong);
  checkFees(data, wrong);
  checkTerms(data, wrong);
  data.school_breaks.forEach(({ from, to }, i) => {
    if (to < from)
      wrong(['school_breaks', i, 'to'], `Lovet slutar ${to}, före sin början ${from}. Byt plats på datumen.`);
  });
  checkRules(data, yaml, errors);
  return { settings: toSettings(data), calendar: calendarOf(data, wrong) };
}

type Wrong = (path: Path, message: string) => void;

function calendarOf(data: Settings, wrong: Wrong): Calendar | undefined {
  try {
    createCalendar(data.time_zone, 'SE');
  } catch {
    wrong(['time_zone'], `Okänd tidszon ”${data.time_zone}”. Skriv till exempel Europe/Stockholm.`);
    return undefined;
  }
  try {
    return createCalendar(data.time_zone, data.holiday_country);
  } catch {
    wrong(
      ['holiday_country'],
      `Okänt land ”${data.holiday_country}”. Skriv landets kod med två bokstäver, till exempel SE.`,
    );
    return undefined;
  }
}

function checkSellers(data: Settings, wrong: Wrong): void {
  const codes = new Set<string>();
  data.sellers.forEach((seller, i) => {
    if (codes.has(seller.code))
      wrong(['sellers', i, 'code'], `Säljaren ${seller.code} finns redan. Ge den en egen kod.`);
    codes.add(seller.code);
    if (organisationNumberProblem(seller.organisation_number) !== undefined) return;
    const peppol = peppolProblem(seller.peppol_id, seller.organisation_number);
    if (peppol !== undefined) wrong(['sellers', i, 'peppol_id'], peppol);
    const vat = `SE${seller.organisation_number.replace('-', '')}01`;
    if (seller.vat_number !== vat) {
      wrong(
        ['sellers', i, 'vat_number'],
        `Momsnumret ”${seller.vat_number}” hör inte till organisationsnumret. Skriv ${vat}.`,
      );
    }
  });
}

function checkFees(data: Settings, wrong: Wrong): void {
  const sellers = new Set(data.sellers.map((seller) => seller.code));
  const seen = new Set<string>();
  const bases = new Map<string, FeeBasis>();
  data.fees.forEach((fee, i) => {
    const key = `${fee.article} ${fee.year} ${fee.from ?? ''}`;
    if (seen.has(key)) {
      const since = fee.from === undefined ? '' : ` från ${fee.from}`;
      wrong(
        ['fees', i, 'article'],
        `Avgiften ${fee.article} för ${fee.year}${since} finns redan. Ta bort den ena.`,
      );
    }
    seen.add(key);
    if (fee.from !== undefined && fee.from.slice(0, 4) !== String(fee.year)) {
      wrong(
        ['fees', i, 'from'],
        `Avgiften ska gälla från ${fee.from}, som inte ligger i ${fee.year}. Rätta year eller from.`,
      );
    }
    const basis = bases.get(fee.article) ?? fee.basis;
    bases.set(fee.article, basis);
    if (basis !== fee.basis) {
      wrong(
        ['fees', i, 'basis'],
        `Avgiften ${fee.article} räknas per ${basis} på en annan rad. Låt alla rader för artikeln ha samma basis.`,
      );
    }
    if (fee.basis !== 'participant' && (fee.from !== undefined || fee.trainer_pot > 0)) {
      wrong(
        ['fees', i, 'basis'],
        'En årskostnad gäller hela året och har ingen utbildarpott. Ta bort from och trainer_pot.',
      );
    }
    if (!sellers.has(fee.seller)) {
      wrong(['fees', i, 'seller'], `Okänd säljare ”${fee.seller}”. Säljarna är ${[...sellers].join(', ')}.`);
    }
    if (fee.trainer_pot > fee.amount) {
      wrong(
        ['fees', i, 'trainer_pot'],
        'Utbildarpotten är större än hela avgiften. Sänk den eller höj avgiften.',
      );
    }
    const rates = fee.vat_category === 'S' ? [6, 12, 25] : [0];
    if (!rates.includes(fee.vat_percent)) {
      wrong(
        ['fees', i, 'vat_percent'],
        `Momssatsen ${fee.vat_percent} % passar inte momskategori ${fee.vat_category}. Skriv ${rates.join(', ')}.`,
      );
    }
  });
}

function checkTerms(data: Settings, wrong: Wrong): void {
  const seen = new Map<string, number>();
  data.terms.forEach((term, i) => {
    const season = /^(VT|HT)(\d{4})$/.exec(term.code);
    const spring = Number(term.start.slice(5, 7)) <= 6;
    if (!season || season[2] !== term.start.slice(0, 4) || (season[1] === 'VT') !== spring) {
      wrong(
        ['terms', i, 'code'],
        `Terminen ”${term.code}” passar inte sin början ${term.start}. Skriv ${spring ? 'VT' : 'HT'}${term.start.slice(0, 4)}.`,
      );
    }
    if (seen.has(term.code))
      wrong(['terms', i, 'code'], `Terminen ${term.code} finns redan. Ta bort den ena.`);
    seen.set(term.code, i);
    if (term.end <= term.start)
      wrong(
        ['terms', i, 'end'],
        `Terminen slutar ${term.end}, före sin början ${term.start}. Rätta datumen.`,
      );
    const before = data.terms.slice(0, i).find((other) => other.start <= term.end && term.start <= other.end);
    if (before && before.code !== term.code) {
      wrong(
        ['terms', i, 'start'],
        `Terminen ${term.code} överlappar ${before.code}. Låt den ena sluta innan den andra börjar.`,
      );
    }
  });
}

/** Rules that contradict each other would make deadlines pass before they begin. */
function checkRules({ rules }: Settings, yaml: YamlFile, errors: ErrorLog): void {
  const { enrolment, mandate, courseDays } = rules;
  const wrong = (path: Path, message: string): void => errors.add(yaml.placeOf(['rules', ...path]), message);
  if (enrolment.closesWeeksBefore >= enrolment.opensWeeksBefore) {
    wrong(
      ['enrolment', 'closesWeeksBefore'],
      'Nomineringen stänger innan den öppnar. closesWeeksBefore ska vara mindre än opensWeeksBefore.',
    );
  }
  if (enrolment.declineUntilWeeksBefore >= enrolment.closesWeeksBefore) {
    wrong(
      ['enrolment', 'declineUntilWeeksBefore'],
      'Sista dag att tacka nej ligger före stängningen. declineUntilWeeksBefore ska vara mindre än closesWeeksBefore.',
    );
  }
  if (mandate.completeWithinMonths < mandate.startWithinMonths) {
    wrong(
      ['mandate', 'completeWithinMonths'],
      'Tiden att bli klar är kortare än tiden att börja. Höj completeWithinMonths.',
    );
  }
  if (courseDays.practicalInformationDaysBefore < courseDays.firstReminderDaysBefore) {
    wrong(
      ['courseDays', 'firstReminderDaysBefore'],
      'Påminnelsen går före den praktiska informationen. Sänk firstReminderDaysBefore.',
    );
  }
}

function toSettings(data: Settings): RegionSettings {
  return {
    name: data.name,
    timeZone: data.time_zone,
    holidayCountry: data.holiday_country,
    goLive: data.go_live,
    sender: {
      name: data.sender.name,
      email: data.sender.email,
      domain: data.sender.domain,
      replyTo: data.sender.reply_to,
    },
    sellers: data.sellers.map(
      (seller): Seller => ({
        code: seller.code,
        name: seller.name,
        organisationNumber: seller.organisation_number,
        bankgiro: seller.bankgiro,
        peppolId: seller.peppol_id,
        vatNumber: seller.vat_number,
        address: seller.address,
        email: seller.email,
        telephone: seller.telephone,
      }),
    ),
    fees: data.fees.map(
      (fee): Fee => ({
        article: fee.article,
        title: fee.title,
        year: fee.year,
        from: fee.from ?? '',
        basis: fee.basis,
        seller: fee.seller,
        amount: fee.amount,
        trainerPot: fee.trainer_pot,
        vatCategory: fee.vat_category,
        vatPercent: fee.vat_percent,
      }),
    ),
    terms: data.terms.map((term): Term => ({ code: term.code, start: term.start, end: term.end })),
    schoolBreaks: data.school_breaks,
    rules: data.rules,
  };
}
