import { createGatewayRuntime, type GatewayConfigSupergraph } from '@graphql-hive/gateway'
import { composeServices } from '@theguild/federation-composition'
import { parse } from 'graphql'

export type Subgraph = { readonly name: string; readonly url: string }

/** Hive Gateway over the supergraph that the running subgraphs make together. Throws when they don’t compose. */
export async function createGateway(
  subgraphs: readonly Subgraph[],
  options: Omit<GatewayConfigSupergraph, 'supergraph'> = {},
) {
  const services = await Promise.all(
    subgraphs.map(async ({ name, url }) => ({ name, url, typeDefs: parse(await readSdl(url)) })),
  )
  const { supergraphSdl, errors } = composeServices(services)
  if (!supergraphSdl) throw new Error(`The subgraphs do not compose: ${errors?.join('\n')}`)
  return createGatewayRuntime({ ...options, supergraph: supergraphSdl })
}

async function readSdl(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  })
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } }
  return data._service.sdl
}
