import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { until } from './harness.ts'
import { liveWriter } from './live-writer.ts'
import { AcceptInvitation, SendInvitation, SendMessage, SetChatRead, StartChat } from './writing.ts'

const Changes = graphql(`
  query ($since: ChangeCursor) {
    relationshipChanges(since: $since, first: 100) { nodes { __typename cursor } }
  }
`)

const { marieLinkedin, marieWhatsapp, supportWhatsapp } = castAccounts

type Answer = { readonly __typename: string; readonly cursor?: string }
/** Asks for a write again and again, with the same key. */
type Ask = () => Promise<Answer>

describe('the cursor of what was written', async () => {
  const { live, writer } = await liveWriter()
  beforeEach(() => live.upstream.faults.clear())

  const since = async (cursor: string | undefined) =>
    (await live.query(Changes, { since: cursor ?? null })).relationshipChanges.nodes
  const end = async () => (await live.query(graphql(`{ latestChangeCursor }`))).latestChangeCursor
  const kindsOf = (changes: readonly { __typename: string }[]) => changes.map(({ __typename }) => __typename).sort()
  const aStranger = ['BecameKnown', 'ChatStarted', 'ReasonAdded']
  const marieWithAda = async () => (await writer.findChat(({ unipileId }) => unipileId === castChats.marieWithAda)).id

  const writes: Record<string, { own: readonly string[]; prepare: () => Promise<Ask> }> = {
    startChat: {
      own: aStranger,
      async prepare() {
        const { input } = await writer.toStranger(marieWhatsapp)
        return async () => (await live.query(StartChat, { input })).startChat
      },
    },
    sendMessage: {
      own: [],
      async prepare() {
        const input = { chat: await marieWithAda(), text: 'And another thing', idempotencyKey: randomUUID() }
        return async () => (await live.query(SendMessage, { input })).sendMessage
      },
    },
    setChatRead: {
      own: [],
      async prepare() {
        const input = { chat: await marieWithAda(), read: false, idempotencyKey: randomUUID() }
        return async () => (await live.query(SetChatRead, { input })).setChatRead
      },
    },
    sendInvitation: {
      own: [],
      async prepare() {
        const input = await writer.byInternalId(marieLinkedin, writer.stranger('LINKEDIN'))
        return async () => (await live.query(SendInvitation, { input })).sendInvitation
      },
    },
    acceptInvitation: {
      own: ['BecameKnown', 'ReasonAdded'],
      async prepare() {
        const input = await writer.byInternalId(marieLinkedin, castUsers.timLinkedin)
        return async () => (await live.query(AcceptInvitation, { input })).acceptInvitation
      },
    },
  }

  it.each(Object.entries(writes))('is after what %s changed and before what came later', async (_name, write) => {
    const ask = await write.prepare()
    const before = await end()

    const answer = await ask()
    await live.settled()
    const ofItsOwn = await since(answer.cursor)
    live.upstream.emit({ type: 'message_received', account_id: supportWhatsapp })
    await live.settled()
    const later = await since(answer.cursor)
    const again = await ask()

    expect(answer.cursor).toBeDefined()
    expect(ofItsOwn).toEqual([])
    expect(kindsOf(later)).toEqual(aStranger)
    expect(kindsOf(await since(before))).toEqual([...write.own, ...aStranger].sort())
    expect(again).toEqual(answer)
  })

  it('is after what was seen of a write of which nobody knew', async () => {
    const { input } = await writer.toStranger(marieWhatsapp, { text: 'Lost and found' })
    live.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault: '504', times: 1, isDoneFirst: true })
    const ask: Ask = async () => (await live.query(StartChat, { input })).startChat
    await until(async () => (await ask()).__typename === 'ChatStarted')
    await live.settled()

    const { cursor } = await ask()
    live.upstream.emit({ type: 'message_received', account_id: supportWhatsapp })
    await live.settled()

    expect(kindsOf(await since(cursor))).toEqual(aStranger)
    expect((await ask()).cursor).toBe(cursor)
  })
})
