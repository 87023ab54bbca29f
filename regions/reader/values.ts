/** Checks of single values that CSV and YAML share. Pure; a problem is a Swedish sentence. */
import { isGln, isOrganisationNumber } from '../../domain/checkDigits.ts';

/** Plain ASCII addresses only: what every mail server accepts without extensions. */
export function emailProblem(text: string): string | undefined {
  const plain = /^[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;
  if (plain.test(text) && !text.includes('..')) return undefined;
  return `”${text}” är ingen e-postadress. Skriv namn@domän utan å, ä, ö och mellanslag.`;
}

export function organisationNumberProblem(text: string): string | undefined {
  if (isOrganisationNumber(text)) return undefined;
  return `Organisationsnumret ”${text}” stämmer inte. Skriv tio siffror som 202100-2908 och kontrollera den sista siffran.`;
}

/** Peppol participant ids for Swedish parties: 0007 organisation number, 0088 GLN. */
export function peppolProblem(text: string, organisationNumber: string): string | undefined {
  const [scheme, id = ''] = text.split(':', 2);
  const digits = organisationNumber.replace('-', '');
  if (scheme === '0007') {
    if (id === digits || !isOrganisationNumber(organisationNumber)) return undefined;
    return `Peppol-id ”${text}” hör inte till organisationsnumret. Skriv 0007:${digits}.`;
  }
  if (scheme === '0088') {
    return isGln(id) ? undefined : `GLN i Peppol-id ”${text}” stämmer inte. Skriv 0088: och tretton siffror.`;
  }
  return `Peppol-id ”${text}” har ett okänt schema. Skriv 0007:organisationsnummer eller 0088:GLN.`;
}

/** hp written as decimal text, `7.5`, as tenths. */
export function tenthsFromHp(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d))?$/.exec(text);
  return match ? Number(match[1]) * 10 + Number(match[2] ?? '0') : undefined;
}
