import type { ChatFilter } from '../../domain/chat.ts'
import type { ListOrder } from './keyset.ts'
import type { Parameters } from './parameters.ts'

/** The order of the index `chat_by_activity`. */
export const chatOrder: ListOrder = {
  key: {
    expression: `coalesce(chat.last_activity_at, timestamptz '1970-01-01 00:00:00+00')`,
    type: 'timestamptz',
  },
  id: 'chat.id',
  direction: 'desc',
}

/** What a filter asks of a row named `chat`, as conditions that begin with `and`, and a name for their combination. */
export function chatConditions({ kind, unread, archived }: ChatFilter, { bind }: Parameters) {
  const parts = [
    ...(kind === null ? [] : [{ name: '_kind', condition: ` and chat.kind = ${bind(kind)}` }]),
    ...(unread === null ? [] : [{ name: '_unread', condition: ` and (chat.unread_count > 0) = ${bind(unread)}` }]),
    ...(archived === null ? [] : [{ name: '_archived', condition: ` and chat.archived = ${bind(archived)}` }]),
  ]
  return {
    name: parts.map(({ name }) => name).join(''),
    condition: ` and chat.gone_at is null${parts.map(({ condition }) => condition).join('')}`,
  }
}
