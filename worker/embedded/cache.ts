/** Where programs that were fetched or built once are kept, outside the repository. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `$LEDARRESAN_CACHE`, else `$XDG_CACHE_HOME/ledarresan`, else `~/.cache/ledarresan`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.LEDARRESAN_CACHE) return env.LEDARRESAN_CACHE;
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ledarresan');
}
