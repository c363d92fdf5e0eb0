import type { UserObservation } from '../../domain/observation.ts'
import type { Sql } from '../sql.ts'
import { lockRelationships, lockWorkspace } from './locks.ts'
import type { Origin } from './origin.ts'
import type { NameSource } from './user-facts.ts'
import { ingestUsers, ingestUsersOnly } from './users.ts'

/** Who observations turned out to be, at the end of the transaction that took them in. */
export type Identified = {
  readonly userIdOf: ReadonlyMap<UserObservation, string>
  /** How far the change log was then. */
  readonly sequence: string
}

/** Of users identified before, some were joined into others or taken apart since: who is meant has to be found again. */
export class IdentitiesChangedError extends Error {}

const findSequence = {
  name: 'identified_sequence',
  text: `select last_sequence as sequence from change_counter where workspace_id = $1`,
}

const findChange = {
  name: 'identified_change',
  text: `
    select from change where workspace_id = $1 and sequence > $2::bigint
      and (kind = 'IDENTITY_JOINED' and other_user_id = any ($3::bigint[])
        or kind = 'IDENTITY_SPLIT' and user_id = any ($3::bigint[]))
    limit 1`,
}

type Users = {
  readonly workspaceId: number
  readonly users: readonly UserObservation[]
  readonly nameSource: NameSource
  readonly origin: Origin
}

/**
 * Takes in users ahead of what else is to be written of them, in a transaction of its own: the next ones can be
 * identified while that is being written.
 */
export async function identifyUsers(sql: Sql, options: Users): Promise<Identified> {
  const { workspaceId, users } = options
  const ids = await ingestUsersOnly(sql, options)
  const [counter] = await sql<{ sequence: string }>(findSequence, [workspaceId])
  return {
    userIdOf: new Map(users.map((user, index) => [user, ids[index] ?? ''])),
    sequence: counter?.sequence ?? '0',
  }
}

/**
 * Locks what writing about users takes who may be identified already. Rejects with `IdentitiesChangedError`, before anything
 * is written, when they may be others by now.
 */
export async function lockForUsers(sql: Sql, workspaceId: number, identified: Identified | null): Promise<void> {
  if (!identified) return lockWorkspace(sql, workspaceId)
  await lockRelationships(sql, workspaceId)
  const changes = await sql(findChange, [workspaceId, identified.sequence, [...identified.userIdOf.values()]])
  if (changes.length > 0) throw new IdentitiesChangedError()
}

/** The ids of users in order: those found before, or else found now. */
export async function idsOfUsers(sql: Sql, identified: Identified | null, users: Users): Promise<readonly string[]> {
  if (!identified) return ingestUsers(sql, users)
  return users.users.map((user) => {
    const id = identified.userIdOf.get(user)
    if (id === undefined) throw new Error('A user was not identified')
    return id
  })
}
