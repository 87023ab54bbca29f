/** Lets one waiter know that something has happened, also when it happened just before the waiting began. */
export interface Pulse {
  beat(): void;
  /** Resolves at the next beat, at once when there has been one since the last wait, and at the latest after so long. */
  next(atMostMs: number): Promise<void>;
}

export function createPulse(): Pulse {
  let beaten = false;
  let wake: (() => void) | undefined;
  return {
    beat() {
      beaten = true;
      wake?.();
    },
    async next(atMostMs) {
      if (!beaten) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, atMostMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      beaten = false;
    },
  };
}
