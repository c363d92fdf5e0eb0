import type { ChatEvidence } from '../../domain/evidence.ts'
import type { Sql } from '../sql.ts'
import { refreshEvidenceOfChats } from './evidence.ts'
import { lockWorkspaceOf } from './locks.ts'

type Started = { readonly id: string; readonly evidence: ChatEvidence; readonly isStarted: boolean }

/** The index of a chat's messages, read from its end, gives the first of them. */
const findFirst = {
  name: 'first_messages',
  text: `
    with page as (
      select id, evidence from chat where account_id = $1 and id > $2::bigint order by id limit $3
    ), started as (
      update chat c set first_message_at = m.sent_at
      from page cross join lateral (
        select sent_at from message where chat_id = page.id order by sent_at, id limit 1
      ) m
      where c.id = page.id and c.first_message_at is distinct from least(c.first_message_at, m.sent_at)
      returning c.id
    )
    select page.id, evidence, started.id is not null as "isStarted"
    from page left join started using (id) order by page.id`,
}

const chatsAtOnce = 2_000

/**
 * Brings chats up to date with the first of their messages, after past ones came in: those of one account that follow
 * the chat `after`, as many as are worth a transaction. Gives the last of them, to go on from; null when there was none.
 */
export async function settleFirstMessages(sql: Sql, accountId: number, after: string): Promise<string | null> {
  await lockWorkspaceOf(sql, accountId)
  const chats = await sql<Started>(findFirst, [accountId, after, chatsAtOnce])
  const direct = chats.filter(({ isStarted, evidence }) => isStarted && evidence === 'DIRECT')
  await refreshEvidenceOfChats(
    sql,
    direct.map(({ id }) => id),
  )
  return chats.at(-1)?.id ?? null
}
