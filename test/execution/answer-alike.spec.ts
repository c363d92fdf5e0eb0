import fc from 'fast-check'
import { getIntrospectionQuery, parse, validate } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../src/schema/index.ts'
import type { Store } from '../../src/store/open.ts'
import { backfill } from '../../src/sync/backfill.ts'
import { databases } from '../harness/databases.ts'
import { startGateway } from '../harness/gateway.ts'
import { noPause, startSandbox } from '../harness/sandbox.ts'
import { recorded } from '../plans/recorded.ts'
import { canBeTold } from './can-be-told.ts'
import { type RandomOperation, randomQuery, type Values } from './random-operation.ts'

type Asked = { readonly variables: RandomOperation['variables']; readonly operationName?: string }
/** With each error as JSON. */
type Answer = { readonly data?: unknown; readonly errors?: readonly string[] }

/** How many random queries are tried; more by ACQUAINT_RANDOM_QUERIES. */
const numRuns = Number(process.env['ACQUAINT_RANDOM_QUERIES'] ?? 150)

describe.each(databases)('compiled and read ahead, on $name', ({ open }) => {
  let store: Store
  let workspaceId: number
  let values: Values

  beforeAll(async () => {
    // Which also sees to it that no two statements go by one name.
    store = recorded(await open()).store
    await using world = await startSandbox(store)
    await backfill(world.context, { retries: 0, pause: noPause })
    workspaceId = world.context.workspaceId
    values = await readValues()
    return () => store.close()
  })

  const now = () => new Date('2026-11-20T12:00:00Z')
  const fast = () => startGateway(store, workspaceId, { now, compiledExecution: { afterUses: 0 } })
  const plain = () => startGateway(store, workspaceId, { now, compiledExecution: null, readsAhead: false })

  it(
    'answers random queries as without',
    async () => {
      await using compiled = await fast()
      await using interpreted = await plain()
      let answered = 0

      await fc.assert(
        fc.asyncProperty(fc.gen(), async (g) => {
          const operation = randomQuery(schema, values, g)
          fc.pre(validate(schema, parse(operation.query)).length === 0)
          const expected = await ask(interpreted.url, operation)
          if (expected.data) answered += 1

          // The first time on the usual road, the second on the express lane, if that may be.
          for (const time of [1, 2]) {
            const found = await ask(compiled.url, operation)
            expect(alike(found), `${time}: ${operation.query}`).toEqual(alike(expected))
            expect(JSON.stringify(found.data), operation.query).toBe(JSON.stringify(expected.data))
            for (const error of found.errors?.filter((one) => !expected.errors?.includes(one)) ?? [])
              expect(await canBeTold(error, operation, (one) => ask(interpreted.url, one)), error).toBe(true)
          }
        }),
        { numRuns },
      )

      expect(answered).toBeGreaterThan(numRuns / 4)
    },
    numRuns * 1000,
  )

  it.each(repeated)('answers one document as without, whatever it is asked with: $query', async ({ query, asked }) => {
    await using compiled = await fast()
    await using interpreted = await plain()

    for (const given of [...asked, ...asked]) {
      const operation = { query, ...given }
      const [found, expected] = [await ask(compiled.url, operation), await ask(interpreted.url, operation)]
      expect(found).toEqual(expected)
      expect(JSON.stringify(found.data)).toBe(JSON.stringify(expected.data))
    }
  })

  async function readValues(): Promise<Values> {
    await using api = await plain()
    const { data } = (await ask(api.url, { query: Known, variables: {} })) as {
      data: Record<string, { nodes: { id: string; unipileId: string; user?: { id: string; internalId: string } }[] }>
    }
    const rows = Object.values(data).flatMap((list) => list?.nodes ?? [])
    const ids = rows.flatMap(({ id, user }) => [id, ...(user ? [user.id] : [])])
    const cursors = Object.values(data).map(
      (list) => (list as unknown as { pageInfo: { endCursor: string } }).pageInfo.endCursor,
    )
    const unipileIds = rows.map(({ unipileId }) => unipileId)
    const users = rows.flatMap(({ user }) => user ?? [])
    return {
      ID: [...ids, ...unipileIds, 'VXNlcjo5OTk5OTk', 'junk'],
      Int: [0, 1, 2, 5, 100, 101, -1],
      Boolean: [true, false],
      String: ['ada', 'Ada Lovelace', '@grace', '+33 6 00 00 00 00', 'linkedin.com/in/ada-lovelace', ''],
      after: [...cursors, 'junk'],
      before: [...cursors, 'junk'],
      DateTime: ['2026-11-20T10:15:30Z', '2026-11-20T11:15:30+01:00'],
      URL: ['https://example.com/'],
      ChangeCursor: ['junk'],
      value: users.map(({ internalId }) => internalId),
      document: ['{ viewer { workspace } }', 'junk {'],
      _Any: rows.flatMap(({ id, unipileId, user }) => [
        { __typename: 'Attendee', id },
        { __typename: 'Attendee', unipileId },
        { __typename: 'Chat', unipileId },
        ...(user ? [{ __typename: 'User', id: user.id }] : []),
        { __typename: 'User' },
      ]),
    }
  }
})

/**
 * Where several errors leave nothing of one place of an answer, which of them are told is a matter of which was met first:
 * the place stands for them, and each has to be one that can be told. An error that leaves nothing but its own place empty
 * has to be the same.
 */
function alike({ errors, ...answer }: Answer): Answer {
  if (!errors) return answer
  const told = errors.map((error) => placeLeftEmpty(error, answer) ?? error)
  return { ...answer, errors: [...new Set(told)].sort() }
}

/** Where an answer has nothing because of an error further below; null when that is the very place of the error. */
function placeLeftEmpty(error: string, { data }: Answer): string | null {
  const { path = [] } = JSON.parse(error) as { path?: readonly (string | number)[] }
  let value: unknown = data
  for (const [depth, key] of path.entries()) {
    if (value === null) return JSON.stringify(path.slice(0, depth))
    value = (value as Record<string | number, unknown>)[key]
  }
  return null
}

const People = `query People($orderBy: AttendeeOrder) {
  attendees(first: 3, orderBy: $orderBy) { nodes { displayName } pageInfo { endCursor } }
}`
const Inbox = `query Inbox($i: Boolean!) {
  some: chats(first: 2) { ...Facts @include(if: $i) }
  all: chats(first: 2) { ...Facts }
}
query Other { chats(first: 1) { ...Facts } }
fragment Facts on ChatConnection { nodes { name } }`
const Deep = `query Deep($n: Int = 100) {
  attendees(first: $n) { nodes { chats(first: $n) { nodes { messages(first: $n) { nodes { text } } } } } }
}`

/** Documents that are asked again with other variables, or for another of their operations. */
const repeated: readonly { readonly query: string; readonly asked: readonly Asked[] }[] = [
  {
    query: People,
    asked: [{ variables: { orderBy: 'NAME' } }, { variables: { orderBy: 'LAST_INTERACTION' } }, { variables: {} }],
  },
  { query: getIntrospectionQuery(), asked: [{ variables: {} }] },
  { query: '{ own: __type(name: "User") { fields { name type { name } } } }', asked: [{ variables: {} }] },
  { query: '{ estimateLookups(document: "{ chats { rendered } }") { lookups } }', asked: [{ variables: {} }] },
  {
    query: Inbox,
    asked: [
      { operationName: 'Inbox', variables: { i: false } },
      { operationName: 'Other', variables: {} },
      { operationName: 'Inbox', variables: { i: true } },
    ],
  },
  {
    query: Deep,
    asked: [
      { variables: { n: 2 } },
      { variables: { n: 2 }, operationName: '' },
      { variables: { n: 100 }, operationName: '' },
      { variables: { n: null } },
      { variables: {} },
      { variables: { n: 100 } },
    ],
  },
  {
    query: '{ __proto__: chats(first: 1) { nodes { kind } } accounts(first: 1) { totalCount } }',
    asked: [{ variables: {} }],
  },
  ...[
    '{ users(refs: [{ id: "junk" }]) { ... on User { profileUrl } ... on InvalidIdentifier { argument } ... on Problem { message } } }',
    `{ users(refs: [{ id: "junk" }]) { ... on User { profileUrl } ... on InvalidIdentifier { argument } ...Told } }
    fragment Told on UserResult { ... on Problem { message } }`,
    '{ users(refs: [{ id: "junk" }]) { ... on Problem { message } ... on User { profileUrl } ... on InvalidIdentifier { argument } } }',
  ].map((query) => ({ query, asked: [{ variables: {} }] })),
  ...[
    'query($is: Boolean = true) { chats(first: 1) { nodes { id name @include(if: $is) } } }',
    'query($is: Boolean = true) { chats(first: 1) { nodes { id name @skip(if: $is) } } }',
    'query($is: KnownReasonKind = CONTACT) { attendees(filter: { reasons: [$is] }) { totalCount } }',
    'query($is: Provider = X) { user(ref: { publicId: { provider: $is, value: "ada" } }, lookup: NEVER) { __typename } }',
    'query($is: ID) { user(ref: { id: $is }, lookup: NEVER) { __typename } }',
    'query($is: TextRefInput) { users(refs: [{ text: $is }], lookup: NEVER) { __typename } }',
  ].map((query) => ({ query, asked: [{ variables: {} }, { variables: { is: null } }] })),
]

const Known = `{
  accounts { nodes { id unipileId } pageInfo { endCursor } }
  attendees(first: 30) { nodes { id unipileId user { id internalId } } pageInfo { endCursor } }
  chats(first: 30) { nodes { id unipileId } pageInfo { endCursor } }
}`

/** What is answered, but for its cost. */
async function ask(url: string, operation: RandomOperation & Asked): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(operation),
  })
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly object[] }
  const answer = data === undefined ? {} : { data }
  // Errors are gathered as they happen, which is no order.
  return errors ? { ...answer, errors: errors.map((one) => JSON.stringify(one)).sort() } : answer
}
