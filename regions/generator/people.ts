/** The invented people of the region: managers, chiefs, heads, finance officers, trainers and coordinators. */
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Municipality, Person, Role } from '../../domain/region.ts';
import { apportion, type Draw, shuffled } from './draw.ts';
import { asciiName, createAddresses, createNames } from './names.ts';
import { generateWorkplaces } from './workplaces.ts';

const managerCount = 420;
/** About one manager in fifty has no e-mail address of their own. */
const withoutEmail = 8;
const withoutChief = 4;
const leaving = 6;
/** Municipalities with two heads of social services. */
const twoHeads: readonly string[] = ['Falun', 'Borlänge'];
/** Who lends trainers: the one from Mora holds LLU, the others the programme. */
const trainerMunicipalities = ['Mora', 'Vansbro', 'Falun', 'Borlänge', 'Ludvika', 'Avesta', 'Leksand'];

interface Making {
  readonly draw: Draw;
  readonly calendar: Calendar;
  /** The day by which "under 24 months in the post" is counted: the start of the first term. */
  readonly firstTerm: IsoDate;
  readonly nameOf: (id: string) => string;
  readonly addressOf: (name: string, domain: string) => string;
}

export function generatePeople(
  municipalities: readonly Municipality[],
  draw: Draw,
  calendar: Calendar,
  firstTerm: IsoDate,
): Person[] {
  const making: Making = {
    draw,
    calendar,
    firstTerm,
    nameOf: createNames(draw),
    addressOf: createAddresses(),
  };
  const shares = apportion(
    managerCount,
    municipalities.map(({ population }) => population),
  );
  const regional = [...coordinators(making), ...trainers(municipalities, making)];
  const local = municipalities.flatMap((municipality, i) => staffOf(municipality, shares[i] ?? 0, making));
  const staff = municipalities.flatMap(({ code, name }) => employees(code, name, local, making));
  return withExceptions([...regional, ...local, ...staff], making);
}

function coordinators(making: Making): Person[] {
  return [
    person('k-01', '', 'hvd.example', 'coordinator', making),
    person('k-02', '', 'rss.example', 'coordinator', making),
  ];
}

/** Eight lecturers of the university, three of RSS, and those whom municipalities lend. */
function trainers(municipalities: readonly Municipality[], making: Making): Person[] {
  const homes = [
    ...Array.from({ length: 8 }, () => ({ code: '', domain: 'hda.example' })),
    ...Array.from({ length: 3 }, () => ({ code: '', domain: 'rss.example' })),
    ...municipalities
      .filter(({ name }) => trainerMunicipalities.includes(name))
      .toSorted((a, b) => trainerMunicipalities.indexOf(a.name) - trainerMunicipalities.indexOf(b.name))
      .map(({ code, name }) => ({ code, domain: domainOf(name) })),
  ];
  return homes.map(({ code, domain }, i) => person(`t-${number(i)}`, code, domain, 'trainer', making));
}

function staffOf({ code, name }: Municipality, managers: number, making: Making): Person[] {
  const make = (id: string, role: Role, more: Partial<Person> = {}): Person => ({
    ...person(`${code}-${id}`, code, domainOf(name), role, making),
    ...more,
  });
  const heads = Array.from({ length: twoHeads.includes(name) ? 2 : 1 }, (_, i) =>
    make(`h${i + 1}`, 'head_of_social_services'),
  );
  const chiefCount = Math.max(1, Math.round(managers / 8));
  const chiefs = Array.from({ length: chiefCount }, (_, i) =>
    make(`c${number(i)}`, 'chief', { chiefId: heads[i % heads.length]?.id ?? '' }),
  );
  const posts = generateWorkplaces(code, managers, making.draw).flatMap(
    ({ name: workplace, managers: size }) =>
      Array.from({ length: size }, (_, i) => ({
        workplace,
        role: roleOf(workplace, i, size, code, making.draw),
      })),
  );
  const first = posts.map(({ workplace, role }, i) =>
    make(`m${number(i)}`, role, {
      targetGroup: 'I',
      workplace,
      // Neighbouring workplaces share a chief, so each has posts.length / chiefCount managers, 6 to 10.
      chiefId: chiefs[Math.floor((i * chiefCount) / posts.length)]?.id ?? '',
      postSince: postSince(`${code}-m${number(i)}`, making),
    }),
  );
  return [...heads, ...chiefs, make('f1', 'finance'), ...first];
}

/** Where accounts of staff are: two in each, at the first workplace. The second is an aspiring leader. */
const withStaff: readonly string[] = ['Borlänge', 'Falun', 'Mora', 'Ludvika', 'Avesta', 'Vansbro'];

function employees(code: string, name: string, local: readonly Person[], making: Making): Person[] {
  const manager = local.find(({ municipality, role }) => municipality === code && role === 'manager');
  if (!withStaff.includes(name) || manager === undefined) return [];
  return (['', 'III'] as const).map((targetGroup, i) => ({
    ...person(`${code}-s${number(i)}`, code, domainOf(name), 'staff', making),
    targetGroup,
    workplace: manager.workplace,
    chiefId: manager.id,
  }));
}

function roleOf(workplace: string, i: number, size: number, code: string, draw: Draw): Role {
  const isLast = i === size - 1;
  const hasDeputy = size >= 3 || (size === 2 && draw('deputy', code, workplace) < 0.35);
  return isLast && hasDeputy ? 'deputy_manager' : 'manager';
}

function person(id: string, municipality: string, domain: string, role: Role, making: Making): Person {
  const name = making.nameOf(id);
  return {
    id,
    municipality,
    name,
    email: making.addressOf(name, domain),
    role,
    targetGroup: '',
    workplace: '',
    chiefId: '',
    postSince: longAgo(id, making),
    leftOn: '',
    language: 'sv',
  };
}

/** A fifth have held their post under 24 months when the first term starts. */
function postSince(id: string, making: Making): IsoDate {
  if (making.draw('new in post', id) >= 0.2) return longAgo(id, making);
  const days = Math.floor(30 + making.draw('post since', id) * 690);
  return workingDay(making.calendar.addDays(making.firstTerm, -days), making);
}

/** From 24 months to about 18 years before the first term, more often recent. */
function longAgo(id: string, making: Making): IsoDate {
  const days = Math.floor(740 + making.draw('post since', id) ** 1.7 * 5900);
  return workingDay(making.calendar.addDays(making.firstTerm, -days), making);
}

function workingDay(date: IsoDate, { calendar }: Making): IsoDate {
  return calendar.orNextWorkingDay(date);
}

/** A few managers have no e-mail, a few no chief, and a few leave; all of them different people. */
function withExceptions(people: readonly Person[], { draw, calendar, firstTerm }: Making): Person[] {
  const managers = people.filter(({ targetGroup }) => targetGroup === 'I');
  const order = shuffled(managers, ({ id }) => id, draw, 'exceptions').map(({ id }) => id);
  const noEmail = new Set(order.slice(0, withoutEmail));
  const noChief = new Set(order.slice(withoutEmail, withoutEmail + withoutChief));
  const left = new Set(order.slice(withoutEmail + withoutChief, withoutEmail + withoutChief + leaving));
  return people.map((one) => {
    if (noEmail.has(one.id)) return { ...one, email: '' };
    if (noChief.has(one.id)) return { ...one, chiefId: '' };
    if (!left.has(one.id)) return one;
    const drawn = calendar.addDays(firstTerm, Math.floor(draw('left on', one.id) * 400) - 250);
    const leftOn = drawn > one.postSince ? drawn : calendar.addDays(one.postSince, 200);
    return { ...one, leftOn: calendar.orNextWorkingDay(leftOn) };
  });
}

function domainOf(municipality: string): string {
  return `${asciiName(municipality)}.example`;
}

function number(i: number): string {
  return String(i + 1).padStart(2, '0');
}
