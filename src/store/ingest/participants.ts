import type { NewChange } from '../../domain/change.ts'
import type { ChatEvidence, EvidenceSource } from '../../domain/evidence.ts'
import { recordChanges } from '../changes/record-changes.ts'
import type { Sql, Statement } from '../sql.ts'

type Entered = {
  readonly workspaceId: number
  readonly accountId: number
  readonly userId: string
  readonly chatId: string
  readonly evidence: ChatEvidence
  readonly source: EvidenceSource
}

/**
 * Makes a statement of one that puts participants into chats of the account whose id is its first parameter: it gives those
 * that were not there before. Nobody looks for them until the account's first sync is over.
 */
export function enteringStatement({ name, text }: Statement): Statement {
  return {
    name,
    text: `
      with entered as (${text} returning chat_id, attendee_id, evidence, source, xmax = 0 as is_new)
      select account.workspace_id as "workspaceId", account.id as "accountId", a.user_id as "userId",
        entered.chat_id as "chatId", entered.evidence, entered.source
      from entered join attendee a on a.id = entered.attendee_id and not a.is_self
      join account on account.id = a.account_id
      where entered.is_new and entered.evidence <> 'NONE'
        and (select backfilled_at from account where id = $1) is not null
      order by entered.chat_id, entered.attendee_id`,
  }
}

/** Runs such a statement, and tells the log of the chats started and the groups joined. */
export async function enterChats(sql: Sql, statement: Statement, parameters: readonly unknown[]): Promise<void> {
  const entered = await sql<Entered>(statement, parameters)
  const [first] = entered
  if (first) await recordChanges(sql, first.workspaceId, entered.map(changeOf))
}

function changeOf({ accountId, userId, chatId, evidence, source }: Entered): NewChange {
  const kind = evidence === 'DIRECT' ? 'CHAT_STARTED' : 'JOINED_SHARED_GROUP'
  return { kind, accountId, userId, chatId, source }
}
