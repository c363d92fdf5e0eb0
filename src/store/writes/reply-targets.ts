import type { ReplyTarget } from '../../domain/client-write.ts'
import type { Sql } from '../sql.ts'

/** A number can become somebody else's, who is told apart by another LID alone. */
const find = {
  name: 'reply_targets',
  text: `
    select c.id as "chatId", c.account_id as "accountId", c.unipile_id as "unipileId", c.read_only as "readOnly",
      c.peer_provider_id as "peerProviderId", u.id as "userId",
      encode(sha256(convert_to(concat_ws('|', c.unipile_id, c.provider_id, c.kind, c.peer_provider_id, u.id,
        (select string_agg(f.id::text, ',' order by f.id) from users f where f.redirect_to_id = u.id),
        (select string_agg(i.value, ',' order by i.value) from user_identifier i
          where i.user_id = u.id and i.kind = 'PROVIDER_INTERNAL_ID' and i.value like '%@lid')), 'UTF8')), 'hex')
        as fingerprint
    from chat c
    left join attendee a on a.account_id = c.account_id and a.provider_id = c.peer_provider_id
    left join users u on u.id = a.user_id
    where c.id = any ($1::bigint[]) and c.account_id = any ($2::int[])`,
}

/** A chat to write in. */
export type WritableChat = ReplyTarget & { readonly unipileId: string; readonly readOnly: boolean }

/** Whom these chats lead to now; those of other accounts are left out. */
export function findReplyTargets(
  sql: Sql,
  accountIds: readonly number[],
  chatIds: readonly string[],
): Promise<readonly WritableChat[]> {
  return sql<WritableChat>(find, [chatIds, accountIds])
}
