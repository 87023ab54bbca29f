/** Course certificate, course-day certificate and programme certificate. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import {
  count,
  credits,
  creditsNumber,
  list,
  longDate,
  nbsp,
  sentence,
  termName,
  workplaceName,
} from './format.ts';
import { colour, facts, frame, inOnePiece, letterDefinition, paragraph, rule, table } from './letterhead.ts';
import { heading } from './roles.ts';
import { checkBlock } from './statusCode.ts';
import type {
  CertificateView,
  CourseCertificateView,
  CourseDayCertificateView,
  ProgrammeCertificateView,
  WebCertificateView,
} from './views.ts';

interface Wording {
  readonly kindOfDocument: string;
  readonly title: string;
  readonly lead: string;
  readonly achievement: string;
  readonly extent: string;
  readonly body: Content[];
}

/** The definition of a certificate. Throws RangeError for a date, term or number that cannot be printed. */
export function definition(view: CertificateView): TDocumentDefinitions {
  const wording = words(view);
  const letter = letterDefinition(view, {
    kindOfDocument: wording.kindOfDocument.toLocaleUpperCase('sv-SE'),
    referenceLabel: 'Intygsnummer',
    title: `${wording.title} – ${wording.achievement} – ${view.person.name}`,
    subject: `${wording.title} ${view.reference}`,
    content: [
      heading(1, wording.title, {
        ...{ bold: true, fontSize: 34, color: colour.accent, lineHeight: 1 },
        margin: [0, 22, 0, 20],
      }),
      { text: view.person.name, bold: true, fontSize: 22, lineHeight: 1.1 },
      { text: affiliation(view), color: colour.muted, fontSize: 11, margin: [0, 0, 0, 18] },
      { text: wording.lead, fontSize: 12, margin: [0, 0, 0, 6] },
      { text: wording.achievement, bold: true, fontSize: 18, color: colour.accent, lineHeight: 1.1 },
      { text: wording.extent, fontSize: 12, margin: [0, 4, 0, 14] },
      ...wording.body,
      ...outcomes(view),
      ...signature(view),
    ],
  });
  return { ...letter, background: frame };
}

function affiliation(view: CertificateView): string {
  const { workplace, municipality } = view.person;
  return [workplaceName(workplace), municipality].filter((part) => part !== '').join(', ');
}

function words(view: CertificateView): Wording {
  switch (view.certificate) {
    case 'course':
      return course(view);
    case 'course_day':
      return courseDay(view);
    case 'programme':
      return programme(view);
    case 'web':
      return web(view);
  }
}

function hp(tenths: number): string {
  return `${creditsNumber(tenths)}${nbsp}högskolepoäng`;
}

function course(view: CourseCertificateView): Wording {
  return {
    kindOfDocument: 'Kursintyg',
    title: 'Kursintyg',
    lead: 'har genomfört och fått godkänt i kursen',
    achievement: view.course,
    extent: `${hp(view.creditsTenths)} i ledarskapsutbildningen för chefer i socialtjänst, omsorg och kommunal hälso- och sjukvård`,
    body: [
      facts([
        ['Termin', sentence(termName(view.term))],
        ['Kursdagar', `${longDate(view.firstDay)} – ${longDate(view.lastDay)}`],
        ['Närvaro', `${view.daysPresent} av ${count(view.daysHeld, 'kursdag', 'kursdagar')}`],
        ['Anordnare', view.sender.name],
        ['Examination', `Skriftligt PM, godkänt den ${longDate(view.passedOn)}`],
      ]),
    ],
  };
}

function courseDay(view: CourseDayCertificateView): Wording {
  const days = view.heldOn.map(longDate);
  return {
    kindOfDocument: 'Intyg',
    title: 'Intyg',
    lead: 'har deltagit i och genomfört alla delar av',
    achievement: view.course,
    extent: view.extent === '' ? 'Regional kursdag' : `Regional kursdag, ${view.extent} sammanlagt`,
    body: [
      facts([
        [days.length === 1 ? 'Kursdag' : 'Kursdagar', list(days)],
        ['Plats', view.place],
        ['Anordnare', view.sender.name],
        ['Genomförd', longDate(view.completedOn)],
      ]),
      ...(view.parts.length === 0 ? [] : [paragraph(`I utbildningen ingår ${list(view.parts)}.`)]),
    ],
  };
}

function web(view: WebCertificateView): Wording {
  return {
    kindOfDocument: 'Intyg',
    title: 'Intyg',
    lead: 'har genomfört webbkursen',
    achievement: view.course,
    extent: `Genomförd den ${longDate(view.completedOn)}`,
    body: [facts([['Anordnare', view.sender.name]])],
  };
}

function programme(view: ProgrammeCertificateView): Wording {
  const total = view.courses.reduce((sum, { creditsTenths }) => sum + creditsTenths, 0);
  return {
    kindOfDocument: 'Programintyg',
    title: 'Programintyg',
    lead: 'har genomfört hela',
    achievement: view.programme,
    extent: `${hp(view.creditsTenths)}, avslutad den ${longDate(view.completedOn)}`,
    body: [
      table(
        [
          { label: 'Kurs', width: '*' },
          { label: 'Termin', width: 110 },
          { label: 'Godkänd', width: 95 },
          { label: 'Poäng', width: 55, alignment: 'right' },
        ],
        [
          ...view.courses.map(({ title, term, completedOn, creditsTenths }) => [
            title,
            term === null ? 'Tidigare' : sentence(termName(term)),
            longDate(completedOn),
            { text: credits(creditsTenths), alignment: 'right' as const },
          ]),
          [
            { text: 'Summa', bold: true },
            '',
            '',
            { text: credits(total), bold: true, alignment: 'right' as const },
          ],
        ],
        { fontSize: 9.5 },
      ),
    ],
  };
}

function outcomes(view: CertificateView): Content[] {
  if (view.outcomes.length === 0) return [];
  return [
    { unbreakable: true, stack: [paragraph('Efter kursen kan deltagaren'), { ul: [...view.outcomes] }] },
  ];
}

function signature(view: CertificateView): Content[] {
  const until = view.validUntil === null ? '' : `, gäller till och med den ${longDate(view.validUntil)}`;
  return [
    {
      unbreakable: true,
      margin: [0, 16, 0, 0],
      stack: [
        { text: `Utfärdat den ${longDate(view.issuedOn)}${until}`, margin: [0, 0, 0, 10] },
        { text: view.signatory.name, bold: true, fontSize: 11 },
        { text: view.signatory.title, margin: [0, 0, 0, 12] },
        ...howToCheck(view),
      ],
    },
  ];
}

function howToCheck(view: CertificateView): Content[] {
  if (view.status !== null) {
    return [
      checkBlock(view.status, [
        `Intyget är elektroniskt signerat av ${view.sender.name}. Vill du veta om det gäller? Skanna koden eller gå till adressen:`,
      ]),
    ];
  }
  return [
    rule(220, 0.5, colour.line, 0),
    {
      margin: [0, 6, 0, 0],
      fontSize: 8.5,
      color: colour.muted,
      text: [
        'Intyget är utfärdat elektroniskt och gäller utan underskrift. Vill du kontrollera att det är äkta? Ange intygsnumret ',
        inOnePiece(view.reference),
        ` till ${view.sender.email} eller ${view.sender.telephone}.`,
      ],
    },
  ];
}
