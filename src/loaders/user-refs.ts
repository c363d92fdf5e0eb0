import type { Attendee } from '../domain/attendee.ts'
import type { User } from '../domain/user.ts'
import { findAttendeesByUnipileIds } from '../store/read/attendees.ts'
import type { ScopedSql } from '../store/read/scoped-sql.ts'
import { findIdentifierOwners, type UnscopedIdentifier } from '../store/read/user-identifiers.ts'
import type { RowAsked } from '../store/rendered/selection.ts'
import { createRowLoader } from './by-key.ts'
import { LazyLoader } from './lazy-loader.ts'

/** Finds the attendee with a Unipile ID. */
export function createAttendeeByUnipileIdLoader(scoped: ScopedSql, asked?: RowAsked<Attendee>) {
  return createRowLoader(
    'attendeeByUnipileId',
    (unipileIds: readonly string[]) => findAttendeesByUnipileIds(scoped, unipileIds, asked),
    ({ unipileId }) => unipileId,
  )
}

/** Finds the user with a provider's identifier, in whichever scope it is valid; null when nobody has it. */
export function createIdentifierOwnerLoader(
  scoped: ScopedSql,
  asked?: RowAsked<User>,
): LazyLoader<UnscopedIdentifier, User | null, string> {
  return new LazyLoader((identifiers) => findIdentifierOwners(scoped, identifiers, asked), {
    name: 'identifierOwner',
    cacheKeyFn: ({ provider, userKind, kind, value }) => `${provider} ${userKind} ${kind} ${value}`,
  })
}
