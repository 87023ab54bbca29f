/** Where anybody can see whether a certificate holds: a QR code, and the same in letters for those who type. */
import type { Content } from 'pdfmake/interfaces.js';
import encodeQR from 'qr';
import { colour, inOnePiece, rule } from './letterhead.ts';
import { figure } from './roles.ts';
import type { CertificateView } from './views.ts';

type Status = NonNullable<CertificateView['status']>;

/** Points a module: with a code of 29 modules the square is as wide as a large stamp. */
const module = 2.3;
/** Modules of silence around the code, as ISO/IEC 18004 asks for; the paper is white. */
const silence = 4;

/** The dark modules of a QR code, each row's neighbours joined. */
export function qrRuns(address: string): { readonly size: number; readonly runs: readonly Run[] } {
  const rows: boolean[][] = encodeQR(address, 'raw', { ecc: 'medium', border: silence });
  const runs = rows.flatMap((row, y) => {
    const found: Run[] = [];
    for (let x = 0; x < row.length; x += 1) {
      const from = x;
      while (row[x] === true) x += 1;
      if (x > from) found.push({ x: from, y, length: x - from });
    }
    return found;
  });
  return { size: rows.length, runs };
}

/** Modules side by side: column, row, and how many. */
export interface Run {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** A code of ten characters in two halves, easier to read and type. */
export const codeInHalves = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** Explains how to check the certificate, beside the QR code. */
export function checkBlock({ code, address }: Status, words: readonly string[]): Content {
  const { size, runs } = qrRuns(address);
  return {
    unbreakable: true,
    margin: [0, 6, 0, 0],
    columns: [
      {
        width: '*',
        fontSize: 8.5,
        color: colour.muted,
        stack: [
          rule(220, 0.5, colour.line, 0),
          { text: [...words], margin: [0, 6, 0, 4] },
          { text: inOnePiece(address), color: colour.accent },
          { text: ['Kontrollkod: ', { text: codeInHalves(code), bold: true, color: colour.ink }] },
        ],
      },
      figure(
        {
          width: size * module,
          margin: [0, -silence * module, -silence * module, 0],
          canvas: runs.map(({ x, y, length }) => ({
            type: 'rect' as const,
            ...{ x: x * module, y: y * module, w: length * module, h: module },
            ...{ color: '#000000', lineWidth: 0 },
          })),
        },
        `QR-kod som leder till ${address}`,
      ),
    ],
  };
}
