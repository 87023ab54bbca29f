/** Certificates: when they are earned, and the mails that carry them. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { isDecided, type ReplacementCause, type RevocationReason } from '../certificates/standing.ts';
import { givesCertificate } from '../courses/parts.ts';
import { withComma } from '../decimals.ts';
import { graceAfter } from '../grace.ts';
import { mailToPerson } from '../mails.ts';
import { postOn, type Reference } from '../reference.ts';
import { daysTakenPart, latestResult, type Presence, presence, programmeCredits } from './achievement.ts';
import type { CertificateFact, JourneyFacts, SeatFact, SelfStudyFact } from './facts.ts';

type Item = AgendaItem<'mail' | 'certificate' | 'revoke_certificate'>;

/**
 * A course certificate needs a pass and presence on all days but those that the rule allows (settled). A fact that is
 * corrected afterwards revokes it, or replaces it by a version that says what is right; a change of the rules does not.
 */
export function certificateItems(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  const result = latestResult(facts, seat.offering);
  const there = presence(facts, reference, seat);
  const offering = reference.offering(seat.offering);
  const course = reference.course(offering.course);
  if (!givesCertificate(course)) return [];
  const kind = course.kind === 'programme' ? 'course' : 'course_day';
  const key = `certificate.${seat.offering}.${facts.person}`;
  const chain = chainOf(facts, key);
  const isEarned = result?.passed === true && there.completeAt !== null;
  const wish = {
    dueAt: isEarned
      ? Math.max(graceAfter(result.decidedAt, result.byHand, reference), there.completeAt ?? 0)
      : (chain?.issuedAt ?? 0),
    rule: 'course-certificate',
    reason: `Godkänd på ${seat.offering} och frånvarande ${there.absences} av ${offering.days.length} dagar (högst ${there.allowed}).`,
    detail: { certificate: kind, offering: seat.offering },
  };
  if (chain?.status === 'issued') {
    const standing = standingItems(facts, reference, wish, chain, `${kind}_certificate`);
    const said = chain.daysPresent ?? 0;
    const changed = said > 0 && said !== daysTakenPart(facts, seat.offering);
    if (isEarned && there.enough) {
      return changed && isAfter(there.completeAt, chain)
        ? [...standing, nextVersion(facts, reference, wish, chain, 'attendance_corrected')]
        : [...standing, ...askedFor(facts, reference, wish, chain)];
    }
    const corrected = correctionAt(facts, seat, reference);
    if (!isEarned && result?.passed !== true && isAfter(corrected, chain)) {
      return [revocation(facts, reference, chain, 'result_corrected', corrected)];
    }
    if (isEarned && (changed || isAfter(there.completeAt, chain))) {
      return [revocation(facts, reference, chain, 'attendance_corrected', there.completeAt)];
    }
    return [...standing, ...askedFor(facts, reference, wish, chain)];
  }
  const revoked = chain === undefined ? [] : [revocationMail(facts, reference, chain)];
  if (!isEarned || isDecided(chain?.reasonClass ?? '')) return revoked;
  if (there.enough) {
    const first = certificate(facts, reference, { ...wish, key });
    return chain === undefined
      ? [first]
      : [...revoked, nextVersion(facts, reference, wish, chain, 'earned_again')];
  }
  return [
    ...revoked,
    // A key of its own: presence that is corrected later, or made up, still earns the certificate.
    certificate(facts, reference, {
      ...wish,
      key: `certificate_withheld.${seat.offering}.${facts.person}`,
      suppressed: `Frånvarande ${there.absences} dagar; högst ${there.allowed} är tillåtet.`,
    }),
    ...(chain === undefined ? [howToMakeUp(facts, seat, wish.dueAt, there, reference)] : []),
  ];
}

/** Whoever passed but missed too many days is told why there is no certificate, and how to make a day up. */
function howToMakeUp(
  facts: JourneyFacts,
  seat: SeatFact,
  dueAt: Instant,
  there: Presence,
  reference: Reference,
): Item {
  // A day that was missed, and is still to be made up: a booking for a day that was attended helps nobody.
  const booked = (facts.makeUps ?? []).filter(
    ({ home, homeDay, state, offering, day }) =>
      home === seat.offering &&
      state === 'booked' &&
      there.absent.includes(homeDay) &&
      !facts.days.some(
        (row) => row.offering === offering && row.day === day && row.attendanceRegisteredAt !== null,
      ),
  );
  return mailToPerson(reference, facts.person, {
    template: 'make_up_needed',
    subjectKey: `${seat.offering}.${facts.person}`,
    dueAt,
    usefulUntil: null,
    rule: 'course-certificate',
    reason: `Intyget för ${seat.offering} väntar: frånvarande ${there.absences} dagar, högst ${there.allowed} är tillåtet.`,
    detail: { offering: seat.offering, absences: there.absences, allowed: there.allowed },
    suppressed:
      there.absences - booked.length <= there.allowed
        ? 'Dagen är redan bokad vid ett annat tillfälle.'
        : undefined,
  });
}

/** The programme certificate: 30 hp, whichever courses and years they come from. Revoked when credits fall away. */
export function programmeCertificateItems(facts: JourneyFacts, reference: Reference): Item[] {
  const earnedHere = facts.results.filter(
    (result) =>
      result.passed && reference.course(reference.offering(result.offering).course).kind === 'programme',
  );
  const total = programmeCredits(facts, reference);
  const key = `certificate.programme.${facts.person}`;
  const chain = chainOf(facts, key);
  const decided = (facts.resultVersions ?? []).map((row) => graceAfter(row.decidedAt, row.byHand, reference));
  const isWhole = total >= reference.rules.certificate.programmeCreditsTenths;
  const wish = {
    dueAt: Math.max(
      ...earnedHere.map((result) => graceAfter(result.decidedAt, result.byHand, reference)),
      chain?.issuedAt ?? 0,
    ),
    rule: 'programme-certificate',
    reason: `Hela programmet är godkänt: ${withComma(total / 10)} hp.`,
    detail: { certificate: 'programme', offering: '' },
  };
  if (chain?.status === 'issued') {
    const said = chain.creditsTenths ?? 0;
    const fallen = !isWhole && (said === 0 ? decided.some((at) => isAfter(at, chain)) : total < said);
    if (fallen) {
      const at = Math.max(chain.issuedAt, ...decided);
      return [revocation(facts, reference, chain, 'credits_fallen', at)];
    }
    return [
      ...standingItems(facts, reference, wish, chain, 'programme_certificate'),
      ...askedFor(facts, reference, wish, chain),
    ];
  }
  const revoked = chain === undefined ? [] : [revocationMail(facts, reference, chain)];
  if (earnedHere.length === 0 || !isWhole || isDecided(chain?.reasonClass ?? '')) return revoked;
  if (chain === undefined) return [certificate(facts, reference, { ...wish, key })];
  return [...revoked, nextVersion(facts, reference, wish, chain, 'earned_again')];
}

/** The attestation of a web course: from the day it is done, and not while it has to be done again. */
export function attestationItems(facts: JourneyFacts, study: SelfStudyFact, reference: Reference): Item[] {
  if (!reference.rules.otherCourses.webAttestation || study.completedAt === null) return [];
  const key = attestationKey(study.course, facts.person);
  const chain = chainOf(facts, key);
  const wish = {
    dueAt: Math.max(
      graceAfter(study.completedAt, study.byHand, reference),
      chain?.status === 'issued' ? chain.issuedAt : 0,
    ),
    rule: 'web-course',
    reason: `Webbkursen ${study.course} är genomförd ${study.completedOn}.`,
    detail: { certificate: 'web', offering: '', course: study.course },
  };
  if (chain === undefined) return [certificate(facts, reference, { ...wish, key })];
  if (chain.status === 'issued') {
    return [
      ...standingItems(facts, reference, wish, chain, 'web_course_certificate'),
      ...askedFor(facts, reference, wish, chain),
    ];
  }
  return isDecided(chain.reasonClass ?? '')
    ? []
    : [nextVersion(facts, reference, wish, chain, 'earned_again')];
}

/** What is told of attestations that count no more, also when the course is no longer asked for. */
export const revokedAttestationItems = (facts: JourneyFacts, reference: Reference): Item[] =>
  [...new Set(facts.certificates.filter(({ kind }) => kind === 'web').map(({ key }) => key))].flatMap(
    (key) => {
      const chain = chainOf(facts, key);
      return chain?.status === 'revoked' ? [revocationMail(facts, reference, chain)] : [];
    },
  );

const attestationBeginning = 'certificate.web.';

export const attestationKey = (course: string, person: string): string =>
  `${attestationBeginning}${course}.${person}`;

/** The course that an attestation is about; empty for the key of another certificate. */
export const attestedCourse = (key: string, person: string): string =>
  key.startsWith(attestationBeginning) ? key.slice(attestationBeginning.length, -(person.length + 1)) : '';

// ── Versions ───────────────────────────────────────────────────────────────────────────────────────────

type Version = CertificateFact & {
  readonly version: number;
  readonly status: 'issued' | 'replaced' | 'revoked';
};

/** The newest version of a certificate. */
function chainOf(facts: JourneyFacts, key: string): Version | undefined {
  return facts.certificates
    .filter((row) => row.key === key)
    .map((row) => ({ ...row, version: row.version ?? 1, status: row.status ?? 'issued' }))
    .sort((a, b) => a.version - b.version)
    .at(-1);
}

/** Key of the effect that issues, or tells of, one version. */
export const versioned = (key: string, version: number): string => (version > 1 ? `${key}.v${version}` : key);

/** The certificate that the effect which issues one version is about. */
export const unversioned = (effectKey: string, version: number): string =>
  version > 1 ? effectKey.slice(0, -`.v${version}`.length) : effectKey;

const isAfter = (at: Instant | null, { issuedAt }: CertificateFact): boolean => at !== null && at > issuedAt;

/** When what the certificate stands on was last decided otherwise. */
function correctionAt(facts: JourneyFacts, seat: SeatFact, reference: Reference): Instant {
  const moments = (facts.resultVersions ?? [])
    .filter((row) => row.offering === seat.offering)
    .map((row) => graceAfter(row.decidedAt, row.byHand, reference));
  return Math.max(0, ...moments);
}

type Wish = Pick<Item, 'dueAt' | 'rule' | 'reason' | 'detail'>;

function nextVersion(
  facts: JourneyFacts,
  reference: Reference,
  wish: Wish,
  latest: Version,
  cause: ReplacementCause,
): Item {
  const version = latest.version + 1;
  return certificate(facts, reference, {
    ...wish,
    key: versioned(latest.key, version),
    detail: { ...wish.detail, version, replaces: latest.version, cause },
  });
}

/** The version that holds, the mail that carried it, and that it counts again when it has been restored. */
function standingItems(
  facts: JourneyFacts,
  reference: Reference,
  wish: Wish,
  chain: Version,
  template: string,
): Item[] {
  return [
    certificate(facts, reference, { ...wish, key: versioned(chain.key, chain.version) }),
    certificateMail(facts, reference, chain, template),
    ...restorationMail(facts, reference, chain),
  ];
}

/** A new version of what still holds, when somebody has asked for it. */
function askedFor(facts: JourneyFacts, reference: Reference, wish: Wish, chain: Version): Item[] {
  const { reissueAt = null, reissueCause = '', reissueByHand = false } = chain;
  if (reissueAt === null || reissueCause === '') return [];
  const asked = {
    ...wish,
    dueAt: graceAfter(reissueAt, reissueByHand, reference),
    rule: 'certificate-reissue',
    reason: reissueCause === 'new_name' ? 'Personen har bytt namn.' : 'Ett nytt intyg är begärt.',
  };
  return [nextVersion(facts, reference, asked, chain, reissueCause)];
}

const whyRevoked: Record<RevocationReason, string> = {
  result_corrected: 'resultatet har rättats',
  attendance_corrected: 'närvaron har rättats',
  credits_fallen: 'en kurs räknas inte längre',
  study_reopened: 'webbkursen behöver göras om',
  issued_in_error: 'det utfärdades av misstag',
  misused: 'det har använts på fel sätt',
  other_reason: 'samordnaren har beslutat det',
};

/** Each time that a version is revoked is told once. */
const occurrence = ({ revocations = 1 }: Version): string => (revocations > 1 ? `.r${revocations}` : '');
const mailSubject = (latest: Version): string =>
  `${versioned(latest.key.slice('certificate.'.length), latest.version)}${occurrence(latest)}`;

function revocation(
  facts: JourneyFacts,
  reference: Reference,
  latest: Version,
  reasonClass: RevocationReason,
  at: Instant | null,
): Item {
  return {
    ...certificate(facts, reference, {
      key: `revoke_${versioned(latest.key, latest.version)}`,
      dueAt: Math.max(at ?? 0, latest.issuedAt),
      rule: 'certificate-revoked',
      reason: `Intyget gäller inte längre: ${whyRevoked[reasonClass]}.`,
      detail: { certificate: latest.key, version: latest.version, reasonClass },
    }),
    kind: 'revoke_certificate',
  };
}

function revocationMail(facts: JourneyFacts, reference: Reference, revoked: Version): Item {
  const reasonClass = revoked.reasonClass || 'result_corrected';
  const decided = isDecided(reasonClass);
  return mailToPerson(reference, facts.person, {
    template: 'certificate_revoked',
    subjectKey: mailSubject(revoked),
    dueAt: graceAfter(revoked.revokedAt ?? revoked.issuedAt, revoked.revokedByHand === true, reference),
    usefulUntil: null,
    rule: decided ? 'certificate-decided' : 'certificate-revoked',
    reason: `Intyget gäller inte längre: ${whyRevoked[reasonClass]}.`,
    detail: { ...aboutVersion(facts, revoked), reasonClass },
  });
}

const aboutVersion = (facts: JourneyFacts, { key, version, offering }: Version) => ({
  certificate: key,
  version,
  offering,
  course: attestedCourse(key, facts.person),
});

/** That a certificate counts again; not when it was restored before anybody was told that it did not. */
function restorationMail(facts: JourneyFacts, reference: Reference, restored: Version): Item[] {
  const { restoredAt = null, revokedAt = null, revokedByHand = false } = restored;
  if (restoredAt === null || revokedAt === null) return [];
  if (restoredAt < graceAfter(revokedAt, revokedByHand, reference)) return [];
  return [
    mailToPerson(reference, facts.person, {
      template: 'certificate_restored',
      subjectKey: mailSubject(restored),
      dueAt: graceAfter(restoredAt, revokedByHand, reference),
      usefulUntil: null,
      rule: 'certificate-decided',
      reason: 'Intyget gäller igen.',
      detail: aboutVersion(facts, restored),
    }),
  ];
}

function certificate(
  facts: JourneyFacts,
  reference: Reference,
  wish: Pick<Item, 'key' | 'dueAt' | 'rule' | 'reason' | 'detail'> & { readonly suppressed?: string },
): Item {
  const on = reference.calendar.dateOf(wish.dueAt);
  const { municipality } = postOn(reference, facts.person, on);
  return {
    kind: 'certificate',
    usefulUntil: null,
    person: facts.person,
    municipality,
    template: '',
    recipient: '',
    ...wish,
  };
}

function certificateMail(facts: JourneyFacts, reference: Reference, issued: Version, template: string): Item {
  const course = attestedCourse(issued.key, facts.person);
  const about = issued.offering || course;
  const subject = about === '' ? facts.person : `${about}.${facts.person}`;
  return mailToPerson(reference, facts.person, {
    template,
    subjectKey: versioned(subject, issued.version),
    dueAt: issued.issuedAt,
    usefulUntil: null,
    rule: 'certificate-issued',
    reason: 'Intyget är utfärdat.',
    detail: {
      ...aboutVersion(facts, issued),
      total: programmeCredits(facts, reference),
    },
  });
}
