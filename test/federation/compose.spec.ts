import { readFileSync } from 'node:fs'
import { composeServices as composeApollo } from '@apollo/composition'
import { composeServices as composeGuild } from '@theguild/federation-composition'
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition'
import { buildASTSchema, type DocumentNode, type GraphQLEnumType, parse } from 'graphql'
import { describe, expect, it } from 'vitest'

const sdl = { acquaint: readFileSync('schema.graphql', 'utf8'), crm: readSubgraph('crm') }

/** A subgraph that, like ours, follows Relay: it has a `Node`, a `node` and a `PageInfo` of its own. */
const notes = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@shareable"])
  type Query { notes(first: Int): NoteConnection! }
  interface Node { id: ID! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type Chat implements Node @key(fields: "id") { id: ID! notes(first: Int): NoteConnection! }
  type Attendee @key(fields: "unipileId") { unipileId: ID! vip: Boolean! }
  type Account @key(fields: "id") { id: ID! seat: String }
  type User @key(fields: "provider internalId") { provider: Provider! internalId: String note: String }
  type NoteConnection { pageInfo: PageInfo! nodes: [String!]! }
  enum Provider { LINKEDIN WHATSAPP INSTAGRAM TELEGRAM X MESSENGER }`

const others = { 'the CRM of the example': sdl.crm, 'a subgraph with Relay’s types': notes }

describe.each(Object.entries(others))('together with %s, our subgraph', (_what, other) => {
  const subgraphs = [
    { name: 'acquaint', url: 'http://acquaint/graphql', typeDefs: parse(sdl.acquaint) },
    { name: 'other', url: 'http://other/graphql', typeDefs: parse(other) },
  ]

  it('composes without hints with Apollo’s composer', () => {
    const { errors, hints, supergraphSdl } = composeApollo(subgraphs)

    expect({ errors, hints: hints?.map(({ message }) => message) }).toEqual({ errors: undefined, hints: [] })
    expect(supergraphSdl).toContain('join__Graph')
  })

  it('composes with The Guild’s composer', () => {
    const { errors, supergraphSdl } = composeGuild(subgraphs)

    expect(errors).toBeUndefined()
    expect(supergraphSdl).toContain('join__Graph')
  })

  it('composes without warnings with WunderGraph’s composer', () => {
    expect(composeWunderGraph(subgraphs)).toMatchObject({ success: true, warnings: [] })
  })
})

describe('together with a subgraph that has a `node` too, our subgraph', () => {
  const node = 'extend type Query { node(id: ID!): Node @shareable nodes(ids: [ID!]!): [Node]! @shareable }'
  const subgraphs = [
    { name: 'acquaint', url: 'http://acquaint/graphql', typeDefs: parse(sdl.acquaint) },
    { name: 'other', url: 'http://other/graphql', typeDefs: parse(notes + node) },
  ]

  it.each([
    ['Apollo', composeApollo],
    ['The Guild', composeGuild],
  ])('composes, by the composer of %s', (_whose, compose) => {
    expect(compose(subgraphs).errors).toBeUndefined()
  })

  it('composes without warnings, by the composer of WunderGraph', () => {
    expect(composeWunderGraph(subgraphs)).toMatchObject({ success: true, warnings: [] })
  })
})

type Subgraph = { readonly name: string; readonly url: string; readonly typeDefs: DocumentNode }

function composeWunderGraph(subgraphs: readonly Subgraph[]) {
  return federateSubgraphs({
    subgraphs: subgraphs.map(({ typeDefs: definitions, ...subgraph }) => ({ ...subgraph, definitions })),
    version: ROUTER_COMPATIBILITY_VERSION_ONE,
  })
}

describe('the CRM of the example', () => {
  it.each(['Provider', 'UserKind'])('has all words of our enum %s', (name) => {
    expect(wordsOf(sdl.crm, name)).toEqual(wordsOf(sdl.acquaint, name))
  })
})

function wordsOf(text: string, name: string): readonly string[] {
  const type = buildASTSchema(parse(text), { assumeValid: true, assumeValidSDL: true }).getType(name)
  return (type as GraphQLEnumType)
    .getValues()
    .map((value) => value.name)
    .sort()
}

function readSubgraph(name: string): string {
  return readFileSync(`examples/federation/${name}/schema.graphql`, 'utf8')
}
