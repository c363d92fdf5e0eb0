import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive } from './harness.ts'
import { SendMessage, StartChat, type Writer, writerTo } from './writing.ts'

describe('answering whom the client saw', () => {
  let live: Live
  let writer: Writer

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
    writer = writerTo(live)
  })
  afterAll(() => live[Symbol.asyncDispose]())

  it('sends nothing when the chat leads to somebody else than the client saw', async () => {
    const { input } = await writer.toStranger(castAccounts.marieWhatsapp, { text: 'Are you there?' })
    const { startChat } = await live.query(StartChat, { input })
    const chat = ('chat' in startChat && startChat.chat?.id) || ''
    const { node } = await live.query(
      graphql(`query ($id: ID!) { node(id: $id) { ... on Chat { replyTarget { fingerprint user { id } } } } }`),
      { id: chat },
    )
    const expectTarget = (node && 'replyTarget' in node && node.replyTarget.fingerprint) || ''
    const message = { chat, expectTarget, text: 'For your eyes only' }
    const sent = await live.query(SendMessage, { input: { ...message, idempotencyKey: randomUUID() } })
    expect(sent.sendMessage).toMatchObject({ __typename: 'MessageSent', sentMessage: { text: 'For your eyes only' } })

    const text = `
      update users set redirect_to_id = (
        select a.user_id from chat c
        join attendee a on a.account_id = c.account_id and a.provider_id = c.peer_provider_id where c.id = $1::bigint)
      where id = (select max(id) from users)`
    const [, chatRow] = Buffer.from(chat, 'base64url').toString().split(':')
    await live.app.store.sql({ name: 'test_merge', text }, [chatRow])
    const before = writer.writes()
    const changed = await live.query(SendMessage, { input: { ...message, idempotencyKey: randomUUID() } })

    expect(changed.sendMessage.__typename).toBe('TargetChanged')
    expect(writer.writes()).toBe(before)
  })
})
