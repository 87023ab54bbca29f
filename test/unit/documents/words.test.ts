import { describe, expect, it } from 'vitest';
import { decisionText, quotaText } from '../../../templates/documents/decision.ts';
import { notProposedReason } from '../../../templates/documents/proposal.ts';
import { decision } from '../../support/documents.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('how much of the year is used, by number', () => {
  it.each([
    [0, 5, 'Av årets 5 platser för 2026 är ingen använd. 5 återstår.'],
    [1, 5, 'Av årets 5 platser för 2026 är en använd. 4 återstår.'],
    [5, 5, 'Av årets 5 platser för 2026 är 5 använda. Årets antal är därmed fullt.'],
    [7, 5, 'Av årets 5 platser för 2026 är 7 använda. Det är 2 fler än beslutet anger.'],
    [0, 1, 'Årets enda plats för 2026 är inte använd.'],
    [1, 1, 'Årets enda plats för 2026 är använd.'],
    [2, 1, 'Av årets 1 plats för 2026 är 2 använda. Det är 1 fler än beslutet anger.'],
  ])('%i of %i', (used, quota, text) => expect(plain(quotaText({ year: 2026, used, quota }))).toBe(text));
});

describe('where a decision comes from', () => {
  const told = (reference: string): string => plain(decisionText('Orsa kommun', { ...decision, reference }));

  it('in brackets, but never brackets in brackets', () => {
    expect(told('KS § 101')).toContain('biträdande enhetschefer (KS § 101). Beslutet');
    expect(told('Beslut i juni (dagen är antagen)')).toContain(
      'biträdande enhetschefer. Underlag: Beslut i juni (dagen är antagen). Beslutet',
    );
    expect(told('')).toContain('biträdande enhetschefer. Beslutet');
  });
});

describe('why somebody is not proposed, by number', () => {
  it('the yearly number', () => {
    const full = (quota: number) => plain(notProposedReason({ code: 'quota_full', year: 2026, quota }));
    expect(full(5)).toMatch(/^Årets 5 platser för 2026 räcker inte\./);
    expect(full(1)).toMatch(/^Årets enda plats för 2026 räcker inte\./);
  });

  it('the workplace', () => {
    const limit = (most: number) => plain(notProposedReason({ code: 'workplace_limit', limit: most }));
    expect(limit(1)).toMatch(/^Högst en från samma arbetsplats/);
    expect(limit(3)).toMatch(/^Högst 3 från samma arbetsplats/);
  });
});
