import type { Unknown } from '../../domain/known-status.ts'
import type { AskedField, Shape } from '../../domain/shape.ts'
import { type JsonText, literal, nullable, sqlOf, timeOf } from './json-text.ts'
import { accountIds } from './nested.ts'
import { reasonsOfUser } from './reasons-of-user.ts'
import { type RenderField, render, type Scope } from './render.ts'

const inOrder = 'order by reason.place, reason.account_id, reason.attendee_id'
const accountsThere = `account where account.id = any (${accountIds}::int[]) and account.provider = users.provider`

/** The first account's own attendee, beside the account where anything of that is asked. */
const ownAttendee = (asked: JsonText) => `
  attendee ${asked.some((part) => 'sql' in part) ? 'join account on account.id = attendee.account_id' : ''}
  where attendee.user_id = users.id and attendee.is_self and attendee.account_id = any (${accountIds}::int[])
  order by attendee.account_id limit 1`

/** What each account was shown last of the user, or of one that was joined into them. */
const profiles = `(
  select distinct on (profile.account_id) profile.fetched_at, profile.is_private
  from (select users.id union all select joined.id from users joined where joined.redirect_to_id = users.id) asked
  join lookup_profile profile on profile.user_id = asked.id
    and profile.account_id = any (${accountIds}::int[])
  order by profile.account_id, profile.fetched_at desc
) profile`

/** The verdict over all of the viewer's accounts: what `domain/known-status.ts` says of a user. */
export const knownStatusOfUser: RenderField = ({ below }, scope) => {
  const [known, self, unknown, undetermined] = ['Known', 'Self', 'Unknown', 'Undetermined'].map((type) =>
    below.find((shape) => shape.type === type),
  )
  const asKnown = knownAs(known, scope)
  const asSelf = render(self, scope, ({ name, below: [account] }) =>
    name === 'account' ? render(account, scope) : null,
  )
  const [asPublic, asPrivate] = (['PUBLIC_WITHOUT_CHAT', 'PRIVATE'] as const).map((because) =>
    render(unknown, scope, ofUnknown(because)),
  )
  const [notSynced, notLookedUp] = ['NOT_SYNCED', 'NOT_LOOKED_UP'].map((because) =>
    render(undetermined, scope, ({ name }) => (name === 'because' ? literal(`"${because}"`) : null)),
  )
  if (!asKnown || !asSelf || !asPublic || !asPrivate || !notSynced || !notLookedUp) return null
  return [
    {
      sql: `coalesce(
        ${asKnown},
        (select ${sqlOf(asSelf)} from ${ownAttendee(asSelf)}),
        case when exists (select from ${accountsThere} and account.backfilled_at is null) then ${sqlOf(notSynced)} end,
        (select case when seen.open_at is null then ${sqlOf(asPrivate)} else ${sqlOf(asPublic)} end from (
          select max(profile.fetched_at) as seen_at,
            max(profile.fetched_at) filter (where profile.is_private is not true) as open_at
          from ${profiles}
        ) seen where seen.seen_at is not null),
        ${sqlOf(notLookedUp)}
      )`,
    },
  ]
}

/** Null in SQL when the user is not known. */
function knownAs(shape: Shape | undefined, scope: Scope): string | null {
  const asked = shape?.fields.find(({ name }) => name === 'reasons')
  const isDated = shape?.fields.some(({ name }) => name === 'since') ?? false
  const all = reasonsOfUser(asked?.below ?? anyShape, scope, isDated)
  const known = render(shape, scope, ({ name, below }: AskedField): JsonText | null => {
    if (name === 'since') return timeOf('min(reason.since)')
    if (name === 'primary') {
      const reasons = reasonsOfUser(below, scope, false)
      return reasons === null ? null : nullable(`(select reason.text from ${reasons} ${inOrder} limit 1)`)
    }
    return name === 'reasons' ? [{ sql: `('[' || string_agg(reason.text, ',' ${inOrder}) || ']')` }] : null
  })
  return known && all && `(select ${sqlOf(known)} from ${all} having count(*) > 0)`
}

const anyShape = ['ContactReason', 'ExistingChatReason', 'SharedGroupReason', 'ListedReason'].map((type) => ({
  type,
  fields: [],
}))

function ofUnknown(because: Unknown['because']): (asked: AskedField) => JsonText | null {
  const seenAt = because === 'PRIVATE' ? 'seen.seen_at' : 'seen.open_at'
  return ({ name }) => {
    if (name === 'because') return literal(`"${because}"`)
    if (name === 'observedAt') return timeOf(seenAt)
    return null
  }
}
