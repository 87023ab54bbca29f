/** How a municipality's decision and its yearly number are told, in the documents that lean on them. */
import { count, longDate, roleNames, sentence, wholeNumber } from './format.ts';
import type { DecisionView, QuotaView } from './views.ts';

/** One paragraph that says who decided what and when. */
export function decisionText(municipality: string, decision: DecisionView): string {
  const end = decision.validTo === null ? 'tills vidare' : `till och med den ${longDate(decision.validTo)}`;
  return [
    `${sentence(decision.decidedBy)} i ${municipality} beslutade den ${longDate(decision.decidedOn)} att ledarskapsutbildningen är obligatorisk för ${roleNames(decision.roles)}${source(decision)}.`,
    `Beslutet gäller från den ${longDate(decision.validFrom)} ${end} och omfattar ${count(decision.quotaPerYear, 'chef', 'chefer')} per år.`,
    `Den som omfattas ska börja inom ${count(decision.startWithinMonths, 'månad', 'månader')} och vara klar inom ${count(decision.completeWithinMonths, 'månad', 'månader')}, räknat från beslutet eller från tillträdet om det är senare.`,
  ].join(' ');
}

/** A reference that has brackets of its own is told without more of them. */
function source({ reference }: DecisionView): string {
  if (reference === '') return '';
  return reference.includes('(') ? `. Underlag: ${reference}` : ` (${reference})`;
}

export function noDecisionText(municipality: string): string {
  return `${municipality} har inte beslutat att ledarskapsutbildningen är obligatorisk. Deltagandet är därför frivilligt.`;
}

/** How much of the year's number is used; an overdrawn one is said as such. */
export function quotaText({ year, used, quota }: QuotaView): string {
  const left = quota - used;
  const rest =
    left > 0
      ? `${wholeNumber(left)} återstår.`
      : left === 0
        ? 'Årets antal är därmed fullt.'
        : `Det är ${wholeNumber(-left)} fler än beslutet anger.`;
  if (quota === 1 && used <= 1) {
    return `Årets enda plats för ${year} är ${used === 0 ? 'inte använd' : 'använd'}.`;
  }
  const inUse = used === 0 ? 'ingen använd' : used === 1 ? 'en använd' : `${wholeNumber(used)} använda`;
  return `Av årets ${count(quota, 'plats', 'platser')} för ${year} är ${inUse}. ${rest}`;
}
