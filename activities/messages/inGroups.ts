import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for company while mails come all the time, and little beside what handing one over takes. */
const restMs = 10;

/**
 * Statements of many mails at the same time, as one: what is asked for while the database is busy with the statement
 * before waits for it, and a moment longer for others, and goes together. Nothing waits when there is little to do.
 * @param run carries out a group and answers each of it, in order
 * @param most how many go together
 */
export function inGroups<Wish, Answer>(
  run: (wishes: readonly Wish[]) => Promise<readonly Answer[]>,
  most: number,
): (wish: Wish) => Promise<Answer> {
  interface Waiting {
    readonly wish: Wish;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let isBusy = false;

  async function work(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const answers = await run(group.map(({ wish }) => wish));
        for (const [index, { resolve, reject }] of group.entries()) {
          const answer = answers[index];
          if (answer === undefined) reject(new RangeError('a group must answer each of its wishes'));
          else resolve(answer);
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
      if (waiting.length > 0) await sleep(restMs);
    }
    isBusy = false;
  }

  return (wish) =>
    new Promise((resolve, reject) => {
      waiting.push({ wish, resolve, reject });
      if (!isBusy) void work();
    });
}
