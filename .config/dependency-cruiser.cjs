/** What each part of src/ may import from src/. A part always sees itself. */
const mayImport = {
  config: [],
  domain: [],
  providers: ['domain'],
  upstream: ['domain', 'providers'],
  store: ['domain'],
  lookups: ['domain', 'providers', 'upstream', 'store'],
  live: ['domain', 'store'],
  writes: ['domain', 'providers', 'upstream', 'store'],
  loaders: ['domain', 'lookups', 'live', 'writes', 'store'],
  schema: ['domain', 'providers', 'loaders'],
  server: ['domain', 'schema'],
  sync: ['domain', 'providers', 'upstream', 'store'],
  sandbox: [],
}

const folder = (names) => `^src/(${names.join('|')})(/|\\.ts$)`

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    ...Object.entries(mayImport).map(([part, others]) => ({
      name: `${part}-imports`,
      severity: 'error',
      from: { path: folder([part]) },
      to: { path: '^src/', pathNot: folder([part, ...others]) },
    })),
    {
      name: 'domain-is-pure',
      comment: 'Values and rules: no I/O, no clock, no libraries.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'only-the-store-knows-the-database',
      comment: 'schema/builder.ts alone may also name the Prisma client, for the administrative types.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(store/|schema/builder\\.ts$)' },
      to: { path: '^prisma/|node_modules/(@prisma|pg|@electric-sql|pglite-prisma-adapter)/' },
    },
    {
      name: 'only-schema-and-server-know-graphql',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(schema|server)/' },
      to: { path: 'node_modules/(graphql|graphql-yoga|@graphql-yoga|@pothos)/' },
    },
    {
      name: 'only-upstream-and-sandbox-know-http-clients',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(upstream|sandbox)/' },
      to: { path: 'node_modules/undici/' },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
