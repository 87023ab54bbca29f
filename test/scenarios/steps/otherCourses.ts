/** Courses outside the programme: staff, parts of a course, web courses, invitations, equivalents, and plans. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  audiences,
  bookings,
  type Course,
  completions,
  courseKinds,
  ordinaryCourse,
  partKinds,
} from '../../../domain/region.ts';
import { idOf, municipalities } from '../region.ts';
import { names, type Step, step } from '../step.ts';
import type { World } from '../world.ts';

const courseRow = z.strictObject({
  kod: z.string(),
  titel: z.string(),
  slag: z.enum(courseKinds).default('course_day'),
  för: z.enum(audiences).default('leaders'),
  avgörs: z.enum(completions).default('result'),
  plats: z.enum(bookings).default('booking'),
  avgift: z.string().default(''),
});

const partRow = z.strictObject({
  kod: z.string(),
  slag: z.enum(partKinds),
  titel: z.string(),
  dagar: z.coerce.number().int(),
  påminnelse: z.coerce.number().int(),
});

const activityRow = z.strictObject({
  kod: z.string(),
  kommun: z.string(),
  aktivitet: z.string(),
  planerad: z.string(),
  stödperson: z.string(),
});

/** Of the person named first and the course named second. */
const study = async (world: World, name: string, course: string) => ({
  person: await world.person(name),
  course,
});

async function certificatesOf(world: World, name: string, key: string): Promise<number> {
  const person = await world.person(name);
  return (await world.db()).certificate.count({ where: { person, key } });
}

const webKey = (name: string, course: string): string => `certificate.web.${course}.${idOf(name)}`;

export const otherCourseSteps: readonly Step[] = [
  step('dessa kurser utanför programmet:', (world, _values, rows) => {
    for (const row of rows) {
      const { kod, titel, slag, för, avgörs, plats, avgift } = courseRow.parse(row);
      const course: Course = {
        ...ordinaryCourse,
        ...{
          code: kod,
          title: titel,
          kind: slag,
          creditsTenths: 0,
          alternativeGroup: '',
          priceArticle: avgift,
        },
        ...{ audience: för, completedBy: avgörs, booking: plats },
      };
      world.draft.courses.push(course);
    }
  }),
  step('kursen {kurs} har delarna:', (world, [code], rows) => {
    const parts = rows.map((row) => {
      const { kod, slag, titel, dagar, påminnelse } = partRow.parse(row);
      return { code: kod, kind: slag, title: titel, dueDays: dagar, remindDays: påminnelse };
    });
    world.draft.courses = world.draft.courses.map((row) => (row.code === code ? { ...row, parts } : row));
  }),
  step('genomförandeplanen:', (world, _values, rows) => {
    for (const row of rows) {
      const { kod, kommun, aktivitet, planerad, stödperson } = activityRow.parse(row);
      world.draft.planActivities.push({
        code: kod,
        municipality: municipalities[kommun] ?? '',
        title: aktivitet,
        plannedOn: planerad,
        supportPerson: idOf(stödperson),
      });
    }
  }),
  step('{namn} bokar {namnen} på {tillfälle}', async (world, [by = '', people = '', offering = '']) => {
    const chief = await world.person(by);
    await world.does((to) => to.bookStaff({ offering, people: names(people).map(idOf), by: chief }));
  }),
  step('{namn} har gjort delen {text} i {kurs}', async (world, [name = '', part = '', course = '']) => {
    const of = await study(world, name, course);
    await world.does((to) => to.completePart({ ...of, part }));
  }),
  step(
    '{namn} har ändå inte gjort delen {text} i {kurs}',
    async (world, [name = '', part = '', course = '']) => {
      const of = await study(world, name, course);
      await world.does((to) => to.reopenPart({ ...of, part }));
    },
  ),
  step(
    '{namn} ska gå webbkursen {kurs} senast {datum}',
    async (world, [name = '', course = '', due = '']) => {
      const of = await study(world, name, course);
      await world.does((to) => to.assignStudy({ ...of, due }));
    },
  ),
  step('{namn} ska ändå inte gå webbkursen {kurs}', async (world, [name = '', course = '']) => {
    const of = await study(world, name, course);
    await world.does((to) => to.unassignStudy(of));
  }),
  step('{namnen} har gått {kurs} i grupp', async (world, [people = '', course = '']) => {
    for (const name of names(people)) {
      const of = await study(world, name, course);
      await world.does((to) => to.completeStudy({ ...of, manner: 'group' }));
    }
  }),
  step('{namn} har gått {kurs} själv', async (world, [name = '', course = '']) => {
    const of = await study(world, name, course);
    await world.does((to) => to.completeStudy({ ...of, manner: 'alone' }));
  }),
  step('{namn} har ändå inte gått {kurs}', async (world, [name = '', course = '']) => {
    const of = await study(world, name, course);
    await world.does((to) => to.reopenStudy(of));
  }),
  step(
    'kommunen tillgodoräknar {namn} kurs {kurs} {datum}',
    async (world, [name = '', course = '', date = '']) => {
      const of = await study(world, name, course);
      const decision = {
        provider: 'university',
        completedOn: date,
        decidedOn: date,
        reference: 'SN 2026/12',
      };
      await world.does((to) => to.recogniseEquivalent({ ...of, ...decision }));
    },
  ),
  step(
    'tillgodoräknandet av kurs {kurs} för {namn} tas tillbaka',
    async (world, [course = '', name = '']) => {
      const of = await study(world, name, course);
      await world.does((to) => to.withdrawCredit({ ...of, basis: 'equivalent' }));
    },
  ),
  step('aktiviteten {text} är klar', (world, [activity = '']) =>
    world.does((to) => to.completeActivity({ activity })),
  ),
  step('aktiviteten {text} är ändå inte klar', (world, [activity = '']) =>
    world.does((to) => to.reopenActivity({ activity })),
  ),
  step('aktiviteten {text} flyttas till {datum}', (world, [activity = '', to = '']) =>
    world.does((answers) => answers.moveActivity({ activity, to })),
  ),
  step('det senaste om aktiviteten {text} tas tillbaka', (world, [activity = '']) =>
    world.does((to) => to.undoActivity({ activity })),
  ),
  step('aktiviteten {text} ställs in', (world, [activity = '']) =>
    world.does((to) => to.cancelActivity({ activity })),
  ),
  step('har {namn} intyg för webbkursen {kurs}', async (world, [name = '', course = '']) => {
    assert.equal(await certificatesOf(world, name, webKey(name, course)), 1);
  }),
  step('har {namn} inget intyg för webbkursen {kurs}', async (world, [name = '', course = '']) => {
    assert.equal(await certificatesOf(world, name, webKey(name, course)), 0);
  }),
  step('står {namn} på samordnarens lista för {tillfälle}', async (world, [name = '', offering = '']) => {
    const subject = `${offering}.${await world.person(name)}`;
    assert.equal(await (await world.db()).coordinatorTask.count({ where: { subject } }), 1);
  }),
];
