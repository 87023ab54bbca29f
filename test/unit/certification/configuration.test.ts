import { describe, expect, it } from 'vitest';
import { readFactsConfiguration } from '../../../worker/configuration.ts';
import { checkSigning } from '../../../worker/dependencies.ts';
import { testIssuing } from '../../support/issuing.ts';
import { world } from '../../support/worlds.ts';

const database = { DATABASE_URL: 'postgresql://a@b:5432/c' };
const secret = 's'.repeat(32);
const live = { ...database, SEND: 'live', SMTP_URL: 'smtp://a:25', SENDER_DOMAIN: 'a.example' };

describe('the settings of certificates', () => {
  it('are optional: then there are no public pages, and keys are made', () => {
    expect(readFactsConfiguration({ ...database, PUBLIC_URL: '' }).issuing).toMatchObject({
      ...{ publicUrl: '', folder: 'signing', develop: true },
    });
  });

  it('are an address without a slash at its end, a secret, and passphrases by issuer', () => {
    const { issuing } = readFactsConfiguration({
      ...{ ...live, PUBLIC_URL: 'https://a.example/', CERTIFICATE_SECRET: secret },
      SIGNING_PASSPHRASE_HDA: 'sesam',
    });
    expect(issuing).toMatchObject({ publicUrl: 'https://a.example', secret, develop: false });
    expect([issuing.passphrase('hda'), issuing.passphrase('rss')]).toEqual(['sesam', undefined]);
  });

  it.each([
    ['without a secret', { ...database, PUBLIC_URL: 'https://a.example' }, /CERTIFICATE_SECRET is missing/],
    ['with a short one', { ...database, CERTIFICATE_SECRET: 'kort' }, /at least 32 characters/],
    [
      'that nobody protects',
      { ...live, PUBLIC_URL: 'http://a.example', CERTIFICATE_SECRET: secret },
      /https/,
    ],
    ['that is none', { ...database, PUBLIC_URL: 'a.example' }, /PUBLIC_URL must be an address/],
  ])('are refused %s', (_what, env, says) => {
    expect(() => readFactsConfiguration(env)).toThrow(says);
  });
});

describe('a worker that sends for real', () => {
  it('does not start with keys for trying things out', async () => {
    const reference = world();
    await expect(checkSigning(readFactsConfiguration(live), testIssuing(), reference)).rejects.toThrow(
      /certificate of region .* is for trying things out only/,
    );
    await checkSigning(readFactsConfiguration(database), testIssuing(), reference);
  });
});
