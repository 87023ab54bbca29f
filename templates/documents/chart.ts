/** Charts as vector drawings, each with the words that say the same. */
import type { CanvasElement, Column, Content } from 'pdfmake/interfaces.js';
import { wholeNumber } from './format.ts';
import { colour, textWidth } from './letterhead.ts';
import { figure } from './roles.ts';

export interface BarPart {
  readonly label: string;
  readonly value: number;
  /** Stands out. */
  readonly isAlert?: boolean;
}

export interface Bar {
  readonly label: string;
  /** In the order of the legend; every bar has the same labels. */
  readonly parts: readonly BarPart[];
}

const labelWidth = 92;
const totalWidth = 34;
const barHeight = 9;
const rowHeight = 14;
/** Told apart by lightness too, in print without colours. */
const shades = ['#17406d', '#4f86b8', '#a9c4dc', '#dfe6ed', '#8a94a0'] as const;

/** The ink of each part, by its place. */
function inks(parts: readonly BarPart[]): string[] {
  let used = 0;
  return parts.map(({ isAlert }) => {
    if (isAlert === true) return colour.alert;
    used += 1;
    return shades[(used - 1) % shades.length] ?? '';
  });
}

/**
 * Bars of whole numbers, one below the other, on one scale.
 * @param name what the chart is of, as a phrase: the words begin with it
 * @returns nothing when there is nothing to show
 */
export function stackedBars(name: string, bars: readonly Bar[]): Content[] {
  const sums = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const most = Math.max(0, ...sums);
  if (most === 0) return [];
  const ink = inks(bars[0]?.parts ?? []);
  const scale = (textWidth - labelWidth - totalWidth) / most;
  const rows = bars.map(({ label, parts }, index): Content => {
    let x = 0;
    const canvas = parts.flatMap(({ value }, part): CanvasElement[] => {
      if (value === 0) return [];
      const from = x;
      x += value * scale;
      return [
        {
          type: 'rect',
          x: from,
          y: 2,
          w: value * scale,
          h: barHeight,
          color: ink[part] ?? '',
        },
      ];
    });
    return {
      columns: [
        { width: labelWidth, text: label, fontSize: 8.5 },
        canvas.length === 0 ? { width: 0, text: '' } : { width: x, canvas },
        { width: totalWidth, text: wholeNumber(sums[index] ?? 0), fontSize: 8.5, margin: [4, 0, 0, 0] },
      ],
      margin: [0, 0, 0, rowHeight - barHeight - 3],
    };
  });
  const legend = (bars[0]?.parts ?? []).flatMap(({ label }, part): Column[] => [
    {
      width: 12,
      canvas: [{ type: 'rect', x: 0, y: 2, w: 8, h: 8, color: ink[part] ?? '' }],
    },
    { width: 'auto', text: label, fontSize: 8.5, noWrap: true, margin: [0, 0, 10, 4] },
  ]);
  const words = bars.map(
    ({ label, parts }) =>
      `${label}: ${parts.map((part) => `${part.label.toLocaleLowerCase('sv-SE')} ${part.value}`).join(', ')}.`,
  );
  return [
    {
      ...figure({ stack: [{ columns: legend }, ...rows] }, `${name}. ${words.join(' ')}`),
      margin: [0, 4, 0, 8],
      unbreakable: true,
    },
  ];
}
