import { defineConfig, mergeConfig } from 'vitest/config';
import ordinary from './vitest.config.ts';

const { test, ...rest } = ordinary;

export default mergeConfig(
  { ...rest, test: { ...test, include: [], exclude: [] } },
  // A judge starts a Java machine, and the first hook may play a whole term.
  defineConfig({
    test: { include: ['test/conformance/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 600_000 },
  }),
);
