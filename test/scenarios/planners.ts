/** The driver that runs scenarios on the planners alone, in memory. */
import { importRegion } from '../../activities/region/import.ts';
import { createCalendar } from '../../domain/calendar/calendar.ts';
import { journeyOf } from './model/lives.ts';
import { createModel, type Model } from './model/model.ts';
import type { Driver, LivingRegion } from './world.ts';

export interface ModelledRegion extends LivingRegion {
  readonly model: Model;
}

/** A region in the model, with every kind of mail released. */
export const inModel = async (...[region, at]: Parameters<Driver>): Promise<ModelledRegion> => {
  const model = createModel();
  const [date = '', time = ''] = at.split(' ');
  const start = createCalendar(region.timeZone, region.holidayCountry).at(date, time);
  await model.startAt(start);
  await importRegion(model.deps, region, 'scenario');
  const id = 'release:all';
  await model.deps.db.control.create({
    data: { id, action: 'release', scope: 'all', since: new Date(start) },
  });
  return {
    deps: model.deps,
    moveTo: model.moveTo,
    look: model.look,
    journey: (person) => journeyOf(model.tables, person),
    model,
  };
};
