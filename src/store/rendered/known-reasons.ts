import type { Shape } from '../../domain/shape.ts'
import { directSince } from '../read/attendee-columns.ts'
import { chatsOfAttendee } from '../read/nested-lists.ts'
import { type JsonText, literal, sqlOf, timeOf, wordOf } from './json-text.ts'
import { nestedNodes } from './nested.ts'
import { type RenderField, render, rowOf, type Scope } from './render.ts'

export const hasChat = '(attendee.direct and attendee.last_direct_chat_id is not null)'
const isListed = `not (attendee.contact or ${hasChat} or attendee.in_group)`
export const isInferred = `(account.provider = 'WHATSAPP' and account.backfilled_at is not null)`
const seen = (fact: string, otherwise: string) => `coalesce(attendee.${fact}, ${otherwise})`
const seenAt = (fact: string) => seen(fact, 'attendee.listed_at')

const lastChat = 'chat where chat.id = attendee.last_direct_chat_id'

/** The earliest moment that any of the reasons dates it to. */
export const since = `least(
  case when attendee.contact then attendee.contact_since end, case when ${hasChat} then ${directSince('attendee')} end
)`

export type Reason = {
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

export function contactReason(facts: Omit<Reason, 'type' | 'kind'>, sinceWhen: JsonText): Reason {
  return {
    type: 'ContactReason',
    kind: 'CONTACT',
    ...facts,
    others: { label, since: () => sinceWhen, endedAt: () => literal('null') },
  }
}

/** What an attendee, beside the row `account`, can be known for; each holds by itself. */
export const reasons = {
  contact: contactReason(
    {
      holds: 'attendee.contact',
      source: seen('contact_source', 'attendee.listed_source'),
      observedAt: seenAt('contact_observed_at'),
    },
    timeOf('attendee.contact_since'),
  ),
  inferred: contactReason(
    {
      holds: `${isListed} and ${isInferred}`,
      source: `'INFERRED'`,
      observedAt: 'greatest(account.backfilled_at, attendee.listed_at)',
    },
    literal('null'),
  ),
  chat: {
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
  group: {
    type: 'SharedGroupReason',
    kind: 'SHARED_GROUP',
    holds: 'attendee.in_group',
    source: seen('group_source', `'GROUP_MEMBERS'`),
    observedAt: seenAt('group_observed_at'),
    others: {
      groups: nestedNodes(chatsOfAttendee, { kind: 'GROUP', unread: null, archived: null }, 'attendee.id'),
    },
  },
  listed: {
    type: 'ListedReason',
    kind: 'LISTED',
    holds: `${isListed} and not ${isInferred}`,
    source: 'attendee.listed_source',
    observedAt: 'attendee.listed_at',
  },
} satisfies Readonly<Record<string, Reason>>

/** In the order of precedence, text or null where it does not hold. Null for all when one can't be told. */
export function reasonsOfAttendee(shapes: readonly Shape[], scope: Scope): readonly string[] | null {
  const told: string[] = []
  for (const reason of Object.values(reasons)) {
    const text = textOf(reason, shapes, scope)
    if (text === null) return null
    told.push(`case when ${reason.holds} then ${text} end`)
  }
  return told
}

/** The reason as text, where it holds; null when that can't be told. */
export function textOf(reason: Reason, shapes: readonly Shape[], scope: Scope): string | null {
  const shape = shapes.find(({ type }) => type === reason.type)
  const json = render(shape, scope, fieldsOf(reason))
  return json && sqlOf(json)
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
