import { chatEvidence } from '../../domain/evidence.ts'
import type { ChatObservation } from '../../domain/observation.ts'
import type { Sql } from '../sql.ts'
import { arrayLiteral, columns, lastByKey } from './columns.ts'
import { refreshEvidenceOfChats } from './evidence.ts'
import { lockRelationshipsOf, lockWorkspaceOf } from './locks.ts'
import type { Origin } from './origin.ts'
import { enterChats, enteringStatement } from './participants.ts'
import { tellOfChats } from './tell-of-chats.ts'

const upsertChats = {
  name: 'ingest_chats',
  text: `
    insert into chat as c (account_id, unipile_id, provider_id, kind, evidence, name, peer_provider_id,
      last_activity_at, unread_count, archived, pinned, muted_until, muted_forever, read_only, subject, content_type,
      folders, observed_at, source)
    select $1, unipile_id, provider_id, kind, evidence, name, peer_provider_id, last_activity_at, unread_count, archived,
      pinned, muted_until, muted_forever, read_only, subject, content_type, folders::text[], $18::timestamptz, $19
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::int[],
      $10::boolean[], $11::boolean[], $12::timestamptz[], $13::boolean[], $14::boolean[], $15::text[], $16::text[],
      $17::text[])
      as row (unipile_id, provider_id, kind, evidence, name, peer_provider_id, last_activity_at, unread_count, archived,
        pinned, muted_until, muted_forever, read_only, subject, content_type, folders)
    on conflict (account_id, unipile_id) do update set
      kind = excluded.kind, evidence = excluded.evidence, name = excluded.name,
      peer_provider_id = coalesce(excluded.peer_provider_id, c.peer_provider_id),
      last_activity_at = greatest(excluded.last_activity_at, c.last_activity_at),
      unread_count = excluded.unread_count, archived = excluded.archived, pinned = excluded.pinned,
      muted_until = excluded.muted_until, muted_forever = excluded.muted_forever, read_only = excluded.read_only,
      subject = excluded.subject, content_type = excluded.content_type, folders = excluded.folders, gone_at = null
    where (c.kind, c.evidence, c.name, c.peer_provider_id, c.unread_count, c.archived, c.pinned, c.muted_until,
        c.muted_forever, c.read_only, c.subject, c.content_type, c.folders)
      is distinct from (excluded.kind, excluded.evidence, excluded.name,
        coalesce(excluded.peer_provider_id, c.peer_provider_id), excluded.unread_count, excluded.archived,
        excluded.pinned, excluded.muted_until, excluded.muted_forever, excluded.read_only, excluded.subject,
        excluded.content_type, excluded.folders)
      or c.gone_at is not null or c.last_activity_at is distinct from greatest(excluded.last_activity_at, c.last_activity_at)
    returning id`,
}

const linkPeers = enteringStatement({
  name: 'ingest_chats_link_peers',
  text: `
    insert into participant (chat_id, attendee_id, evidence, observed_at, source)
    select c.id, a.id, c.evidence, c.observed_at, c.source
    from chat c join attendee a on a.account_id = c.account_id and a.provider_id = c.peer_provider_id
    where c.account_id = $1 and c.unipile_id = any ($2::text[])
    on conflict (chat_id, attendee_id) do update set evidence = excluded.evidence
    where participant.evidence <> excluded.evidence`,
})

type IngestOptions = {
  readonly accountId: number
  readonly chats: readonly ChatObservation[]
  readonly origin: Origin
}

/** Takes in chats of one account; the other party of a DIRECT one is linked now, or when they come. In a transaction. */
export async function ingestChats(sql: Sql, options: IngestOptions): Promise<void> {
  if (options.chats.length === 0) return
  await lockWorkspaceOf(sql, options.accountId)
  await write(sql, options)
}

/** The same in a transaction that writes of no users: it does not wait for those that find out who is who. */
export async function ingestChatsOnly(sql: Sql, options: IngestOptions): Promise<void> {
  if (options.chats.length === 0) return
  await lockRelationshipsOf(sql, options.accountId)
  await write(sql, options)
}

async function write(sql: Sql, options: IngestOptions): Promise<void> {
  const { accountId, origin } = options
  const chats = lastByKey(options.chats, ({ unipileId }) => unipileId)
  const changed = await sql<{ id: string }>(upsertChats, [
    accountId,
    ...columns(chats, [
      (chat) => chat.unipileId,
      (chat) => chat.providerId,
      (chat) => chat.kind,
      (chat) => chatEvidence(chat.kind, chat.contentType),
      (chat) => chat.name,
      (chat) => chat.attendeeProviderId,
      (chat) => chat.lastActivityAt?.toISOString() ?? null,
      (chat) => chat.unreadCount,
      (chat) => chat.archived,
      (chat) => chat.pinned,
      (chat) => (chat.mutedUntil instanceof Date ? chat.mutedUntil.toISOString() : null),
      (chat) => chat.mutedUntil === 'FOREVER',
      (chat) => chat.readOnly,
      (chat) => chat.subject,
      (chat) => chat.contentType,
      (chat) => arrayLiteral(chat.folders),
    ]),
    origin.observedAt,
    origin.source,
  ])
  await enterChats(sql, linkPeers, [accountId, chats.map(({ unipileId }) => unipileId)])
  const chatIds = changed.map(({ id }) => id)
  await refreshEvidenceOfChats(sql, chatIds)
  if (!origin.isPast) await tellOfChats(sql, chatIds)
}
