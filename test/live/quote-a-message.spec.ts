import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { castChats } from '../../src/sandbox/cast.ts'
import { refusal } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId } from '../harness/seed.ts'
import { liveWriter } from './live-writer.ts'
import { SendMessage } from './writing.ts'

const Quoting = graphql(`
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) { ... on MessageSent { sentMessage { quoted { id } } } }
  }
`)
const Messages = graphql(`
  query ($chat: ID!) { node(id: $chat) { ... on Chat { messages(first: 1) { nodes { id } } } } }
`)

describe('answering a message', async () => {
  const { live, writer } = await liveWriter()

  const chatOf = async (unipileId: string) => (await writer.findChat((chat) => chat.unipileId === unipileId)).id

  async function messageOf(unipileId: string): Promise<string> {
    const { node } = await live.query(Messages, { chat: await chatOf(unipileId) })
    return (node && 'messages' in node && node.messages.nodes[0]?.id) || ''
  }

  it('quotes it', async () => {
    const quotes = await messageOf(castChats.marieWithAda)
    const input = { chat: await chatOf(castChats.marieWithAda), text: 'Yes', quotes, idempotencyKey: randomUUID() }

    const { sendMessage } = await live.query(Quoting, { input })

    expect(sendMessage).toEqual({ sentMessage: { quoted: { id: quotes } } })
  })

  it.each([
    ['one that there is not', async () => globalId('Message', { id: 999_999_999 })],
    ['one of another chat', () => messageOf(castChats.marieWithGrace)],
    ['one of another account', () => messageOf(castChats.nikolaWithAda)],
  ])('is refused for %s, and leaves the key free', async (_which, find) => {
    const chat = await chatOf(castChats.marieWithAda)
    const input = { chat, text: 'Yes', idempotencyKey: randomUUID() }
    const quotes = await find()
    const before = writer.writes()

    const { message, extensions } = await refusal(live.query(SendMessage, { input: { ...input, quotes } }))

    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'input.quotes' })
    expect(message).toContain('a message of this chat')
    expect(writer.writes()).toBe(before)
    expect((await live.query(SendMessage, { input })).sendMessage.__typename).toBe('MessageSent')
  })
})
