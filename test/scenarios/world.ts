/** What the steps of a scenario work on: a region that is described first, and then lives, with either driver. */
import { AnswerRefused, type AnswerSource, type Answers, answers } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { importRegion } from '../../activities/region/import.ts';
import { keepBygones } from '../../activities/rules/change.ts';
import { type Look, rulesDifference } from '../../activities/rules/difference.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { JourneyFacts } from '../../domain/journey/facts.ts';
import type { Reference } from '../../domain/reference.ts';
import type { PersonId, Region } from '../../domain/region.ts';
import type { Database } from '../../prisma/client.ts';
import type { Effect } from '../../prisma/generated/client.ts';
import { type Draft, emptyRegion, idOf } from './region.ts';

/** A region that lives: the model's, or the real server's. */
export interface LivingRegion {
  readonly deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>;
  /** Runs everything that happens until a moment, where the clock then stands. */
  moveTo(to: Instant): Promise<void>;
  /** How a life is planned where the database cannot be asked in SQL. */
  readonly look?: Look;
  /** A manager's journey there. */
  readonly journey?: (person: PersonId) => JourneyFacts;
}

/**
 * Makes a region live, with every kind of mail released.
 * @param at local moment at which the clock begins, `2026-05-04 00:00`
 */
export type Driver = (region: Region, at: string) => Promise<LivingRegion>;

export class World {
  /** The region as the scenario has described it so far. */
  readonly draft: Draft = emptyRegion();
  startsOn = '2026-04-01';
  /** Why the last answer was not taken, until a step expects it. */
  refusal: AnswerRefused | undefined;
  /** Whatever steps of one subject want to remember for a later step, by a name of their own. */
  readonly notes = new Map<string, string>();
  readonly #driver: Driver;
  #living: LivingRegion | undefined;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  get hasBegun(): boolean {
    return this.#living !== undefined;
  }

  /** Imports the region as described and lets it live, if it does not yet. */
  async living(): Promise<LivingRegion> {
    this.#living ??= await this.#driver(this.draft, `${this.startsOn} 00:00`);
    return this.#living;
  }

  async db(): Promise<Database> {
    return (await this.living()).deps.db;
  }

  async reference(): Promise<Reference> {
    return (await this.living()).deps.reference();
  }

  async now(): Promise<Instant> {
    const { deps } = await this.living();
    return deps.clock.now(deps.db);
  }

  async today(): Promise<string> {
    return (await this.reference()).calendar.dateOf(await this.now());
  }

  /** @param time local, `12:00`: the morning's mails have gone out then */
  async moveTo(date: string, time = '12:00'): Promise<void> {
    const { calendar } = await this.reference();
    await (await this.living()).moveTo(calendar.at(date, time));
  }

  async passMinutes(minutes: number): Promise<void> {
    await (await this.living()).moveTo((await this.now()) + minutes * 60_000);
  }

  /** Lets all that is due at the present moment happen. */
  async settle(): Promise<void> {
    await this.passMinutes(0);
  }

  /**
   * What somebody says or does; what follows from it at once happens too. One that is refused must be expected by the
   * next step.
   * @param source `hand` when the coordinator enters it
   */
  async does(act: (answers: Answers) => Promise<unknown>, source: AnswerSource = 'answers'): Promise<void> {
    const { deps } = await this.living();
    try {
      await act(answers(deps, source));
    } catch (error) {
      if (!(error instanceof AnswerRefused)) throw error;
      this.refusal = error;
    }
    await this.settle();
  }

  /** The region's files are changed and imported again. */
  async changeRegion(change: (draft: Draft) => void): Promise<void> {
    if (!this.hasBegun) return change(this.draft);
    change(this.draft);
    const { deps, look } = await this.living();
    const { changes } = await rulesDifference(deps, this.draft.rules, look);
    await importRegion(deps, this.draft, 'scenario', 'import', (tx) => keepBygones(tx, changes));
    await this.settle();
  }

  /** The id of somebody who has been named. */
  async person(name: string): Promise<string> {
    const id = idOf(name);
    if (this.draft.people.some((row) => row.id === id)) return id;
    throw new Error(`scenariot har ingen person ${name}; nämn personen under Givet`);
  }

  /** The ledger: mails, certificates and decisions, in the order of their moments. */
  async ledger(): Promise<readonly Effect[]> {
    return (await this.db()).effect.findMany({ orderBy: [{ dueAt: 'asc' }, { key: 'asc' }] });
  }

  /** Mails that the mail server has taken, to one person or office. */
  async mailsTo(recipient: string): Promise<readonly Effect[]> {
    const rows = await this.ledger();
    return rows.filter(
      (row) => row.kind === 'mail' && row.status === 'accepted' && row.recipient === recipient,
    );
  }
}
