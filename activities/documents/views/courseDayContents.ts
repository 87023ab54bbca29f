/** What a course beside the programme consists of, where its certificate says so. */
import type { Course } from '../../../domain/region.ts';

interface Contents {
  /** In words; empty when not stated. */
  readonly extent: string;
  readonly parts: readonly string[];
}

/** Leda lärande och utveckling: about 10 hours in four parts, as the region's own description of it says. */
const stated: ReadonlyMap<string, Contents> = new Map([
  [
    'LLU',
    {
      extent: 'cirka 10 timmar',
      parts: [
        'webbförberedelse på lärplattformen',
        'en regional kursdag',
        'en reflektionsuppgift',
        'uppföljning av kursen',
      ],
    },
  ],
]);

/** The parts are those of the region's files where they stand there. */
export function courseDayContents({ code, parts }: Pick<Course, 'code' | 'parts'>): Contents {
  const known = stated.get(code) ?? { extent: '', parts: [] };
  return parts.length === 0 ? known : { ...known, parts: parts.map(({ title }) => title) };
}
