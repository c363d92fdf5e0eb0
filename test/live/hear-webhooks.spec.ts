import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { backfill } from '../../src/sync/backfill.ts'
import { contentsOf } from '../harness/contents.ts'
import { graphql } from '../harness/graphql.ts'
import { noPause } from '../harness/sandbox.ts'
import { type Live, startLive } from './harness.ts'

describe('hearing webhooks', () => {
  let live: Live

  beforeAll(async () => {
    live = await startLive()
  })
  afterAll(() => live[Symbol.asyncDispose]())

  async function newChanges(happen: () => unknown) {
    const before = (await live.changes()).length
    await happen()
    await live.settled()
    return (await live.changes()).slice(before)
  }

  it('makes a stranger who writes known, by the chat', async () => {
    let user: string | undefined
    const changes = await newChanges(() => {
      user = live.upstream.emit({
        type: 'message_received',
        account_id: castAccounts.marieWhatsapp,
        duplicate: true,
      }).provider_id
    })

    const told = changes.filter(({ kind }) => kind !== 'CHAT_UPDATED').map(({ kind, reason }) => [kind, reason])
    expect(user).toBeDefined()
    expect(told).toEqual(
      expect.arrayContaining([
        ['BECAME_KNOWN', null],
        ['CHAT_STARTED', null],
        ['REASON_ADDED', 'EXISTING_CHAT'],
        ['MESSAGE_RECEIVED', null],
      ]),
    )
    expect(told).toHaveLength(4)
  })

  it('makes a contact of a new relation, which comes once however often it is told', async () => {
    const emission = { type: 'new_relation', account_id: castAccounts.marieLinkedin, user: strangerOf(live) } as const

    const changes = await newChanges(() => live.upstream.emit({ ...emission, duplicate: true }))

    expect(changes).toEqual([
      { kind: 'BECAME_KNOWN', user: emission.user, reason: null, source: null },
      { kind: 'REASON_ADDED', user: emission.user, reason: 'CONTACT', source: 'WEBHOOK' },
    ])
    expect(await newChanges(() => live.upstream.emit({ ...emission, duplicate: true }))).toEqual([])
  })

  it('makes a contact once more of who was none any longer', async () => {
    const { account_id, user } = { account_id: castAccounts.marieLinkedin, user: strangerOf(live) }
    const kinds = (changes: readonly { kind: string }[]) => changes.map(({ kind }) => kind)

    const first = await newChanges(() => live.upstream.emit({ type: 'new_relation', account_id, user }))
    live.upstream.emit({ type: 'lose_relation', account_id, user })
    const lost = await newChanges(() => live.read(account_id, { whole: true }))
    const again = await newChanges(() => live.upstream.emit({ type: 'new_relation', account_id, user }))

    expect(kinds(first)).toEqual(['BECAME_KNOWN', 'REASON_ADDED'])
    expect(kinds(lost)).toContain('REASON_LOST')
    expect(again).toContainEqual({ kind: 'REASON_ADDED', user, reason: 'CONTACT', source: 'WEBHOOK' })
  })

  it('ends as the first sync would, whatever becomes of a message and in whatever order that is told', async () => {
    const { message_id = '' } = live.upstream.emit({
      type: 'message_received',
      chat_id: castChats.marieWithAda,
      delayMs: 120,
    })
    live.upstream.emit({ type: 'message_edited', message_id, text: 'What I meant', delayMs: 40 })
    live.upstream.emit({ type: 'message_reaction', message_id, value: '👍', duplicate: true })
    live.upstream.emit({ type: 'message_read', message_id, delayMs: 80 })
    await live.settled()

    const [message] = await live.app.store.sql<Record<string, unknown>>(
      { name: 'test_message', text: 'select text, edited, seen, reactions from message where unipile_id = $1' },
      [message_id],
    )
    expect(message).toMatchObject({ text: 'What I meant', edited: true, seen: true, reactions: [{ value: '👍' }] })
  })

  it('ends as upstream does where a message is edited back and forth, in the same words', async () => {
    const { message_id = '' } = live.upstream.emit({ type: 'message_received', chat_id: castChats.marieWithAda })
    await live.settled()

    for (const text of ['Noon', 'Midnight', 'Noon']) {
      live.upstream.emit({ type: 'message_edited', message_id, text })
      await live.settled()
    }

    const statement = { name: 'test_text', text: 'select text from message where unipile_id = $1' }
    expect(await live.app.store.sql(statement, [message_id])).toEqual([{ text: 'Noon' }])
  })

  it('takes the status of an account from upstream, so that late news do not count', async () => {
    const account_id = castAccounts.nikolaTelegram
    live.upstream.emit({ type: 'account_status', account_id, status: 'CREDENTIALS', delayMs: 60 })
    live.upstream.emit({ type: 'account_status', account_id, status: 'OK' })
    await live.settled()
    expect(await statusOf(account_id)).toBe('OK')

    live.upstream.emit({ type: 'account_status', account_id, status: 'CREDENTIALS' })
    await live.settled()
    expect(await statusOf(account_id)).toBe('RECONNECT_NEEDED')
    live.upstream.emit({ type: 'account_status', account_id, status: 'RECONNECTED' })
    await live.settled()
  })

  async function statusOf(unipileId: string) {
    const { accounts } = await live.query(graphql(`{ accounts { nodes { unipileId status } } }`))
    return accounts.nodes.find((account) => account.unipileId === unipileId)?.status
  }

  it('lets in nobody without the secret, and reads nothing of what they send', async () => {
    const before = await contentsOf(live.app.store.sql, live.app.workspaceId)

    const statuses = [
      (await live.deliver('{}', {})).status,
      (await live.deliver('{}', { 'unipile-auth': 'a-secret-for-tests-onlx' })).status,
      (await live.deliver('{}', { 'unipile-auth': '' })).status,
    ]

    expect(statuses).toEqual([401, 401, 401])
    expect(await contentsOf(live.app.store.sql, live.app.workspaceId)).toEqual(before)
  })

  it('reads JSON whatever type it is sent under, refuses what is none, and keeps what it does not know', async () => {
    const unknown = JSON.stringify({ event: 'message_pinned', account_type: 'WHATSAPP', account_id: 'x' })
    const form = { 'unipile-auth': 'a-secret-for-tests-only', 'content-type': 'application/x-www-form-urlencoded' }

    expect((await live.deliver(unknown, form)).status).toBe(200)
    expect((await live.deliver(unknown, form)).status).toBe(200)
    expect((await live.deliver('{"event": ')).status).toBe(400)
    expect((await live.deliver('[]')).status).toBe(400)
    expect((await live.deliver('{"event":"message_received","account_type":"WHATSAPP"}')).status).toBe(200)

    const { webhookLog, webhookDeliveries, webhookDeliveryCounts } = await live.query(
      graphql(`{
        webhookLog(first: 2) { nodes { event outcome times problem } pageInfo { endCursor } totalCount }
        webhookDeliveries(first: 3) { id }
        webhookDeliveryCounts { event outcome count times }
      }`),
    )
    const { webhookLog: next } = await live.query(
      graphql(`query ($after: String) { webhookLog(first: 1, after: $after) { nodes { id } } }`),
      { after: webhookLog.pageInfo.endCursor },
    )
    const { webhookLog: ignored } = await live.query(
      graphql(`{ webhookLog(outcome: IGNORED, last: 5) { nodes { event } totalCount } }`),
    )
    expect(next.nodes[0]?.id).toBe(webhookDeliveries[2]?.id)
    expect(ignored).toEqual({ nodes: [{ event: 'message_pinned' }], totalCount: 1 })
    expect(webhookLog.totalCount).toBeGreaterThan(2)
    expect(webhookLog.nodes).toEqual([
      { event: 'message_received', outcome: 'UNREADABLE', times: 1, problem: null },
      { event: 'message_pinned', outcome: 'IGNORED', times: 2, problem: null },
    ])
    expect(webhookDeliveryCounts).toContainEqual({ event: 'message_pinned', outcome: 'IGNORED', count: 1, times: 2 })
  })

  it('tries again what upstream could not tell at once, and shows what failed until it is replayed', async () => {
    live.upstream.faults.add({ match: { path: '/chats/' }, fault: '500', times: 3 })
    const changes = await newChanges(() =>
      live.upstream.emit({ type: 'message_received', account_id: castAccounts.studioInstagram }),
    )
    expect(changes.map(({ kind }) => kind)).toContain('BECAME_KNOWN')

    const { webhookLog } = await live.query(graphql(`{ webhookLog(outcome: APPLIED, first: 1) { nodes { id } } }`))
    const { replayWebhookDelivery } = await live.query(
      graphql(`mutation ($id: ID!) {
        replayWebhookDelivery(input: { delivery: $id }) {
          ... on WebhookDeliveryReplayed { delivery { outcome } }
          ... on NothingToReplay { message }
        }
      }`),
      { id: webhookLog.nodes[0]?.id ?? '' },
    )
    expect(replayWebhookDelivery).toEqual({ delivery: { outcome: 'PENDING' } })
    expect(await newChanges(() => {})).toEqual([])
  })
})

describe('hearing webhooks during the first sync', () => {
  it('loses none, and tells neither them nor the past twice', async () => {
    await using live = await startLive({ backfilled: false })
    const emitted = Array.from({ length: 3 }, () =>
      live.upstream.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp }),
    )
    const reading = backfill(live.context, { retries: 0, pause: noPause })
    const late = live.upstream.emit({ type: 'message_received', chat_id: castChats.marieWithAda, text: 'Meanwhile' })

    await reading
    await live.settled()

    const ids = [...emitted, late].map(({ message_id }) => message_id)
    const text = 'select count(*)::int as count from message where unipile_id = any ($1::text[])'
    expect(await live.app.store.sql({ name: 'test_count', text }, [ids])).toEqual([{ count: 4 }])
    const snapshots = await live.app.store.sql<{ count: number }>({
      name: 'test_snapshots',
      text: `select count(*)::int - count(distinct account_id)::int as count from change where kind = 'SNAPSHOT_COMPLETED'`,
    })
    expect(snapshots).toEqual([{ count: 0 }])
    const told = (await live.changes()).filter(({ kind }) => kind === 'BECAME_KNOWN')
    expect(new Set(told.map(({ user }) => user)).size).toBe(told.length)
  })
})

/** A LinkedIn user whom no account knows. */
function strangerOf({ upstream }: Live): string {
  const known = new Set(
    upstream.world.accounts.flatMap((account) => upstream.world.attendeesOf(account)).map(({ user }) => user),
  )
  const stranger = upstream.world.users.find(
    (user) => user.provider === 'LINKEDIN' && user.kind === 'PERSON' && !known.has(user) && !user.refusal,
  )
  return stranger?.internalId ?? castUsers.adaLinkedin.internalId
}
