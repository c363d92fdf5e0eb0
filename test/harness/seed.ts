import { randomBytes, randomUUID } from 'node:crypto'
import type { ChatKind } from '../../src/domain/chat.ts'
import { chatEvidence } from '../../src/domain/evidence.ts'
import type { AttachmentObservation, ReactionObservation } from '../../src/domain/observation.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { sortName } from '../../src/domain/sort-name.ts'
import type { Sql } from '../../src/store/sql.ts'

export type SeededAccount = { readonly id: number; readonly workspaceId: number; readonly provider: Provider }
export type SeededUser = { readonly id: string; readonly name: string; readonly internalId: string }
export type SeededAttendee = {
  readonly id: string
  readonly accountId: number
  readonly providerId: string
  readonly unipileId: string
}
export type SeededChat = { readonly id: string; readonly accountId: number; readonly unipileId: string }

const observedAt = '2026-11-01T00:00:00.000Z'

/** Puts rows into a workspace of its own, so that tests sharing a store never meet. */
export async function createSeed(sql: Sql) {
  const workspace = await insert<{ id: number }>(sql, 'workspace', { key: randomUUID(), name: 'Test workspace' }, 'id')

  return {
    workspaceId: workspace.id,

    async account({
      provider = 'LINKEDIN' as Provider,
      name = 'Ada',
      backfilled = true,
      owner = null as string | null,
    } = {}) {
      const unipileId = randomBytes(16).toString('base64url')
      const row = { unipile_id: unipileId, provider, name, status: 'OK', products: '{}', owner_provider_id: owner }
      const times = { connected_at: observedAt, backfilled_at: backfilled ? observedAt : null }
      const { id } = await insert<{ id: number }>(
        sql,
        'account',
        { workspace_id: workspace.id, ...row, ...times },
        'id',
      )
      return { id, workspaceId: workspace.id, provider, unipileId }
    },

    async user({
      provider = 'LINKEDIN' as Provider,
      kind = 'PERSON',
      name = 'Grace Hopper',
      internalId = randomUUID() as string,
      publicId = null as string | null,
    } = {}) {
      const row = {
        provider,
        kind,
        internal_id: internalId,
        public_id: publicId,
        display_name: name,
        name_source: 'ATTENDEE',
      }
      const { id } = await insert<{ id: string }>(sql, 'users', { workspace_id: workspace.id, ...row }, 'id')
      const scope = provider === 'LINKEDIN' ? 'LINKEDIN_CLASSIC' : 'GLOBAL'
      const seen = { source: 'ATTENDEE_LIST', first_seen_at: observedAt, last_seen_at: observedAt }
      const names = [
        { kind: 'PROVIDER_INTERNAL_ID', scope, value: internalId },
        ...(publicId === null ? [] : [{ kind: 'PROVIDER_PUBLIC_ID', scope: 'GLOBAL', value: publicId }]),
      ]
      for (const identifier of names) {
        const owner = { workspace_id: workspace.id, provider, user_kind: kind, user_id: id }
        await insert(sql, 'user_identifier', { ...owner, ...identifier, ...seen }, 'value')
      }
      return { id, name, internalId }
    },

    /** The user as the account knows them; without `contact`, a chat or a group they are merely listed. */
    async attendee(
      account: SeededAccount,
      user: SeededUser,
      {
        contact = null as { since: string | null } | null,
        isSelf = false,
        lastInteractionAt = null as string | null,
        providerId = user.internalId,
        name = user.name,
      } = {},
    ) {
      const unipileId = randomBytes(16).toString('base64url')
      const listed = { is_self: isSelf, hidden: false, listed_at: observedAt, listed_source: 'ATTENDEE_LIST' }
      const evidence = contact && {
        contact: true,
        contact_since: contact.since,
        contact_observed_at: observedAt,
        contact_source: 'RELATION_LIST',
      }
      const row = { unipile_id: unipileId, user_id: user.id, provider_id: providerId, display_name: name }
      const { id } = await insert<{ id: string }>(
        sql,
        'attendee',
        {
          account_id: account.id,
          ...row,
          sort_name: sortName(name),
          ...listed,
          ...evidence,
          last_interaction_at: lastInteractionAt,
        },
        'id',
      )
      return { id, accountId: account.id, providerId, unipileId }
    },

    /** A row of the account's contact list, whose user need not be an attendee. */
    async contact(
      account: SeededAccount,
      user: SeededUser,
      { since = null as string | null, endedAt = null as string | null } = {},
    ) {
      const seen = { since, observed_at: observedAt, source: 'RELATION_LIST', ended_at: endedAt }
      await insert(sql, 'contact_relation', { account_id: account.id, user_id: user.id, ...seen }, 'user_id')
    },

    /** What the account was shown of the user when it asked. */
    async profile(account: SeededAccount, user: SeededUser, { isPrivate = false } = {}) {
      const row = {
        account_id: account.id,
        user_id: user.id,
        fetched_at: observedAt,
        revision: 1,
        is_private: isPrivate,
      }
      await insert(sql, 'lookup_profile', row, 'user_id')
    },

    async chat(
      account: SeededAccount,
      {
        kind = 'DIRECT' as ChatKind,
        name = null as string | null,
        participants = [] as readonly SeededAttendee[],
        lastActivityAt = null as string | null,
        unreadCount = 0,
        archived = false,
        evidence = chatEvidence(kind, null),
      } = {},
    ) {
      const unipileId = randomBytes(16).toString('base64url')
      const peer = kind === 'DIRECT' ? (participants[0]?.providerId ?? null) : null
      const shown = {
        unread_count: unreadCount,
        archived,
        pinned: false,
        muted_forever: false,
        read_only: false,
        folders: '{}',
      }
      const seen = {
        observed_at: observedAt,
        source: 'CHAT_LIST',
        last_activity_at: lastActivityAt,
      }
      const row = {
        account_id: account.id,
        unipile_id: unipileId,
        provider_id: unipileId,
        kind,
        evidence,
        name,
        peer_provider_id: peer,
      }
      const { id } = await insert<{ id: string }>(sql, 'chat', { ...row, ...shown, ...seen }, 'id')
      for (const attendee of participants) {
        const participant = {
          chat_id: id,
          attendee_id: attendee.id,
          evidence,
          observed_at: observedAt,
          source: 'CHAT_LIST',
        }
        await insert(sql, 'participant', participant, 'chat_id')
        const statement = evidenceUpdates[evidence]
        if (statement) await sql(statement, [attendee.id, id])
      }
      return { id, accountId: account.id, unipileId }
    },

    async message(
      chat: SeededChat,
      {
        from = null as SeededAttendee | null,
        sender = (from?.providerId ?? 'unlisted') as string,
        text = 'Hello' as string | null,
        sentAt = observedAt,
        isOwn = false,
        hidden = false,
        providerId = randomUUID() as string,
        quotes = null as string | null,
        attachments = [] as readonly AttachmentObservation[],
        reactions = [] as readonly ReactionObservation[],
      } = {},
    ) {
      const flags = {
        is_own: isOwn,
        seen: true,
        delivered: true,
        edited: false,
        deleted: false,
        hidden,
        is_event: false,
      }
      const row = {
        account_id: chat.accountId,
        chat_id: chat.id,
        unipile_id: randomBytes(16).toString('base64url'),
        provider_id: providerId,
      }
      const said = { sender_provider_id: sender, text, sent_at: sentAt, quoted_provider_id: quotes }
      const extras = { attachments: JSON.stringify(attachments), reactions: JSON.stringify(reactions) }
      return insert<{ id: string; unipileId: string }>(
        sql,
        'message',
        { ...row, ...flags, ...said, ...extras },
        'id, unipile_id as "unipileId"',
      )
    },

    /** What a join of two users leaves: the id of the one that was joined goes on answering. */
    async redirect(joined: SeededUser, survivor: SeededUser) {
      const text = 'update users set redirect_to_id = $2::bigint where id = $1::bigint'
      await sql({ name: 'seed_redirect', text }, [joined.id, survivor.id])
    },
  }
}

export type Seed = Awaited<ReturnType<typeof createSeed>>

/** The id that the graph gives to a row. */
export function globalId(type: string, { id }: { readonly id: string | number }): string {
  return Buffer.from(`${type}:${id}`).toString('base64url')
}

const evidenceUpdates: Readonly<Record<string, { name: string; text: string }>> = {
  DIRECT: {
    name: 'seed_direct',
    text: `
      update attendee set direct = true, direct_chats = direct_chats + 1, last_direct_chat_id = $2::bigint,
        direct_observed_at = '${observedAt}', direct_source = 'CHAT_LIST'
      where id = $1::bigint and not is_self`,
  },
  GROUP: {
    name: 'seed_group',
    text: `
      update attendee set in_group = true, shared_groups = shared_groups + 1, last_group_chat_id = $2::bigint,
        group_observed_at = '${observedAt}', group_source = 'GROUP_MEMBERS'
      where id = $1::bigint and not is_self`,
  },
}

async function insert<Row>(
  sql: Sql,
  table: string,
  values: Readonly<Record<string, unknown>>,
  returning: string,
): Promise<Row> {
  const columns = Object.keys(values)
  const places = columns.map((_, index) => `$${index + 1}`)
  const text = `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')}) returning ${returning}`
  const [row] = await sql<Row>({ name: `seed_${table}_${columns.length}`, text }, Object.values(values))
  if (!row) throw new Error(`Nothing was put into ${table}`)
  return row
}
