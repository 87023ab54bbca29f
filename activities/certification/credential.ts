/**
 * A certificate as a verifiable credential: an Open Badges 3.0 achievement (1EdTech) in the W3C data model 2.0, signed as
 * a JSON Web Token. It says what the paper says, but the name only as a hash.
 */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { CertificateView } from '../../templates/documents/views.ts';
import { keyAddress, listAddress, profileAddress } from './addresses.ts';
import { salt } from './codes.ts';
import { foldedKind, identitiesOf } from './identity.ts';
import type { Issuer, Issuing } from './issuing.ts';
import { signedJson } from './jws.ts';
import type { Trace } from './trace.ts';

const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;

/** Kinds of Open Badges. */
const achievementTypes = {
  course: 'Course',
  course_day: 'CertificateOfCompletion',
  programme: 'Certificate',
  web: 'CertificateOfCompletion',
} as const;

const moment = (at: number): string => new Date(at).toISOString().replace(/\.000Z$/, 'Z');
const startOf = (date: string): string => `${date}T00:00:00Z`;
const endOf = (date: string): string => `${date}T23:59:59Z`;

/**
 * @param view what the certificate says, frozen at the same moment
 * @returns the signed token; the same each time
 */
export async function credentialOf(
  issuing: Issuing,
  view: CertificateView,
  { issuer, trace }: { readonly issuer: Issuer; readonly trace: Trace },
): Promise<string> {
  const signer = await issuing.signer(issuer);
  const { publicUrl, secret } = issuing;
  const profile = { id: profileAddress(publicUrl, issuer.code), type: ['Profile'], name: issuer.name };
  const holder = `urn:uuid:${uuid(secret, view.reference)}`;
  const list = listAddress(publicUrl, { issuer: issuer.code, year: trace.year });
  const credential = {
    '@context': contexts,
    id: trace.address,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title(view),
    issuer: profile,
    validFrom: moment(view.issuedAt),
    ...(view.validUntil === null ? {} : { validUntil: endOf(view.validUntil) }),
    credentialSubject: {
      id: holder,
      type: ['AchievementSubject'],
      identifier: identitiesOf(view.person.name, salt(secret, view.reference)),
      ...period(view),
      ...('creditsTenths' in view ? { creditsEarned: view.creditsTenths / 10 } : {}),
      achievement: {
        id: `${publicUrl}/achievements/${encodeURIComponent(`${view.certificate} ${title(view)}`)}`,
        type: ['Achievement'],
        achievementType: achievementTypes[view.certificate],
        inLanguage: 'sv-SE',
        name: title(view),
        description: description(view),
        criteria: { narrative: criteria(view) },
        ...('creditsTenths' in view ? { creditsAvailable: view.creditsTenths / 10 } : {}),
        creator: profile,
      },
    },
    // One object: the schema of Open Badges takes no list of them.
    credentialStatus: {
      id: `${list}#${trace.place}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(trace.place),
      statusListCredential: list,
    },
  };
  const claims = {
    iss: profile.id,
    jti: credential.id,
    sub: holder,
    nbf: Math.floor(view.issuedAt / 1000),
    ...(credential.validUntil === undefined ? {} : { exp: Date.parse(credential.validUntil) / 1000 }),
  };
  const kid = keyAddress(publicUrl, signer.certificate);
  return signedJson({ ...claims, ...credential }, signer, { typ: 'JWT', kid });
}

const title = (view: CertificateView): string =>
  view.certificate === 'programme' ? view.programme : view.course;

/** A name for the holder that tells nothing and is another in each credential. */
function uuid(secret: string, number: string): string {
  const bytes = createHmac('sha256', secret)
    .update(JSON.stringify(['holder', number]))
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function period(view: CertificateView): {
  readonly activityStartDate?: string;
  readonly activityEndDate: string;
} {
  switch (view.certificate) {
    case 'course':
      return { activityStartDate: startOf(view.firstDay), activityEndDate: endOf(view.passedOn) };
    case 'course_day': {
      const first = view.heldOn[0];
      return {
        ...(first === undefined ? {} : { activityStartDate: startOf(first) }),
        activityEndDate: endOf(view.completedOn),
      };
    }
    case 'programme':
    case 'web':
      return { activityEndDate: endOf(view.completedOn) };
  }
}

function description(view: CertificateView): string {
  if (view.outcomes.length > 0) return `Efter kursen kan deltagaren ${view.outcomes.join('; ')}.`;
  return view.certificate === 'programme'
    ? `Hela programmet: ${view.courses.map((course) => course.title).join(', ')}.`
    : `Genomförd kurs: ${view.course}.`;
}

function criteria(view: CertificateView): string {
  switch (view.certificate) {
    case 'course':
      return `Godkänt PM och närvaro ${view.daysPresent} av ${view.daysHeld} kursdagar.`;
    case 'course_day':
      return 'Närvaro vid kursdagarna och genomförda uppgifter.';
    case 'programme':
      return 'Godkända kurser som tillsammans ger hela programmets högskolepoäng.';
    case 'web':
      return 'Genomförd webbkurs.';
  }
}

/** What is read back of a credential of ours. */
export const credentialPayload = z.object({
  id: z.string(),
  name: z.string(),
  credentialSubject: z.object({
    identifier: z.array(z.object({ identityHash: z.string(), identityType: z.string(), salt: z.string() })),
    creditsEarned: z.number().optional(),
  }),
});
export type CredentialPayload = z.infer<typeof credentialPayload>;

/** The hashed name that people's typing is compared with. */
export const typedIdentity = ({ credentialSubject }: CredentialPayload) =>
  credentialSubject.identifier.find(({ identityType }) => identityType === foldedKind);
