import { expect, it } from 'vitest';
import { chosenCopies } from '../../../activities/facts/copyChoice.ts';
import { copiesNamed, copyKinds } from '../../../domain/messages/copies.ts';
import { mailKinds } from '../../../domain/messages/kinds.ts';

const said = (seq: bigint, kinds: readonly string[], wanted: boolean) => ({
  ...{ seq, kind: 'copy_preference_set', corrects: null },
  data: { person: 'c-01', kinds, wanted },
});
const undone = (seq: bigint, corrects: bigint) => ({
  ...{ seq, kind: 'copy_preference_withdrawn', corrects },
  data: { person: 'c-01' },
});

it('is what was said last of each kind and not taken back', () => {
  const none = said(1n, ['seats_summary', 'seat_promoted'], false);
  const one = said(2n, ['seat_promoted'], true);
  expect([...chosenCopies([])]).toEqual([]);
  expect([...chosenCopies([none, one])]).toEqual([
    ['seats_summary', false],
    ['seat_promoted', true],
  ]);
  expect(chosenCopies([none, one, undone(3n, 2n)]).get('seat_promoted')).toBe(false);
  expect([...chosenCopies([none, undone(2n, 1n)])]).toEqual([]);
});

it('names groups and single kinds, and nothing that asks for something', () => {
  expect(copiesNamed('reports')).toEqual(['compliance_chief', 'compliance_network']);
  expect(mailKinds.flatMap((kind) => copiesNamed(kind) ?? [])).toEqual(
    mailKinds.filter((kind) => copyKinds.some((one) => one === kind)),
  );
  expect(copiesNamed('chief_digest')).toBeUndefined();
  expect(copiesNamed('toString')).toBeUndefined();
});
