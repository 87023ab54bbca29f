/**
 * What Open Badges 3.0 and the W3C data model 2.0 ask of a credential like ours, written down from the specifications:
 * nothing may be missing, misspelt or of another form.
 */
import { z } from 'zod';

const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
const profile = z.strictObject({
  id: z.url(),
  type: z.tuple([z.literal('Profile')]),
  name: z.string().min(1),
});

const identity = z.strictObject({
  type: z.literal('IdentityObject'),
  hashed: z.literal(true),
  identityHash: z.string().regex(/^sha256\$[0-9a-f]{64}$/),
  identityType: z.union([z.literal('name'), z.string().regex(/^ext:[A-Za-z0-9._-]+$/)]),
  salt: z.string().min(8),
});

const achievement = z.strictObject({
  id: z.url(),
  type: z.tuple([z.literal('Achievement')]),
  /** Of the standard's list, those that a course can be. */
  achievementType: z.enum(['Course', 'Certificate', 'CertificateOfCompletion']),
  inLanguage: z.literal('sv-SE'),
  name: z.string().min(1),
  description: z.string().min(1),
  criteria: z.strictObject({ narrative: z.string().min(1) }),
  creditsAvailable: z.number().positive().optional(),
  creator: profile,
});

/** The payload of the token: the credential itself, with the registered claims that repeat parts of it. */
export const openBadge = z
  .strictObject({
    iss: z.url(),
    jti: z.url(),
    sub: z.string().regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    nbf: z.number().int(),
    exp: z.number().int().optional(),
    '@context': z.tuple([
      z.literal('https://www.w3.org/ns/credentials/v2'),
      z.literal('https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'),
    ]),
    id: z.url(),
    type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
    name: z.string().min(1),
    issuer: profile,
    validFrom: moment,
    validUntil: moment.optional(),
    credentialSubject: z.strictObject({
      id: z.string(),
      type: z.tuple([z.literal('AchievementSubject')]),
      identifier: z.array(identity).min(1),
      activityStartDate: moment.optional(),
      activityEndDate: moment.optional(),
      creditsEarned: z.number().positive().optional(),
      achievement,
    }),
    credentialStatus: z.strictObject({
      id: z.url(),
      type: z.literal('BitstringStatusListEntry'),
      statusPurpose: z.literal('revocation'),
      statusListIndex: z.string().regex(/^\d+$/),
      statusListCredential: z.url(),
    }),
  })
  .refine(
    (claims) =>
      claims.iss === claims.issuer.id &&
      claims.jti === claims.id &&
      claims.sub === claims.credentialSubject.id &&
      claims.nbf * 1000 === Date.parse(claims.validFrom) &&
      (claims.exp === undefined) === (claims.validUntil === undefined),
    'the registered claims repeat the credential',
  );
