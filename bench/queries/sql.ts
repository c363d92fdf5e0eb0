/*
 * Parts that several of the floor's statements have, in the forms that were measured to be quickest: lists of whole rows,
 * and reasons put together as text. Each is about a row named `attendee`, and `account` beside it.
 */

export const activity = (chat: string) => `coalesce(${chat}.last_activity_at, timestamptz '1970-01-01 00:00:00+00')`

export const chatColumns = `chat.id, chat.name, chat.kind, chat.last_activity_at as "lastActivityAt",
  chat.unread_count as "unreadCount"`

export const attendeeColumns = `attendee.id, attendee.unipile_id as "unipileId", attendee.display_name as "displayName",
  attendee.is_self as "isSelf", attendee.headline`

/** The 20 chats of the account `$1` that were last active, as rows named `chat`. */
export const latestChats = `(
  select * from chat where account_id = $1 and gone_at is null order by ${activity('chat')} desc, id desc limit 20
) chat`

/** Rows of a user's own identifiers. */
export const identifierRows = (userId: string) => `
  select 0 as place, case kind when 'PROVIDER_INTERNAL_ID' then 'ProviderInternalId' else 'ProviderPublicId' end as name,
    value, scope, source, first_seen_at
  from user_identifier where user_id = ${userId}`

/** The row of what the attendee is called in REST. */
export const unipileIdRow = `
  select attendee.account_id as place, 'UnipileId' as name, attendee.unipile_id as value, 'ACCOUNT' as scope,
    attendee.listed_source as source, attendee.listed_at as first_seen_at`

export const identifierList = (rows: string) => `
  select json_agg(json_build_object('__typename', name, 'value', value, 'scope', scope, 'source', source)
    order by place, name, scope, first_seen_at, value)
  from (${rows}) identifier`

/** More fields for reasons, each list beginning with a comma. */
export type ReasonFields = {
  readonly contact?: string
  readonly chat?: string
  readonly group?: string
  readonly any?: string
}

/** The reasons why an account knows an attendee, by precedence: JSON each, or null where it does not hold. */
export function reasonParts({ contact = '', chat = '', group = '', any = '' }: ReasonFields = {}): readonly string[] {
  const reason = (kind: string, source: string, observedAt: string, more = '') =>
    `json_build_object('kind', '${kind}', 'source', ${source}, 'observedAt', ${observedAt}${any}${more})`
  const seen = (source: string, otherwise: string) => `coalesce(attendee.${source}, ${otherwise})`
  const isListed = 'not (attendee.contact or attendee.direct or attendee.in_group)'
  const infers = `(account.provider = 'WHATSAPP' and account.backfilled_at is not null)`
  const inferredAt = 'greatest(account.backfilled_at, attendee.listed_at)'
  const seenAt = (column: string) => seen(column, 'attendee.listed_at')
  return [
    `case when attendee.contact
      then ${reason('CONTACT', seen('contact_source', 'attendee.listed_source'), seenAt('contact_observed_at'), contact)}
      when ${isListed} and ${infers} then ${reason('CONTACT', `'INFERRED'`, inferredAt, contact)} end`,
    `case when attendee.direct
      then ${reason('EXISTING_CHAT', seen('direct_source', `'CHAT_LIST'`), seenAt('direct_observed_at'), chat)} end`,
    `case when attendee.in_group
      then ${reason('SHARED_GROUP', seen('group_source', `'GROUP_MEMBERS'`), seenAt('group_observed_at'), group)} end`,
    `case when ${isListed} and not ${infers}
      then ${reason('LISTED', 'attendee.listed_source', 'attendee.listed_at')} end`,
  ]
}

/** Joins texts of JSON, some of which may be null, to a list. */
export const jsonList = (parts: readonly string[]) => `('[' || concat_ws(',', ${parts.join(', ')}) || ']')::json`

/** Why the account knows the attendee, as the graph tells it. */
export const knownStatus = (fields?: ReasonFields) => `
  case when attendee.is_self then '{"__typename":"Self"}'::json
    else json_build_object('__typename', 'Known', 'reasons', ${jsonList(reasonParts(fields))}) end`
