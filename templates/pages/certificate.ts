/** The public page about a certificate: whether it holds. In Swedish and English; nothing on it comes from elsewhere. */
import { createHash } from 'node:crypto';
import type { CertificateStanding, RevocationReason } from '../../domain/certificates/standing.ts';
import { withComma } from '../../domain/decimals.ts';
import type { Language } from '../../domain/region.ts';
import { longDate } from '../documents/format.ts';

export interface PageStatus {
  readonly code: string;
  readonly standing: CertificateStanding;
  readonly reason: RevocationReason | '';
  readonly kind: 'course' | 'course_day' | 'programme' | 'web';
  readonly issuer: { readonly name: string };
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly since: string;
}

/** What came of a name that was typed. */
export interface PageName {
  readonly name: string;
  readonly confirmed: { readonly title: string; readonly credits?: number | undefined } | undefined;
}

const style = `
:root{color-scheme:light}
body{margin:0;background:#eef2f6;color:#1c2530;font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1.5rem 1.25rem 3rem;background:#fff;min-height:100vh;box-sizing:border-box}
nav{text-align:right}a{color:#17406d}
h1{color:#17406d;line-height:1.15;margin:.5rem 0 1rem}
.standing{border-left:.5rem solid;padding:.75rem 1rem;margin:0 0 1.5rem;font-weight:600}
.valid{border-color:#1d6b34;background:#eaf5ed}.not{border-color:#9b1c1c;background:#fbecec}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.25rem;margin:0 0 1.5rem}
dt{color:#55606d}dd{margin:0}
label{display:block;font-weight:600}
input{font:inherit;padding:.5rem;width:100%;box-sizing:border-box;border:2px solid #55606d;margin:.25rem 0 .75rem}
button{font:inherit;padding:.5rem 1.25rem;border:0;background:#17406d;color:#fff}
a:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid #b35900;outline-offset:2px}
@media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 .5rem}}
`;

/** Nothing from elsewhere, no scripts, and forms only to ourselves. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
  vary: 'Accept, Accept-Language',
} as const;

const texts = {
  sv: {
    other: 'In English',
    title: 'Kontroll av intyg',
    standing: {
      valid: 'Intyget gäller.',
      replaced: 'Intyget har ersatts av ett nyare och gäller inte längre.',
      revoked: 'Intyget har dragits in och gäller inte.',
      expired: 'Intygets giltighetstid har gått ut.',
    },
    kinds: {
      course: 'Kursintyg',
      course_day: 'Intyg från kursdag',
      programme: 'Programintyg',
      web: 'Intyg från webbkurs',
    },
    reasons: {
      result_corrected: 'Resultatet har rättats',
      attendance_corrected: 'Närvaron har rättats',
      credits_fallen: 'En kurs räknas inte längre',
      study_reopened: 'Kursen behöver göras om',
      issued_in_error: 'Utfärdat av misstag',
      misused: 'Använt på fel sätt',
      other_reason: 'Annat skäl',
    },
    labels: {
      kind: 'Slag',
      issuer: 'Utfärdare',
      issuedOn: 'Utfärdat',
      validUntil: 'Gäller till och med',
      since: 'Gäller inte från',
      reason: 'Skäl',
      code: 'Kontrollkod',
      title: 'Avser',
      credits: 'Högskolepoäng',
    },
    nameTitle: 'Är det rätt person?',
    nameText:
      'Av hänsyn till personen visar vi inget namn. Skriv namnet som det står på intyget, så svarar vi om det stämmer.',
    name: 'Namn',
    check: 'Kontrollera namnet',
    right: 'Ja, intyget är utfärdat till personen med det namnet.',
    wrong: 'Nej, det namnet står inte på intyget. Kontrollera stavningen.',
    fetch: 'Hämta intyget som digitalt bevis (Open Badges 3.0)',
    unknown: 'Det finns inget intyg med den koden.',
    unknownText: 'Kontrollera att du har skrivit rätt kod. Den består av tio tecken och står på intyget.',
    too_many: 'Det blev för många försök.',
    too_manyText: 'Vänta en stund och försök sedan igen.',
  },
  en: {
    other: 'På svenska',
    title: 'Check a certificate',
    standing: {
      valid: 'The certificate is valid.',
      replaced: 'The certificate has been replaced by a newer one and is no longer valid.',
      revoked: 'The certificate has been revoked and is not valid.',
      expired: 'The certificate has expired.',
    },
    kinds: {
      course: 'Course certificate',
      course_day: 'Certificate of a course day',
      programme: 'Programme certificate',
      web: 'Certificate of a web course',
    },
    reasons: {
      result_corrected: 'The result has been corrected',
      attendance_corrected: 'The attendance has been corrected',
      credits_fallen: 'A course no longer counts',
      study_reopened: 'The course has to be taken again',
      issued_in_error: 'Issued by mistake',
      misused: 'Used in a wrong way',
      other_reason: 'Another reason',
    },
    labels: {
      kind: 'Kind',
      issuer: 'Issuer',
      issuedOn: 'Issued',
      validUntil: 'Valid until',
      since: 'Not valid from',
      reason: 'Reason',
      code: 'Code',
      title: 'About',
      credits: 'Higher-education credits',
    },
    nameTitle: 'Is it the right person?',
    nameText:
      'Out of respect for the person we show no name. Type the name as it stands on the certificate, and we answer whether it is right.',
    name: 'Name',
    check: 'Check the name',
    right: 'Yes, the certificate has been issued to the person of that name.',
    wrong: 'No, that name is not on the certificate. Check the spelling.',
    fetch: 'Fetch the certificate as a digital credential (Open Badges 3.0)',
    unknown: 'There is no certificate with that code.',
    unknownText:
      'Check that you have typed the right code. It has ten characters and stands on the certificate.',
    too_many: 'There were too many attempts.',
    too_manyText: 'Wait a while and try again.',
  },
} as const satisfies Record<Language, unknown>;

/** The page of a certificate, after a name was typed with what came of it. */
export function certificatePage(status: PageStatus, language: Language, asked?: PageName): string {
  const t = texts[language];
  const { labels } = t;
  const isValid = status.standing === 'valid';
  const rows: (readonly [string, string])[] = [
    ...(asked?.confirmed === undefined ? [] : [[labels.title, asked.confirmed.title] as const]),
    ...(asked?.confirmed?.credits === undefined
      ? []
      : [[labels.credits, decimal(asked.confirmed.credits, language)] as const]),
    [labels.kind, t.kinds[status.kind]],
    [labels.issuer, status.issuer.name],
    [labels.issuedOn, date(status.issuedOn, language)],
    ...(status.validUntil === '' ? [] : [[labels.validUntil, date(status.validUntil, language)] as const]),
    ...(status.since === '' ? [] : [[labels.since, date(status.since, language)] as const]),
    ...(status.reason === '' ? [] : [[labels.reason, t.reasons[status.reason]] as const]),
    [labels.code, `${status.code.slice(0, 5)}-${status.code.slice(5)}`],
  ];
  return page(language, t.title, `/c/${status.code}`, [
    `<p class="standing ${isValid ? 'valid' : 'not'}">${t.standing[status.standing]}</p>`,
    `<dl>${rows.map(([label, value]) => `<dt>${label}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`,
    `<h2>${t.nameTitle}</h2>`,
    ...(asked === undefined
      ? [`<p>${t.nameText}</p>`]
      : [
          `<p class="standing ${asked.confirmed ? 'valid' : 'not'}" role="status">${asked.confirmed ? t.right : t.wrong}</p>`,
        ]),
    asked?.confirmed === undefined
      ? nameForm(status.code, language, asked?.name ?? '')
      : fetchForm(status.code, language, asked.name),
  ]);
}

/** When there is nothing to tell. */
export function messagePage(message: 'unknown' | 'too_many', language: Language): string {
  const t = texts[language];
  return page(language, t.title, undefined, [
    `<p class="standing not">${t[message]}</p>`,
    `<p>${t[`${message}Text`]}</p>`,
  ]);
}

function nameForm(code: string, language: Language, name: string): string {
  const t = texts[language];
  return `<form method="post" action="/c/${code}?lang=${language}"><label for="name">${t.name}</label><input id="name" name="name" autocomplete="off" required maxlength="200" value="${escaped(name)}"><button>${t.check}</button></form>`;
}

function fetchForm(code: string, language: Language, name: string): string {
  return `<form method="post" action="/c/${code}/credential?lang=${language}"><input type="hidden" name="name" value="${escaped(name)}"><button>${texts[language].fetch}</button></form>`;
}

function page(
  language: Language,
  title: string,
  address: string | undefined,
  parts: readonly string[],
): string {
  const other = language === 'sv' ? 'en' : 'sv';
  const link =
    address === undefined
      ? ''
      : `<nav><a href="${address}?lang=${other}" lang="${other}" hreflang="${other}">${texts[language].other}</a></nav>`;
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head>
<body><main>${link}<h1>${title}</h1>
${parts.join('\n')}
</main></body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');

/** In Swedish in words; in English as the day, since orders of months and days differ there. */
const date = (day: string, language: Language): string =>
  language === 'sv'
    ? longDate(day)
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${day}T00:00:00Z`),
      );

const decimal = (value: number, language: Language): string =>
  language === 'sv' ? withComma(value) : String(value);
