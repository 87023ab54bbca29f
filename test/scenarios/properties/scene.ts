/** What happenings have in common: the scene they see, how they draw, and whom they are about. */
import type { Answers } from '../../../activities/answers/answers.ts';
import type { Reference } from '../../../domain/reference.ts';
import { managerRoles } from '../../../domain/region.ts';
import type { Model } from '../model/model.ts';
import type { Draft } from '../region.ts';
import { terms } from './region.ts';

/** Draws of one happening: the same numbers give the same draws. */
export interface Draw {
  /** One of a list; undefined of an empty one. */
  one<Item>(items: readonly Item[]): Item | undefined;
  chance(percent: number): boolean;
  /** A date within so many days from today. */
  date(from: number, to: number): string;
}

export interface Scene {
  readonly model: Model;
  readonly draft: Draft;
  readonly reference: Reference;
  readonly today: string;
  readonly draw: Draw;
  /** What somebody says; `hand` when the coordinator enters it. */
  says(act: (to: Answers) => Promise<unknown>, source?: 'hand' | 'answers'): Promise<void>;
  /** A change of the region's files. */
  changes(change: (draft: Draft) => void): Promise<void>;
}

export type Happening = (scene: Scene) => Promise<void>;

export const managers = ({ reference }: Scene): string[] =>
  reference.people.filter(({ role }) => managerRoles.includes(role)).map(({ id }) => id);

export const heldSeats = ({ model }: Scene) => model.tables.seat.where(({ state }) => state === 'held');
export const offerings = ({ reference }: Scene) => reference.offerings.map(({ code }) => code);

/** Course days that have been held. */
export const daysHeld = ({ reference, today }: Scene) =>
  reference.offerings.flatMap(({ days }) => days.filter(({ date }) => date < today));

export const aboutSeat =
  (
    act: (to: Answers, seat: { offering: string; person: string }) => Promise<unknown>,
    source?: 'hand',
  ): Happening =>
  async (scene) => {
    const seat = scene.draw.one(heldSeats(scene));
    if (seat === undefined) return;
    await scene.says((to) => act(to, { offering: seat.offering, person: seat.person }), source);
  };

export const aboutManager =
  (act: (to: Answers, person: string, scene: Scene) => Promise<unknown>, source?: 'hand'): Happening =>
  async (scene) => {
    const person = scene.draw.one(managers(scene));
    if (person !== undefined) await scene.says((to) => act(to, person, scene), source);
  };

export const term = (scene: Scene): string => scene.draw.one(terms) ?? terms[0];
export const place = (scene: Scene): string => scene.draw.one(offerings(scene)) ?? '';
