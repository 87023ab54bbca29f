/** What a course beside the programme consists of, where its certificate says so. */
import type { CourseCode } from '../../../domain/region.ts';

interface Contents {
  /** In words; empty when not stated. */
  readonly extent: string;
  readonly parts: readonly string[];
}

/** Leda lärande och utveckling: about 10 hours in four parts, as the region's own description of it says. */
const stated: ReadonlyMap<CourseCode, Contents> = new Map([
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

export const courseDayContents = (course: CourseCode): Contents =>
  stated.get(course) ?? { extent: '', parts: [] };
