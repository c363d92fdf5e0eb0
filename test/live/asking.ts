import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import type { Live } from './harness.ts'
import { AcceptInvitation, SendInvitation, SendMessage, SetChatRead, StartChat, writerTo } from './writing.ts'

/** Asks for a write, with the same key each time it is called. */
export type Ask = () => Promise<{ readonly __typename: string; readonly message?: string; readonly cursor?: string }>

/** Ways to ask for each kind of write. */
export function askerTo(live: Live) {
  const { marieLinkedin, marieWhatsapp } = castAccounts
  const writer = writerTo(live)
  const to = (account: string, { internalId }: { internalId: string } = writer.stranger('LINKEDIN')) =>
    writer.byInternalId(account, { internalId })
  const toPhone = async (phone: string | null) => ({
    account: await writer.accountId(marieWhatsapp),
    user: { text: { text: `+${phone}`, provider: 'WHATSAPP' as const } },
    idempotencyKey: randomUUID() as string,
  })
  const into = async (unipileId: string) => ({
    chat: (await writer.findChat((chat) => chat.unipileId === unipileId)).id,
    idempotencyKey: randomUUID() as string,
  })
  type Directed = Awaited<ReturnType<typeof to> | ReturnType<typeof toPhone>>
  type Within = Awaited<ReturnType<typeof into>>

  return {
    /** To a LinkedIn member; to one whom nobody knows when not told. */
    to,
    /** To a number on WhatsApp. */
    toPhone,
    toWhatsapp: () => toPhone(writer.stranger('WHATSAPP').phone),
    /** To somebody who waits for an answer to their invitation. */
    toInviter: () => to(marieLinkedin, writer.inviterOf(marieLinkedin)),
    /** Within a chat that is here. */
    into,
    startChat(input: Directed & { inmail?: boolean }): Ask {
      return async () => (await live.query(StartChat, { input: { ...input, text: 'Hello' } })).startChat
    },
    sendMessage(input: Within): Ask {
      return async () => (await live.query(SendMessage, { input: { ...input, text: 'Hello' } })).sendMessage
    },
    setChatRead(input: Within): Ask {
      return async () => (await live.query(SetChatRead, { input })).setChatRead
    },
    sendInvitation(input: Directed): Ask {
      return async () => (await live.query(SendInvitation, { input })).sendInvitation
    },
    acceptInvitation(input: Directed): Ask {
      return async () => (await live.query(AcceptInvitation, { input })).acceptInvitation
    },
    /** Asks, expects a refusal of that type and with a message of its own, and the same without a write when asked again. */
    async expectRefusal(ask: Ask, name: string): Promise<void> {
      const changes = (await live.changes()).length
      const answer = await ask()
      const writes = writer.writes()

      const message = expect.stringMatching(/^(?!That was not possible)[A-Z].+\.$/)
      expect(answer).toEqual({ __typename: name, message })
      expect(await ask()).toEqual(answer)
      expect(writer.writes()).toBe(writes)
      expect((await live.changes()).length).toBe(changes)
    },
  }
}

export type Asker = ReturnType<typeof askerTo>
