import type { ChatReadSet, InvitationAccepted, InvitationSent } from '../../domain/client-write.ts'
import type { Sql } from '../sql.ts'
import type { WriteClaim } from './client-writes.ts'
import { settleSeenWrites } from './seen-writes.ts'

/** A write of which nobody knows, and which upstream may show to have happened to whoever looks for it. */
export type UnsettledWrite = WriteClaim & {
  /** What it came to if it happened; of invitations, without the user. */
  readonly outcome: ChatReadSet | Pick<InvitationSent, 'result' | 'accountId'> | Pick<InvitationAccepted, 'result'>
  readonly chatUnipileId: string | null
  /** Of invitations: the internal IDs of the other side. */
  readonly names: readonly string[]
}

const giveUpSilent = {
  name: 'writes_give_up_silent',
  text: `
    with unsent as (
      delete from client_write
      where account_id = $1 and state = 'RUNNING' and held_until <= $2::timestamptz and outcome is null
    )
    update client_write set state = 'UNKNOWN'
    where account_id = $1 and state = 'RUNNING' and held_until <= $2::timestamptz and outcome is not null
    returning key`,
}

/** The younger, the more often: each time, about as much time has passed again as since it was written. */
const take = {
  name: 'writes_take_unsettled',
  text: `
    update client_write w set looked_at = $2::timestamptz
    where account_id = $1 and state = 'UNKNOWN' and mutation in ('setChatRead', 'sendInvitation', 'acceptInvitation')
      and (looked_at is null or $2::timestamptz - looked_at >= looked_at - started_at)
    returning workspace_id as "workspaceId", mutation, key, started_at as "startedAt", outcome,
      chat_unipile_id as "chatUnipileId",
      array(
        select w.recipient_provider_id union
        select i.value from user_identifier known
        join account on account.id = w.account_id and account.provider = known.provider
        join user_identifier i on i.user_id = known.user_id and i.kind = 'PROVIDER_INTERNAL_ID'
        where (known.workspace_id, known.kind, known.value)
          = (w.workspace_id, 'PROVIDER_INTERNAL_ID', w.recipient_provider_id)
      ) as names`,
}

/**
 * The account's writes that are worth a look now: those of which nobody knows, their processes having died or not been
 * told. Messages are not among them; they settle as they come in.
 */
export async function takeUnsettledWrites(sql: Sql, accountId: number, at: string): Promise<readonly UnsettledWrite[]> {
  await sql(giveUpSilent, [accountId, at])
  // Also for what was read while a write of the same words was under way.
  await settleSeenWrites(sql, accountId)
  return sql<UnsettledWrite>(take, [accountId, at])
}
