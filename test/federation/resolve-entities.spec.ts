import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { type Gateway, refusal, useGateway } from '../harness/gateway.ts'
import { globalId, type Seed } from '../harness/seed.ts'

const Entities = `
  query Entities($representations: [_Any!]!) {
    _entities(representations: $representations) {
      __typename
      ... on User { id displayName provider kind publicId }
      ... on Attendee { id user { displayName } }
      ... on Chat { id provider }
      ... on Account { id name }
    }
  }`

type Answer = {
  data: { _entities: readonly ({ __typename: string; id: string } | null)[] | null }
  errors?: Problem[]
  extensions: { acquaint: object }
}
type Problem = { message: string; path: readonly (string | number)[]; extensions: { code: string; argument: string } }

/** The whole answer: what was found, and what was wrong. */
async function ask({ url }: Gateway, representations: readonly unknown[]): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: Entities, variables: { representations } }),
  })
  return (await response.json()) as Answer
}

async function givenGrace(given: Seed, handle = 'grace') {
  const account = await given.account({ provider: 'X', name: handle })
  const grace = await given.user({ provider: 'X', name: handle, internalId: `41${handle.length}`, publicId: handle })
  const attendee = await given.attendee(account, grace)
  const chat = await given.chat(account, { participants: [attendee] })
  const keys = {
    User: [
      { id: globalId('User', grace) },
      { provider: 'X', internalId: grace.internalId },
      { provider: 'X', kind: 'PERSON', publicId: handle },
    ],
    Attendee: [{ id: globalId('Attendee', attendee) }, { unipileId: attendee.unipileId }],
    Chat: [{ id: globalId('Chat', chat) }, { unipileId: chat.unipileId }],
    Account: [{ id: globalId('Account', account) }],
  }
  const rows = { User: grace, Attendee: attendee, Chat: chat, Account: account }
  const named = Object.entries(keys).flatMap(([type, ways]) => ways.map((key) => ({ __typename: type, ...key })))
  const idOf = ({ __typename: type }: { __typename: string }) => globalId(type, rows[type as keyof typeof rows])
  return { grace, named, idOf }
}

describe.each(databases)('an entity, on $name', ({ open }) => {
  const start = useGateway(open)

  it('is found by each of its keys, in the order asked for', async () => {
    await using api = await start()
    const { named, idOf } = await givenGrace(api.given)
    const asked = [...named, ...named.toReversed()]

    const { data, errors } = await ask(api, asked)

    expect(errors).toBeUndefined()
    expect(data._entities?.map((found) => [found?.__typename, found?.id])).toEqual(
      asked.map((key) => [key.__typename, idOf(key)]),
    )
  })

  it('is found among a thousand with as many statements as among a few', async () => {
    await using api = await start()
    const { named, idOf } = await givenGrace(api.given)
    const unknown = { __typename: 'User', provider: 'X', kind: 'PERSON', publicId: 'nobody' }
    const aThousand = Array.from({ length: 1000 }, (_, index) => {
      const known = named[index % (named.length + 1)]
      return known ?? { ...unknown, publicId: `nobody${index}` }
    })

    await ask(api, [...named, unknown])
    const forFew = api.statements()
    const { data, errors, extensions } = await ask(api, aThousand)
    const forMany = api.statements()

    expect(errors).toBeUndefined()
    expect(data._entities?.map((found) => found?.id ?? null)).toEqual(
      aThousand.map((key) => (named.includes(key) ? idOf(key) : null)),
    )
    expect([forFew, forMany]).toEqual([7, 7])
    expect(extensions.acquaint).toMatchObject({ upstreamCalls: 0, lookups: 0 })
  })

  it('is found when its key is a variable of its own, in a document that names the rest', async () => {
    await using api = await start()
    const { grace } = await givenGrace(api.given)
    const query = `query ($publicId: String!) {
      _entities(representations: [{ __typename: "User", provider: "X", kind: "PERSON", publicId: $publicId }]) {
        ... on User { id }
      }
    }`

    const { _entities } = await api.query<Answer['data']>(query, { publicId: 'grace' })

    expect(_entities).toEqual([{ id: globalId('User', grace) }])
  })

  it('is found by a name written as people write it', async () => {
    await using api = await start()
    const { grace } = await givenGrace(api.given)

    const { data } = await ask(api, [{ __typename: 'User', provider: 'X', kind: 'PERSON', publicId: '@Grace' }])

    expect(data._entities?.[0]?.id).toBe(globalId('User', grace))
  })

  it('is found by a name written otherwise that a person and a company can have', async () => {
    await using api = await start()
    const ada = await api.given.user({ publicId: 'ada-lovelace' })
    const key = { __typename: 'User', provider: 'LINKEDIN', publicId: 'Ada-Lovelace' }

    const { data } = await ask(api, [
      { ...key, kind: 'PERSON' },
      { ...key, kind: 'COMPANY' },
    ])

    expect(data._entities?.map((user) => user?.id ?? null)).toEqual([globalId('User', ada), null])
  })

  it('goes on answering to the id of a user that was joined into it', async () => {
    await using api = await start()
    const { grace } = await givenGrace(api.given)
    const other = await api.given.user({ provider: 'X', internalId: '77' })
    await api.given.redirect(other, grace)

    const { data } = await ask(api, [{ __typename: 'User', id: globalId('User', other) }])

    expect(data._entities?.[0]?.id).toBe(globalId('User', grace))
  })

  it('of another workspace is null, exactly like one that does not exist', async () => {
    await using mine = await start()
    await using theirs = await start()
    await givenGrace(mine.given)
    const { named } = await givenGrace(theirs.given, 'margaret')

    const answer = await ask(mine, named)

    expect(answer.data).toEqual({ _entities: named.map(() => null) })
    expect(answer.errors).toBeUndefined()
  })

  it.each([
    ['no type', {}, '__typename'],
    ['a type that is no entity', { __typename: 'Message', id: 'x' }, '__typename'],
    ['a type that no schema has', { __typename: '__proto__', id: 'x' }, '__typename'],
    ['no key', { __typename: 'User', displayName: 'Grace' }, ''],
    ['half a key', { __typename: 'User', provider: 'X' }, ''],
    ['the id of another type', { __typename: 'User', id: globalId('Chat', { id: 1 }) }, 'id'],
    ['an id that is none', { __typename: 'Chat', id: 'x' }, 'id'],
    ['an object for an id', { __typename: 'Account', id: { id: 1 } }, 'id'],
    ['a provider that is none', { __typename: 'User', provider: 'MYSPACE', internalId: '1' }, 'provider'],
    ['a kind that is none', { __typename: 'User', provider: 'X', kind: 'BOT', publicId: 'a' }, 'kind'],
    ['text with control characters', { __typename: 'Attendee', unipileId: 'a\0b' }, 'unipileId'],
    ['endless text', { __typename: 'Chat', unipileId: 'a'.repeat(300) }, 'unipileId'],
    ['no object', 'Grace', ''],
    ['a list', [], ''],
  ])('is refused with a reason when the representation has %s, which spoils no other', async (_what, junk, field) => {
    await using api = await start()
    const { grace } = await givenGrace(api.given)
    const sound = { __typename: 'User', id: globalId('User', grace) }

    const { data, errors = [] } = await ask(api, [sound, junk, sound])

    expect(data._entities?.map((found) => found?.id ?? null)).toEqual([sound.id, null, sound.id])
    expect(errors.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      {
        path: ['_entities', 1],
        extensions: { code: 'BAD_USER_INPUT', argument: `representations[1]${field === '' ? '' : `.${field}`}` },
      },
    ])
  })

  it('with a key that is null in another subgraph is null, without an error', async () => {
    await using api = await start()

    const answer = await ask(api, [{ __typename: 'User', provider: 'X', internalId: null }])

    expect(answer).toMatchObject({ data: { _entities: [null] } })
    expect(answer.errors).toBeUndefined()
  })

  it('is not looked for among more than a thousand', async () => {
    await using api = await start()
    const representations = Array.from({ length: 1001 }, () => ({ __typename: 'User', id: 'x' }))

    const { extensions } = await refusal(api.query(Entities, { representations }))

    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'representations' })
    expect(api.statements()).toBeLessThanOrEqual(1)
  })
})

describe.each(databases.slice(0, 1))('the subgraph', ({ open }) => {
  const start = useGateway(open)

  it('tells composers what schema.graphql says', async () => {
    await using api = await start()

    const answer = await api.query<{ _service: { sdl: string } }>('{ _service { sdl } }')

    expect(answer._service.sdl).toBe(readFileSync('schema.graphql', 'utf8'))
    expect(answer._service.sdl).toContain('@key(fields: "provider kind publicId")')
  })
})
