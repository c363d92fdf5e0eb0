import { defineConfig } from 'vitest/config'

export default defineConfig({
  // graphql 16 ships two builds; without this alias Vite loads one and Node the other.
  resolve: { alias: { graphql: 'graphql/index.js' } },
  test: { include: ['test/**/*.spec.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
})
