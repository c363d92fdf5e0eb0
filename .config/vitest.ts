import { defineConfig } from 'vitest/config'

export default defineConfig({
  // graphql 16 ships two builds; without this alias Vite loads one and Node the other.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: {
    globalSetup: ['test/harness/make-image.ts'],
    include: ['test/**/*.spec.ts'],
    // Each file opens an embedded database of its own, which takes seconds on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
