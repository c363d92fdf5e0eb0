import type { ChatFilter, ChatKind } from '../domain/chat.ts'
import type { builder } from './builder.ts'
import { ChatKindEnum } from './enums.ts'

type Types = (typeof builder)['$inferSchemaTypes']

/** The argument of lists of chats below somebody. */
export function chatFilterArguments<Parent>(t: PothosSchemaTypes.FieldBuilder<Types, Parent>) {
  return { kind: t.arg({ type: ChatKindEnum, description: 'Only chats of this kind; all when left out.' }) }
}

type Given = {
  readonly kind?: ChatKind | null | undefined
  readonly unread?: boolean | null | undefined
  readonly archived?: boolean | null | undefined
}

/** What was left out keeps all. */
export function readChatFilter({ kind, unread, archived }: Given): ChatFilter {
  return { kind: kind ?? null, unread: unread ?? null, archived: archived ?? null }
}
