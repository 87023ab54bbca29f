/** `people.csv`: who there is, and who is whose chief. */
import { careAreas, languages, managerRoles, type Person, type Role, roles } from '../../domain/region.ts';
import { type Index, indexBy } from './index.ts';
import type { MunicipalityIndex } from './municipalities.ts';
import type { Row } from './row.ts';
import type { Table } from './table.ts';

export const personColumns = [
  'id',
  'municipality',
  'name',
  'email',
  'role',
  'target_group',
  'workplace',
  'chief_id',
  'post_since',
  'left_on',
] as const;
export const optionalPersonColumns = ['language'] as const;
export type PersonColumn = (typeof personColumns | typeof optionalPersonColumns)[number];
export type PersonIndex = Index<PersonColumn>;

/** Those who may be somebody's responsible chief. */
const chiefRoles: readonly Role[] = ['chief', 'head_of_social_services'];
/** Staff have a unit manager. */
const chiefRolesFor = (role: string): readonly Role[] =>
  role === 'staff' ? [...managerRoles, ...chiefRoles] : chiefRoles;
/** Those who may belong to the region rather than a municipality. */
const regionalRoles: readonly Role[] = ['trainer', 'coordinator'];

export function readPeople(
  table: Table<PersonColumn>,
  municipalities: MunicipalityIndex,
): { people: Person[]; index: PersonIndex } {
  const index = indexBy(table, 'id', (row, first) =>
    row.wrong(
      'id',
      row.text('name') === first.text('name')
        ? `${row.text('id')} har redan ett uppdrag på rad ${first.line}. En person har en rad; behåll det uppdrag som gäller.`
        : `Id ${row.text('id')} används redan på rad ${first.line}. Ge personen ett eget id.`,
    ),
  );
  const people = table.rows.map((row) => readPerson(row, municipalities));
  const byEmail = new Map<string, Row<PersonColumn>>();
  for (const row of table.rows) {
    const email = row.text('email').toLowerCase();
    const first = byEmail.get(email);
    if (email === '') continue;
    if (first && first.text('id') !== row.text('id')) {
      row.wrong(
        'email',
        `Adressen används redan på rad ${first.line}. Var och en behöver en egen adress, eller ingen.`,
      );
    } else byEmail.set(email, row);
  }
  checkChiefs(table, index);
  checkHeads(table, municipalities);
  return { people, index };
}

function readPerson(row: Row<PersonColumn>, municipalities: MunicipalityIndex): Person {
  const role = row.oneOf('role', roles);
  const isManager = managerRoles.includes(role);
  const municipality = row.text('municipality');
  if (municipality === '' && !regionalRoles.includes(role)) {
    row.wrong('municipality', `Kommunen saknas. Bara ${regionalRoles.join(' och ')} får vara utan kommun.`);
  } else if (municipality !== '' && municipalities.lacks(municipality)) {
    row.wrong(
      'municipality',
      `Kommunen ”${municipality}” finns inte i municipalities.csv. Rätta koden eller lägg till kommunen.`,
    );
  }
  const postSince = row.optionalDate('post_since');
  if (isManager && row.text('post_since') === '') {
    row.wrong(
      'post_since',
      'Datumet då personen tillträdde saknas. Det behövs för chefer som kan gå programmet.',
    );
  }
  const leftOn = row.optionalDate('left_on');
  if (leftOn !== '' && postSince !== '' && leftOn < postSince) {
    row.wrong(
      'left_on',
      `Personen slutade ${leftOn}, före sitt tillträde ${postSince}. Rätta det ena datumet.`,
    );
  }
  if (role === 'staff' && row.text('chief_id') === '') {
    row.wrong(
      'chief_id',
      'Medarbetaren saknar chef. Ange enhetschefens id; chefen bokar kursdagar och nås i stället.',
    );
  }
  return {
    id: row.code('id'),
    municipality,
    // Staff may be an account without a name: their unit manager tells them.
    name: role === 'staff' ? row.text('name') : row.required('name'),
    email: row.email('email', 'optional'),
    role,
    targetGroup: targetGroup(row),
    workplace: workplace(row, isManager),
    chiefId: row.text('chief_id'),
    postSince,
    leftOn,
    language: row.text('language') === '' ? languages[0] : row.oneOf('language', languages),
  };
}

function targetGroup(row: Row<PersonColumn>): Person['targetGroup'] {
  return row.text('target_group') === '' ? '' : row.oneOf('target_group', ['I', 'II', 'III']);
}

function workplace(row: Row<PersonColumn>, isManager: boolean): string {
  const text = row.text('workplace');
  const [area, name = ''] = [text.split('/', 1)[0], text.slice(text.indexOf('/') + 1)];
  if (text === '') {
    if (isManager)
      row.wrong(
        'workplace',
        'Arbetsplatsen saknas. Skriv område/namn, till exempel elderly_care/Hemtjänst Norr.',
      );
  } else if (!text.includes('/') || name === '' || !careAreas.some((known) => known === area)) {
    row.wrong(
      'workplace',
      `”${text}” är ingen arbetsplats. Skriv område/namn; områdena är ${careAreas.join(', ')}.`,
    );
  }
  return text;
}

function checkChiefs(table: Table<PersonColumn>, index: PersonIndex): void {
  const told = new Set<Row<PersonColumn>>();
  for (const row of table.rows) {
    const chiefId = row.text('chief_id');
    if (chiefId === '') continue;
    const chief = index.get(chiefId);
    if (index.lacks(chiefId)) {
      row.wrong(
        'chief_id',
        `Chefen ”${chiefId}” finns inte i people.csv. Rätta id:t eller lägg till personen.`,
      );
    }
    if (!chief) continue;
    const cycle = cycleFrom(row, index);
    if (cycle.length > 0) {
      if (!cycle.some((member) => told.has(member))) {
        const names = [...cycle, row].map((member) => member.text('id')).join(' → ');
        row.wrong('chief_id', `Cheferna går i ring: ${names}. Rätta chief_id på någon av raderna.`);
      }
      for (const member of cycle) told.add(member);
    } else if (!chiefRolesFor(row.text('role')).some((role) => role === chief.text('role'))) {
      row.wrong(
        'chief_id',
        `${chiefId} har rollen ${chief.text('role')} och kan inte vara chef för andra. Välj någon med rollen ${chiefRolesFor(row.text('role')).join(' eller ')}.`,
      );
    } else if (chief.text('municipality') !== row.text('municipality')) {
      row.wrong(
        'chief_id',
        `${chiefId} hör till en annan kommun (${chief.text('municipality')}). Välj en chef i samma kommun.`,
      );
    }
  }
}

/** Whoever has no chief, and every escalation, ends with the head of social services of the municipality. */
function checkHeads(table: Table<PersonColumn>, municipalities: MunicipalityIndex): void {
  if (!table.whole) return;
  const withRole = (test: (role: string) => boolean): Set<string> =>
    new Set(table.rows.filter((row) => test(row.text('role'))).map((row) => row.text('municipality')));
  const headed = withRole((role) => role === 'head_of_social_services');
  for (const code of withRole((role) => managerRoles.some((known) => known === role))) {
    if (headed.has(code)) continue;
    municipalities
      .get(code)
      ?.wrong(
        'code',
        `Kommunen ${code} har chefer men ingen socialchef i people.csv. Lägg till en med rollen head_of_social_services.`,
      );
  }
}

/** The rows of the chain of chiefs that leads from a row back to itself; empty when it does not. */
function cycleFrom(start: Row<PersonColumn>, index: PersonIndex): Row<PersonColumn>[] {
  const chain = [start];
  for (;;) {
    const next = index.get(chain.at(-1)?.text('chief_id') ?? '');
    if (!next || (next !== start && chain.includes(next))) return [];
    if (next === start) return chain;
    chain.push(next);
  }
}
