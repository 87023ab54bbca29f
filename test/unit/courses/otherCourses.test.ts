import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isFor, mayHold } from '../../../domain/courses/audience.ts';
import { missingParts, partDue } from '../../../domain/courses/parts.ts';
import { audiences, ordinaryCourse, partKinds, roles } from '../../../domain/region.ts';
import { formatFileError, readRegion } from '../../../regions/reader/read.ts';
import { offering, person, world } from '../../support/worlds.ts';

const parts = partKinds.map((kind) => ({ code: kind, kind, title: kind, dueDays: 14, remindDays: 5 }));

describe('who a course is for', () => {
  it('is at most its own area, and staff only where it is for staff', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        fc.constantFrom(...audiences),
        fc.boolean(),
        (role, audience, isElderly) => {
          const someone = person('x', {
            role,
            targetGroup: '',
            workplace: `${isElderly ? 'elderly_care' : 'disability_care'}/w`,
          });
          const everywhere = isFor({ audience, area: '' }, someone);
          expect(isFor({ audience, area: 'elderly_care' }, someone)).toBe(everywhere && isElderly);
          if (everywhere) expect(role === 'staff').toBe(audience === 'staff');
        },
      ),
    );
  });

  it('is aspiring leaders by their mark, whatever their role', () => {
    const marked = person('x', { role: 'staff', targetGroup: 'III' });
    expect(isFor({ audience: 'III', area: '' }, marked)).toBe(true);
    expect(isFor({ audience: 'III', area: '' }, { ...marked, targetGroup: '' })).toBe(false);
  });

  it('is held by municipal trainers only when it says so', () => {
    const regional = person('t', { role: 'trainer', municipality: '' });
    expect(mayHold({ trainersFrom: 'municipal' }, regional)).toBe(false);
    expect(mayHold({ trainersFrom: 'municipal' }, { municipality: '2021' })).toBe(true);
    expect(mayHold(ordinaryCourse, regional)).toBe(true);
  });
});

describe('parts of a course', () => {
  it('are missing exactly while they are not done', () => {
    fc.assert(
      fc.property(fc.subarray([...partKinds]), fc.boolean(), (done, present) => {
        const missing = missingParts({ parts }, new Set(done), present).map(({ kind }) => kind);
        for (const kind of partKinds) {
          expect(missing.includes(kind)).toBe(kind === 'day' ? !present : !done.includes(kind));
        }
      }),
    );
  });

  it('are due before the first day or after the last, on a working day', () => {
    const reference = world();
    const two = offering('HT2026', 'LLU', ['2026-10-13', '2026-10-20']);
    const due = (kind: 'preparation' | 'reflection', dueDays: number) =>
      partDue({ code: 'x', kind, title: 'x', dueDays, remindDays: 0 }, two, reference);
    expect(due('preparation', -7)).toBe('2026-10-06');
    expect(due('reflection', 14)).toBe('2026-11-03');
    // A Sunday: the Friday before it, when people are at work.
    expect(due('reflection', 12)).toBe('2026-10-30');
  });
});

describe('the files of other courses', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** Errors of regions/liten with these files added or lengthened. */
  async function errorsWith(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'ledarresan-files-'));
    folders.push(folder);
    cpSync(fileURLToPath(new URL('../../../regions/liten', import.meta.url)), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      const known = text.startsWith('+') ? readFileSync(join(folder, name), 'utf8') : '';
      writeFileSync(join(folder, name), known + text.replace(/^\+/, ''));
    }
    const read = await readRegion(folder);
    return read.ok ? '' : read.errors.map(formatFileError).join('\n');
  }

  const partHeader = 'course,code,kind,title,due_days,remind_days\n';
  const staffCourse = {
    'courses.csv':
      'code,title,credits,kind,alternative_group,price_article,audience,trainers_from\n' +
      '1a,Ny,7.5,programme,1,programme_seat,,\n1b,Led,7.5,programme,1,programme_seat,,\n2,S,7.5,programme,,programme_seat,,\n' +
      '3,J,7.5,programme,,programme_seat,,\n4,K,7.5,programme,,programme_seat,,\nLLU,L,,course_day,,course_day_manager,staff,municipal\n',
  };

  it('are read when they are right', async () => {
    expect(
      await errorsWith({
        'course_parts.csv': `${partHeader}LLU,prep,preparation,Förberedelse,-7,7\nLLU,day,day,Kursdag,,\n`,
        'implementation_plan.csv':
          'code,municipality,title,planned_on,support_person\np,2081,Grupper,2026-10-15,2081-c01\n',
        'people.csv': '+2081-s01,2081,,,staff,,elderly_care/Hemtjänst Tjärna,2081-m01,,\n',
      }),
    ).toBe('');
  });

  it('tell what is wrong with outcomes', async () => {
    const header = 'course,outcome\n';
    expect(await errorsWith({ 'course_outcomes.csv': `${header}9x,leda\n` })).toMatch(
      /course_outcomes\.csv:2:1 .*Kursen ”9x” finns inte/,
    );
    expect(await errorsWith({ 'course_outcomes.csv': `${header}LLU,leda\nLLU,leda\n` })).toMatch(
      /course_outcomes\.csv:3:2 .*har redan målet/,
    );
    const many = Array.from({ length: 7 }, (_, index) => `LLU,mål ${index}\n`).join('');
    expect(await errorsWith({ 'course_outcomes.csv': `${header}${many}` })).toMatch(/:8:2 .*fler än 6 mål/);
  });

  it('refuse regional trainers on a course for staff', async () => {
    expect(await errorsWith(staffCourse)).toMatch(/course_days\.csv:7:7 .*t-01 är inte kommunens utbildare/);
  });

  it('tell what is wrong with parts, plans and staff', async () => {
    expect(await errorsWith({ 'course_parts.csv': `${partHeader}1a,x,reflection,X,1,1\n` })).toMatch(
      /Bara kurser av slaget/,
    );
    expect(await errorsWith({ 'course_parts.csv': `${partHeader}LLU,x,preparation,X,3,1\n` })).toMatch(
      /mellan -180 och 0/,
    );
    expect(
      await errorsWith({
        'implementation_plan.csv':
          'code,municipality,title,planned_on,support_person\np,2081,G,2026-10-15,2080-c01\n',
      }),
    ).toMatch(/hör inte till kommunen 2081/);
    expect(await errorsWith({ 'people.csv': '+2081-s01,2081,,,staff,,,,,\n' })).toMatch(
      /Medarbetaren saknar chef/,
    );
  });
});
