import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, decodeProtectedHeader, type JWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answers } from '../../activities/answers/answers.ts';
import { sealPdf } from '../../activities/certification/sealedPdf.ts';
import { verifyCertificate } from '../../activities/certification/verify.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { createActivities } from '../../activities/index.ts';
import { outboxMailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import type { Context, ExitStatus } from '../../cli/context.ts';
import { runCommandLine } from '../../cli/run.ts';
import type { Certificate } from '../../prisma/generated/client.ts';
import { certificateRoute } from '../../worker/public/certificates.ts';
import { type PublicServer, startPublicServer } from '../../worker/public/server.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { testIssuing } from '../support/issuing.ts';
import { pageTexts } from '../support/pdf-text.ts';
import { readLiten } from '../support/regionFiles.ts';
import { readSignedPdf } from '../support/signedPdf.ts';
import { bitOf } from '../support/statusLists.ts';

const offering = 'HT2026-1b-1';
const person = '2081-m03';
const by = 't-01';
const key = `certificate.${offering}.${person}`;
const { publicUrl } = testIssuing();

const folder = mkdtempSync(join(tmpdir(), 'ledarresan-certificates-'));
const documents = createDocumentRenderer({ threads: 1 });
const clock = testClock('2026-05-04T08:00:00+02:00');
const issuing = testIssuing();
/** Time of the rate limits. */
let elapsed = 0;
let server: TestServer;
let pages: PublicServer;
let deps: Dependencies;
let name = '';

beforeAll(async () => {
  server = await startTestServer();
  const { db } = await server.fresh();
  const read = await readLiten();
  await importRegion({ db, clock }, read.region, read.hash);
  deps = {
    ...{ db, clock, documents, issuing },
    mailer: outboxMailer(join(folder, 'outbox')),
    store: folderStore(join(folder, 'documents')),
    eInvoices: folderDelivery(join(folder, 'einvoices')),
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
  pages = await startPublicServer({ port: 0, routes: [certificateRoute(deps, issuing, () => elapsed)] });
  await db.control.create({ data: { id: 'release', action: 'release', scope: 'all', since: new Date(0) } });
  name = (await db.personDetail.findUniqueOrThrow({ where: { id: person } })).name;
  const to = answers(deps, 'answers');
  await to.giveSeat({ offering, person });
  const { days } = (await deps.reference()).offering(offering);
  for (const { number, date } of days) {
    clock.set(Date.parse(`${date}T16:00:00Z`));
    await to.registerAttendance({ offering, day: number, absent: [], by });
  }
  await to.handIn({ offering, person });
  await to.registerResult({ offering, person, passed: true, by });
  await live();
});
afterAll(async () => {
  await pages?.stop();
  await documents.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** An hour passes, and everything that the journey owes by then is done. */
async function live(): Promise<void> {
  clock.set((await clock.now(deps.db)) + 3_600_000);
  const activities = createActivities(deps);
  const steps: Readonly<Record<string, (typeof activities)['sendMail']>> = {
    mail: activities.sendMail,
    certificate: activities.issueCertificate,
    revoke_certificate: activities.revokeCertificate,
    task: activities.openTask,
    close_task: activities.closeTask,
    case: activities.takeCaseStep,
    release: activities.releasePlace,
  };
  const life = `managerJourney:${person}`;
  for (;;) {
    const planned = await activities.plan(life);
    if (planned.steps.length === 0) return;
    for (const { kind, key: step } of planned.steps) {
      await steps[kind]?.({ life, key: step, generation: planned.generation });
    }
  }
}

const version = (number: number): Promise<Certificate> =>
  deps.db.certificate.findUniqueOrThrow({ where: { key_version: { key, version: number } } });

async function pdfOf({ document }: Certificate): Promise<Uint8Array> {
  const { sha256 } = await deps.db.document.findUniqueOrThrow({ where: { key: document } });
  return deps.store.get(sha256);
}

/** Asks the running server as if it stood at the public address. */
const ask = (address: string, init: RequestInit = {}): Promise<Response> =>
  fetch(address.replace(publicUrl, `http://127.0.0.1:${pages.port}`), init);
const page = async (code: string): Promise<string> => (await ask(`${publicUrl}/c/${code}`)).text();
const asJson = async (code: string, typed?: string): Promise<unknown> => {
  elapsed += 3_600_000;
  const accept = { accept: 'application/json' };
  const post = { method: 'POST', headers: accept, body: new URLSearchParams({ name: typed ?? '' }) };
  return (await ask(`${publicUrl}/c/${code}`, typed === undefined ? { headers: accept } : post)).json();
};
const verdict = async (bytes: Uint8Array): Promise<string> => (await verifyCertificate(deps, bytes)).verdict;

const claims = z.object({
  iss: z.string(),
  jti: z.string(),
  credentialSubject: z.looseObject({ creditsEarned: z.number() }),
  credentialStatus: z.object({ statusListIndex: z.string(), statusListCredential: z.string() }),
});
const list = z.object({
  iss: z.string(),
  credentialSubject: z.object({ statusPurpose: z.string(), encodedList: z.string() }),
});

/** Checks a token as a stranger would: fetches the key that it names, and believes nothing else. */
async function opened(token: string): Promise<unknown> {
  const { kid = '' } = decodeProtectedHeader(token);
  const jwk: JWK = await (await ask(kid)).json();
  const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [jwk] }), {
    algorithms: ['RS256'],
    currentDate: new Date(await clock.now(deps.db)),
  });
  return payload;
}

/** The bit of a credential in the list that it names: 1 when it counts no more. */
async function bit(token: string): Promise<number> {
  const { credentialStatus, iss } = claims.parse(await opened(token));
  const { statusListCredential, statusListIndex } = credentialStatus;
  const read = list.parse(await opened(await (await ask(statusListCredential)).text()));
  expect([read.iss, read.credentialSubject.statusPurpose]).toEqual([iss, 'revocation']);
  return bitOf(read.credentialSubject.encodedList, Number(statusListIndex));
}

const credentialOf = async ({ credential }: Certificate): Promise<string> =>
  Buffer.from(await deps.store.get(credential)).toString('utf8');

describe('a certificate that has been issued', () => {
  test('is signed by its issuer, says what was learnt, and leads to its page', async () => {
    const row = await version(1);
    const pdf = await pdfOf(row);
    expect(readSignedPdf(pdf)).toMatchObject({
      subject: 'CN=TEST - GALLER INTE: Högskolan Dalarna',
      ...{
        coversAll: true,
        digestHolds: true,
        signatureHolds: true,
        namesCertificate: true,
        saysTime: false,
      },
    });
    const text = pageTexts(pdf).join(' ').replace(/\s+/g, ' ');
    expect(text).toContain('Efter kursen kan deltagaren');
    expect(text).toContain(`${publicUrl}/c/${row.code}`);
    expect(row).toMatchObject({ issuer: 'hda', status: 'issued', validUntil: null });
  });

  test('has a page that says that it holds and not whose it is', async () => {
    const { code } = await version(1);
    const answer = await ask(`${publicUrl}/c/${code.toLowerCase()}`);
    const html = await answer.text();
    expect(html).toContain('Intyget gäller.');
    expect(html).toContain('Högskolan Dalarna');
    for (const part of name.split(' ')) expect(html).not.toContain(part);
    expect(html).not.toMatch(/<script|https?:/);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(await (await ask(`${publicUrl}/c/${code}?lang=en`)).text()).toContain('The certificate is valid.');
  });

  test('answers programs in one shape, and confirms a name only when it is the right one', async () => {
    const { code } = await version(1);
    const silent = await asJson(code);
    expect(silent).toEqual({
      ...{ code, standing: 'valid', reason: '', kind: 'course', issuer: 'Högskolan Dalarna' },
      ...{ issuedOn: expect.stringMatching(/^20\d\d-/), validUntil: '', since: '', nameConfirmed: null },
    });
    expect(await asJson(code, ` ${name.toUpperCase()} `)).toEqual({ ...Object(silent), nameConfirmed: true });
    expect(await asJson(code, 'Någon Annan')).toEqual({ ...Object(silent), nameConfirmed: false });
    expect(await asJson('0000000000')).toEqual({ error: 'unknown' });
  });

  test('allows a few tries at a name, from one address and for one certificate', async () => {
    const { code } = await version(1);
    const tries: number[] = [];
    elapsed += 3_600_000;
    for (let count = 0; count < 7; count += 1) {
      const post = { method: 'POST', body: new URLSearchParams({ name: `Försök ${count}` }) };
      tries.push((await ask(`${publicUrl}/c/${code}`, post)).status);
    }
    expect(tries).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  test('gives its credential to whoever knows the name; the key and the lists that it names stand there', async () => {
    const row = await version(1);
    elapsed += 3_600_000;
    const fetched = async (typed: string) =>
      ask(`${publicUrl}/c/${row.code}/credential`, {
        method: 'POST',
        body: new URLSearchParams({ name: typed }),
      });
    expect((await fetched('Någon Annan')).headers.get('content-type')).toMatch(/^text\/html/);
    const token = await (await fetched(name)).text();
    expect(token).toBe(await credentialOf(row));
    expect(claims.parse(await opened(token))).toMatchObject({
      ...{ iss: `${publicUrl}/issuers/hda`, jti: `${publicUrl}/c/${row.code}` },
      credentialSubject: { creditsEarned: 7.5 },
    });
    const said = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    for (const part of name.split(' ')) expect(said).not.toContain(part);
    expect(said).not.toContain(person);
    expect(await bit(token)).toBe(0);
  });
});

describe('a file that somebody brings', () => {
  test('holds as it was issued, PDF and credential', async () => {
    const row = await version(1);
    expect(await verdict(await pdfOf(row))).toBe('valid');
    expect(await verdict(Buffer.from(await credentialOf(row)))).toBe('valid');
  });

  test('does not hold with one byte changed, signed with another key, or from elsewhere', async () => {
    const row = await version(1);
    const pdf = await pdfOf(row);
    const changed = Uint8Array.from(pdf);
    changed[1000] = (changed[1000] ?? 0) ^ 1;
    expect(await verdict(changed)).toBe('altered');
    const unsigned = await documents.render({
      ...(await import('../support/documents.ts')).courseCertificate(),
    });
    expect(await verifyCertificate(deps, unsigned)).toEqual({ verdict: 'unknown', why: 'not_signed' });
    const issuer = { code: 'hda', name: 'Högskolan Dalarna' };
    const about = { name: issuer.name, reason: '', at: 0 };
    const foreign = sealPdf(unsigned, await testIssuing('others').signer(issuer), about);
    expect(await verifyCertificate(deps, foreign)).toEqual({ verdict: 'unknown', why: 'signed_by_another' });
    const ours = sealPdf(unsigned, await issuing.signer(issuer), about);
    expect(await verifyCertificate(deps, ours)).toEqual({ verdict: 'unknown', why: 'not_issued_here' });
    const token = await credentialOf(row);
    const [head = '', body = '', signature = ''] = token.split('.');
    const other = Buffer.from(Buffer.from(body, 'base64url').toString('utf8').replace('7.5', '9.5'));
    const forged = [head, other.toString('base64url'), signature].join('.');
    expect(await verdict(Buffer.from(forged))).toBe('altered');
    expect(await verdict(Buffer.from('hej'))).toBe('unknown');
  });
});

describe('the command certificate', () => {
  async function run(...args: string[]): Promise<{ readonly status: ExitStatus; readonly said: string }> {
    const said: string[] = [];
    let ending: ExitStatus = 0;
    const context: Context = {
      ...{ env: {}, out: (text) => void said.push(text), err: (text) => void said.push(text) },
      withDatabase: (use) => use(deps),
      endWith: (status) => {
        ending = status;
      },
      status: () => ending,
    };
    const status = await runCommandLine(['certificate', ...args], context);
    return { status, said: said.join('\n') };
  }

  test('fetches the frozen bytes and tells how a file stands, with a status for each answer', async () => {
    const row = await version(1);
    const [pdf, token, other] = ['a.pdf', 'a.jwt', 'b.pdf'].map((one) => join(folder, one));
    const subject = `${offering}/${person}`;
    expect(await run('export', subject, '--out', pdf ?? '')).toMatchObject({ status: 0 });
    expect(await run('export', row.number, '--vc', '--out', token ?? '')).toMatchObject({ status: 0 });
    for (const file of [pdf, token]) {
      const { status, said } = await run('verify', file ?? '');
      expect(status).toBe(0);
      expect(said).toMatch(/^valid: HT2026-1b-1\/2081-m03\/.*by Högskolan Dalarna \(signed\)$/);
    }
    const changed = readFileSync(pdf ?? '');
    changed[5_000] = (changed[5_000] ?? 0) ^ 0x10;
    writeFileSync(other ?? '', changed);
    expect(await run('verify', other ?? '')).toEqual({
      ...{ status: 3, said: 'altered: the file has been changed since it was signed' },
    });
    writeFileSync(other ?? '', 'hej');
    expect(await run('verify', other ?? '')).toMatchObject({ status: 7 });
    expect(await run('verify', join(folder, 'nowhere'))).toMatchObject({ status: 2 });
    expect(await run('export', 'HT2026-9/ingen')).toMatchObject({ status: 2 });
    expect(await run('revoke', 'HT2026-9/ingen', '--reason', 'misused')).toMatchObject({
      ...{ status: 2, said: expect.stringContaining('Det finns inget intyg med numret') },
    });
    await run('revoke', subject, '--reason', 'issued_in_error');
    expect(await run('verify', pdf ?? '')).toMatchObject({
      ...{ status: 5, said: expect.stringContaining('(issued in error)') },
    });
    expect(await run('restore', subject)).toMatchObject({ status: 0 });
    expect(await run('verify', pdf ?? '')).toMatchObject({ status: 0 });
  });
});

describe('a certificate that is decided about', () => {
  test('counts no more while it is revoked, and again when it is restored', async () => {
    const row = await version(1);
    const to = answers(deps, 'hand');
    await to.revokeCertificate({ certificate: row.number, reason: 'misused' });
    await live();
    expect(await page(row.code)).toMatch(/har dragits in[\s\S]*Använt på fel sätt/);
    expect(await verdict(await pdfOf(row))).toBe('revoked');
    expect(await bit(await credentialOf(row))).toBe(1);
    // The facts still earn it, and no new one is issued for that.
    expect(await deps.db.certificate.count({ where: { key } })).toBe(1);
    await expect(to.reissueCertificate({ certificate: row.number, cause: 'new_name' })).rejects.toThrow(
      'gäller inte',
    );
    await to.restoreCertificate({ certificate: row.number });
    await live();
    expect(await verdict(await pdfOf(row))).toBe('valid');
    expect(await bit(await credentialOf(row))).toBe(0);
  });

  test('is replaced when it is issued in a new name, which alone its page confirms', async () => {
    const first = await version(1);
    const to = answers(deps, 'hand');
    const renamed = 'Åsa Nyansjö';
    await deps.db.personDetail.update({ where: { id: person }, data: { name: renamed } });
    await to.nameChanged({ person });
    await live();
    const task = { where: { kind: 'certificate_reissue', subject: person, closedAt: null } };
    expect(await deps.db.coordinatorTask.count(task)).toBe(1);
    await to.reissueCertificate({ certificate: `${offering}/${person}`, cause: 'new_name' });
    await live();
    const second = await version(2);
    expect(second).toMatchObject({ status: 'issued', replaces: 1, cause: 'new_name' });
    expect(second.code).not.toBe(first.code);
    expect(await deps.db.coordinatorTask.count(task)).toBe(0);
    expect(pageTexts(await pdfOf(second)).join(' ')).toContain(renamed);
    expect(await page(first.code)).toContain('har ersatts');
    expect(await verifyCertificate(deps, await pdfOf(first))).toMatchObject({
      ...{ verdict: 'replaced', instead: second.number },
    });
    expect(await bit(await credentialOf(first))).toBe(1);
    expect(await bit(await credentialOf(second))).toBe(0);
    const confirmed = async (code: string, typed: string) =>
      z.object({ nameConfirmed: z.boolean() }).parse(await asJson(code, typed)).nameConfirmed;
    expect(await confirmed(second.code, renamed)).toBe(true);
    expect(await confirmed(second.code, name)).toBe(false);
    expect(await confirmed(first.code, name)).toBe(true);
  });

  test('expires after its last day where its kind does', async () => {
    const row = await version(2);
    const until = '2028-01-31';
    await deps.db.certificate.updateMany({
      where: { number: row.number },
      data: { validUntil: new Date(until) },
    });
    clock.set(Date.parse(`${until}T22:00:00Z`));
    expect(await verdict(await pdfOf(row))).toBe('valid');
    clock.set(Date.parse('2028-02-01T00:00:00Z'));
    expect(await verdict(await pdfOf(row))).toBe('expired');
    expect(await page(row.code)).toMatch(/giltighetstid har gått ut[\s\S]*1.februari.2028/);
  });
});
