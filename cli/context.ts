/** What a command gets from outside; tests give another one. */
import type { Dependencies } from '../activities/dependencies.ts';
import type { Connected } from '../worker/dependencies.ts';

/** 0 done, 1 failed, 2 wrong usage or input; 3 and more are answers of a command that asks, told in its help. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface Context {
  readonly env: NodeJS.ProcessEnv;
  /** Results, to standard output; a line break is added. */
  out(text: string): void;
  /** Progress and errors, to standard error; a line break is added. */
  err(text: string): void;
  /**
   * Opens the configured database for one command and closes it afterwards.
   * @param play output folder of a play whose database is opened instead
   * @throws ConfigurationError, DatabaseRefused, PlayRefused
   */
  withDatabase<T>(use: (deps: Dependencies) => Promise<T>, play?: string): Promise<T>;
  /** The command ends with this status although nothing was thrown; what went wrong has been told. */
  endWith(status: ExitStatus): void;
  status(): ExitStatus;
}

/** The real one: this process's streams, and the database that the environment names. */
export function systemContext(env: NodeJS.ProcessEnv): Context {
  let ending: ExitStatus = 0;
  return {
    env,
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    async withDatabase(use, play) {
      const { deps, close } = play === undefined ? await configured(env) : await played(play);
      try {
        return await use(deps);
      } finally {
        await close();
      }
    },
    endWith: (status) => {
      ending = status;
    },
    status: () => ending,
  };
}

async function configured(env: NodeJS.ProcessEnv): Promise<Connected> {
  const [{ readFactsConfiguration }, { connect }] = await Promise.all([
    import('../worker/configuration.ts'),
    import('../worker/dependencies.ts'),
  ]);
  return connect(readFactsConfiguration(env));
}

async function played(folder: string): Promise<Connected> {
  const { openPlay } = await import('../worker/play/open.ts');
  return openPlay(folder);
}
