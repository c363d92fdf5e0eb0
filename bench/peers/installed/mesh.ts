import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createGatewayRuntime } from '@graphql-hive/gateway'
import { defineConfig, getComposedSchemaFromConfig } from '@graphql-mesh/compose-cli'
import { useJIT } from '@graphql-mesh/plugin-jit'
import * as rest from '@graphql-mesh/transport-rest'
import { loadOpenAPISubgraph } from '@omnigraph/openapi'
import { readSettings, serve } from '../serve.ts'

/*
 * GraphQL Mesh composes upstream's REST API into a graph, and Hive Gateway serves it: what one would set up instead of
 * keeping the data. Chats lead to their attendees by one more call each.
 */
const { upstreamUrl } = readSettings()
if (!upstreamUrl) throw new Error('Mesh has no upstream to ask')

const attendeesOfChat = `@resolveTo(sourceName: "messaging", sourceTypeName: "Query", sourceFieldName: "listChatAttendees",
  requiredSelectionSet: "{ id }", sourceArgs: { chat_id: "{root.id}" })`

const config = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('messaging', {
        source: fileURLToPath(new URL('unipile-openapi.json', import.meta.url)),
        endpoint: upstreamUrl,
        operationHeaders: { 'x-api-key': 'sandbox' },
      }),
    },
  ],
  additionalTypeDefs: `extend type Chat { attendees: ChatAttendeeList ${attendeesOfChat} }`,
})

const logger = {
  name: 'mesh',
  log() {},
  debug() {},
  info() {},
  warn: console.error,
  error: console.error,
  child: () => logger,
}
const supergraph = await getComposedSchemaFromConfig(config, logger)
const gateway = createGatewayRuntime({
  supergraph,
  transports: { rest },
  logging: 'warn',
  graphiql: false,
  landingPage: false,
  plugins: () => [useJIT()],
})
await serve(createServer(gateway))
