import type { Sql } from '../sql.ts'

/** Not all networks list the owner of the account; those that do, do so in all groups. */
const listsOwner = {
  name: 'left_groups_lists_owner',
  text: `
    select exists (
      select from attendee a join participant p on p.attendee_id = a.id join chat c on c.id = p.chat_id
      where a.account_id = $1 and (a.is_self or a.unipile_id = any ($2::text[])) and c.kind = 'GROUP') as "listsOwner"`,
}

/** One write of each chat, with each of its index entries, for all that its list tells of it. */
const setRead = {
  name: 'left_groups_set_read',
  text: `
    update chat set members_read_at = $4::timestamptz, left_at = case
        when kind <> 'GROUP' or id = any ($2::bigint[]) then null
        when $3 and not id = any ($5::bigint[]) then coalesce(left_at, $4::timestamptz)
        else left_at
      end
    where id = any ($1::bigint[]) returning id, left_at is not null as "hasLeft"`,
}

/** Read before any group had shown the owner, they were taken for a network's that lists no owners. */
const leaveRead = {
  name: 'left_groups_read_before',
  text: `
    update chat set left_at = $3::timestamptz
    where account_id = $1 and kind = 'GROUP' and members_read_at is not null and left_at is null
      and not id = any ($2::bigint[])
    returning id`,
}

/**
 * Marks chats as those whose lists of members were read just now, and the groups among them that the owner of the account
 * is in no more as left; with the first group that shows the owner, those among the ones read earlier too. Gives the ids
 * of all that were left.
 */
export async function markMembersRead(
  sql: Sql,
  options: {
    accountId: number
    chatIds: readonly string[]
    /** Those of them whose list shows the owner. */
    withOwner: readonly string[]
    /** Those of them whose list may show the owner in a row that could not be read. */
    uncertain: readonly string[]
    /** The Unipile IDs by which these lists show the owner, who may not be known as such yet. */
    owners: readonly string[]
    at: string
  },
): Promise<ReadonlySet<string>> {
  const { accountId, chatIds, withOwner, uncertain, owners, at } = options
  const [before] = await sql<{ listsOwner: boolean }>(listsOwner, [accountId, owners])
  const listedBefore = before?.listsOwner ?? false
  const isListed = listedBefore || withOwner.length > 0
  const chats = await sql<{ id: string; hasLeft: boolean }>(setRead, [chatIds, withOwner, isListed, at, uncertain])
  const earlier = isListed && !listedBefore ? await sql<{ id: string }>(leaveRead, [accountId, chatIds, at]) : []
  return new Set([...chats.filter(({ hasLeft }) => hasLeft), ...earlier].map(({ id }) => id))
}
