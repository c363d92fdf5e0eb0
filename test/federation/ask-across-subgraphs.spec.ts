import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { ApolloGateway, IntrospectAndCompose, RemoteGraphQLDataSource } from '@apollo/gateway'
import { type DocumentNode, type ExecutionResult, parse, print } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCrm } from '../../examples/federation/crm/index.ts'
import { createGateway, type Subgraph } from '../../examples/federation/gateway.ts'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import type { Seed } from '../harness/seed.ts'

const DealsOfPeople = parse(`{
  attendees(first: 10) { nodes { displayName user { deals { title } } } }
}`)
const PeopleOfDeals = parse(`{ deals { title user { displayName knownStatus { __typename } } } }`)

/** A graph over subgraphs: what it answers, and the documents it sent for that, each after its subgraph’s name. */
type Supergraph = AsyncDisposable & {
  readonly sent: string[]
  ask(document: DocumentNode): Promise<ExecutionResult>
}

async function startHive(subgraphs: readonly Subgraph[]): Promise<Supergraph> {
  const sent: string[] = []
  const nameOf = (url: string) => subgraphs.find((subgraph) => subgraph.url === url)?.name
  const onFetch = ({ url, options }: { url: string; options: RequestInit }) => {
    sent.push(`${nameOf(url)}: ${String(options.body)}`)
  }
  const gateway = await createGateway(subgraphs, { plugins: () => [{ onFetch }], logging: false })
  return {
    sent,
    async ask(document) {
      const body = JSON.stringify({ query: print(document) })
      const headers = { 'content-type': 'application/json' }
      const response = await gateway.fetch('http://gateway/graphql', { method: 'POST', headers, body })
      return (await response.json()) as ExecutionResult
    },
    [Symbol.asyncDispose]: () => Promise.resolve(gateway[Symbol.asyncDispose]()),
  }
}

async function startApollo(subgraphs: readonly Subgraph[]): Promise<Supergraph> {
  const sent: string[] = []
  const gateway = new ApolloGateway({
    supergraphSdl: new IntrospectAndCompose({ subgraphs: [...subgraphs] }),
    buildService: ({ name, url }) =>
      new RemoteGraphQLDataSource({
        ...(url ? { url } : {}),
        willSendRequest: ({ request }) => void sent.push(`${name}: ${request.query}`),
      }),
  })
  const { executor } = await gateway.load()
  sent.length = 0
  return {
    sent,
    async ask(document) {
      const request = { query: print(document), variables: {}, http: { headers: new Map() } }
      const given = { request, document, operationName: null, queryHash: print(document), context: {}, cache: noCache }
      return (await executor({ ...given, schema: undefined, logger: console } as never)) as ExecutionResult
    },
    [Symbol.asyncDispose]: () => gateway.stop(),
  }
}

const noCache = { get: async () => undefined, set: async () => undefined, delete: async () => undefined }

async function givenPeople(given: Seed) {
  const account = await given.account({ backfilled: true })
  for (const publicId of ['ada-lovelace', 'julien-crepieux', 'nobody-sells-to-me']) {
    await given.attendee(account, await given.user({ name: publicId, publicId, internalId: publicId }))
  }
}

describe.each([
  { name: 'Hive Gateway', startSupergraph: startHive },
  { name: 'Apollo Gateway', startSupergraph: startApollo },
])('behind $name', ({ startSupergraph }) => {
  const [database] = databases
  if (!database) throw new Error('There is no database')
  const start = useGateway(database.open)
  const crm = createCrm()
  let crmUrl = ''
  beforeAll(async () => {
    await once(crm.listen(0, '127.0.0.1'), 'listening')
    crmUrl = `http://127.0.0.1:${(crm.address() as AddressInfo).port}/graphql`
  })
  afterAll(() => void crm.close())

  it('a field that others hang on our users costs one request for all users', async () => {
    await using api = await start()
    await givenPeople(api.given)
    await using supergraph = await startSupergraph([
      { name: 'acquaint', url: `${api.url}/graphql` },
      { name: 'crm', url: crmUrl },
    ])

    const { data, errors } = await supergraph.ask(DealsOfPeople)

    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      attendees: {
        nodes: [
          { user: { deals: [{ title: 'An engine for analytical work' }, { title: 'Punched cards, one year' }] } },
          { user: { deals: [{ title: 'Onboarding' }] } },
          { user: { deals: [] } },
        ],
      },
    })
    expect(hops(supergraph.sent)).toEqual(['acquaint', 'crm _entities'])
  })

  it('our fields on users that others name cost one request for all users', async () => {
    await using api = await start()
    await givenPeople(api.given)
    await using supergraph = await startSupergraph([
      { name: 'acquaint', url: `${api.url}/graphql` },
      { name: 'crm', url: crmUrl },
    ])

    const { data, errors = [] } = await supergraph.ask(PeopleOfDeals)

    // Some gateways say of somebody we never met that a name can’t be null; none says it of anybody else.
    expect(errors.filter(({ path }) => path?.[1] !== 3)).toEqual([])
    expect(data).toMatchObject({
      deals: [
        { user: { displayName: 'ada-lovelace', knownStatus: { __typename: 'Known' } } },
        { user: { displayName: 'ada-lovelace' } },
        { user: { displayName: 'julien-crepieux' } },
        { user: null },
      ],
    })
    expect(hops(supergraph.sent)).toEqual(['crm', 'acquaint _entities'])
  })
})

function hops(sent: readonly string[]): readonly string[] {
  return sent.map((text) => `${text.split(':', 1)[0]}${text.includes('_entities') ? ' _entities' : ''}`)
}
