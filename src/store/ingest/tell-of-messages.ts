import type { EvidenceSource } from '../../domain/evidence.ts'
import { recordChanges } from '../changes/record-changes.ts'
import type { Sql } from '../sql.ts'
import { settleSeenWrites } from '../writes/seen-writes.ts'
import { tellOfChats } from './tell-of-chats.ts'

/** A message that was not here before. */
export type AddedMessage = {
  readonly id: string
  readonly chatId: string
  readonly isOwn: boolean
  readonly hidden: boolean
  readonly sentAt: string
}

/** The latest activity of a chat is that of its latest message, and what others wrote since is unread. */
const touchChats = {
  name: 'added_messages_touch_chats',
  text: `
    update chat c set last_activity_at = greatest(c.last_activity_at, row.sent_at),
      unread_count = case when $4 then c.unread_count + row.unread else c.unread_count end
    from (
      select chat_id, max(sent_at) as sent_at, count(*) filter (where not is_own)::int as unread
      from unnest($1::bigint[], $2::timestamptz[], $3::boolean[]) as row (chat_id, sent_at, is_own) group by chat_id
    ) row
    where c.id = row.chat_id
      and (row.sent_at > coalesce(c.last_activity_at, '-infinity') or ($4 and row.unread > 0))
    returning c.id`,
}

type TellOptions = {
  readonly workspaceId: number
  readonly accountId: number
  readonly messages: readonly AddedMessage[]
  readonly source: EvidenceSource
  readonly countsUnread: boolean
}

/** Tells the log of messages that are new, and brings their chats up to date with them. */
export async function tellOfMessages(sql: Sql, options: TellOptions): Promise<void> {
  await tellOfShown(sql, options)
  if (options.messages.some(({ isOwn }) => isOwn)) await settleSeenWrites(sql, options.accountId)
}

async function tellOfShown(sql: Sql, options: TellOptions): Promise<void> {
  const { workspaceId, accountId, source, countsUnread } = options
  const messages = options.messages.filter(({ hidden }) => !hidden)
  if (messages.length === 0) return
  const touched = await sql<{ id: string }>(touchChats, [
    messages.map(({ chatId }) => chatId),
    messages.map(({ sentAt }) => sentAt),
    messages.map(({ isOwn }) => isOwn),
    countsUnread,
  ])
  const changes = messages
    .toSorted((one, other) => (one.sentAt < other.sentAt ? -1 : 1))
    .map(({ id, chatId }) => ({ kind: 'MESSAGE_RECEIVED' as const, accountId, chatId, messageId: id, source }))
  await recordChanges(sql, workspaceId, changes)
  await tellOfChats(
    sql,
    touched.map(({ id }) => id),
  )
}
