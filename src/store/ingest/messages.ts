import type { MessageObservation, UserObservation } from '../../domain/observation.ts'
import type { Sql, Statement } from '../sql.ts'
import { columns, json, lastByKey } from './columns.ts'
import { lockMessages, lockWorkspace } from './locks.ts'
import { findMissingChats } from './missing-chats.ts'
import type { Origin } from './origin.ts'
import { type AddedMessage, tellOfMessages } from './tell-of-messages.ts'
import { provingSenders, tellingSenders } from './telling-senders.ts'
import { ingestUsersOnly } from './users.ts'

const upsert = `
    insert into message as m (account_id, chat_id, unipile_id, provider_id, sender_provider_id, is_own, text, sent_at,
      seen, delivered, edited, deleted, hidden, is_event, quoted_provider_id, attachments, reactions)
    select $1, c.id, row.unipile_id, row.provider_id, sender,
      is_own or coalesce(sender = account.owner_provider_id, false), text, sent_at, seen, delivered, edited, deleted,
      hidden, is_event, quoted, attachments::jsonb, reactions::jsonb
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::timestamptz[],
      $9::boolean[], $10::boolean[], $11::boolean[], $12::boolean[], $13::boolean[], $14::boolean[], $15::text[],
      $16::text[], $17::text[])
      as row (chat, unipile_id, provider_id, sender, is_own, text, sent_at, seen, delivered, edited, deleted, hidden,
        is_event, quoted, attachments, reactions)
    join chat c on c.account_id = $1 and c.unipile_id = row.chat
    join account on account.id = $1
    on conflict (account_id, unipile_id) do update set
      text = excluded.text, seen = excluded.seen, delivered = excluded.delivered, edited = excluded.edited,
      deleted = excluded.deleted, hidden = excluded.hidden, attachments = excluded.attachments,
      reactions = excluded.reactions
    where not $18::boolean and (m.text, m.seen, m.delivered, m.edited, m.deleted, m.hidden, m.attachments, m.reactions) is distinct from
      (excluded.text, excluded.seen, excluded.delivered, excluded.edited, excluded.deleted, excluded.hidden,
        excluded.attachments, excluded.reactions)`

const upsertNews = {
  name: 'ingest_messages',
  text: `${upsert}
    returning id, chat_id as "chatId", is_own as "isOwn", hidden, sent_at as "sentAt", xmax = 0 as "isNew"`,
}

const upsertPast = {
  name: 'ingest_messages_past',
  text: `with written as (${upsert} returning 1) select count(*)::int as written from written`,
}

type WrittenMessage = AddedMessage & { readonly isNew: boolean }

type IngestOptions = {
  readonly workspaceId: number
  readonly accountId: number
  readonly messages: readonly MessageObservation[]
  readonly origin: Origin
}

export type IngestedMessages = {
  /** Those that were not here before. */
  readonly added: readonly AddedMessage[]
  /** The Unipile IDs of chats that are not here, whose messages were left out. */
  readonly missingChats: readonly string[]
}

/**
 * Takes in messages of one account; a webhook tells what was sent, not what became of it since, so it changes none
 * that is here. Must run inside a transaction.
 */
export async function ingestMessages(
  sql: Sql,
  options: IngestOptions & {
    /** What others wrote adds to the chat's unread messages: nothing else has told how many there are. */
    countsUnread?: boolean
  },
): Promise<IngestedMessages> {
  const { workspaceId, accountId, origin, countsUnread = false } = options
  const messages = lastByKey(options.messages, ({ unipileId }) => unipileId)
  if (messages.length === 0) return { added: [], missingChats: [] }
  await lockWorkspace(sql, workspaceId)
  const written = await write<WrittenMessage>(sql, upsertNews, {
    ...options,
    messages,
    senders: tellingSenders(messages),
  })
  const added = written.filter(({ isNew }) => isNew)
  await tellOfMessages(sql, { workspaceId, accountId, messages: added, source: origin.source, countsUnread })
  return { added, missingChats: await missingChatsOf(sql, accountId, messages, written.length) }
}

/**
 * The same for messages of before the first sync, which are no news. Waits for no other write about people, unless a
 * sender's names are proven to be one user's. Must run inside a transaction.
 */
export async function ingestPastMessages(
  sql: Sql,
  options: IngestOptions,
): Promise<Pick<IngestedMessages, 'missingChats'>> {
  const messages = lastByKey(options.messages, ({ unipileId }) => unipileId)
  if (messages.length === 0) return { missingChats: [] }
  const past = { ...options, messages, senders: provingSenders(messages) }
  const [counted] = await write<{ written: number }>(sql, upsertPast, past)
  return { missingChats: await missingChatsOf(sql, options.accountId, messages, counted?.written ?? 0) }
}

/** Messages that were written have their chats. */
async function missingChatsOf(
  sql: Sql,
  accountId: number,
  messages: readonly MessageObservation[],
  written: number,
): Promise<readonly string[]> {
  if (written === messages.length) return []
  const chats = messages.map(({ chatUnipileId }) => chatUnipileId)
  return findMissingChats(sql, accountId, chats)
}

async function write<Row>(
  sql: Sql,
  statement: Statement,
  { workspaceId, accountId, messages, senders, origin }: IngestOptions & { senders: readonly UserObservation[] },
): Promise<readonly Row[]> {
  await ingestUsersOnly(sql, { workspaceId, users: senders, nameSource: 'ATTENDEE', origin })
  await lockMessages(sql, accountId)
  return sql<Row>(statement, [
    accountId,
    ...columns(messages, [
      (message) => message.chatUnipileId,
      (message) => message.unipileId,
      (message) => message.providerId,
      (message) => message.senderProviderId,
      (message) => message.isSender,
      (message) => message.text,
      (message) => message.sentAt.toISOString(),
      (message) => message.seen,
      (message) => message.delivered,
      (message) => message.edited,
      (message) => message.deleted,
      (message) => message.hidden,
      (message) => message.isEvent,
      (message) => message.quotedProviderId,
      (message) => json(message.attachments),
      (message) => json(message.reactions),
    ]),
    origin.source === 'WEBHOOK',
  ])
}
