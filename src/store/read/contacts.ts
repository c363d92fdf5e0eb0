import type { Contact, EndedContact } from '../../domain/attendee.ts'
import type { ScopedSql } from './scoped-sql.ts'

const byUsers = {
  name: 'contacts_by_users',
  text: `
    select account_id as "accountId", user_id as "userId", since, observed_at as "observedAt", source
    from contact_relation
    where user_id = any ($1::bigint[]) and account_id = any ($2::int[]) and ended_at is null`,
}

/** The accounts' contact list rows of these users, whether they are attendees or not. */
export function findContactsByUsers(
  { sql, accountIds }: ScopedSql,
  userIds: readonly string[],
): Promise<readonly Contact[]> {
  return sql<Contact>(byUsers, [userIds, accountIds])
}

const endedByUsers = {
  name: 'contacts_ended_by_users',
  text: `
    select account_id as "accountId", user_id as "userId", since, observed_at as "observedAt", source,
      ended_at as "endedAt"
    from contact_relation
    where user_id = any ($1::bigint[]) and account_id = any ($2::int[]) and ended_at is not null`,
}

/** The same for rows that are on the lists no longer. */
export function findEndedContactsByUsers(
  { sql, accountIds }: ScopedSql,
  userIds: readonly string[],
): Promise<readonly EndedContact[]> {
  return sql<EndedContact>(endedByUsers, [userIds, accountIds])
}
