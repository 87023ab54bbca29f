/** Certificates: of a passed course, of an attended course day, and of the whole programme. */
import { z } from 'zod';
import type { Instant } from '../../../domain/calendar/dates.ts';
import { lastValidDay, replacementCauses } from '../../../domain/certificates/standing.ts';
import {
  daysTakenPart,
  latestResult,
  presentDays,
  programmeCredits,
} from '../../../domain/journey/achievement.ts';
import { unversioned } from '../../../domain/journey/certificates.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { firstDay, lastDay } from '../../../domain/offering/days.ts';
import { postOn, type Reference } from '../../../domain/reference.ts';
import type { Course } from '../../../domain/region.ts';
import type {
  CertificateView,
  CourseCertificateView,
  CourseDayCertificateView,
  DocumentHead,
  ProgrammeCertificateView,
  WebCertificateView,
} from '../../../templates/documents/views.ts';
import { credentialOf } from '../../certification/credential.ts';
import { regionIssuer } from '../../certification/issuing.ts';
import { trace } from '../../certification/trace.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { EffectRow } from '../../lives/ledger.ts';
import type { DocumentToFreeze } from '../freeze.ts';
import { courseDayContents } from './courseDayContents.ts';
import { loadJourney } from './journeys.ts';
import { certificateNumber } from './number.ts';
import { loadPeople } from './people.ts';
import { municipalityName, regionSender, sellerOf, sellerSender } from './sender.ts';

const detail = z.object({
  certificate: z.enum(['course', 'course_day', 'programme', 'web']),
  offering: z.string(),
  /** Of a web course, which has no offerings. */
  course: z.string().default(''),
  /** Of a version that takes the place of another one. */
  version: z.number().int().positive().default(1),
  replaces: z.number().int().nonnegative().default(0),
  cause: z.enum(['', ...replacementCauses]).default(''),
});

const programmeName =
  'Ledarskapsutbildningen för chefer i socialtjänst, omsorg och kommunal hälso- och sjukvård';
const units = {
  course: 'Ledarskapsutbildningen',
  course_day: 'Regionala kursdagar',
  programme: 'Ledarskapsutbildningen',
  web: 'Webbkurser',
} as const;
const titles = {
  course: 'Kursintyg',
  course_day: 'Intyg kursdag',
  programme: 'Programintyg',
  web: 'Intyg webbkurs',
} as const;

/**
 * @param effect of kind `certificate`; its detail names the kind of certificate and the offering
 * @param now the moment of issue
 * @throws RangeError when the facts do not (or no longer) carry the certificate; the message names ids only
 */
export async function describeCertificate(
  deps: Dependencies,
  effect: EffectRow,
  now: Instant,
): Promise<DocumentToFreeze> {
  const { certificate, offering, course: webCourse, version, replaces, cause } = detail.parse(effect.detail);
  const reference = await deps.reference();
  const facts = await loadJourney(deps, effect.person);
  const people = await loadPeople(deps, [effect.person]);
  const course = certified();
  const issuedOn = reference.calendar.dateOf(now);
  const { municipality, workplace } = postOn(reference, effect.person, issuedOn);
  const about = certificate === 'web' ? webCourse : offering;
  const number = certificateNumber(about, effect.person, version);
  const key = unversioned(effect.key, version);
  const validUntil = lastValidDay(issuedOn, reference.rules.certificate.validMonths[certificate]);
  // Nobody sells what is free: the region itself stands behind it.
  const seller = course.priceArticle === '' ? undefined : sellerOf(reference, course.priceArticle, issuedOn);
  const issuer = { code: seller?.code ?? regionIssuer, name: seller?.name ?? reference.senderName };
  const traced = await trace(deps, { number, issuer: issuer.code, at: now });
  const head = {
    kind: 'certificate',
    issuedAt: now,
    issuedOn,
    reference: number,
    sender:
      seller === undefined
        ? regionSender(reference, people.contact)
        : sellerSender(seller, units[certificate], people.contact),
    person: {
      name: people.name(effect.person),
      municipality: municipalityName(reference, municipality),
      workplace,
    },
    // Whoever coordinates the programme signs, not the one who holds the course.
    signatory: { name: people.contact.name, title: `Samordnare, ${reference.senderName}` },
    outcomes: certificate === 'programme' ? [] : course.outcomes,
    validUntil: validUntil === '' ? null : validUntil,
    status: traced && { code: traced.code, address: traced.address },
    ...(await replaced()),
  } as const;
  const content = view();
  return {
    kind: 'certificate',
    subject: effect.person,
    file: `certificates/${effect.key}.pdf`,
    title: `${titles[certificate]} ${number}`,
    view: content,
    issuer,
    facts: [
      {
        kind: 'certificate_issued',
        subject: key,
        data: {
          key,
          kind: certificate,
          person: effect.person,
          offering,
          number,
          document: effect.key,
          version,
          replaces,
          daysPresent: offering === '' ? 0 : daysTakenPart(facts, offering),
          creditsTenths: certificate === 'programme' ? programmeCredits(facts, reference) : 0,
          cause,
          issuer: issuer.code,
          validUntil,
          code: traced?.code ?? '',
          statusIndex: traced?.place ?? null,
          credential: await frozenCredential(content),
        },
      },
    ],
  };

  /** Kept before the fact that names it: what a crash leaves behind is found again under its hash. */
  async function frozenCredential(content: CertificateView): Promise<string> {
    if (deps.issuing === undefined || traced === null) return '';
    const token = await credentialOf(deps.issuing, content, { issuer, trace: traced });
    return (await deps.store.put(Buffer.from(token))).sha256;
  }

  async function replaced(): Promise<Pick<DocumentHead, 'replaces'>> {
    if (replaces === 0) return {};
    const before = await deps.db.certificate.findUnique({
      where: { key_version: { key, version: replaces } },
      select: { number: true, issuedAt: true },
    });
    if (before === null) throw new RangeError(`${key} has no version ${replaces}`);
    const on = reference.calendar.dateOf(before.issuedAt.getTime());
    return { replaces: { reference: before.number, issuedOn: on } };
  }

  function certified(): Course {
    if (certificate === 'programme') return lastProgrammeCourse(facts, reference);
    return certificate === 'web' ? reference.course(webCourse) : courseOf(offering, reference);
  }

  function view(): CertificateView {
    switch (certificate) {
      case 'course':
        return { ...head, certificate, ...passedCourse(facts, offering, reference) };
      case 'course_day':
        return { ...head, certificate, ...attendedDay(facts, offering, reference) };
      case 'programme':
        return { ...head, certificate, ...wholeProgramme(facts, reference) };
      case 'web':
        return { ...head, certificate, ...takenOnTheWeb(facts, course) };
    }
  }
}

/** What the view of one kind says beyond what all certificates say. */
type Own<View extends CertificateView> = Omit<View, keyof CertificateHead>;
type CertificateHead = Omit<CourseCertificateView, CourseOnly> & { readonly certificate: string };
type CourseOnly =
  | 'course'
  | 'creditsTenths'
  | 'term'
  | 'firstDay'
  | 'lastDay'
  | 'daysPresent'
  | 'daysHeld'
  | 'passedOn';

const courseOf = (offering: string, reference: Reference): Course =>
  reference.course(reference.offering(offering).course);

function passedOn(facts: JourneyFacts, offering: string): string {
  const result = latestResult(facts, offering);
  if (result?.passed !== true) throw new RangeError(`${facts.person} has not passed ${offering}`);
  return result.on;
}

function passedCourse(facts: JourneyFacts, code: string, reference: Reference): Own<CourseCertificateView> {
  const offering = reference.offering(code);
  const course = courseOf(code, reference);
  return {
    course: course.title,
    creditsTenths: course.creditsTenths,
    term: offering.term,
    firstDay: firstDay(offering).date,
    lastDay: lastDay(offering).date,
    daysPresent: daysTakenPart(facts, code),
    daysHeld: offering.days.length,
    passedOn: passedOn(facts, code),
  };
}

function attendedDay(facts: JourneyFacts, code: string, reference: Reference): Own<CourseDayCertificateView> {
  const offering = reference.offering(code);
  const present = presentDays(facts, code);
  return {
    course: courseOf(code, reference).title,
    heldOn: offering.days.filter(({ number }) => present.has(number)).map(({ date }) => date),
    place: offering.place,
    ...courseDayContents(courseOf(code, reference)),
    completedOn: passedOn(facts, code),
  };
}

function takenOnTheWeb(facts: JourneyFacts, { code, title }: Course): Own<WebCertificateView> {
  const study = facts.selfStudies.find((row) => row.course === code);
  if (study === undefined || study.completedOn === '') {
    throw new RangeError(`${facts.person} has not completed ${code}`);
  }
  return { course: title, completedOn: study.completedOn };
}

type TakenCourse = ProgrammeCertificateView['courses'][number] & { readonly course: Course };

/** The courses that make up the credits: of courses that exclude each other the one that counts, oldest first. */
function takenCourses(facts: JourneyFacts, reference: Reference): TakenCourse[] {
  const taken = new Map<string, TakenCourse>();
  const add = (course: Course, completedOn: string, term: string | null) => {
    const unit = course.alternativeGroup || course.code;
    if (course.kind !== 'programme' || taken.has(unit)) return;
    taken.set(unit, { course, title: course.title, creditsTenths: course.creditsTenths, completedOn, term });
  };
  for (const { course, completedOn } of facts.credits) add(reference.course(course), completedOn, null);
  for (const { offering, passed, on } of facts.results) {
    if (passed) add(courseOf(offering, reference), on, reference.offering(offering).term);
  }
  return [...taken.values()].sort((one, other) => (one.completedOn < other.completedOn ? -1 : 1));
}

function lastProgrammeCourse(facts: JourneyFacts, reference: Reference): Course {
  const last = takenCourses(facts, reference).at(-1);
  if (last === undefined) throw new RangeError(`${facts.person} has passed no course of the programme`);
  return last.course;
}

function wholeProgramme(facts: JourneyFacts, reference: Reference): Own<ProgrammeCertificateView> {
  const creditsTenths = programmeCredits(facts, reference);
  if (creditsTenths < reference.rules.certificate.programmeCreditsTenths) {
    throw new RangeError(
      `${facts.person} has ${creditsTenths} tenths of hp, which is not the whole programme`,
    );
  }
  const taken = takenCourses(facts, reference);
  return {
    programme: programmeName,
    creditsTenths,
    completedOn: taken.at(-1)?.completedOn ?? '',
    courses: taken.map(({ course: _course, ...row }) => row),
  };
}
