/** Every course day of Dalarna as Python's icalendar reads it: the same instants, no time zone missing, no error. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { regionCalendars } from '../support/regionCalendars.ts';

const script = fileURLToPath(new URL('calendars.py', import.meta.url));
/** Set by `npm run test:conformance`, which has put icalendar there. */
const python = process.env.LEDARRESAN_PYTHON ?? 'python3';

it('icalendar reads the same out of all calendar files', async () => {
  const calendars = await regionCalendars('dalarna');
  const folder = await mkdtemp(join(tmpdir(), 'ledarresan-calendars-'));
  try {
    for (const { name, content } of calendars) await writeFile(join(folder, `${name}.ics`), content);
    const found: unknown = JSON.parse(
      execFileSync(python, [script, folder], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
    );
    expect(found).toEqual(
      Object.fromEntries(
        calendars.map(({ name, method, events }) => [name, { method, errors: [], missing: [], events }]),
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
