/** People: who there is, leave and exemptions, and who leaves. */
import assert from 'node:assert/strict';
import { z } from 'zod';
import { postOn, responsibleChief } from '../../../domain/reference.ts';
import { careAreas, type Person, type Role } from '../../../domain/region.ts';
import { fromDate, fromDateOrEmpty } from '../../../prisma/client.ts';
import { idOf, municipalities } from '../region.ts';
import { type Rows, refusalStep, type Step, step } from '../step.ts';
import type { World } from '../world.ts';

const rolesInSwedish: Readonly<Record<string, Role>> = {
  enhetschef: 'manager',
  'biträdande enhetschef': 'deputy_manager',
  verksamhetschef: 'chief',
  socialchef: 'head_of_social_services',
  utbildare: 'trainer',
  samordnare: 'coordinator',
  medarbetare: 'staff',
};

const personRow = z.strictObject({
  namn: z.string(),
  roll: z.string(),
  kommun: z.string().default(''),
  arbetsplats: z.string().default(''),
  chef: z.string().default(''),
  'i tjänst sedan': z.string().default('2018-01-01'),
  'e-post': z.enum(['ja', 'nej', '']).default('ja'),
});

function personOf(row: Rows[number]): Person {
  const { namn, roll, kommun, arbetsplats, chef, ...rest } = personRow.parse(row);
  const role = rolesInSwedish[roll];
  if (role === undefined) throw new Error(`ingen roll heter ${roll}`);
  const municipality = municipalities[kommun];
  if (kommun !== '' && municipality === undefined) throw new Error(`ingen kommun heter ${kommun}`);
  const id = idOf(namn);
  return {
    id,
    name: `${namn} Provberg`,
    email: rest['e-post'] === 'nej' ? '' : `${id}@ledarresan.example`,
    municipality: municipality ?? '',
    role,
    targetGroup: role === 'manager' || role === 'deputy_manager' ? 'I' : '',
    workplace: arbetsplats === '' ? '' : `${careAreas[0]}/${arbetsplats}`,
    chiefId: chef === '' ? '' : idOf(chef),
    postSince: rest['i tjänst sedan'] || '2018-01-01',
    leftOn: '',
    language: 'sv',
  };
}

const changePerson = (world: World, name: string, change: Partial<Person>): Promise<void> =>
  world.changeRegion((draft) => {
    const id = idOf(name);
    draft.people = draft.people.map((row) => (row.id === id ? { ...row, ...change } : row));
  });

const respite =
  (kind: 'leave' | 'exempt' | 'plan') =>
  async (world: World, name: string, until: string, from?: string): Promise<void> => {
    const person = await world.person(name);
    await world.does((to) =>
      to.grantRespite({ person, kind, until, ...(from === undefined ? {} : { from }) }),
    );
  };
const leave = respite('leave');
const exempt = respite('exempt');
const plan = respite('plan');

export const peopleSteps: readonly Step[] = [
  step('dessa personer:', (world, _values, rows) => {
    world.draft.people.push(...rows.map(personOf));
  }),
  step('{namn} börjar som ny chef:', (world, _values, rows) =>
    world.changeRegion((draft) => {
      draft.people.push(...rows.map(personOf));
    }),
  ),
  step('{namn} saknar e-post', (world, [name = '']) => changePerson(world, name, { email: '' })),
  step('{namn} får en e-postadress', (world, [name = '']) =>
    changePerson(world, name, { email: `${idOf(name)}@ledarresan.example` }),
  ),
  step('{namn} slutar {datum}', (world, [name = '', date = '']) =>
    changePerson(world, name, { leftOn: date }),
  ),
  step('{namn} blir tjänstledig från {datum} till {datum}', (world, [name = '', from = '', until = '']) =>
    leave(world, name, until, from),
  ),
  step('{namn} blir tjänstledig till {datum}', (world, [name = '', until = '']) => leave(world, name, until)),
  step('{namn} blir tjänstledig från {datum} tills vidare', (world, [name = '', from = '']) =>
    leave(world, name, '', from),
  ),
  step('{namn} är tillbaka från tjänstledigheten {datum}', async (world, [name = '', on = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.endRespite({ person, kind: 'leave', on }));
  }),
  step('tjänstledigheten för {namn} tas tillbaka', async (world, [name = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.undoRespite({ person, kind: 'leave' }));
  }),
  step('{namn} byter arbetsplats till {text} {datum}', async (world, [name = '', unit = '', from = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.changePost({ person, from, workplace: `${careAreas[0]}/${unit}` }));
  }),
  step(
    '{namn} flyttar till {kommun} {datum} med {namn} som chef',
    async (world, [name = '', place = '', from = '', chief = '']) => {
      const person = await world.person(name);
      const municipality = municipalities[place] ?? '';
      await world.does((to) => to.changePost({ person, from, municipality, chief: idOf(chief) }));
    },
  ),
  step('{namn} efterträds av {namn} {datum}', async (world, [old = '', chief = '', from = '']) => {
    await world.does((to) => to.replaceChief({ old: idOf(old), chief: idOf(chief), from }));
  }),
  step('det visar sig att {namn} inte efterträds av {namn}', async (world, [old = '', chief = '']) => {
    await world.does((to) => to.undoReplaceChief({ old: idOf(old), chief: idOf(chief) }), 'hand');
  }),
  step('{namn} lämnar sin tjänst {datum}', async (world, [name = '', on = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.leavePost({ person, on }));
  }),
  step('{namn} kommer tillbaka {datum}', async (world, [name = '', from = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.returnToPost({ person, from }));
  }),
  step('det senaste om tjänsten för {namn} tas tillbaka', async (world, [name = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.undoPost({ person }));
  }),
  step('{namn} byter namn', async (world, [name = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.nameChanged({ person }));
  }),
  step('{namn} väljer {text} som språk', async (world, [name = '', text = '']) => {
    const person = await world.person(name);
    const language = text === 'engelska' ? 'en' : 'sv';
    await world.does((to) => to.chooseLanguage({ person, language }));
  }),
  step('{namn} tar tillbaka sitt val av språk', async (world, [name = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.undoLanguage({ person }));
  }),
  step('skrivs mejlen till {namn} på {text}', async (world, [name = '', text = '']) => {
    const { language } = (await world.reference()).person(await world.person(name));
    assert.equal(language, text === 'engelska' ? 'en' : 'sv');
  }),
  step('hör {namn} till {kommun} {datum}', async (world, [name = '', place = '', on = '']) => {
    const post = postOn(await world.reference(), await world.person(name), on);
    assert.equal(post.municipality, municipalities[place]);
  }),
  step('är {namn} chef för {namn} {datum}', async (world, [chief = '', name = '', on = '']) => {
    const found = responsibleChief(await world.reference(), await world.person(name), on);
    assert.equal(found?.id, idOf(chief));
  }),
  step('ska samordnaren fråga {namn} om nya intyg', async (world, [name = '']) => {
    const subject = await world.person(name);
    const tasks = await (await world.db()).coordinatorTask.findMany({
      where: { subject, kind: 'certificate_reissue' },
    });
    assert.equal(tasks.length, 1);
  }),
  step('ska samordnaren inte fråga {namn} om nya intyg', async (world, [name = '']) => {
    const subject = await world.person(name);
    const tasks = await (await world.db()).coordinatorTask.findMany({
      where: { subject, kind: 'certificate_reissue' },
    });
    assert.deepEqual(tasks, []);
  }),
  step('ska samordnaren se att {namn} inte fick tillbaka sin plats', async (world, [name = '']) => {
    const subject = await world.person(name);
    const where = { subject, kind: 'place_not_restored' };
    assert.equal(await (await world.db()).coordinatorTask.count({ where }), 1);
  }),
  step('{namn} undantas till {datum}', (world, [name = '', until = '']) => exempt(world, name, until)),
  step('{namn} undantas tills vidare', (world, [name = '']) => exempt(world, name, '')),
  step('har {namn} ingen plan', async (world, [name = '']) => {
    const person = await world.person(name);
    assert.deepEqual(await (await world.db()).respite.findMany({ where: { person, kind: 'plan' } }), []);
  }),
  step('en plan för {namn} godtas till {datum}', (world, [name = '', until = '']) =>
    plan(world, name, until),
  ),
  step(
    '{namn} är tjänstledig från {datum} till {datum}',
    async (world, [name = '', from = '', until = '']) => {
      const person = await world.person(name);
      const rows = await (await world.db()).respite.findMany({ where: { person, kind: 'leave' } });
      assert.deepEqual(
        rows.map((row) => `${fromDate(row.from)} – ${fromDateOrEmpty(row.until)}`),
        [`${from} – ${until}`],
      );
    },
  ),
  refusalStep('får den som svarade veta {text}', (world, [text = '']) => {
    assert.ok(world.refusal !== undefined, 'svaret togs emot');
    assert.match(world.refusal.message, new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    world.refusal = undefined;
  }),
];
