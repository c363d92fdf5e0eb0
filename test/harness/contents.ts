import { directSince } from '../../src/store/read/attendee-columns.ts'
import type { Sql } from '../../src/store/sql.ts'

/**
 * Everything a workspace holds, told by upstream's ids alone and in a fixed order: two databases that were filled
 * alike give the same text, whatever their own ids are.
 */
export async function contentsOf(sql: Sql, workspaceId: number): Promise<Record<string, readonly unknown[]>> {
  const entries = await Promise.all(
    Object.entries(queries).map(async ([table, text]) => {
      const rows = await sql<{ row: unknown }>({ name: `contents_${table}`, text }, [workspaceId])
      return [table, rows.map(({ row }) => row)] as const
    }),
  )
  return Object.fromEntries(entries)
}

const queries = {
  accounts: `
    select jsonb_build_array(a.unipile_id, a.provider, a.name, a.status, a.backfilled_at is not null) as row
    from account a where a.workspace_id = $1 order by a.unipile_id`,
  identifiers: `
    select jsonb_build_array(i.provider, i.user_kind, i.kind, i.scope, i.value, u.internal_id, u.public_id) as row
    from user_identifier i join users u on u.id = i.user_id where i.workspace_id = $1
    order by i.provider, i.user_kind, i.kind, i.scope, i.value`,
  attendees: `
    select jsonb_build_array(acc.unipile_id, a.unipile_id, a.provider_id, a.display_name, a.is_self, a.contact,
      a.contact_source, a.direct_chats, ${directSince('a')}, a.direct_source, a.shared_groups, a.group_source,
      a.last_interaction_at, direct.unipile_id, grouped.unipile_id, u.internal_id,
      u.redirect_to_id is null) as row
    from attendee a join account acc on acc.id = a.account_id join users u on u.id = a.user_id
    left join chat direct on direct.id = a.last_direct_chat_id left join chat grouped on grouped.id = a.last_group_chat_id
    where acc.workspace_id = $1 order by acc.unipile_id, a.unipile_id`,
  contacts: `
    select jsonb_build_array(acc.unipile_id, u.internal_id, r.since, r.ended_at) as row
    from contact_relation r join account acc on acc.id = r.account_id join users u on u.id = r.user_id
    where acc.workspace_id = $1 order by acc.unipile_id, u.internal_id`,
  chats: `
    select jsonb_build_array(acc.unipile_id, c.unipile_id, c.kind, c.evidence, c.name, c.peer_provider_id,
      c.last_activity_at, c.members_read_at is not null) as row
    from chat c join account acc on acc.id = c.account_id where acc.workspace_id = $1
    order by acc.unipile_id, c.unipile_id`,
  participants: `
    select jsonb_build_array(c.unipile_id, a.unipile_id, p.evidence) as row
    from participant p join chat c on c.id = p.chat_id join attendee a on a.id = p.attendee_id
    join account acc on acc.id = c.account_id where acc.workspace_id = $1 order by c.unipile_id, a.unipile_id`,
  messages: `
    select jsonb_build_array(c.unipile_id, m.unipile_id, m.sender_provider_id, m.is_own, m.text, m.sent_at) as row
    from message m join chat c on c.id = m.chat_id join account acc on acc.id = m.account_id
    where acc.workspace_id = $1 order by m.unipile_id`,
}
