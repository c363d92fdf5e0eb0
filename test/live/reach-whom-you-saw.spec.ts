import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { castAccounts, castChats } from '../../src/sandbox/cast.ts'
import { makeKnown } from '../../src/sandbox/world/knowing.ts'
import { graphql } from '../harness/graphql.ts'
import { liveWriter } from './live-writer.ts'
import { SendMessage } from './writing.ts'

const account_id = castAccounts.marieWhatsapp

describe('answering whom the client saw', async () => {
  const { live, writer } = await liveWriter()
  beforeEach(() => live.upstream.faults.clear())

  /** A first message of somebody whom upstream knows by their number alone, or by their LID as well. */
  async function hearFrom({ hasLid }: { hasLid: boolean }) {
    const user = writer.stranger('WHATSAPP')
    if (!hasLid) user.lid = null
    const account = live.upstream.world.findAccount(account_id)
    if (account) makeKnown(live.upstream.world, account, user, { usesJid: true })
    const { chat_id } = live.upstream.emit({ type: 'message_received', account_id, user: user.internalId })
    await live.settled()
    const { id: chat } = await writer.findChat(({ unipileId }) => unipileId === chat_id)
    return { user, chat }
  }

  async function targetOf(chat: string) {
    const { node } = await live.query(
      graphql(`query ($id: ID!) { node(id: $id) { ... on Chat { replyTarget { fingerprint user { id } } } } }`),
      { id: chat },
    )
    if (!(node && 'replyTarget' in node)) throw new Error('There is no such chat')
    return node.replyTarget
  }

  async function answer(chat: string, expectTarget: string | null) {
    const input = { chat, expectTarget, text: 'For your eyes only', idempotencyKey: randomUUID() }
    const before = writer.writes()
    const { sendMessage } = await live.query(SendMessage, { input })
    return { told: sendMessage.__typename, sent: writer.writes() - before }
  }

  const isSent = { told: 'MessageSent', sent: 1 }
  const isNotSent = { told: 'TargetChanged', sent: 0 }

  it('sends while the chat leads to them, however often', async () => {
    const { chat } = await hearFrom({ hasLid: true })
    const { fingerprint } = await targetOf(chat)

    expect([await answer(chat, fingerprint), await answer(chat, fingerprint)]).toEqual([isSent, isSent])
  })

  it('sends nothing when their number is somebody else’s, heard of or not', async () => {
    const { user, chat } = await hearFrom({ hasLid: true })
    const { fingerprint } = await targetOf(chat)

    live.upstream.emit({ type: 'move_number', account_id, user: user.internalId })

    expect(await answer(chat, fingerprint)).toEqual(isNotSent)
    expect(await answer(chat, fingerprint)).toEqual(isNotSent)
    const seen = await targetOf(chat)
    expect(seen.fingerprint).not.toBe(fingerprint)
    expect(await answer(chat, seen.fingerprint)).toEqual(isSent)
  })

  it('sends nothing when they are found to be somebody else as well', async () => {
    const { user, chat } = await hearFrom({ hasLid: false })
    const { fingerprint, user: seen } = await targetOf(chat)
    // They write from a number that is hidden: another person, as far as can be told.
    live.upstream.emit({ type: 'rotate_lid', account_id, user: user.internalId })
    const account = live.upstream.world.findAccount(account_id)
    if (account) makeKnown(live.upstream.world, account, user, { isPhoneHidden: true })
    const hidden = live.upstream.emit({ type: 'message_received', account_id, user: user.lid ?? '' })
    await live.settled()
    const other = await writer.findChat(({ unipileId }) => unipileId === hidden.chat_id)
    expect((await targetOf(other.id)).user?.id).not.toBe(seen?.id)

    expect(await answer(chat, fingerprint)).toEqual(isNotSent)
    expect((await targetOf(other.id)).user?.id).toBe((await targetOf(chat)).user?.id)
    expect((await live.changes()).some(({ kind }) => kind === 'IDENTITY_JOINED')).toBe(true)
    expect(await answer(chat, (await targetOf(chat)).fingerprint)).toEqual(isSent)
  })

  it('sends nothing while upstream can’t say whom the chat leads to, and can be asked again', async () => {
    const { chat } = await hearFrom({ hasLid: true })
    const { fingerprint } = await targetOf(chat)
    const input = { chat, expectTarget: fingerprint, text: 'Still you?', idempotencyKey: randomUUID() }
    live.upstream.faults.add({ match: { method: 'GET', path: '/attendees' }, fault: '503' })
    const before = writer.writes()

    await expect(live.query(SendMessage, { input })).rejects.toThrow(/"code":"UPSTREAM_UNAVAILABLE"/)
    const sent = writer.writes() - before
    live.upstream.faults.clear()
    const { sendMessage } = await live.query(SendMessage, { input })

    expect(sent).toBe(0)
    expect(sendMessage.__typename).toBe('MessageSent')
  })

  it('sends nothing into a chat that is deleted', async () => {
    const { id } = await writer.findChat(({ unipileId }) => unipileId === castChats.marieWhatsappWithAda)
    const { fingerprint } = await targetOf(id)
    live.upstream.emit({ type: 'delete_chat', chat_id: castChats.marieWhatsappWithAda })

    expect(await answer(id, fingerprint)).toEqual({ told: 'RecipientUnreachable', sent: 0 })
  })
})
