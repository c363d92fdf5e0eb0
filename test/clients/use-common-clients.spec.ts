import { describe, expect, it } from 'vitest'
import { People as ApolloPeople, createApolloClient } from '../../examples/clients/apollo.ts'
import { readInbox } from '../../examples/clients/gql-tada.ts'
import { whoIs } from '../../examples/clients/graphql-request.ts'
import { createUrqlClient, People as UrqlPeople } from '../../examples/clients/urql.ts'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import type { Seed } from '../harness/seed.ts'

async function givenPeople(given: Seed) {
  const account = await given.account({ provider: 'X', name: 'Marie' })
  for (const name of ['Ada', 'Grace', 'Margaret']) {
    const user = await given.user({ provider: 'X', name, publicId: name.toLowerCase() })
    await given.attendee(account, user, { contact: { since: null } })
  }
}

const reason = { kind: 'CONTACT', summary: expect.stringContaining('Marie') }

describe.each(databases.slice(0, 1))('a front end', ({ open }) => {
  const start = useGateway(open)

  it('asks with graphql-request, and reads answers and refusals alike', async () => {
    await using api = await start()
    await givenPeople(api.given)

    expect(await whoIs(`${api.url}/graphql`, 'x.com/ada')).toMatch(/^Ada: .*Marie/)
    expect(await whoIs(`${api.url}/graphql`, 'x.com/nobody')).toBe(
      'Nobody with this identifier has been seen on your accounts yet.',
    )
  })

  it('reads an inbox with gql.tada, typed by the schema', async () => {
    await using api = await start()
    const account = await api.given.account()
    const chat = await api.given.chat(account, { name: 'Book club' })
    await api.given.message(chat, { text: 'Chapter one.' })

    expect(await readInbox(`${api.url}/graphql`)).toEqual([expect.stringMatching(/^Book club \(0\): /)])
  })

  it('keeps people in urql’s cache, which knows the schema, and grows their list page by page', async () => {
    await using api = await start()
    await givenPeople(api.given)
    const client = await createUrqlClient(`${api.url}/graphql`)

    const first = await client.query(UrqlPeople, {}).toPromise()
    const { endCursor } = first.data.attendees.pageInfo
    const both = await client.query(UrqlPeople, { after: endCursor }).toPromise()
    const cached = await client.query(UrqlPeople, {}, { requestPolicy: 'cache-only' }).toPromise()

    expect([first.error, both.error]).toEqual([undefined, undefined])
    expect(first.data.attendees.nodes[0]).toMatchObject({ displayName: 'Ada', knownStatus: { primary: reason } })
    expect(namesOf(both.data.attendees.nodes)).toEqual(['Ada', 'Grace', 'Margaret'])
    expect(namesOf(cached.data.attendees.nodes)).toEqual(['Ada', 'Grace', 'Margaret'])
  })

  it('keeps people in Apollo’s cache, by fragments on our interfaces, and grows their list page by page', async () => {
    await using api = await start()
    await givenPeople(api.given)
    const client = await createApolloClient(`${api.url}/graphql`)

    const first = await client.query<Page>({ query: ApolloPeople })
    const after = first.data?.attendees.pageInfo.endCursor
    await client.query<Page>({ query: ApolloPeople, variables: { after }, fetchPolicy: 'network-only' })
    const cached = client.readQuery<Page>({ query: ApolloPeople })

    expect(cached?.attendees.edges[0]?.node).toMatchObject({ displayName: 'Ada', knownStatus: { primary: reason } })
    expect(namesOf(cached?.attendees.edges.map(({ node }) => node) ?? [])).toEqual(['Ada', 'Grace', 'Margaret'])
    client.stop()
  })
})

type Person = { readonly displayName: string }
type Page = { attendees: { edges: readonly { node: Person }[]; pageInfo: { endCursor: string } } }

function namesOf(people: readonly Person[]): readonly string[] {
  return people.map(({ displayName }) => displayName)
}
