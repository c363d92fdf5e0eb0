import type { Attendee } from '../../domain/attendee.ts'
import { type RowAsked, wholeRow } from '../rendered/selection.ts'
import { attendeeColumns } from './attendee-columns.ts'
import { findByIds, findByUnipileIds } from './by-keys.ts'
import type { ScopedSql } from './scoped-sql.ts'

const byProviderIds = {
  name: 'attendees_by_provider_ids',
  text: `
    select ${attendeeColumns.select}, attendee.provider_id as "providerId"
    from unnest($1::int[], $2::text[]) as asked (account_id, provider_id)
    join attendee on attendee.account_id = asked.account_id and attendee.provider_id = asked.provider_id
    where attendee.account_id = any ($3::int[])`,
}

const byUsers = {
  name: 'attendees_by_users',
  text: `
    select ${attendeeColumns.select} from attendee
    where user_id = any ($1::bigint[]) and account_id = any ($2::int[]) order by account_id, id`,
}

/** Those that exist, in any order. */
export function findAttendeesByIds(
  scoped: ScopedSql,
  ids: readonly string[],
  asked: RowAsked<Attendee> = wholeRow,
): Promise<readonly Attendee[]> {
  return findByIds(scoped, attendeeColumns, 'attendees_by_ids', ids, asked)
}

/** An attendee as the payloads of one account name it. */
export type AttendeeAddress = { readonly accountId: number; readonly providerId: string }

/** Those that exist, in any order, each with the address it was found by. */
export function findAttendeesByAddress(
  { sql, accountIds }: ScopedSql,
  addresses: readonly AttendeeAddress[],
): Promise<readonly (Attendee & AttendeeAddress)[]> {
  const accounts = addresses.map(({ accountId }) => accountId)
  const providerIds = addresses.map(({ providerId }) => providerId)
  return sql<Attendee & AttendeeAddress>(byProviderIds, [accounts, providerIds, accountIds])
}

/** Those that exist, in any order. */
export function findAttendeesByUnipileIds(
  scoped: ScopedSql,
  unipileIds: readonly string[],
  asked: RowAsked<Attendee> = wholeRow,
): Promise<readonly Attendee[]> {
  return findByUnipileIds(scoped, attendeeColumns, 'attendees_by_unipile_ids', unipileIds, asked)
}

/** Every account's attendees of these users, in the order of the accounts. */
export function findAttendeesByUsers(
  { sql, accountIds }: ScopedSql,
  userIds: readonly string[],
): Promise<readonly Attendee[]> {
  return sql<Attendee>(byUsers, [userIds, accountIds])
}
