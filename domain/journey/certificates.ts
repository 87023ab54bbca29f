/** Certificates: when they are earned, and the mails that carry them. */
import type { AgendaItem } from '../agenda.ts';
import { givesCertificate } from '../courses/parts.ts';
import { graceAfter } from '../grace.ts';
import { mailToPerson } from '../mails.ts';
import type { Reference } from '../reference.ts';
import { latestResult, presence, programmeCredits } from './achievement.ts';
import type { CertificateFact, JourneyFacts, SeatFact } from './facts.ts';

type Item = AgendaItem<'mail' | 'certificate'>;

/** A course certificate needs a pass and presence on all days but those that the rule allows (settled). */
export function certificateItems(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  const result = latestResult(facts, seat.offering);
  const there = presence(facts, reference, seat);
  if (result?.passed !== true || there.completeAt === null) return [];
  const offering = reference.offering(seat.offering);
  const course = reference.course(offering.course);
  if (!givesCertificate(course)) return [];
  const kind = course.kind === 'programme' ? 'course' : 'course_day';
  const key = `certificate.${seat.offering}.${facts.person}`;
  const issued = facts.certificates.find((certificate) => certificate.key === key);
  const wish = {
    dueAt: Math.max(graceAfter(result.decidedAt, result.byHand, reference), there.completeAt),
    rule: 'course-certificate',
    reason: `Godkänd på ${seat.offering} och frånvarande ${there.absences} av ${offering.days.length} dagar (högst ${there.allowed}).`,
    detail: { certificate: kind, offering: seat.offering },
  };
  if (issued !== undefined) {
    return [
      certificate(facts, reference, { ...wish, key }),
      certificateMail(facts, reference, issued, `${kind}_certificate`),
    ];
  }
  if (there.enough) return [certificate(facts, reference, { ...wish, key })];
  return [
    // A key of its own: presence that is corrected later still earns the certificate.
    certificate(facts, reference, {
      ...wish,
      key: `certificate_withheld.${seat.offering}.${facts.person}`,
      suppressed: `Frånvarande ${there.absences} dagar; högst ${there.allowed} är tillåtet.`,
    }),
  ];
}

/** The programme certificate: 30 hp, whichever courses and years they come from. */
export function programmeCertificateItems(facts: JourneyFacts, reference: Reference): Item[] {
  const earnedHere = facts.results.filter(
    (result) =>
      result.passed && reference.course(reference.offering(result.offering).course).kind === 'programme',
  );
  const total = programmeCredits(facts, reference);
  if (earnedHere.length === 0 || total < reference.rules.certificate.programmeCreditsTenths) return [];
  const key = `certificate.programme.${facts.person}`;
  const issued = facts.certificates.find((certificate) => certificate.key === key);
  return [
    certificate(facts, reference, {
      key,
      dueAt: Math.max(...earnedHere.map((result) => graceAfter(result.decidedAt, result.byHand, reference))),
      rule: 'programme-certificate',
      reason: `Hela programmet är godkänt: ${String(total / 10).replace('.', ',')} hp.`,
      detail: { certificate: 'programme', offering: '' },
    }),
    ...(issued === undefined ? [] : [certificateMail(facts, reference, issued, 'programme_certificate')]),
  ];
}

function certificate(
  facts: JourneyFacts,
  reference: Reference,
  wish: Pick<Item, 'key' | 'dueAt' | 'rule' | 'reason' | 'detail'> & { readonly suppressed?: string },
): Item {
  const { municipality } = reference.person(facts.person);
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

function certificateMail(
  facts: JourneyFacts,
  reference: Reference,
  issued: CertificateFact,
  template: string,
): Item {
  return mailToPerson(reference, facts.person, {
    template,
    subjectKey: issued.offering === '' ? facts.person : `${issued.offering}.${facts.person}`,
    dueAt: issued.issuedAt,
    usefulUntil: null,
    rule: 'certificate-issued',
    reason: 'Intyget är utfärdat.',
    detail: {
      certificate: issued.key,
      offering: issued.offering,
      total: programmeCredits(facts, reference),
    },
  });
}
