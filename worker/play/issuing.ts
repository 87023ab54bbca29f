/** How a play issues certificates: with keys for trying things out, kept between plays so that the bytes are the same. */
import { join } from 'node:path';
import { folderIssuing, type Issuing } from '../../activities/certification/issuing.ts';
import { cacheFolder } from '../embedded/cache.ts';

export const playIssuing = (): Issuing =>
  folderIssuing({
    publicUrl: 'https://ledarresan.example',
    // Nothing in a play is secret: the same codes every time are worth more.
    secret: 'a play',
    folder: join(cacheFolder(), 'signing'),
    passphrase: () => undefined,
    develop: true,
  });
