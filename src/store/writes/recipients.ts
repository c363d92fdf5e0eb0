import type { Identifier, IdentifierScope } from '../../domain/identifier.ts'
import type { Sql } from '../sql.ts'

/** How an account can write to a user. */
export type KnownRecipient = {
  /** The internal ID under which the account lists the user; null when it does not. */
  readonly providerId: string | null
  /** The chat between the two that can be written in, the latest one; null when there is none. */
  readonly chatUnipileId: string | null
}

const find = {
  name: 'recipients_find',
  text: `
    select a.provider_id as "providerId", c.unipile_id as "chatUnipileId"
    from attendee a
    left join participant p on p.attendee_id = a.id and p.evidence = 'DIRECT'
    left join chat c on c.id = p.chat_id and c.gone_at is null and not c.read_only
    where a.account_id = $1 and a.user_id = $2::bigint and not a.is_self
      and not exists (
        select from user_identifier i where i.user_id = a.user_id and i.kind = 'PROVIDER_INTERNAL_ID'
          and i.value = a.provider_id and i.scope = any ($3::text[]))
    order by c.last_activity_at desc nulls last, c.id desc nulls last, a.id limit 1`,
}

/** How the account can write to the user, as far as it knows them by internal IDs of other scopes than these. */
export async function findRecipient(
  sql: Sql,
  { accountId, userId, without }: { accountId: number; userId: string; without: readonly IdentifierScope[] },
): Promise<KnownRecipient> {
  const [recipient] = await sql<KnownRecipient>(find, [accountId, userId, without])
  return recipient ?? { providerId: null, chatUnipileId: null }
}

const names = {
  name: 'recipients_names',
  text: `
    select provider, user_kind as "userKind", kind, scope, value from user_identifier
    where user_id = $1::bigint and kind = 'PROVIDER_INTERNAL_ID'
    order by value like '%@lid', last_seen_at desc, value`,
}

/** The user's internal IDs, the one to write to first. */
export function findInternalIds(sql: Sql, userId: string): Promise<readonly Identifier[]> {
  return sql<Identifier>(names, [userId])
}
