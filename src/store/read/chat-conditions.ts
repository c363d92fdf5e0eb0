import type { ChatFilter } from '../../domain/chat.ts'
import type { ListOrder } from './keyset.ts'
import type { Parameters } from './parameters.ts'

/** The order of the index `chat_by_activity`, and of those of one kind, unread and archived chats. */
export const chatOrder: ListOrder = {
  key: {
    expression: `coalesce(chat.last_activity_at, timestamptz '1970-01-01 00:00:00+00')`,
    type: 'timestamptz',
  },
  id: 'chat.id',
  direction: 'desc',
}

/**
 * What a filter asks of a row named `chat`, as conditions that begin with `and`, and a name for their combination. They
 * say word for word what partial indexes are over.
 */
export function chatConditions({ kind, unread, archived }: ChatFilter, { bind }: Parameters) {
  const parts = [
    ...(kind === null ? [] : [{ name: '_kind', condition: ` and chat.kind = ${bind(kind)}` }]),
    ...(unread === null ? [] : [unread ? isUnread : isRead]),
    ...(archived === null ? [] : [archived ? isArchived : isNotArchived]),
  ]
  return {
    name: parts.map(({ name }) => name).join(''),
    condition: ` and chat.gone_at is null${parts.map(({ condition }) => condition).join('')}`,
  }
}

const isUnread = { name: '_unread', condition: ' and chat.unread_count > 0' }
const isRead = { name: '_read', condition: ' and chat.unread_count = 0' }
const isArchived = { name: '_archived', condition: ' and chat.archived' }
const isNotArchived = { name: '_current', condition: ' and not chat.archived' }
