/** Events and what undoes them. Each engineer of an event adds the pair here. */
import type { Answers } from '../../../activities/answers/answers.ts';
import { type RespiteKind, respiteKinds } from '../../../domain/people/respites.ts';
import type { Draw } from './happenings.ts';

type Act = (to: Answers, person: string, draw: Draw) => Promise<unknown>;

export interface Undoable {
  readonly does: Act;
  /** Said at once after it, with the same draws. */
  readonly undoes: Act;
}

const respite = (kind: RespiteKind): Undoable => ({
  does: (to, person, draw) =>
    to.grantRespite({ person, kind, from: draw.date(-20, 0), until: draw.date(10, 200) }),
  undoes: (to, person) => to.undoRespite({ person, kind }),
});

const course = (draw: Draw): string => draw.one(['1a', '1b', '2', '3', '4']) ?? '';

export const undoables: Readonly<Record<string, Undoable>> = {
  ...Object.fromEntries(respiteKinds.map((kind) => [kind, respite(kind)])),
  back: {
    does: (to, person) => to.endRespite({ person, kind: 'leave' }),
    undoes: (to, person) => to.undoRespite({ person, kind: 'leave' }),
  },
  credit: {
    does: (to, person, draw) =>
      to.recogniseCredit({ person, course: course(draw), completedOn: '2025-01-10' }),
    undoes: (to, person, draw) => to.withdrawCredit({ person, course: course(draw), basis: 'prior' }),
  },
};
