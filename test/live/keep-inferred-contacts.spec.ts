import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive } from './harness.ts'
import { StartChat } from './writing.ts'

const Contacts = graphql(`
  query ($account: ID!) {
    attendees(filter: { accounts: [$account], reasons: [CONTACT] }, first: 100) {
      totalCount
      nodes { user { id knownStatus(account: $account) { ... on Known { reasons { kind source observedAt } } } } }
    }
  }
`)

describe('somebody inferred to be a contact', () => {
  let live: Live

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
  })
  afterAll(() => live[Symbol.asyncDispose]())

  it('stays one, by the same evidence, when a chat with them is started', async () => {
    const account = await live.accountId(castAccounts.marieWhatsapp)
    const contacts = async () => (await live.query(Contacts, { account })).attendees
    const reasonsOf = ({ nodes }: Awaited<ReturnType<typeof contacts>>, id: string | undefined) => {
      const status = nodes.find(({ user }) => user.id === id)?.user.knownStatus
      return status && 'reasons' in status ? (status.reasons ?? []) : []
    }
    const before = await contacts()
    const person = before.nodes.find(({ user }) => reasonsOf(before, user.id)[0]?.source === 'INFERRED')?.user.id
    const asBefore = reasonsOf(before, person)
    expect(asBefore).toHaveLength(1)

    const input = { account, user: { id: person ?? '' }, text: 'Hello', idempotencyKey: randomUUID() }
    await live.query(StartChat, { input })
    await live.settled()
    const written = await contacts()
    await live.read(castAccounts.marieWhatsapp, { whole: true })
    const read = await contacts()

    for (const now of [written, read]) {
      expect(now.totalCount).toBe(before.totalCount)
      expect(reasonsOf(now, person)).toMatchObject([...asBefore, { kind: 'EXISTING_CHAT' }])
    }
  })

  it('is no stranger who writes', async () => {
    const account = await live.accountId(castAccounts.marieWhatsapp)
    const { attendees: before } = await live.query(Contacts, { account })

    live.upstream.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp })
    await live.settled()
    live.unplug()
    live.upstream.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp })
    await live.read(castAccounts.marieWhatsapp, { whole: true })

    expect((await live.query(Contacts, { account })).attendees.totalCount).toBe(before.totalCount)
  })
})
