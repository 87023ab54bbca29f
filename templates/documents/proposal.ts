/** Nomination proposal: which managers a chief is asked to nominate for a term, and why not the others. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { decisionText, noDecisionText, quotaText } from './decision.ts';
import { count, credits, longDate, nbsp, sentence, termName, wholeNumber, workplaceName } from './format.ts';
import {
  colour,
  inOnePiece,
  letterDefinition,
  paragraph,
  recipientBlock,
  section,
  table,
  title,
} from './letterhead.ts';
import type { NotProposedReason, ProposalView, ProposedReason } from './views.ts';

/** The definition of a nomination proposal. Throws RangeError for a date, term or number that cannot be printed. */
export function definition(view: ProposalView): TDocumentDefinitions {
  const term = termName(view.term);
  const heading1 = `Förslag till nominering, ${term}`;
  return letterDefinition(view, {
    kindOfDocument: 'FÖRSLAG TILL NOMINERING',
    referenceLabel: 'Beteckning',
    title: `${heading1} – ${view.municipality}`,
    subject: `Nominering till ledarskapsutbildningen, ${term}`,
    content: [
      recipientBlock([view.recipient.name, view.recipient.title, view.municipality]),
      title(heading1),
      paragraph(
        `${sentence(term)} börjar den ${longDate(view.termStart)}. Här är vårt förslag på vilka av dina chefer som ska få plats på ledarskapsutbildningen (30${nbsp}hp) den terminen. Det är du som bestämmer: du kan godkänna förslaget, byta namn eller avstå.`,
      ),
      answerBox(view),
      section('Kommunens beslut', [
        paragraph(
          view.decision === null
            ? noDecisionText(view.municipality)
            : decisionText(view.municipality, view.decision),
        ),
        ...(view.quota === null ? [] : [paragraph(quotaText(view.quota))]),
      ]),
      ...proposed(view),
      ...notProposed(view),
      ...howToAnswer(view),
    ],
  });
}

function answerBox(view: ProposalView): Content {
  return {
    role: 'layout',
    margin: [0, 4, 0, 4],
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (column) => (column === 0 ? 3 : 0),
      vLineColor: () => colour.accent,
      fillColor: () => colour.tint,
      paddingLeft: () => 12,
      paddingRight: () => 12,
      paddingTop: () => 8,
      paddingBottom: () => 7,
    },
    table: {
      widths: ['*'],
      body: [
        [
          {
            text: [
              { text: `Svara senast den ${longDate(view.answerBy)}`, bold: true, fontSize: 11.5 },
              `\ntill ${view.answer.name}, ${view.answer.email}, telefon ${view.answer.telephone}.`,
            ],
          },
        ],
      ],
    },
  };
}

function proposed(view: ProposalView): Content[] {
  if (view.proposed.length === 0) {
    const reasons = view.notProposed.length === 0 ? '' : ' Skälen står nedan.';
    return [
      section('Vårt förslag', [paragraph(`Ingen av dina chefer står i tur den här terminen.${reasons}`)]),
    ];
  }
  return [
    table(
      [
        { label: 'Chef', width: 96 },
        { label: 'Arbetsplats', width: 98 },
        { label: 'Kurs', width: 112 },
        { label: 'Varför', width: '*' },
      ],
      view.proposed.map(({ name, workplace, course, reason }) => [
        { text: name, bold: true },
        workplaceName(workplace),
        course,
        proposedReason(reason),
      ]),
      { heading: `Vi föreslår ${count(view.proposed.length, 'chef', 'chefer')}` },
    ),
  ];
}

function notProposed(view: ProposalView): Content[] {
  if (view.notProposed.length === 0) return [];
  return [
    table(
      [
        { label: 'Chef', width: 130 },
        { label: 'Arbetsplats', width: 125 },
        { label: 'Varför inte', width: '*' },
      ],
      view.notProposed.map(({ name, workplace, reason }) => [
        name,
        workplaceName(workplace),
        notProposedReason(reason),
      ]),
      { heading: 'De här cheferna föreslår vi inte den här gången' },
    ),
  ];
}

function howToAnswer(view: ProposalView): Content[] {
  return [
    section('Så svarar du', [
      {
        ul: [
          {
            text: [
              `Svara på mejlet som förslaget kom med, eller skriv till ${view.answer.email}. Ange beteckningen `,
              inOnePiece(`${view.reference}.`),
            ],
          },
          ...(view.proposed.length === 0
            ? ['Vill du ändå nominera någon skriver du vem, vilken arbetsplats och varför.']
            : [
                'Skriv vilka av de föreslagna du godkänner. Vill du byta någon skriver du vem som ska få platsen i stället, och varför.',
                'Vill du avstå skriver du det. Då kan platsen gå vidare till någon annan.',
              ]),
          `Utan ditt svar senast den ${longDate(view.answerBy)} kan vi inte ge dina chefer någon plats.`,
        ],
        margin: [0, 0, 0, 6],
      },
      paragraph(
        'När nomineringstiden är slut fördelar vi platserna och meddelar dig och dina chefer. En nominering är ännu ingen plats och kostar ingenting.',
      ),
    ]),
  ];
}

/** Why somebody is proposed, in words. */
export function proposedReason(reason: ProposedReason): string {
  switch (reason.code) {
    case 'mandate_overdue':
      return `Obligatorisk enligt beslutet. Skulle ha börjat senast den ${longDate(reason.deadline)}.`;
    case 'mandate_deadline':
      return `Obligatorisk enligt beslutet. Ska börja senast den ${longDate(reason.deadline)}.`;
    case 'mandate_time_in_post':
      return `Obligatorisk enligt beslutet. Chef sedan den ${longDate(reason.postSince)} och står därmed i tur.`;
    case 'started_programme':
      return `Har redan påbörjat utbildningen (${credits(reason.creditsTenths)}) och saknar den här kursen.`;
    case 'volunteer':
      return 'Har själv anmält intresse.';
    case 'other':
      return reason.text;
  }
}

/** Why somebody is not proposed this time, in words. */
export function notProposedReason(reason: NotProposedReason): string {
  switch (reason.code) {
    case 'quota_full':
      return `${reason.quota === 1 ? 'Årets enda plats' : `Årets ${wholeNumber(reason.quota)} platser`} för ${reason.year} räcker inte. Andra har väntat längre.`;
    case 'workplace_limit':
      return `Högst ${reason.limit === 1 ? 'en' : wholeNumber(reason.limit)} från samma arbetsplats åt gången, så att verksamheten fungerar.`;
    case 'no_missing_course':
      return 'Terminen erbjuder ingen kurs som chefen saknar.';
    case 'programme_completed':
      return 'Har redan gått hela utbildningen.';
    case 'on_leave':
      return reason.until === null ? 'Är ledig.' : `Är ledig till och med den ${longDate(reason.until)}.`;
    case 'already_in_training':
      return 'Har redan en plats den här terminen.';
    case 'not_covered':
      return 'Omfattas inte av beslutet och har inte anmält intresse.';
    case 'other':
      return reason.text;
  }
}
