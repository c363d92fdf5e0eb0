import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evidenceSources } from '../../src/domain/evidence.ts'
import type { Provider } from '../../src/domain/provider.ts'
import type { Store } from '../../src/store/open.ts'
import { canRender } from '../../src/store/rendered/index.ts'
import { databases } from '../harness/databases.ts'
import { type Gateway, startGateway } from '../harness/gateway.ts'
import { noLookups } from '../harness/no-live.ts'
import { createSeed, globalId, type SeededAccount, type SeededAttendee, type SeededUser } from '../harness/seed.ts'
import { recorded } from '../plans/recorded.ts'

/** Names that JSON, SQL, or whoever puts an answer together by hand would trip over. */
const awkward = [
  `Zoë "Quote" O'Neil \\ back/slash`,
  '{"$":1}',
  '{"a":{"$',
  'line\nbreak\ttab\r\u0001\u001f\u007f',
  '\u2028\u2029 👩‍👩‍👧 \ud83d\ude00 漢字 ﷽',
  "'||(select 1)||'",
  '$1 {1} %s {} [] ","',
  '',
]

const person = 'id unipileId displayName headline pictureUrl isSelf lastInteractionAt'
const evidence = `knownStatus {
  __typename
  ... on Known {
    since
    primary { kind observedAt }
    reasons {
      __typename kind source observedAt account { id name provider status connectedAt unipileId }
      ... on ContactReason { label since endedAt }
      ... on ExistingChatReason { chat { id name kind } lastActivityAt }
      ... on SharedGroupReason { groups(first: 2) { nodes { id name } } }
    }
  }
  ... on Self { account { name } }
}`
const names = `identifiers {
  __typename
  ... on ProviderInternalId { value scope source firstSeenAt }
  ... on ProviderPublicId { it: value provider lastSeenAt }
  ... on UnipileId { value provider scope source firstSeenAt lastSeenAt account { name } }
}`
const alike = `identifiers {
  kind: __typename
  ... on ProviderInternalId { value source } ... on ProviderPublicId { value source } ... on UnipileId { value source }
}`

const who = `id ${names} ${evidence.replace('... on Self', '... on Unknown { because observedAt } ... on Undetermined { why: because } ... on Self')}`

/** What is asked of lists whose rows the store can put together by itself, and by how many statements. */
const rendered = [
  [
    'everybody',
    `{ attendees(filter: { includeSelf: true }, first: 100) { nodes { ${person} ${evidence} ${names} } } }`,
  ],
  ['names that are alike', `{ attendees(first: 100) { nodes { id ${alike} } } }`],
  ['some names', '{ attendees(first: 5) { nodes { identifiers { ... on UnipileId { value } } } } }'],
  [
    'aliases and fragments',
    `query { everybody: attendees(first: 7) { __typename list: nodes { ...Row } } }
    fragment Row on Attendee { _1: id type: __typename same: displayName ... on Attendee { user { kind internalId publicId } } ...More }
    fragment More on Attendee { same: displayName user { displayName } }`,
  ],
  ['fields that are asked twice', '{ attendees(first: 3) { nodes { account { id } account { name } id id } } }'],
  [
    'pages and edges',
    `{ attendees(first: 3) { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id displayName } } } }`,
  ],
  ['rows and a page', `{ chats(first: 2) { nodes { id kind } pageInfo { hasNextPage endCursor } } }`],
  ['from the end', '{ attendees(last: 4) { nodes { displayName } } chats(last: 3) { nodes { name } } }'],
  ['none at all', '{ attendees(first: 0) { nodes { id } } chats(filter: { kind: CHANNEL }) { nodes { id } } }'],
  [
    'an inbox',
    `{ chats(first: 20) { nodes {
    id unipileId name subject kind provider lastActivityAt unreadCount archived pinned mutedUntil mutedForever readOnly contentType
    account { name } with { displayName account { provider } }
    participants(first: 3) { nodes { ${person} ${evidence} } }
    lastMessage { id text sentAt seen sender { displayName } chat { name } }
    messages(first: 2) { nodes { text sender { displayName } } } } } }`,
  ],
  [
    'below other rows',
    '{ chats(first: 4) { nodes { id participants { nodes { displayName chats(first: 2) { nodes { name } } } } } } }',
  ],
  [
    'below rows that resolvers tell',
    `{ chats(first: 9) { nodes { id messages(first: 1) { nodes { attachments { id } } }
    participants(first: 2) { nodes { displayName } pageInfo { endCursor hasNextPage } } } } }`,
  ],
  [
    'with the longest of names',
    `{ attendees(orderBy: LAST_INTERACTION, filter: { reasons: [CONTACT, EXISTING_CHAT, SHARED_GROUP, LISTED] }, last: 2)
      { edges { cursor node { id displayName } } } }`,
  ],
  ['by a variable', `query ($n: Int = 3) { attendees(first: $n) { nodes { id } } }`],
] as const

/** The same of objects that are found by a key. */
const found = [
  [
    'users',
    `query ($refs: [UserRef!]!) { users(refs: $refs, lookup: NEVER) {
    __typename ... on User { id displayName kind provider attendees(first: 2) { nodes { ${person} ${evidence} } } }
    ... on InvalidIdentifier { argument message } ...Nobody } }
    fragment Nobody on UserResult { ... on Problem { message } }`,
  ],
  [
    'who somebody is, and why we know them',
    `query ($refs: [UserRef!]!) { users(refs: $refs, lookup: NEVER) { ... on User { ${who} } } }`,
  ],
  [
    'a user',
    '{ user(ref: { publicId: { provider: LINKEDIN, value: "1-ada" } }, lookup: NEVER) { ... on User { id publicId } } }',
  ],
  ['nobody', '{ user(ref: { id: "junk" }) { __typename ... on User { id } ... on InvalidIdentifier { value } } }'],
  [
    'entities',
    `query ($entities: [_Any!]!) { _entities(representations: $entities) {
    __typename ... on User { id headline } ... on Attendee { id ${alike} } ... on Chat { name with { displayName } }
    ... on Account { label: name } } }`,
  ],
  [
    'nodes',
    `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id
    ... on Attendee { ${person} } ... on Chat { name lastMessage { text } } ... on Message { text } ... on User { displayName } } }`,
  ],
  [
    'a node, with rows that resolvers tell',
    `query ($id: ID!) { node(id: $id) { id ... on Chat { participants { nodes { id } totalCount } } ... on Attendee { displayName } } }`,
  ],
] as const

/** The same, but for something that only a resolver can tell. */
const resolved = [
  '{ attendees(first: 3) { nodes { id knownStatus { ... on Known { reasons { summary } } } } } }',
  'query ($n: Int = 3) { chats { nodes { id participants(first: $n) { totalCount } } } }',
  '{ attendees(first: 3) { nodes { user { profileUrl } } } }',
  '{ attendees(first: 3) { nodes { id @include(if: true) } } }',
  '{ attendees(first: 2) { nodes { id } } attendees(first: 2) { nodes { displayName } } }',
]

describe.each(databases)('rows that the store puts together, on $name', ({ open }) => {
  let store: Store
  let statements: ReturnType<typeof recorded>['statements']
  let quick: Gateway
  let plain: Gateway
  let workspaceId: number
  let keys: object

  beforeAll(async () => {
    const recording = recorded(await open())
    store = recording.store
    statements = recording.statements
    workspaceId = await people()
    quick = await startGateway(store, workspaceId, { compiledExecution: { afterUses: 0 } })
    plain = await startGateway(store, workspaceId, { compiledExecution: null })
    const users = await store.sql<{ id: string }>({ name: 'users', text: 'select id from users order by id' })
    keys = {
      ...keysOf(await plain.query<Lists>(Keys)),
      everyone: users.map((user) => ({ id: globalId('User', user) })),
    }
  })
  afterAll(async () => {
    await quick[Symbol.asyncDispose]()
    await plain[Symbol.asyncDispose]()
    await store.close()
  })

  it.each(rendered)('are what resolvers make of them: %s', async (_what, query) => {
    const expected = await answer(plain, query)
    statements.clear()

    // Once on the usual road, once on the express lane.
    expect([await answer(quick, query), await answer(quick, query)]).toEqual([expected, expected])
    expect([...statements.keys()].filter((name) => name.includes('~'))).not.toEqual([])
    expect(expected).toMatch(/"data":\{/)
  })

  it.each(found)('are what resolvers make of them where they are found by key: %s', async (what, query) => {
    const expected = await answer(plain, query, keys)
    statements.clear()

    expect([await answer(quick, query, keys), await answer(quick, query, keys)]).toEqual([expected, expected])
    const shaped = [...statements.keys()].filter((name) => name.includes('~'))
    expect(shaped.length > 0).toBe(what !== 'nobody')
    expect(expected).toMatch(/"data":\{/)
  })

  it.each(resolved)('are left to resolvers: %s', async (query) => {
    const expected = await answer(plain, query)
    statements.clear()

    expect([await answer(quick, query), await answer(quick, query)]).toEqual([expected, expected])
    expect([...statements.keys()].filter((name) => name.includes('~'))).toEqual([])
  })

  it('tell of users as they are after a lookup', async () => {
    const given = await createSeed(store.sql)
    const account = await given.account()
    const user = await given.user()
    const lookup = async () => {
      await shown(account, user, false, 1)
      return { kind: 'FOUND', userId: user.id, profile: null, unmet: null } as const
    }
    await using asked = await startGateway(store, given.workspaceId, {
      compiledExecution: { afterUses: 0 },
      lookups: { ...noLookups, lookup },
    })
    const query = `query ($ref: UserRef!) { user(ref: $ref, lookup: ALWAYS) {
      ... on User { knownStatus { ... on Unknown { because } ... on Undetermined { why: because } } } } }`
    const variables = { ref: { id: globalId('User', user) } }

    for (const _road of ['the usual', 'the express lane']) {
      await store.sql({ name: 'not_shown', text: 'delete from lookup_profile where user_id = $1::bigint' }, [user.id])
      expect(await answer(asked, query, variables)).toContain('"knownStatus":{"because":"PUBLIC_WITHOUT_CHAT"}')
    }
  })

  it('are known for the same reasons, whatever was seen', async () => {
    const everyone = `query ($everyone: [UserRef!]!) { users(refs: $everyone, lookup: NEVER) { ... on User { ${who} } } }`
    const query = `{ attendees(filter: { includeSelf: true }, first: 100) { nodes { id ${evidence} } } }`

    await fc.assert(
      fc.asyncProperty(aHundred(facts), aHundred(listed), async (all, relations) => {
        await observe(all)
        await list(relations)
        expect(await answer(quick, query)).toBe(await answer(plain, query))
        const verdicts = await answer(plain, everyone, keys)
        expect(verdicts).toMatch(/"data":\{/)
        expect(await answer(quick, everyone, keys)).toBe(verdicts)
      }),
      { numRuns: 10 },
    )
  })

  async function people(): Promise<number> {
    const given = await createSeed(store.sql)
    const accounts = [
      await given.account({ name: awkward[0] ?? '' }),
      await given.account({ provider: 'WHATSAPP', name: 'Read to the end' }),
      await given.account({ provider: 'WHATSAPP', name: 'Not yet read', backfilled: false }),
      await given.account({ provider: 'MESSENGER', name: awkward[1] ?? '' }),
    ]
    for (const account of accounts) await acquaintances(given, account)
    await mutualFriends(given, [...accounts, await given.account({ name: 'Also on LinkedIn' })])
    return given.workspaceId
  }

  /** Users of whom several accounts know, some of them twice, or who are only in a contact list, or in none. */
  async function mutualFriends(given: Awaited<ReturnType<typeof createSeed>>, accounts: readonly SeededAccount[]) {
    for (const [index, provider] of (['LINKEDIN', 'WHATSAPP', 'MESSENGER', 'X'] as const).entries()) {
      const here = accounts.filter((account) => account.provider === provider)
      for (const times of [0, 1, 2, 3]) {
        const user = await given.user({ provider, name: `Mary ${times}`, publicId: `mary-${index}-${times}` })
        const nobody = await given.user({ provider, name: `Nobody ${times}`, publicId: `nobody-${index}-${times}` })
        for (const [place, account] of here.entries()) {
          const known: SeededAttendee[] = []
          for (let time = 0; time < times; time++) {
            const contact = time === 1 ? { since: '2020-01-01T00:00:00.000Z' } : null
            known.push(await given.attendee(account, user, { providerId: `${user.internalId}-${time}`, contact }))
          }
          if (place === times) await given.contact(account, user, { since: place ? '2019-01-01T00:00:00.000Z' : null })
          for (const attendee of known.slice(place)) await given.chat(account, { participants: [attendee] })
          await shown(account, nobody, times === 2 ? true : place % 2 === 0 ? null : times === 1)
        }
        await joinedInto(given, nobody, provider, here[0])
      }
    }
  }

  /** Somebody whose profile one account was shown before and after they were joined: the later one says otherwise. */
  async function joinedInto(
    given: Awaited<ReturnType<typeof createSeed>>,
    survivor: SeededUser,
    provider: Provider,
    account: SeededAccount | undefined,
  ) {
    if (!account) return
    const joined = await given.user({ provider, name: 'Nobody yet' })
    await shown(account, joined, false, 60)
    await given.redirect(joined, survivor)
  }

  async function shown(
    { id }: SeededAccount,
    user: { readonly id: string },
    isPrivate: boolean | null,
    daysAgo = id,
  ): Promise<void> {
    const text = `insert into lookup_profile (account_id, user_id, fetched_at, revision, is_private)
      values ($1::int, $2::bigint, now() - $4::int * interval '1 day', 1, $3::boolean)`
    await store.sql({ name: 'shown', text }, [id, user.id, isPrivate, daysAgo])
  }

  async function acquaintances(given: Awaited<ReturnType<typeof createSeed>>, account: SeededAccount) {
    const known: SeededAttendee[] = []
    for (const [index, name] of [...awkward, 'Ada', 'Grace', 'Alan', 'Mary'].entries()) {
      const publicId = index % 3 === 0 ? null : `${account.id}-${name}`
      const user = await given.user({ provider: account.provider, name, publicId })
      const contact = index % 4 === 1 ? { since: index % 8 === 1 ? null : '2024-02-29T23:59:59.999Z' } : null
      known.push(await given.attendee(account, user, { name, isSelf: index === 3, contact }))
    }
    for (const [index, attendee] of known.entries()) {
      const lastActivityAt = index % 2 ? null : `2026-10-${10 + index}T08:00:00.120Z`
      const chat = { participants: [attendee], lastActivityAt, name: awkward[index] ?? null }
      if (index % 3 === 0) {
        const direct = await given.chat(account, chat)
        if (index % 2 === 0) await given.message(direct, { sentAt: '2023-01-01T00:00:00Z' })
      }
      if (index % 3 === 1) await given.chat(account, { ...chat, kind: 'GROUP', participants: known.slice(index - 1) })
    }
    const talk = await given.chat(account, { participants: known.slice(-1), lastActivityAt: '2026-11-01T10:00:00Z' })
    for (const text of awkward) await given.message(talk, { text, ...(known[0] && { from: known[0] }) })
    await given.message(talk, { text: null })
  }

  async function observe(all: readonly Facts[]): Promise<void> {
    const columns = Object.keys(all[0] ?? {})
    const text = `
      with one as (select row_number() over (order by id) as place, id from attendee
        where account_id in (select id from account where workspace_id = $1)),
      chats as (select array_agg(id) as ids from chat where account_id in (select id from account where workspace_id = $1)),
      fact as (select row_number() over () as place, f.* from json_populate_recordset(null::attendee, $2::json) f)
      update attendee set ${columns.map((column) => `${column} = ${value(column)}`).join(', ')}
      from one join fact on fact.place = one.place cross join chats where attendee.id = one.id`
    await store.sql({ name: 'observe', text }, [workspaceId, JSON.stringify(all)])
  }

  /** The accounts' contact lists, some rows of which have ended. */
  async function list(relations: readonly Listed[]): Promise<void> {
    const text = `
      with pair as (select account.id as account_id, users.id as user_id, row_number() over (order by account.id, users.id) as place
        from account join users on users.provider = account.provider and users.workspace_id = account.workspace_id
        where account.workspace_id = $1),
      fact as (select row_number() over () as place, f.* from json_populate_recordset(null::contact_relation, $2::json) f)
      insert into contact_relation (account_id, user_id, since, observed_at, source, ended_at)
      select pair.account_id, pair.user_id, since, observed_at, source, ended_at
      from pair join fact on fact.place = 1 + pair.place % 100 where observed_at is not null`
    const forget = 'delete from contact_relation where account_id in (select id from account where workspace_id = $1)'
    await store.sql({ name: 'list_nobody', text: forget }, [workspaceId])
    await store.sql({ name: 'list', text }, [workspaceId, JSON.stringify(relations)])
  }
})

function value(column: string): string {
  if (column === 'last_direct_chat_id') return 'chats.ids[fact.last_direct_chat_id]'
  // The database dates more exactly than answers do.
  return column === 'group_observed_at' ? `fact.${column} + interval '987 microseconds'` : `fact.${column}`
}

const moment = fc.option(
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
)
const source = fc.option(fc.constantFrom(...evidenceSources))
const facts = fc.record({
  is_self: fc.integer({ min: 0, max: 9 }).map((figure) => figure === 0),
  contact: fc.boolean(),
  contact_since: moment,
  contact_observed_at: moment,
  contact_source: source,
  direct: fc.boolean(),
  last_direct_chat_id: fc.option(fc.integer({ min: 1, max: 20 })),
  direct_observed_at: moment,
  direct_source: source,
  in_group: fc.boolean(),
  group_observed_at: moment,
  group_source: source,
})
type Facts = typeof facts extends fc.Arbitrary<infer Each> ? Each : never

/** A row of a contact list; none where it was never observed. */
const listed = fc.record({
  since: moment,
  observed_at: moment,
  source: fc.constantFrom(...evidenceSources),
  ended_at: fc.option(moment, { freq: 1 }),
})
type Listed = typeof listed extends fc.Arbitrary<infer Each> ? Each : never

const aHundred = <Each>(one: fc.Arbitrary<Each>) => fc.array(one, { minLength: 100, maxLength: 100 })

type Row = { readonly id: string; readonly unipileId: string }
type Lists = {
  readonly attendees: { readonly nodes: readonly (Row & { readonly user: { readonly id: string } })[] }
  readonly chats: { readonly nodes: readonly (Row & { readonly lastMessage: Row | null })[] }
}

it('puts rows together in any number of shapes', () => {
  const shapes = Array.from({ length: 2_000 }, (_, index) => ({
    type: 'User',
    fields: [{ key: `name${index}`, name: 'displayName', first: null, below: [] }],
  }))

  expect(shapes.filter((shape) => !canRender.byKey(shape))).toEqual([])
})

const Keys = `{
  attendees(first: 9) { nodes { id unipileId user { id } } }
  chats(first: 9) { nodes { id unipileId lastMessage { id unipileId } } }
}`

/** Ids of all kinds, each twice, and some of nothing. */
function keysOf({ attendees, chats }: Lists): object {
  const users = attendees.nodes.map(({ user }) => user.id)
  const messages = chats.nodes.flatMap(({ lastMessage }) => lastMessage?.id ?? [])
  const ids = [...users, ...attendees.nodes.map(({ id }) => id), ...chats.nodes.map(({ id }) => id), ...messages]
  const entities = [
    ...users.map((id) => ({ __typename: 'User', id })),
    ...attendees.nodes.map(({ unipileId }) => ({ __typename: 'Attendee', unipileId })),
    ...chats.nodes.map(({ id }) => ({ __typename: 'Chat', id })),
    { __typename: 'User', id: globalId('User', { id: 999_999 }) },
    { __typename: 'Account', id: globalId('Account', { id: 1 }) },
  ]
  return {
    id: chats.nodes[0]?.id,
    ids: [...ids, ...ids, globalId('Chat', { id: 999_999 })],
    entities: [...entities, ...entities],
    refs: [
      ...users.map((id) => ({ id })),
      ...attendees.nodes.map(({ unipileId }) => ({ unipileId })),
      { publicId: { provider: 'LINKEDIN', value: 'nobody-at-all' } },
      { id: 'junk' },
      { text: { text: 'https://www.linkedin.com/in/1-ada' } },
    ],
  }
}

/** What is sent, but for what it has cost. */
async function answer({ url }: Gateway, query: string, keys: object = {}): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: keys }),
  })
  return (await response.text()).replace(/,"extensions":\{"acquaint":.*$/s, '')
}
