import { createPublicKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { credentialOf } from '../../../activities/certification/credential.ts';
import { openJson } from '../../../activities/certification/jws.ts';
import type { CertificateView } from '../../../templates/documents/views.ts';
import { courseCertificate, courseDayCertificate, programmeCertificate } from '../../support/documents.ts';
import { testIssuing } from '../../support/issuing.ts';
import { openBadge } from '../../support/openBadges.ts';

const { heldOn: _heldOn, parts: _parts, place: _place, extent: _extent, ...day } = courseDayCertificate();
const web: CertificateView = { ...day, certificate: 'web' };
const views: readonly (readonly [string, CertificateView])[] = [
  ['course', courseCertificate()],
  ['course day', courseDayCertificate()],
  ['programme', programmeCertificate()],
  ['web course', web],
];
const issuer = { code: 'hda', name: 'Högskolan Dalarna' };
const trace = { code: '7K3QABCDE0', address: 'https://intyg.example/c/7K3QABCDE0', year: 2027, place: 4711 };
const issuing = testIssuing();

describe('the credential of a certificate', () => {
  it.each(views)('of a %s is an Open Badge, and holds for another program', async (_kind, view) => {
    const token = await credentialOf(issuing, view, { issuer, trace });
    expect(await credentialOf(issuing, view, { issuer, trace })).toBe(token);
    const [certificate] = await issuing.certificates();
    const key = createPublicKey(certificate?.publicKey ?? '');
    const { payload } = await jwtVerify(token, key, { currentDate: new Date(view.issuedAt + 1_000) });
    openBadge.parse(payload);
    const text = JSON.stringify(payload);
    expect(text).not.toContain(view.person.name.split(' ')[1]);
    expect(text).not.toContain(view.person.workplace);
  });

  it('is not one that another key has signed', async () => {
    const token = await credentialOf(issuing, courseCertificate(), { issuer, trace });
    await issuing.signer({ code: 'rss', name: 'RSS Dalarna' });
    const certificates = await issuing.certificates();
    const by = (code: string) => certificates.filter((one) => one.issuer === code);
    expect(openJson(token, by('hda'))).toBeDefined();
    expect(openJson(token, by('rss'))).toBeUndefined();
    expect(openJson(`${token.slice(0, -3)}AAA`, by('hda'))).toBeUndefined();
  });
});
