import { expect, it } from 'vitest';
import { chosenLanguage } from '../../../activities/facts/languageChoice.ts';

const chosen = (seq: bigint, language: string) => ({
  ...{ seq, kind: 'language_chosen', corrects: null },
  data: { person: 'm-01', language },
});
const undone = (seq: bigint, corrects: bigint) => ({
  ...{ seq, kind: 'language_choice_withdrawn', corrects },
  data: { person: 'm-01' },
});

it('is what was chosen last and not taken back, or nothing', () => {
  expect(chosenLanguage([])).toBeUndefined();
  expect(chosenLanguage([chosen(1n, 'en'), chosen(2n, 'sv')])).toBe('sv');
  expect(chosenLanguage([chosen(1n, 'en'), chosen(2n, 'sv'), undone(3n, 2n)])).toBe('en');
  expect(chosenLanguage([chosen(1n, 'en'), undone(2n, 1n)])).toBeUndefined();
});
