import type { AskedField } from '../../domain/shape.ts'
import { accountOf, providerOf } from './account.ts'
import { type JsonText, literal, sqlOf, textOf, timeOf, wordOf } from './json-text.ts'
import { accountIds } from './nested.ts'
import { type RenderField, render, type Scope } from './render.ts'

/** Every name for the attendee that its account can use, as `Attendee.identifiers` has them. */
export const identifiersOfAttendee: RenderField = (asked, scope) => {
  const names = namesFor(asked, scope, providerOf('attendee.account_id'))
  return names && listOfNames('attendee.user_id', names.ofUser, sqlOf(names.ofAttendee))
}

/** Every name for the user that any of the viewer's accounts can use, as `User.identifiers` has them. */
export const identifiersOfUser: RenderField = (asked, scope) => {
  const names = namesFor(asked, scope, wordOf('users.provider'))
  if (!names) return null
  const theirs = `(
    select string_agg(${sqlOf(names.ofAttendee)}, ',' order by attendee.account_id, attendee.id) from attendee
    where attendee.user_id = users.id and attendee.account_id = any (${accountIds}::int[])
  )`
  return listOfNames('users.id', names.ofUser, theirs)
}

function namesFor(
  { below }: AskedField,
  scope: Scope,
  provider: JsonText,
): { ofUser: string; ofAttendee: JsonText } | null {
  const ofAttendee: RenderField = (asked) => (asked.name === 'provider' ? provider : nameOfAttendee(asked, scope))
  const [internal, open, last] = [
    { type: 'ProviderInternalId', fields: ofUser },
    { type: 'ProviderPublicId', fields: ofUser },
    { type: 'UnipileId', fields: ofAttendee },
  ].map(({ type, fields }) =>
    render(
      below.find((shape) => shape.type === type),
      scope,
      fields,
    ),
  )
  if (!internal || !open || !last) return null
  const isInternal = `identifier.kind = 'PROVIDER_INTERNAL_ID'`
  return { ofUser: `case when ${isInternal} then ${sqlOf(internal)} else ${sqlOf(open)} end`, ofAttendee: last }
}

function listOfNames(userId: string, name: string, others: string): JsonText {
  const own = `(
    select string_agg(${name}, ',') from (
      select * from user_identifier where user_id = ${userId} order by kind, scope, first_seen_at, value
    ) identifier
  )`
  return [...literal('['), { sql: `concat_ws(',', ${own}, ${others})` }, ...literal(']')]
}

const columnsOfUser: Readonly<Record<string, JsonText>> = {
  value: textOf('identifier.value'),
  provider: wordOf('identifier.provider'),
  scope: wordOf('identifier.scope'),
  source: wordOf('identifier.source'),
  firstSeenAt: timeOf('identifier.first_seen_at'),
  lastSeenAt: timeOf('identifier.last_seen_at'),
}

const columnsOfAttendee: Readonly<Record<string, JsonText>> = {
  value: textOf('attendee.unipile_id'),
  scope: literal('"ACCOUNT"'),
  source: wordOf('attendee.listed_source'),
  firstSeenAt: timeOf('attendee.listed_at'),
  lastSeenAt: timeOf('attendee.listed_at'),
}

function ofUser({ name }: AskedField): JsonText | null {
  return columnsOfUser[name] ?? null
}

function nameOfAttendee(asked: AskedField, scope: Scope): JsonText | null {
  return asked.name === 'account'
    ? accountOf('attendee.account_id')(asked, scope)
    : (columnsOfAttendee[asked.name] ?? null)
}
