import type { ResultOf } from 'gql.tada'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castChats } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive } from './harness.ts'
import { subscribe } from './subscribe.ts'

const relationshipChanged = /* GraphQL */ `
  subscription ($since: ChangeCursor) {
    told: relationshipChanged(since: $since) {
      __typename
      ... on RelationshipChange { cursor }
      ... on BecameKnown { user { internalId } }
      ... on ChangeCursorExpired { latest message }
    }
  }
`
type Told = { told: { __typename: string; cursor: string; latest?: string } }

const Changes = graphql(`
  query ($since: ChangeCursor, $first: Int) {
    relationshipChanges(since: $since, first: $first) {
      nodes { __typename cursor }
      pageInfo { hasNextPage endCursor }
      cursor
      expired { latest }
    }
  }
`)

describe('subscribing', () => {
  let live: Live

  beforeAll(async () => {
    live = await startLive()
  })
  afterAll(() => live[Symbol.asyncDispose]())

  const strangerWrites = () => live.upstream.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp })
  const threeKinds = ['BecameKnown', 'ChatStarted', 'ReasonAdded']
  const kindsOf = (answers: readonly { told: { __typename: string } }[]) =>
    answers.map(({ told }) => told.__typename).sort()
  const end = async () => (await live.query(graphql(`{ latestChangeCursor }`))).latestChangeCursor

  it('tells each change as it happens', async () => {
    const subscription = await subscribe<Told>(live.url, relationshipChanged, { since: await end() })

    strangerWrites()

    expect(kindsOf(await subscription.take(3))).toEqual(threeKinds)
    subscription.close()
  })

  it('goes from what was missed to what happens now, leaving nothing out and telling nothing twice', async () => {
    const since = await end()
    for (let each = 0; each < 4; each++) strangerWrites()
    await live.settled()

    const subscription = await subscribe<Told>(live.url, relationshipChanged, { since })
    for (let each = 0; each < 4; each++) strangerWrites()
    const told = await subscription.take(24)
    subscription.close()
    await live.settled()

    const { relationshipChanges } = await live.query(Changes, { since, first: 100 })
    expect(told.map((answer) => answer.told.cursor)).toEqual(relationshipChanges.nodes.map(({ cursor }) => cursor))
  })

  it('pages through the log, and ends where a subscription begins', async () => {
    const cursors: string[] = []
    let since: string | null = null
    for (let more = true; more; ) {
      const page: ResultOf<typeof Changes> = await live.query(Changes, { since, first: 7 })
      cursors.push(...page.relationshipChanges.nodes.map(({ cursor }) => cursor))
      since = page.relationshipChanges.cursor
      more = page.relationshipChanges.pageInfo.hasNextPage
    }

    expect(new Set(cursors).size).toBe(cursors.length)
    expect(since).toBe(await end())
  })

  it('says when the cursor is older than what is kept', async () => {
    const { relationshipChanges: first } = await live.query(Changes, { first: 1 })
    const old = first.nodes[0]?.cursor
    await live.app.store.sql(
      { name: 'test_prune', text: 'update change_counter set pruned_through = 5 where workspace_id = $1' },
      [live.app.workspaceId],
    )

    const { relationshipChanges } = await live.query(Changes, { since: old ?? null })
    const subscription = await subscribe<Told>(live.url, relationshipChanged, { since: old })

    expect(relationshipChanges).toMatchObject({ nodes: [], expired: { latest: await end() } })
    const [expired] = await subscription.take(1)
    expect(expired?.told.__typename).toBe('ChangeCursorExpired')
    expect(await subscription.next()).toBeNull()
    await live.app.store.sql(
      { name: 'test_unprune', text: 'update change_counter set pruned_through = 0 where workspace_id = $1' },
      [live.app.workspaceId],
    )
  })

  it('tells messages of one chat, and how chats change', async () => {
    const { chats } = await live.query(graphql(`{ chats(first: 100) { nodes { id unipileId } } }`))
    const chat = chats.nodes.find(({ unipileId }) => unipileId === castChats.marieWithAda)?.id
    const since = await end()
    const messages = await subscribe<{ messageReceived: { receivedMessage: { text: string } } }>(
      live.url,
      'subscription ($chat: ID, $since: ChangeCursor) { messageReceived(chat: $chat, since: $since) { ... on MessageReceived { receivedMessage { text } } ... on Problem { message } } }',
      { chat, since },
    )
    const updates = await subscribe<{ chatUpdated: { chat: { id: string; unreadCount: number } } }>(
      live.url,
      'subscription ($chat: ID, $since: ChangeCursor) { chatUpdated(chat: $chat, since: $since) { ... on ChatUpdated { chat { id unreadCount lastMessage { text } } } } }',
      { chat, since },
    )
    strangerWrites()
    live.upstream.emit({ type: 'message_received', chat_id: castChats.marieWithAda, text: 'One more thing' })

    expect(await messages.take(1)).toEqual([{ messageReceived: { receivedMessage: { text: 'One more thing' } } }])
    expect((await updates.take(1))[0]?.chatUpdated.chat.id).toBe(chat)
    messages.close()
    updates.close()
  })

  it('finds what webhooks lost at the next reading, counts it, and takes away what is gone', async () => {
    const { accounts } = await live.query(graphql(`{ accounts { nodes { id unipileId } } }`))
    const account = accounts.nodes.find(({ unipileId }) => unipileId === castAccounts.marieLinkedin)
    const [, rowId] = Buffer.from(account?.id ?? '', 'base64url')
      .toString()
      .split(':')
    const read = () => live.workers.readings.read(Number(rowId))
    await read()
    for (const { id } of live.upstream.webhooks.list()) live.upstream.webhooks.remove(id)
    const since = await end()
    const contact = live.upstream.world
      .attendeesOf(live.upstream.world.findAccount(castAccounts.marieLinkedin) as never)
      .find((row) => row.contactSince !== null && !row.isSelf)
    live.upstream.emit({ type: 'message_received', account_id: castAccounts.marieLinkedin })
    live.upstream.emit({
      type: 'lose_relation',
      account_id: castAccounts.marieLinkedin,
      user: contact?.user.internalId ?? '',
    })
    live.upstream.emit({ type: 'delete_chat', chat_id: castChats.marieWithAda })

    await read()
    const kindsBefore = kindsOf(
      (await live.query(Changes, { since, first: 100 })).relationshipChanges.nodes.map((told) => ({ told })),
    )
    expect(kindsBefore).toEqual(expect.arrayContaining(['BecameKnown', 'ReasonAdded']))
    await live.query(
      graphql(`mutation ($input: SyncAccountInput!) { syncAccount(input: $input) { account { id } } }`),
      { input: { account: account?.id ?? '', whole: true } },
    )
    await read()

    const { relationshipChanges } = await live.query(Changes, { since, first: 100 })
    expect(
      kindsOf(relationshipChanges.nodes.map((told) => ({ told }))).filter((kind) => kind === 'ReasonLost').length,
    ).toBeGreaterThanOrEqual(2)
    const after = await live.query(
      graphql(`query ($id: ID!) { account(id: $id) { sync { missedByWebhooks lagSeconds lastError } } }`),
      { id: account?.id ?? '' },
    )
    expect(after.account?.sync.missedByWebhooks).toBeGreaterThan(0)
    expect(after.account?.sync.lastError).toBeNull()
  })
})
