/** Parts of a course, web courses, and a municipality's plan for workplace learning. */
import type { Answers } from '../../../activities/answers/answers.ts';
import { aboutManager, type Happening, type Scene } from './scene.ts';

const part = ({ draw }: Scene): string => draw.one(['forberedelse', 'reflektion']) ?? 'reflektion';

const aboutActivity =
  (act: (to: Answers, activity: string, scene: Scene) => Promise<unknown>): Happening =>
  async (scene) => {
    const activity = scene.draw.one(scene.model.tables.planActivity.all())?.code;
    if (activity !== undefined) await scene.says((to) => act(to, activity, scene), 'hand');
  };

export const ofOtherCourses: Readonly<Record<string, Happening>> = {
  partDone: aboutManager((to, person, scene) =>
    to.completePart({ person, course: 'LLU', part: part(scene) }),
  ),
  partReopened: aboutManager(
    (to, person, scene) => to.reopenPart({ person, course: 'LLU', part: part(scene) }),
    'hand',
  ),
  studyAssigned: aboutManager((to, person) => to.assignStudy({ person, course: 'ISU' }), 'hand'),
  studyUnassigned: aboutManager((to, person) => to.unassignStudy({ person, course: 'ISU' }), 'hand'),
  studyDone: aboutManager((to, person) => to.completeStudy({ person, course: 'ISU', manner: 'alone' })),
  studyReopened: aboutManager((to, person) => to.reopenStudy({ person, course: 'ISU' }), 'hand'),
  activityDone: aboutActivity((to, activity) => to.completeActivity({ activity })),
  activityReopened: aboutActivity((to, activity) => to.reopenActivity({ activity })),
  activityMoved: aboutActivity((to, activity, { draw }) =>
    to.moveActivity({ activity, to: draw.date(5, 60) }),
  ),
  activityCancelled: aboutActivity((to, activity) => to.cancelActivity({ activity })),
  activityUndone: aboutActivity((to, activity) => to.undoActivity({ activity })),
};
