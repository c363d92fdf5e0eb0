import type { Attendee } from '../domain/attendee.ts'
import type { Chat } from '../domain/chat.ts'
import type { Shape } from '../domain/shape.ts'
import type { User } from '../domain/user.ts'
import { findAttendeesByIds } from '../store/read/attendees.ts'
import { findChatsByIds, findChatsByUnipileIds } from '../store/read/chats.ts'
import type { ScopedSql } from '../store/read/scoped-sql.ts'
import { findUsersByIds } from '../store/read/users.ts'
import type { RowAsked } from '../store/rendered/selection.ts'
import { createRowLoader } from './by-key.ts'
import { LazyLoader } from './lazy-loader.ts'
import { createAttendeeByUnipileIdLoader, createIdentifierOwnerLoader } from './user-refs.ts'

/** Finds users by id: one that was joined into another is that other. */
export function userRows(scoped: ScopedSql, asked?: RowAsked<User>) {
  return {
    userById: new LazyLoader<string, User | null>(
      async (ids) => {
        const found = await findUsersByIds(scoped, ids, asked)
        return ids.map((id) => found.get(id) ?? null)
      },
      { name: 'userById' },
    ),
    identifierOwner: createIdentifierOwnerLoader(scoped, asked),
  }
}

/** Finds attendees by what names them. */
export function attendeeRows(scoped: ScopedSql, asked?: RowAsked<Attendee>) {
  return {
    attendeeById: createRowLoader(
      'attendeeById',
      (ids: readonly string[]) => findAttendeesByIds(scoped, ids, asked),
      ({ id }) => id,
    ),
    attendeeByUnipileId: createAttendeeByUnipileIdLoader(scoped, asked),
  }
}

/** Finds chats by what names them. */
export function chatRows(scoped: ScopedSql, asked?: RowAsked<Chat>) {
  return {
    chatById: createRowLoader(
      'chatById',
      (ids: readonly string[]) => findChatsByIds(scoped, ids, asked),
      ({ id }) => id,
    ),
    chatByUnipileId: createRowLoader(
      'chatByUnipileId',
      (unipileIds: readonly string[]) => findChatsByUnipileIds(scoped, unipileIds, asked),
      ({ unipileId }) => unipileId,
    ),
  }
}

/** All of these for rows that are put together in these shapes, by type, and have little else to read. */
export function createShapedRowLoaders(
  scoped: ScopedSql,
  shapes: ReadonlyMap<string, Shape>,
): Partial<ReturnType<typeof userRows> & ReturnType<typeof attendeeRows> & ReturnType<typeof chatRows>> {
  const [user, attendee, chat] = ['User', 'Attendee', 'Chat'].map((type) => shapes.get(type))
  return {
    ...(user && userRows(scoped, { fields: ['id', 'provider', 'displayName'], shape: user })),
    ...(attendee && attendeeRows(scoped, { fields: ['id', 'unipileId', 'userId'], shape: attendee })),
    ...(chat && chatRows(scoped, { fields: ['id', 'unipileId'], shape: chat })),
  }
}
