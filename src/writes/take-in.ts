import { UpstreamError } from '../domain/errors.ts'
import type { Provider } from '../domain/provider.ts'
import { findChangeLogEnd } from '../store/changes/read-changes.ts'
import { ingestAttendees } from '../store/ingest/attendees.ts'
import { ingestChats } from '../store/ingest/chats.ts'
import { ingestMembers } from '../store/ingest/members.ts'
import { ingestMessages } from '../store/ingest/messages.ts'
import { unreadRows } from '../upstream/page.ts'
import type { WritesOptions } from './options.ts'

type Written = {
  readonly accountId: number
  readonly provider: Provider
  readonly chatUnipileId: string
  readonly messageUnipileId: string | null
}

/**
 * Reads what a write has made of a chat, so that it is here at once: the chat, who is in it, and the message. Gives how
 * far the change log reaches then. Null when upstream can't tell now; a webhook or the next reading will.
 */
export async function takeInWritten(options: WritesOptions, written: Written): Promise<number | null> {
  try {
    return await takeIn(options, written)
  } catch (error) {
    if (error instanceof UpstreamError) return null
    throw error
  }
}

/** The same, rejecting with what upstream says when it can't tell. */
export async function takeIn(
  { upstream, database, workspaceId, now }: WritesOptions,
  { accountId, provider, chatUnipileId, messageUnipileId }: Written,
): Promise<number> {
  const [{ chat }, members, message] = await Promise.all([
    upstream.getChat(chatUnipileId),
    upstream.listChatAttendees({ provider, chatId: chatUnipileId }),
    messageUnipileId === null ? null : upstream.getMessage({ provider, messageId: messageUnipileId }),
  ])
  const observedAt = now().toISOString()
  const origin = { source: 'CHAT_LIST', observedAt } as const
  return database.transaction(async (sql) => {
    await ingestAttendees(sql, { workspaceId, accountId, attendees: members.items, origin })
    await ingestChats(sql, { accountId, chats: [chat], origin })
    // One page of several shows not everybody.
    const unread = members.cursor === null ? unreadRows([members]) : 'ANYBODY'
    if (chat.kind !== 'DIRECT')
      await ingestMembers(sql, { workspaceId, accountId, chatUnipileId, members: members.items, unread, origin })
    const messages = message === null ? [] : [message]
    await ingestMessages(sql, { workspaceId, accountId, messages, origin: { source: 'MESSAGE', observedAt } })
    return findChangeLogEnd(sql, workspaceId)
  })
}
