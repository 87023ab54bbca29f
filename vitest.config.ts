import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Outside judges, which need programs of their own: `npm run test:conformance`.
    exclude: ['test/conformance/**'],
    // The Temporal SDK's native part wants processes of its own.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
