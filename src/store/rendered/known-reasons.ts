import type { Shape } from '../../domain/shape.ts'
import { chatsOfAttendee } from '../read/nested-lists.ts'
import { type JsonText, literal, sqlOf, timeOf, wordOf } from './json-text.ts'
import { nestedNodes } from './nested.ts'
import { type RenderField, render, rowOf, type Scope } from './render.ts'

const hasChat = '(attendee.direct and attendee.last_direct_chat_id is not null)'
const isListed = `not (attendee.contact or ${hasChat} or attendee.in_group)`
const isInferred = `(account.provider = 'WHATSAPP' and account.backfilled_at is not null)`
const seen = (fact: string, otherwise: string) => `coalesce(attendee.${fact}, ${otherwise})`
const seenAt = (fact: string) => seen(fact, 'attendee.listed_at')

const lastChat = 'chat where chat.id = attendee.last_direct_chat_id'

/** The earliest moment that any of the reasons dates it to. */
export const since = `least(
  case when attendee.contact then attendee.contact_since end, case when ${hasChat} then attendee.direct_since end
)`

type Reason = {
  readonly type: string
  readonly kind: string
  readonly holds: string
  readonly source: string
  readonly observedAt: string
  /** Fields that this reason alone has. */
  readonly others?: Readonly<Record<string, RenderField>>
}

/** `contactWord` says which. */
const label: RenderField = () =>
  wordOf(`case account.provider when 'LINKEDIN' then 'Relation' when 'MESSENGER' then 'Friend' else 'Contact' end`)

/** In the order of precedence; each rules out those that can't hold with it. */
const reasons: readonly Reason[] = [
  {
    type: 'ContactReason',
    kind: 'CONTACT',
    holds: 'attendee.contact',
    source: seen('contact_source', 'attendee.listed_source'),
    observedAt: seenAt('contact_observed_at'),
    others: { label, since: () => timeOf('attendee.contact_since') },
  },
  {
    type: 'ContactReason',
    kind: 'CONTACT',
    holds: `${isListed} and ${isInferred}`,
    source: `'INFERRED'`,
    observedAt: 'greatest(account.backfilled_at, attendee.listed_at)',
    others: { label, since: () => literal('null') },
  },
  {
    type: 'ExistingChatReason',
    kind: 'EXISTING_CHAT',
    holds: hasChat,
    source: seen('direct_source', `'CHAT_LIST'`),
    observedAt: seenAt('direct_observed_at'),
    others: {
      chat: rowOf(lastChat),
      lastActivityAt: () => timeOf(`(select chat.last_activity_at from ${lastChat})`),
    },
  },
  {
    type: 'SharedGroupReason',
    kind: 'SHARED_GROUP',
    holds: 'attendee.in_group',
    source: seen('group_source', `'GROUP_MEMBERS'`),
    observedAt: seenAt('group_observed_at'),
    others: {
      groups: nestedNodes(chatsOfAttendee, { kind: 'GROUP', unread: null, archived: null }, 'attendee.id'),
    },
  },
  {
    type: 'ListedReason',
    kind: 'LISTED',
    holds: `${isListed} and not ${isInferred}`,
    source: 'attendee.listed_source',
    observedAt: 'attendee.listed_at',
  },
]

/** Each reason as text, beside a row `account`; null where it does not hold. Null for all when one can't be told. */
export function reasonsOfAttendee(shapes: readonly Shape[], scope: Scope): readonly string[] | null {
  const told: string[] = []
  for (const reason of reasons) {
    const shape = shapes.find(({ type }) => type === reason.type)
    const text = render(shape, scope, fieldsOf(reason))
    if (!text) return null
    told.push(`case when ${reason.holds} then ${sqlOf(text)} end`)
  }
  return told
}

function fieldsOf({ kind, source, observedAt, others = {} }: Reason): RenderField {
  const columns: Readonly<Record<string, JsonText>> = {
    kind: literal(`"${kind}"`),
    source: wordOf(source),
    observedAt: timeOf(observedAt),
  }
  return (asked, scope) => {
    const { name, below } = asked
    if (name === 'account') return render(below[0], scope)
    return columns[name] ?? others[name]?.(asked, scope) ?? null
  }
}
