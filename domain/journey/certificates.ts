/** Certificates: when they are earned, and the mails that carry them. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { givesCertificate } from '../courses/parts.ts';
import { graceAfter } from '../grace.ts';
import { mailToPerson } from '../mails.ts';
import { postOn, type Reference } from '../reference.ts';
import { daysTakenPart, latestResult, type Presence, presence, programmeCredits } from './achievement.ts';
import type { CertificateFact, JourneyFacts, RevocationReason, SeatFact } from './facts.ts';

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
    const standing = [
      certificate(facts, reference, { ...wish, key: versioned(key, chain.version) }),
      certificateMail(facts, reference, chain, `${kind}_certificate`),
    ];
    const said = chain.daysPresent ?? 0;
    const changed = said > 0 && said !== daysTakenPart(facts, seat.offering);
    if (isEarned && there.enough) {
      return changed && isAfter(there.completeAt, chain)
        ? [...standing, nextVersion(facts, reference, wish, chain)]
        : standing;
    }
    const corrected = correctionAt(facts, seat, reference);
    if (!isEarned && result?.passed !== true && isAfter(corrected, chain)) {
      return [revocation(facts, reference, chain, 'result_corrected', corrected)];
    }
    if (isEarned && (changed || isAfter(there.completeAt, chain))) {
      return [revocation(facts, reference, chain, 'attendance_corrected', there.completeAt)];
    }
    return standing;
  }
  const revoked = chain === undefined ? [] : [revocationMail(facts, reference, chain)];
  if (!isEarned) return revoked;
  if (there.enough) {
    const first = certificate(facts, reference, { ...wish, key });
    return chain === undefined ? [first] : [...revoked, nextVersion(facts, reference, wish, chain)];
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
    reason: `Hela programmet är godkänt: ${String(total / 10).replace('.', ',')} hp.`,
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
      certificate(facts, reference, { ...wish, key: versioned(key, chain.version) }),
      certificateMail(facts, reference, chain, 'programme_certificate'),
    ];
  }
  const revoked = chain === undefined ? [] : [revocationMail(facts, reference, chain)];
  if (earnedHere.length === 0 || !isWhole) return revoked;
  if (chain === undefined) return [certificate(facts, reference, { ...wish, key })];
  return [...revoked, nextVersion(facts, reference, wish, chain)];
}

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

function nextVersion(
  facts: JourneyFacts,
  reference: Reference,
  wish: Pick<Item, 'dueAt' | 'rule' | 'reason' | 'detail'>,
  latest: Version,
): Item {
  const version = latest.version + 1;
  return certificate(facts, reference, {
    ...wish,
    key: versioned(latest.key, version),
    detail: { ...wish.detail, version, replaces: latest.version },
  });
}

const whyRevoked: Record<RevocationReason, string> = {
  result_corrected: 'resultatet har rättats',
  attendance_corrected: 'närvaron har rättats',
  credits_fallen: 'en kurs räknas inte längre',
};

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
  return mailToPerson(reference, facts.person, {
    template: 'certificate_revoked',
    subjectKey: versioned(revoked.key.slice('certificate.'.length), revoked.version),
    dueAt: revoked.revokedAt ?? revoked.issuedAt,
    usefulUntil: null,
    rule: 'certificate-revoked',
    reason: `Intyget gäller inte längre: ${whyRevoked[reasonClass]}.`,
    detail: { certificate: revoked.key, version: revoked.version, offering: revoked.offering, reasonClass },
  });
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
  const subject = issued.offering === '' ? facts.person : `${issued.offering}.${facts.person}`;
  return mailToPerson(reference, facts.person, {
    template,
    subjectKey: versioned(subject, issued.version),
    dueAt: issued.issuedAt,
    usefulUntil: null,
    rule: 'certificate-issued',
    reason: 'Intyget är utfärdat.',
    detail: {
      certificate: issued.key,
      version: issued.version,
      offering: issued.offering,
      total: programmeCredits(facts, reference),
    },
  });
}
