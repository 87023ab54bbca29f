import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { readCode, statusCode, statusPlace, statusPlaces } from '../../../activities/certification/codes.ts';
import { folded, identitiesOf, isNameOf } from '../../../activities/certification/identity.ts';
import { encodedList } from '../../../activities/certification/statusList.ts';
import { certificateStanding, lastValidDay } from '../../../domain/certificates/standing.ts';
import { codeInHalves, qrRuns } from '../../../templates/documents/statusCode.ts';
import { bitOf } from '../../support/statusLists.ts';

const secret = 'x'.repeat(32);
const numbers = fc.string({ minLength: 1 });

describe('the code of a certificate', () => {
  it('is ten clear characters, the same each time, another with another secret or number', () => {
    fc.assert(
      fc.property(numbers, numbers, (number, other) => {
        const code = statusCode(secret, number);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
        expect(statusCode(secret, number)).toBe(code);
        expect(statusCode(`${secret}y`, number)).not.toBe(code);
        if (other !== number) expect(statusCode(secret, other)).not.toBe(code);
        expect(statusPlace(secret, number, 0)).toBeLessThan(statusPlaces);
      }),
    );
  });

  it('is read as people type it', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const code = statusCode(secret, number);
        const typed = ` ${codeInHalves(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `;
        expect(readCode(typed)).toBe(code);
      }),
    );
    for (const wrong of ['', 'ABC', 'ABCDE-FGHJKM', 'ABCDE-FGHJ!', 'UUUUUUUUUU'])
      expect(readCode(wrong)).toBeUndefined();
  });

  it('stands in the QR code, as another program reads it', () => {
    const address = 'https://ledarresan.example/c/7K3QABCDE0';
    const { size, runs } = qrRuns(address);
    const scale = 4;
    const side = size * scale;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    for (const { x, y, length } of runs) {
      for (let row = y * scale; row < (y + 1) * scale; row += 1) {
        for (let column = x * scale; column < (x + length) * scale; column += 1) {
          pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
        }
      }
    }
    expect(jsQR(pixels, side, side)?.data).toBe(address);
  });
});

describe('a name that is typed', () => {
  it('is the same whatever its capitals, spaces and composition, and no other', () => {
    const [plain, fold] = identitiesOf('Åsa  Öfver-Beck', 'salt');
    expect(JSON.stringify([plain, fold])).not.toMatch(/åsa|beck/i);
    for (const typed of [
      'Åsa Öfver-Beck',
      ' åsa öfver-beck',
      'ÅSA  ÖFVER-BECK',
      'A\u030asa O\u0308fver-Beck',
    ]) {
      expect(fold && isNameOf(fold, typed), typed).toBe(true);
    }
    for (const typed of ['', 'Asa Ofver-Beck', 'Åsa', 'Åsa Öfverbeck'])
      expect(fold && isNameOf(fold, typed)).toBe(false);
    expect(folded('Zoë')).toBe('zoë');
  });
});

describe('a status list', () => {
  it('holds the bits of the places and no others', () => {
    const places = [0, 1, 7, 8, 4711, statusPlaces - 1];
    const list = encodedList(places);
    for (const place of places) expect(bitOf(list, place), String(place)).toBe(1);
    for (const place of [2, 6, 9, 4710, 4712, statusPlaces - 2]) expect(bitOf(list, place)).toBe(0);
    expect(list.startsWith('u')).toBe(true);
  });
});

describe('how a certificate stands', () => {
  it.each([
    ['issued', '', '2030-01-01', 'valid'],
    ['issued', '2029-01-18', '2029-01-18', 'valid'],
    ['issued', '2029-01-18', '2029-01-19', 'expired'],
    ['replaced', '2029-01-18', '2030-01-01', 'replaced'],
    ['revoked', '', '2030-01-01', 'revoked'],
  ] as const)('%s, until %s, on %s: %s', (status, validUntil, today, standing) => {
    expect(certificateStanding({ status, validUntil }, today)).toBe(standing);
  });

  it('counts months from the day of issue, and none for a kind that does not expire', () => {
    expect(lastValidDay('2027-01-31', 25)).toBe('2029-02-28');
    expect(lastValidDay('2027-01-31', 0)).toBe('');
  });
});
