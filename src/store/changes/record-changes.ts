import type { NewChange } from '../../domain/change.ts'
import { columns, json } from '../ingest/columns.ts'
import type { Sql } from '../sql.ts'

const append = {
  name: 'changes_append',
  logs: true,
  text: `
    with counter as (
      insert into change_counter as c (workspace_id, last_sequence) values ($1, $2::bigint)
      on conflict (workspace_id) do update set last_sequence = c.last_sequence + excluded.last_sequence
      returning last_sequence - $2::bigint as before
    )
    insert into change (workspace_id, sequence, kind, account_id, user_id, other_user_id, reason, chat_id, message_id,
      source, detail, at)
    select $1, counter.before + row.place, row.kind, row.account_id, row.user_id, row.other_user_id, row.reason,
      row.chat_id, row.message_id, row.source, row.detail::jsonb, now()
    from counter, unnest($3::text[], $4::int[], $5::bigint[], $6::bigint[], $7::text[], $8::bigint[], $9::bigint[],
      $10::text[], $11::text[]) with ordinality
      as row (kind, account_id, user_id, other_user_id, reason, chat_id, message_id, source, detail, place)`,
}

/**
 * Writes changes to the workspace's log, in this order. The counter's row stays locked to the end of the transaction,
 * so entries become visible in the order of their numbers: whoever has read one has missed none before it.
 */
export async function recordChanges(sql: Sql, workspaceId: number, changes: readonly NewChange[]): Promise<void> {
  if (changes.length === 0) return
  await sql(append, [
    workspaceId,
    changes.length,
    ...columns(changes, [
      ({ kind }) => kind,
      ({ accountId }) => accountId ?? null,
      ({ userId }) => userId ?? null,
      ({ otherUserId }) => otherUserId ?? null,
      ({ reason }) => reason ?? null,
      ({ chatId }) => chatId ?? null,
      ({ messageId }) => messageId ?? null,
      ({ source }) => source ?? null,
      ({ detail }) => (detail === undefined ? null : json(detail)),
    ]),
  ])
}
