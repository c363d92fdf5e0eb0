import type { Chat } from '../../domain/chat.ts'
import { type RowAsked, wholeRow } from '../rendered/selection.ts'
import { findByIds, findByUnipileIds } from './by-keys.ts'
import { chatColumns } from './chat-columns.ts'
import type { ScopedSql } from './scoped-sql.ts'

/** Those that exist, in any order. */
export function findChatsByIds(
  scoped: ScopedSql,
  ids: readonly string[],
  asked: RowAsked<Chat> = wholeRow,
): Promise<readonly Chat[]> {
  return findByIds(scoped, chatColumns, 'chats_by_ids', ids, asked)
}

/** Those that exist, in any order. */
export function findChatsByUnipileIds(
  scoped: ScopedSql,
  unipileIds: readonly string[],
  asked: RowAsked<Chat> = wholeRow,
): Promise<readonly Chat[]> {
  return findByUnipileIds(scoped, chatColumns, 'chats_by_unipile_ids', unipileIds, asked)
}
