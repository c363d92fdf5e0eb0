import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { castAccounts, castChats } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { startLive } from './harness.ts'
import { subscribe } from './subscribe.ts'

const ChatByUnipileId = graphql(`
  query ($chats: Int) { chats(first: $chats) { nodes { id unipileId unreadCount messages { totalCount } } } }
`)
const SendMessage = graphql(`
  mutation ($input: SendMessageInput!) {
    sendMessage(input: $input) { __typename ... on MessageSent { sentMessage { id text isOwn } } }
  }
`)
const Log = graphql(`{ webhookLog(first: 10) { nodes { event isEcho outcome times } } }`)
type Told = { messageReceived: { receivedMessage: { id: string; text: string; isOwn: boolean } } }

it('marks echoes of what was sent from here, and doubles none of it', async () => {
  await using live = await startLive()
  const chatNow = async () => {
    const { chats } = await live.query(ChatByUnipileId, { chats: 100 })
    const chat = chats.nodes.find(({ unipileId }) => unipileId === castChats.marieWhatsappWithAda)
    if (!chat) throw new Error('No such chat')
    return chat
  }
  const before = await chatNow()
  const heard = await subscribe<Told>(
    live.url,
    'subscription { messageReceived { ... on MessageReceived { receivedMessage { id text isOwn } } } }',
  )

  const input = { chat: before.id, text: 'Sent from here', idempotencyKey: randomUUID() }
  const { sendMessage } = await live.query(SendMessage, { input })
  await live.settled()
  live.upstream.emit({
    type: 'message_received',
    chat_id: castChats.marieWhatsappWithAda,
    isSender: true,
    text: 'Sent from the phone',
    duplicate: true,
  })
  live.upstream.emit({ type: 'message_received', chat_id: castChats.marieWhatsappWithAda, text: 'An answer' })
  await live.settled()

  expect(sendMessage.__typename).toBe('MessageSent')
  const { webhookLog } = await live.query(Log)
  expect(webhookLog.nodes.map(({ event, isEcho, outcome, times }) => [event, isEcho, outcome, times]).sort()).toEqual([
    ['MESSAGE_RECEIVED', false, 'APPLIED', 1],
    ['MESSAGE_RECEIVED', true, 'APPLIED', 1],
    ['MESSAGE_RECEIVED', true, 'APPLIED', 2],
  ])
  const told = (await heard.take(3)).map(({ messageReceived }) => messageReceived.receivedMessage)
  heard.close()
  expect(told[0]).toEqual('sentMessage' in sendMessage && sendMessage.sentMessage)
  expect(told.map(({ text, isOwn }) => [text, isOwn]).sort()).toEqual([
    ['An answer', false],
    ['Sent from here', true],
    ['Sent from the phone', true],
  ])
  const after = await chatNow()
  expect(after.messages.totalCount).toBe(before.messages.totalCount + 3)
  expect(after.unreadCount).toBe(before.unreadCount + 1)

  await live.read(castAccounts.marieWhatsapp, { whole: true })
  expect((await chatNow()).messages.totalCount).toBe(after.messages.totalCount)
})
