import { createServer } from 'node:http'
import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection'
import { postgraphile } from 'postgraphile'
import { TYPES } from 'postgraphile/@dataplan/pg'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { addPgTableOrderBy, orderByAscDesc } from 'postgraphile/utils'
import { readSettings, serve } from '../serve.ts'

/*
 * PostGraphile over our tables, with its recommended preset and its simpler names. It may order chats by the expression
 * that has an index, and filter by columns that have none.
 */
const { databaseUrl, poolSize } = readSettings()

const chatsByActivity = addPgTableOrderBy({ schemaName: 'public', tableName: 'chat' }, ({ sql }) =>
  orderByAscDesc('ACTIVITY', ({ alias }) => ({
    fragment: sql`coalesce(${alias}.last_activity_at, timestamptz '1970-01-01 00:00:00+00')`,
    codec: TYPES.timestamptz,
  })),
)

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset],
  plugins: [chatsByActivity],
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ connectionString: databaseUrl, schemas: ['public'], poolConfig: { max: poolSize } })],
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
})

const server = createServer()
await instance.createServ(grafserv).addTo(server)
await serve(server)
