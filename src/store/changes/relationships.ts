import type { EvidenceSource } from '../../domain/evidence.ts'
import type { ReasonSeen, Relationship } from '../../domain/relationship.ts'
import { relationshipChanges } from '../../domain/relationship.ts'
import type { Sql } from '../sql.ts'
import { recordChanges } from './record-changes.ts'

/** Whether and why an account knows a user, over all their attendees and the contact list, for a row named `pair`. */
const present = `
  select not seen.is_self and (seen.listed or listed.user_id is not null) as known,
    not seen.is_self and (seen.contact or listed.user_id is not null) as contact,
    not seen.is_self and seen.direct as direct, not seen.is_self and seen.in_group as in_group,
    coalesce(listed.source, seen.contact_source) as contact_source, seen.direct_chat_id, seen.direct_source,
    seen.group_chat_id, seen.group_source
  from (
    select count(*) > 0 as listed, coalesce(bool_or(a.is_self), false) as is_self,
      coalesce(bool_or(a.contact), false) as contact, coalesce(bool_or(a.direct), false) as direct,
      coalesce(bool_or(a.in_group), false) as in_group, max(a.contact_source) as contact_source,
      max(a.last_direct_chat_id) as direct_chat_id, max(a.direct_source) as direct_source,
      max(a.last_group_chat_id) as group_chat_id, max(a.group_source) as group_source
    from attendee a where a.account_id = pair.account_id and a.user_id = pair.user_id
  ) seen
  left join contact_relation listed on listed.account_id = pair.account_id and listed.user_id = pair.user_id
    and listed.ended_at is null`

const differing = (pairs: string) => `
  select account.workspace_id as "workspaceId", pair.account_id as "accountId", pair.user_id as "userId",
    told.user_id is not null as "wasKnown", coalesce(told.contact, false) as "wasContact",
    coalesce(told.direct, false) as "wasDirect", coalesce(told.in_group, false) as "wasInGroup",
    present.known, present.contact, present.direct, present.in_group as "inGroup",
    present.contact_source as "contactSource", present.direct_chat_id as "directChatId",
    present.direct_source as "directSource", present.group_chat_id as "groupChatId",
    present.group_source as "groupSource"
  from (${pairs}) pair
  join account on account.id = pair.account_id and account.backfilled_at is not null
  left join relationship told on told.account_id = pair.account_id and told.user_id = pair.user_id
  cross join lateral (${present}) present
  where (present.known, present.contact, present.direct, present.in_group) is distinct from
    (told.user_id is not null, coalesce(told.contact, false), coalesce(told.direct, false), coalesce(told.in_group, false))
  order by pair.account_id, pair.user_id`

const ofAttendees = {
  name: 'relationships_of_attendees',
  text: differing('select distinct account_id, user_id from attendee where id = any ($1::bigint[])'),
}
const ofUsers = {
  name: 'relationships_of_users',
  text: differing('select distinct $1::int as account_id, user_id from unnest($2::bigint[]) as user_id'),
}
const ofAccount = {
  name: 'relationships_of_account',
  text: differing(`
    select $1::int as account_id, user_id from attendee where account_id = $1
    union select $1, user_id from contact_relation where account_id = $1
    union select $1, user_id from relationship where account_id = $1`),
}

const keep = {
  name: 'relationships_keep',
  text: `
    insert into relationship (account_id, user_id, contact, direct, in_group)
    select * from unnest($1::int[], $2::bigint[], $3::boolean[], $4::boolean[], $5::boolean[])
    on conflict (account_id, user_id) do update set
      contact = excluded.contact, direct = excluded.direct, in_group = excluded.in_group`,
}

const forget = {
  name: 'relationships_forget',
  text: `
    delete from relationship r using unnest($1::int[], $2::bigint[]) as row (account_id, user_id)
    where r.account_id = row.account_id and r.user_id = row.user_id`,
}

type Difference = {
  readonly workspaceId: number
  readonly accountId: number
  readonly userId: string
  readonly wasKnown: boolean
  readonly wasContact: boolean
  readonly wasDirect: boolean
  readonly wasInGroup: boolean
  readonly contactSource: EvidenceSource | null
  readonly directChatId: string | null
  readonly directSource: EvidenceSource | null
  readonly groupChatId: string | null
  readonly groupSource: EvidenceSource | null
} & Relationship

/** Tells the log what has changed about these attendees' users since it last spoke of them. */
export async function tellOfAttendees(sql: Sql, attendeeIds: readonly string[]): Promise<void> {
  if (attendeeIds.length > 0) await tell(sql, await sql<Difference>(ofAttendees, [attendeeIds]))
}

/** The same for users of one account, who may have no attendee there. */
export async function tellOfUsers(sql: Sql, accountId: number, userIds: readonly string[]): Promise<void> {
  if (userIds.length > 0) await tell(sql, await sql<Difference>(ofUsers, [accountId, userIds]))
}

/** The same for everybody on one account. */
export async function tellOfAccount(sql: Sql, accountId: number): Promise<void> {
  await tell(sql, await sql<Difference>(ofAccount, [accountId]))
}

async function tell(sql: Sql, differences: readonly Difference[]): Promise<void> {
  const [first] = differences
  if (!first) return
  const changes = differences.flatMap((difference) => relationshipChanges(stepOf(difference)))
  await keepTold(sql, differences)
  await recordChanges(sql, first.workspaceId, changes)
}

async function keepTold(sql: Sql, differences: readonly Difference[]): Promise<void> {
  const known = differences.filter((difference) => difference.known)
  const unknown = differences.filter((difference) => !difference.known)
  const pairOf = (rows: readonly Difference[]) => [
    rows.map(({ accountId }) => accountId),
    rows.map(({ userId }) => userId),
  ]
  if (known.length > 0)
    await sql(keep, [
      ...pairOf(known),
      known.map(({ contact }) => contact),
      known.map(({ direct }) => direct),
      known.map(({ inGroup }) => inGroup),
    ])
  if (unknown.length > 0) await sql(forget, pairOf(unknown))
}

function stepOf(difference: Difference) {
  const { accountId, userId, wasKnown: known, wasContact: contact, wasDirect: direct, wasInGroup: inGroup } = difference
  const seen = {
    CONTACT: { chatId: null, source: difference.contactSource },
    EXISTING_CHAT: { chatId: difference.directChatId, source: difference.directSource },
    SHARED_GROUP: { chatId: difference.groupChatId, source: difference.groupSource },
  } satisfies Record<string, ReasonSeen>
  return { accountId, userId, before: { known, contact, direct, inGroup }, now: difference, seen }
}

/** What is known of everybody whom `whom` names and of whom nothing was told, as `present` has it, computed by sets. */
const adopt = (whom: string) => `
  insert into relationship (account_id, user_id, contact, direct, in_group)
  select account_id, user_id, bool_or(contact), bool_or(direct), bool_or(in_group)
  from (
    select account_id, user_id, contact, direct, in_group, is_self from attendee where ${whom}
    union all
    select account_id, user_id, true, false, false, false from contact_relation where ended_at is null and ${whom}
  ) seen
  where account_id in (select id from account where backfilled_at is not null)
    and not exists (
      select from relationship told where told.account_id = seen.account_id and told.user_id = seen.user_id
    )
  group by account_id, user_id having not bool_or(is_self)`

const adoptAccount = {
  name: 'relationships_adopt_account',
  text: `${adopt('account_id = $1')} order by account_id, user_id`,
}

/** Takes what an account's first sync has found as told: a snapshot, not news. */
export async function adoptAccountRelationships(sql: Sql, accountId: number): Promise<void> {
  await sql(adoptAccount, [accountId])
}

const dropOfUsers = {
  name: 'relationships_drop_of_users',
  text: `delete from relationship where user_id = any ($1::bigint[])`,
}
const adoptUsers = {
  name: 'relationships_adopt_users',
  text: adopt('user_id = any ($1::bigint[])'),
}

/** Takes the relationships of these users as they are now as told: a split explains them. */
export async function adoptUserRelationships(sql: Sql, userIds: readonly string[]): Promise<void> {
  await sql(dropOfUsers, [userIds])
  await sql(adoptUsers, [userIds])
}

const join = {
  name: 'relationships_join',
  text: `
    with moved as (delete from relationship where user_id = $2::bigint returning account_id, contact, direct, in_group)
    insert into relationship as r (account_id, user_id, contact, direct, in_group)
    select account_id, $1::bigint, contact, direct, in_group from moved
    on conflict (account_id, user_id) do update set contact = r.contact or excluded.contact,
      direct = r.direct or excluded.direct, in_group = r.in_group or excluded.in_group`,
}

/** What was told of the loser of a join is from now on told of its survivor. */
export async function joinRelationships(sql: Sql, survivorId: string, loserId: string): Promise<void> {
  await sql(join, [survivorId, loserId])
}
