/** Keys of tests: made once and kept, since an RSA key takes a second to find. */
import { join } from 'node:path';
import { folderIssuing, type Issuing } from '../../activities/certification/issuing.ts';
import { cacheFolder } from '../../worker/embedded/cache.ts';

/** @param name of a folder of keys; another one has other keys */
export const keptKeys = (name: string): string => join(cacheFolder(), 'test-signing', name);

export const testIssuing = (name = 'ours'): Issuing =>
  folderIssuing({
    publicUrl: 'https://intyg.example',
    secret: 'a secret of the tests',
    folder: keptKeys(name),
    passphrase: () => undefined,
    develop: true,
  });
