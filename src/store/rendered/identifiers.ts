import { accountOf, providerOf } from './account.ts'
import { type JsonText, jsonOf, literal, sqlOf, timeOf, wordOf } from './json-text.ts'
import { type RenderField, render } from './render.ts'

/** Every name for the attendee that its account can use, as `Attendee.identifiers` has them. */
export const identifiersOfAttendee: RenderField = ({ below }, scope) => {
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
  const own = `(
    select string_agg(
      case identifier.kind when 'PROVIDER_INTERNAL_ID' then ${sqlOf(internal)} else ${sqlOf(open)} end || ',', ''
    ) from (
      select * from user_identifier where user_id = attendee.user_id order by kind, scope, first_seen_at, value
    ) identifier
  )`
  return [...literal('['), { sql: `coalesce(${own}, '')` }, ...last, ...literal(']')]
}

const columnsOfUser: Readonly<Record<string, JsonText>> = {
  value: jsonOf('identifier.value'),
  provider: wordOf('identifier.provider'),
  scope: wordOf('identifier.scope'),
  source: wordOf('identifier.source'),
  firstSeenAt: timeOf('identifier.first_seen_at'),
  lastSeenAt: timeOf('identifier.last_seen_at'),
}

const columnsOfAttendee: Readonly<Record<string, JsonText>> = {
  value: jsonOf('attendee.unipile_id'),
  provider: providerOf('attendee.account_id'),
  scope: literal('"ACCOUNT"'),
  source: wordOf('attendee.listed_source'),
  firstSeenAt: timeOf('attendee.listed_at'),
  lastSeenAt: timeOf('attendee.listed_at'),
}

function ofUser({ name }: Parameters<RenderField>[0]): JsonText | null {
  return columnsOfUser[name] ?? null
}

function ofAttendee(asked: Parameters<RenderField>[0], scope: Parameters<RenderField>[1]): JsonText | null {
  return asked.name === 'account'
    ? accountOf('attendee.account_id')(asked, scope)
    : (columnsOfAttendee[asked.name] ?? null)
}
