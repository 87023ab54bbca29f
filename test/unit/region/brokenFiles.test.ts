/** Every kind of mistake in a region's files, each made in a copy of regions/liten, told at its exact place. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRegion } from '../../../regions/reader/read.ts';

const liten = fileURLToPath(new URL('../../../regions/liten', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'region-'));
  await cp(liten, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Replaces text that must be there, so that a case cannot pass by changing nothing. */
async function replace(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text, `${file} holds the text to break`).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
}

async function errorsOf(): Promise<string[]> {
  const read = await readRegion(folder);
  return read.ok ? [] : read.errors.map((e) => `${e.file}:${e.line}:${e.column} ${e.message}`);
}

interface Broken {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** `line:column` and a part of the message. */
  readonly at: string;
  readonly says: string;
  /** Where the error shows, when not in the broken file. */
  readonly shownIn?: string;
}

const b = (
  what: string,
  file: string,
  from: string,
  to: string,
  at: string,
  says: string,
  shownIn?: string,
): Broken => ({
  what,
  file,
  from,
  to,
  at,
  says,
  ...(shownIn === undefined ? {} : { shownIn }),
});

const yaml = 'region.yaml';
const secondSeller = `  - code: rss
    name: En till
    organisation_number: 232100-0180
    bankgiro: 5555-0206
    peppol_id: 0007:2321000180
    vat_number: SE232100018001
    address: [Falun]
    email: en.till@rss.example
    telephone: 08-465 004 40
# Belopp`;
const secondFee = `  - article: programme_seat
    title: En till
    year: 2026
    seller: hda
    amount: 1
    vat_category: E
`;
const secondMunicipality = (code: string): string =>
  `${code},En till,212000-2130,6700,0007:2120002130,ETT,faktura@vansbro.example,\n`;
const cases: readonly Broken[] = [
  // region.yaml
  b('bad indentation', yaml, 'name: Liten region', 'name: [Liten region', '4:1', 'Indraget stämmer inte'),
  b('not YAML', yaml, 'name: Liten region', 'name: Liten: region', '3:7', 'går inte att läsa som YAML'),
  b(
    'key twice',
    yaml,
    'holiday_country: SE',
    'holiday_country: SE\nholiday_country: SE',
    '6:1',
    'står två gånger',
  ),
  b('reference', yaml, 'name: Liten region', 'name: *liten', '3:7', 'Hänvisningar med *'),
  b('unknown key', yaml, 'go_live:', 'golive: 2026-04-01\ngo_live:', '6:1', 'Okänd inställning ”golive”'),
  b('missing key', yaml, 'go_live: 2026-04-01\n', '', '3:1', 'Inställningen saknas'),
  b('wrong type', yaml, 'year: 2026', 'year: tjugosex', '41:11', 'Värdet är av fel slag. Skriv ett tal'),
  b(
    'unknown rule',
    yaml,
    'rules: {}',
    'rules:\n  enrolment:\n    opensWeeks: 3',
    '82:5',
    'Okänd inställning ”opensWeeks”',
  ),
  b(
    'rule of wrong type',
    yaml,
    'rules: {}',
    'rules:\n  courseDays:\n    firstReminderDaysBefore: snart',
    '82:30',
    'Skriv ett tal',
  ),
  b('rule too large', yaml, 'rules: {}', 'rules:\n  handEntryGraceMinutes: 1000', '81:26', 'Skriv högst 240'),
  b('rule no time of day', yaml, 'rules: {}', 'rules:\n  sendAt: "8"', '81:11', 'Skriv ett klockslag'),
  b(
    'rules that contradict',
    yaml,
    'rules: {}',
    'rules:\n  enrolment:\n    closesWeeksBefore: 20',
    '82:24',
    'stänger innan den öppnar',
  ),
  b('no date', yaml, 'go_live: 2026-04-01', 'go_live: 2026-02-30', '6:10', 'Skriv ett datum'),
  b('unknown time zone', yaml, 'Europe/Stockholm', 'Europe/Falun', '4:12', 'Okänd tidszon ”Europe/Falun”'),
  b('unknown country', yaml, 'holiday_country: SE', 'holiday_country: QQ', '5:18', 'Okänt land ”QQ”'),
  b('sender without address', yaml, 'ledarresan@hvd.example', 'ledarresan', '10:10', 'ingen e-postadress'),
  b('seller twice', yaml, '# Belopp', secondSeller, '37:11', 'Säljaren rss finns redan'),
  b(
    'bad organisation number',
    yaml,
    '202100-2908',
    '202100-2907',
    '20:26',
    'Organisationsnumret ”202100-2907” stämmer inte',
  ),
  b('bad bankgiro', yaml, '5555-0107', '5555-0108', '21:15', 'Bankgironumret ”5555-0108” stämmer inte'),
  b('bad Peppol scheme', yaml, '7:2021002908', '10015:2021002908', '22:16', 'okänt schema'),
  b('bad VAT number', yaml, 'SE202100290801', 'SE202100290802', '23:17', 'Skriv SE202100290801'),
  b('negative money', yaml, 'amount: 25000', 'amount: -25000', '43:13', '”-25000” är inget belopp'),
  b('parts of an öre', yaml, 'amount: 450', 'amount: 450.125', '49:13', '”450.125” är inget belopp'),
  b('fee of unknown seller', yaml, 'seller: hda', 'seller: hdb', '42:13', 'Okänd säljare ”hdb”'),
  b('pot above the fee', yaml, 'trainer_pot: 200', 'trainer_pot: 451', '50:18', 'större än hela avgiften'),
  b(
    'VAT per cent of exempt',
    yaml,
    'vat_category: E',
    'vat_category: E\n    vat_percent: 25',
    '45:18',
    'passar inte momskategori E',
  ),
  b('unknown VAT category', yaml, 'vat_category: E', 'vat_category: Z', '44:19', 'Välj S, E, O'),
  b(
    'fee twice',
    yaml,
    'terms:',
    `${secondFee}terms:`,
    '70:14',
    'Avgiften programme_seat för 2026 finns redan',
  ),
  b(
    'fee from a day of another year',
    yaml,
    'terms:',
    `${secondFee}    from: 2027-01-01\nterms:`,
    '76:11',
    'inte ligger i 2026',
  ),
  b(
    'yearly cost from a day',
    yaml,
    'basis: shared',
    'from: 2026-07-01\n    basis: shared',
    '65:12',
    'En årskostnad gäller hela året',
  ),
  b(
    'term code of another season',
    yaml,
    'school_breaks:',
    '  - { code: HT2027, start: 2027-02-01, end: 2027-06-13 }\nschool_breaks:',
    '75:13',
    'Skriv VT2027',
  ),
  b(
    'term that ends first',
    yaml,
    'school_breaks:',
    '  - { code: VT2027, start: 2027-06-13, end: 2027-02-01 }\nschool_breaks:',
    '75:45',
    'före sin början',
  ),
  b(
    'terms that overlap',
    yaml,
    'school_breaks:',
    '  - code: VT2027\n    start: 2027-01-18\n    end: 2027-06-13\nschool_breaks:',
    '76:12',
    'överlappar HT2026',
  ),
  b('break that ends first', yaml, 'to: 2026-11-01', 'to: 2026-10-01', '76:29', 'Lovet slutar 2026-10-01'),
  // the shape of CSV files
  b(
    'unknown column',
    'people.csv',
    'post_since,left_on',
    'post_since,left_on,shoe_size',
    '1:11',
    'Okänd kolumn ”shoe_size”',
  ),
  b('missing column', 'credits.csv', ',source', '', '1:1', 'Kolumnen source saknas'),
  b(
    'column twice',
    'credits.csv',
    'completed_on,source',
    'completed_on,source,source',
    '1:5',
    'finns två gånger',
  ),
  b(
    'semicolons',
    'credits.csv',
    'person,course,completed_on,source',
    'person;course;completed_on;source',
    '1:1',
    'semikolon',
  ),
  b(
    'too few fields',
    'courses.csv',
    '2,Styrsystem och utveckling i socialtjänst/omsorg,7.5,',
    '2,Styrsystem,',
    '4:5',
    'Raden har 5 fält men rubrikraden 6',
  ),
  b('open quotation mark', 'credits.csv', 'HT2025"', 'HT2025', '4:4', 'stängs aldrig'),
  b(
    'stray quotation mark',
    'courses.csv',
    'Ledarskapets juridik',
    'Ledarskapets "juridik',
    '5:2',
    'Sätt citattecken runt hela fältet',
  ),
  // municipalities.csv
  b(
    'no municipality code',
    'municipalities.csv',
    '2021,Vansbro',
    `${secondMunicipality('202A')}2021,Vansbro`,
    '2:1',
    'ingen kommunkod',
  ),
  b(
    'municipality twice',
    'municipalities.csv',
    '2080,Falun',
    `${secondMunicipality('2021')}2080,Falun`,
    '3:1',
    'Kommunen 2021 finns redan på rad 2',
  ),
  b('municipality without a name', 'municipalities.csv', '2021,Vansbro', '2021,', '2:2', 'name är tomt'),
  b(
    'municipality with bad organisation number',
    'municipalities.csv',
    '212000-2221',
    '212000-2222',
    '3:3',
    'kontrollera den sista siffran',
  ),
  b(
    'Peppol id of another',
    'municipalities.csv',
    '0007:2120002221',
    '0007:2120002239',
    '3:5',
    'Skriv 0007:2120002221',
  ),
  b('bad GLN', 'municipalities.csv', '0007:2120002221', '0088:7300000000001', '3:5', 'GLN i Peppol-id'),
  b('no population', 'municipalities.csv', '59900', 'många', '3:4', 'ska vara ett heltal'),
  b(
    'no head of social services',
    'people.csv',
    'head_of_social_services',
    'chief',
    '2:1',
    'ingen socialchef',
    'municipalities.csv',
  ),
  // people.csv
  b(
    'bad id',
    'people.csv',
    't-02,2021',
    't 03;x,,Ny Utbildare,,trainer,,,,,\nt-02,2021',
    '4:1',
    'duger inte som id',
  ),
  b(
    'two posts with one id',
    'people.csv',
    '2021-m02,2021,Malin Sjöbrink',
    '2021-m01,2021,Henrik Dalhage',
    '9:1',
    'har redan ett uppdrag på rad 8',
  ),
  b('id of another person', 'people.csv', '2021-m02,2021', '2021-m01,2021', '9:1', 'används redan på rad 8'),
  b(
    'unknown municipality',
    'people.csv',
    '2080-f1,2080',
    '2080-f1,2099',
    '13:2',
    'Kommunen ”2099” finns inte',
  ),
  b('manager of no municipality', 'people.csv', '2080-f1,2080', '2080-f1,', '13:2', 'Kommunen saknas'),
  b(
    'no e-mail address',
    'people.csv',
    'petra.lindhage@falun.example',
    'petra.lindhäge@falun.example',
    '13:4',
    'ingen e-postadress',
  ),
  b(
    'address of another',
    'people.csv',
    'petra.lindhage@falun.example',
    'Mats.Hedbrink@falun.example',
    '13:4',
    'Adressen används redan på rad 12',
  ),
  b(
    'unknown role',
    'people.csv',
    'jonas.ekmark@falun.example,deputy_manager',
    'jonas.ekmark@falun.example,boss',
    '15:5',
    '”boss” går inte att välja som role',
  ),
  b(
    'unknown target group',
    'people.csv',
    'deputy_manager,I,',
    'deputy_manager,IV,',
    '15:6',
    'Välj I, II, III',
  ),
  b(
    'unknown care area',
    'people.csv',
    'disability_care/Gruppbostad',
    'school/Gruppbostad',
    '9:7',
    'är ingen arbetsplats',
  ),
  b(
    'manager without workplace',
    'people.csv',
    'disability_care/Gruppbostad Tallen',
    '',
    '9:7',
    'Arbetsplatsen saknas',
  ),
  b(
    'unknown chief',
    'people.csv',
    'Gruppbostad Tallen,2021-c01',
    'Gruppbostad Tallen,2021-c09',
    '9:8',
    'Chefen ”2021-c09” finns inte',
  ),
  b(
    'chief in no chief role',
    'people.csv',
    'Gruppbostad Tallen,2021-c01',
    'Gruppbostad Tallen,2021-m01',
    '9:8',
    'har rollen manager',
  ),
  b(
    'chief of another municipality',
    'people.csv',
    'Gruppbostad Tallen,2021-c01',
    'Gruppbostad Tallen,2080-c01',
    '9:8',
    'annan kommun (2080)',
  ),
  b(
    'chiefs in a ring',
    'people.csv',
    'head_of_social_services,,,,2017',
    'head_of_social_services,,,2021-c01,2017',
    '5:8',
    'Cheferna går i ring: 2021-h1 → 2021-c01 → 2021-h1',
  ),
  b('own chief', 'people.csv', 'chief,,,2021-h1', 'chief,,,2021-c01', '6:8', 'ring: 2021-c01 → 2021-c01'),
  b('manager without a date', 'people.csv', '2021-c01,2023-01-16', '2021-c01,', '9:9', 'tillträdde saknas'),
  b(
    'wrong date',
    'people.csv',
    '2021-c01,2023-01-16',
    '2021-c01,16/1 2023',
    '9:9',
    '”16/1 2023” är inget datum',
  ),
  b(
    'left before the post',
    'people.csv',
    '2021-c01,2023-01-16,',
    '2021-c01,2023-01-16,2022-01-01',
    '9:10',
    'före sitt tillträde',
  ),
  // mandates.csv
  b(
    'mandate of unknown municipality',
    'mandates.csv',
    '2081,2025-06-10',
    '2082,2025-06-10',
    '2:1',
    'Kommunen ”2082” finns inte',
  ),
  b(
    'mandate that ends first',
    'mandates.csv',
    '36,2025-06-10,',
    '36,2025-06-10,2025-01-01',
    '2:10',
    'Beslutet upphör 2025-01-01',
  ),
  b(
    'mandate of a chief',
    'mandates.csv',
    'manager;deputy_manager',
    'manager;chief',
    '2:5',
    'Rollen ”chief” kan inte omfattas',
  ),
  b('quota of none', 'mandates.csv', ',5,12', ',0,12', '2:6', 'mellan 1 och 1000'),
  b('complete before start', 'mandates.csv', ',12,36', ',12,6', '2:8', 'kortare än tiden att börja'),
  b(
    'mandate twice',
    'mandates.csv',
    '36,2025-06-10,\n',
    '36,2025-06-10,\n2081,2025-06-10,KS,Dnr 1,manager,5,12,36,2025-06-10,\n',
    '3:2',
    'finns redan på rad 2',
  ),
  b(
    'two mandates at once',
    'mandates.csv',
    '36,2025-06-10,\n',
    '36,2025-06-10,\n2081,2026-06-10,KS,Dnr 1,manager,5,12,36,2026-06-10,\n',
    '3:9',
    'samtidigt som det på rad 2',
  ),
  // courses.csv
  b(
    'course twice',
    'courses.csv',
    '\n3,',
    '\n2,Styrsystem igen,7.5,programme,,programme_seat\n3,',
    '5:1',
    'Kursen 2 finns redan på rad 4',
  ),
  b(
    'unknown kind',
    'courses.csv',
    '7.5,programme,,programme_seat\n3',
    '7.5,program,,programme_seat\n3',
    '4:4',
    'Välj programme, course_day, web',
  ),
  b(
    'no credits',
    'courses.csv',
    'Ledarskapets juridik,7.5',
    'Ledarskapets juridik,sju',
    '5:3',
    'inga högskolepoäng',
  ),
  b(
    'programme without credits',
    'courses.csv',
    'Ledarskapets juridik,7.5',
    'Ledarskapets juridik,',
    '5:3',
    'måste ge högskolepoäng',
  ),
  b(
    'alternative alone',
    'courses.csv',
    'samarbete,7.5,programme,1,',
    'samarbete,7.5,programme,,',
    '2:5',
    'har bara en kurs',
  ),
  b(
    'alternatives with different credits',
    'courses.csv',
    'samarbete,7.5',
    'samarbete,15',
    '3:3',
    'olika många poäng',
  ),
  b(
    'alternative on the web',
    'courses.csv',
    'ISU webbkurs för chefer,,web,,',
    'ISU webbkurs för chefer,,web,1,',
    '8:5',
    'bara ha kurser av slaget programme',
  ),
  b(
    'unknown article',
    'courses.csv',
    'course_day,,course_day_manager',
    'course_day,,llu_day',
    '7:6',
    'Artikeln ”llu_day” har ingen avgift',
  ),
  // offerings.csv
  b(
    'offering twice',
    'offerings.csv',
    'HT2026-LLU-1,LLU,HT2026,,10,Falun\n',
    'HT2026-LLU-1,LLU,HT2026,,10,Falun\nHT2026-LLU-1,LLU,HT2026,,10,Falun\n',
    '4:1',
    'finns redan på rad 3',
  ),
  b('unknown course', 'offerings.csv', 'HT2026-1b-1,1b', 'HT2026-1b-1,1c', '2:2', 'Kursen ”1c” finns inte'),
  b(
    'offering of a web course',
    'offerings.csv',
    'HT2026-LLU-1,LLU',
    'HT2026-LLU-1,ISU',
    '3:2',
    'går på webben',
  ),
  b('unknown term', 'offerings.csv', '1b,HT2026', '1b,HT2031', '2:3', 'Terminen ”HT2031” finns inte'),
  b('capacity of none', 'offerings.csv', ',8,Borlänge', ',0,Borlänge', '2:5', 'heltal mellan 1 och 500'),
  b(
    'offering without days',
    'offerings.csv',
    'HT2026-LLU-1,LLU,HT2026,,10,Falun\n',
    'HT2026-LLU-1,LLU,HT2026,,10,Falun\nHT2026-LLU-2,LLU,HT2026,,10,Falun\n',
    '4:1',
    'har inga träffar',
  ),
  b(
    'no fee for the year of a seat',
    yaml,
    'year: 2026',
    'year: 2025',
    '2:2',
    'Avgiften programme_seat för 2026 saknas',
    'offerings.csv',
  ),
  // course_days.csv
  b(
    'day of unknown offering',
    'course_days.csv',
    'HT2026-LLU-1,1,2026-10-13,09:00,16:00,Falun,t-02*;t-01\n',
    'HT2026-LLU-1,1,2026-10-13,09:00,16:00,Falun,t-02*;t-01\nHT2026-LLU-9,1,2026-10-14,09:00,16:00,Falun,t-02*;t-01\n',
    '8:1',
    'Kurstillfället ”HT2026-LLU-9” finns inte',
  ),
  b('day outside the term', 'course_days.csv', '2026-09-16', '2026-08-19', '2:3', 'utanför terminen HT2026'),
  b('day on a Saturday', 'course_days.csv', '2026-09-16', '2026-09-19', '2:3', '2026-09-19 är en lördag'),
  b('day on a red day', 'course_days.csv', '2026-12-09', '2027-01-06', '6:3', 'är en röd dag'),
  b(
    'day in a school break',
    'course_days.csv',
    '2026-10-21',
    '2026-10-28',
    '4:3',
    'ligger i ett skollov (2026-10-26 till 2026-11-01)',
  ),
  b('gap in the numbers', 'course_days.csv', 'HT2026-1b-1,5', 'HT2026-1b-1,6', '6:2', 'Här väntades 5'),
  b(
    'days out of order',
    'course_days.csv',
    '2026-09-16',
    '2026-10-08',
    '3:3',
    'inte efter träff 1 (2026-10-08)',
  ),
  b(
    'day that ends first',
    'course_days.csv',
    '2026-09-16,09:00,16:00',
    '2026-09-16,16:00,09:00',
    '2:5',
    'Träffen slutar 09:00 men börjar 16:00',
  ),
  b('no time of day', 'course_days.csv', '2026-09-16,09:00', '2026-09-16,9', '2:4', '”9” är inget klockslag'),
  b('unknown trainer', 'course_days.csv', 't-01*;t-02', 't-01*;t-09', '2:7', 'Utbildaren ”t-09” finns inte'),
  b(
    'trainer in another role',
    'course_days.csv',
    't-01*;t-02',
    't-01*;k-01',
    '2:7',
    'har rollen coordinator, inte trainer',
  ),
  b('trainer twice', 'course_days.csv', 't-01*;t-02', 't-01*;t-01', '2:7', 'Utbildaren t-01 står två gånger'),
  b('two course leaders', 'course_days.csv', 't-01*;t-02', 't-01*;t-02*', '2:7', 'Märk bara en'),
  b('no trainer', 'course_days.csv', 'Borlänge,t-01*;t-02', 'Borlänge,', '2:7', 'trainers är tomt'),
  b(
    'trainer in two places',
    'course_days.csv',
    '2026-10-13,09:00,16:00,Falun,t-02*;t-01',
    '2026-10-07,15:00,17:00,Falun,t-02*',
    '7:7',
    'håller redan HT2026-1b-1 träff 2 samma tid (rad 3)',
  ),
  b(
    'no fee for the year of a day',
    'course_days.csv',
    '2026-10-13',
    '2027-01-13',
    '7:3',
    'Avgiften course_day_manager för 2027 saknas',
  ),
  // credits.csv
  b('credits of nobody', 'credits.csv', '2080-m03', '2080-m99', '2:1', 'Personen ”2080-m99” finns inte'),
  b('credits for unknown course', 'credits.csv', '2080-m03,1b', '2080-m03,9', '2:2', 'Kursen ”9” finns inte'),
  b('credits twice', 'credits.csv', '2081-m03,3', '2081-m03,2', '4:2', 'har redan kursen 2 på rad 3'),
];

/** Answers go into a file of their own, since regions/liten has none. */
const answerCases: readonly (readonly [what: string, line: string, at: string, says: string])[] = [
  ['unknown what', '2026-05-10,2080-c01,noninate,2080-m01@HT2026', '2:3', 'Okänt what ”noninate”'],
  ['unreadable value', '2026-05-10,2080-c01,nominate,2080-m01', '2:4', 'Skriv PERSON@TERMIN'],
  ['unknown person', '2026-05-10,2080-c99,nominate,2080-m01@HT2026', '2:2', 'Personen ”2080-c99” finns inte'],
  [
    'unknown nominee',
    '2026-05-10,2080-c01,nominate,2080-m99@HT2026',
    '2:4',
    'Personen ”2080-m99” finns inte',
  ],
  ['unknown term', '2026-05-10,2080-c01,nominate,2080-m01@VT2031', '2:4', 'Terminen ”VT2031” finns inte'],
  [
    'unknown offering',
    '2026-07-10,2080-m01,accept_seat,HT2026-1b-9',
    '2:4',
    'Kurstillfället ”HT2026-1b-9” finns inte',
  ],
  ['unknown day', '2026-09-17,t-01,attendance,HT2026-1b-1#6 absent=2080-m01', '2:4', 'har ingen träff 6'],
  [
    'unknown absent person',
    '2026-09-17,t-01,attendance,HT2026-1b-1#1 absent=2080-m01;nobody',
    '2:4',
    'Personen ”nobody” finns inte',
  ],
  [
    'result from a manager',
    '2027-01-10,2080-m01,result,2080-m01@HT2026-1b-1 pass',
    '2:2',
    'kan inte lämna result',
  ],
  ['leave without date', '2026-09-17,2080-m01,leave,länge', '2:4', 'för leave'],
  ['wrong date', '2026-13-01,2080-m01,memo,HT2026-1b-1', '2:1', '”2026-13-01” är inget datum'],
];

describe('a broken region file is told at its place, and nothing else is', () => {
  it.each(cases)('$file: $what', async ({ file, from, to, at, says, shownIn }) => {
    await replace(file, from, to);
    const errors = await errorsOf();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(says);
    expect(errors[0]).toMatch(new RegExp(`^${shownIn ?? file}:${at} `));
  });

  it.each(answerCases)('answers.csv: %s', async (_what, line, at, says) => {
    await writeFile(join(folder, 'answers.csv'), `date,person,what,value\n${line}\n`);
    const errors = await errorsOf();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(says);
    expect(errors[0]).toMatch(new RegExp(`^answers.csv:${at} `));
  });

  it('tells of a missing file once, and of nothing that refers to it', async () => {
    await rm(join(folder, 'people.csv'));
    expect(await errorsOf()).toEqual([
      'people.csv:1:1 Filen people.csv saknas i mappen. Lägg dit den; en mall finns i regions/liten.',
    ]);
  });

  it('tells of an empty file', async () => {
    await writeFile(join(folder, 'mandates.csv'), '');
    expect(await errorsOf()).toEqual([expect.stringMatching(/^mandates.csv:1:1 Filen är tom/)]);
  });

  it('tells where a file saved as Latin-1 stops being UTF-8', async () => {
    const text = await readFile(join(folder, 'offerings.csv'), 'utf8');
    await writeFile(join(folder, 'offerings.csv'), Buffer.from(text, 'latin1'));
    expect(await errorsOf()).toEqual([
      expect.stringMatching(/^offerings.csv:2:\d+ Tecknet här är inte UTF-8/),
    ]);
  });

  it('tells of a folder that is not there', async () => {
    const read = await readRegion(join(folder, 'nowhere'));
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.errors[0]?.message).toContain('finns inte. Ange en mapp');
  });
});

describe('all errors at once', () => {
  it('tells of mistakes in several files in reading order', async () => {
    await replace('people.csv', '2021-c01,2023-01-16', '2021-c01,2023-01-32');
    await replace('offerings.csv', ',8,Borlänge', ',-8,Borlänge');
    await replace('region.yaml', 'year: 2026', 'year: soon');
    await replace('credits.csv', '2080-m03,1b', '2080-m03,9');
    expect((await errorsOf()).map((error) => error.split(' ')[0])).toEqual([
      'credits.csv:2:2',
      'offerings.csv:2:5',
      'people.csv:9:9',
      expect.stringMatching(/^region.yaml:\d+:\d+$/),
    ]);
  });
});

describe('whatever the bytes', () => {
  const names = [
    'region.yaml',
    'municipalities.csv',
    'people.csv',
    'mandates.csv',
    'courses.csv',
    'offerings.csv',
    'course_days.csv',
    'credits.csv',
  ];

  it('answers a region or errors with places inside the file, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.nat(60),
        fc.oneof(
          fc.string({ maxLength: 12 }),
          fc.constantFrom('"', ',', '\n', ': ', '- ', '\u0000', '&a *a', '0', '{'),
        ),
        async (name, offset, length, text) => {
          const original = await readFile(join(liten, name), 'utf8');
          const at = offset % original.length;
          const changed = original.slice(0, at) + text + original.slice(at + length);
          await writeFile(join(folder, name), changed);
          try {
            const read = await readRegion(folder);
            if (read.ok) return;
            expect(read.errors.length).toBeGreaterThan(0);
            for (const error of read.errors) {
              const lines = (await readFile(join(folder, error.file), 'utf8')).split('\n').length;
              expect(error.line).toBeGreaterThanOrEqual(1);
              expect(error.line).toBeLessThanOrEqual(lines + 1);
              expect(error.column).toBeGreaterThanOrEqual(1);
            }
          } finally {
            await writeFile(join(folder, name), original);
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('reserved_places.csv', () => {
  const header = 'offering,municipality,places,released_on\n';
  const errorsWith = async (rows: string) => {
    await writeFile(join(folder, 'reserved_places.csv'), header + rows);
    return (await errorsOf()).join('\n');
  };

  it.each([
    ['HT2026-1b-1,2080,2,2026-07-15\nHT2026-1b-1,2081,6,2026-07-15\n', /^$/],
    ['HT2026-9,2080,2,2026-07-15\n', /csv:2:1 .*finns inte i offerings/],
    ['HT2026-1b-1,2099,2,2026-07-15\n', /csv:2:2 .*finns inte i municipalities/],
    ['HT2026-LLU-1,2080,2,2026-07-15\n', /csv:2:1 .*hör inte till programmet/],
    ['HT2026-1b-1,2080,5,2026-07-15\nHT2026-1b-1,2081,4,2026-07-15\n', /csv:3:3 .*8 platser, men 9/],
    ['HT2026-1b-1,2080,1,2026-07-15\nHT2026-1b-1,2080,1,2026-07-16\n', /csv:3:2 .*redan platser/],
    ['HT2026-1b-1,2080,1,i juli\n', /csv:2:4 /],
  ])('%j', async (rows, says) => {
    expect(await errorsWith(rows)).toMatch(says);
  });
});
