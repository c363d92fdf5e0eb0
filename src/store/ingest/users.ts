import type { Identifier } from '../../domain/identifier.ts'
import { identifierKey } from '../../domain/identifier-key.ts'
import type { UserObservation } from '../../domain/observation.ts'
import { storableText } from '../../domain/storable-text.ts'
import type { Sql } from '../sql.ts'
import { lastByKey } from './columns.ts'
import { insertUsers, takeUserIds } from './fresh-users.ts'
import { groupUsers, internalIdentifiers } from './group-users.ts'
import { joinUsers } from './join-users.ts'
import { lockIdentities, lockWorkspace } from './locks.ts'
import type { Origin } from './origin.ts'
import { refreshShownIds } from './shown-ids.ts'
import { findUndoneJoins } from './undone-joins.ts'
import { ingestDeclared, mergeFacts, type NameSource, updateFacts } from './user-facts.ts'
import { findNames, type KnownName, type Name, saveNames } from './user-names.ts'

type IngestOptions = {
  readonly workspaceId: number
  readonly users: readonly UserObservation[]
  readonly nameSource: NameSource
  readonly origin: Origin
}

/**
 * Takes in users as payloads show them and gives the id of each one's user, in order. Internal IDs seen together in
 * one payload name one user: users that were apart until then are joined. Must run inside a transaction.
 */
export async function ingestUsers(sql: Sql, options: IngestOptions): Promise<readonly string[]> {
  if (options.users.length === 0) return []
  await lockWorkspace(sql, options.workspaceId)
  return settle(sql, options)
}

/** The same in a transaction that writes nothing of how people are known: it does not wait for those that do. */
export async function ingestUsersOnly(sql: Sql, options: IngestOptions): Promise<readonly string[]> {
  if (options.users.length === 0) return []
  await lockIdentities(sql, options.workspaceId)
  return settle(sql, options)
}

async function settle(sql: Sql, options: IngestOptions): Promise<readonly string[]> {
  const { workspaceId, nameSource, origin } = options
  const users = options.users.map(storableUser)
  const identifiers = lastByKey(
    users.flatMap((user) => user.identifiers),
    identifierKey,
  )
  const known = await findNames(sql, { workspaceId, identifiers, origin })
  const { ids, isFresh, survivorOf } = await settleUsers(sql, { workspaceId, users, known, origin })

  const observed = users.map((user, index) => ({ user, id: ids[index] ?? '' }))
  const facts = mergeFacts(observed)
  const shown = lastByKey(
    observed.flatMap(({ user, id }) =>
      user.identifiers.map((identifier) => ({ identifier, userId: id, key: identifierKey(identifier) })),
    ),
    ({ key }) => key,
  ).map((name) => {
    const before = known.get(name.key)
    return { ...name, known: before, owner: survivorOf(before?.userId ?? null) }
  })
  const names = await leaveUndone(sql, workspaceId, shown)
  await insertUsers(sql, {
    workspaceId,
    users: facts.filter(({ id }) => isFresh(id)),
    names: names.filter(({ userId }) => isFresh(userId)),
    nameSource,
    origin,
  })
  await updateFacts(sql, { users: facts.filter(({ id }) => !isFresh(id)), nameSource, origin })
  await ingestDeclared(sql, { workspaceId, users: observed, origin })

  const news = names.filter(isNews)
  await saveNames(sql, {
    workspaceId,
    fresh: news.filter((name) => !name.known),
    known: news.filter((name) => name.known),
    origin,
  })
  const renamed = news.flatMap(({ owner, userId }) => {
    if (owner !== null) return [owner, userId]
    return isFresh(userId) ? [] : [userId]
  })
  await refreshShownIds(sql, workspaceId, [...new Set(renamed)])
  return ids
}

/** A name, what was known of it before, and whose it was; null when it was nobody's. */
type FoundName = Name & { readonly known: KnownName | undefined; readonly owner: string | null }

/** Whether somebody else had this public ID: who shows one has it. */
function isTaken({ identifier, owner, userId }: FoundName): boolean {
  return identifier.kind === 'PROVIDER_PUBLIC_ID' && owner !== null && owner !== userId
}

/** Whether there is anything to write down about an identifier. */
function isNews(name: FoundName): boolean {
  return !name.known || name.known.isStale || isTaken(name)
}

/** Two users whose join was undone take nothing from each other: what upstream shows of one as the other's stays. */
async function leaveUndone(sql: Sql, workspaceId: number, names: readonly FoundName[]): Promise<readonly FoundName[]> {
  const takers = names.filter(isTaken).map(({ userId }) => userId)
  const stayApart = await findUndoneJoins(sql, workspaceId, takers)
  return names.map((name) => {
    const { owner, userId } = name
    return owner !== null && stayApart(owner, userId) ? { ...name, userId: owner } : name
  })
}

/** With identifiers as they will be found again. */
function storableUser(user: UserObservation): UserObservation {
  const { identifiers } = user
  if (identifiers.every(({ value }) => storableText(value) === value)) return user
  const [first, ...others] = identifiers
  const storable = (identifier: Identifier) => ({ ...identifier, value: storableText(identifier.value) })
  return { ...user, identifiers: [storable(first), ...others.map(storable)] }
}

type Settled = {
  readonly ids: readonly string[]
  /** Whether the user with that id is yet to be written. */
  readonly isFresh: (id: string) => boolean
  /** Who is now what the user with that id was until it was joined. */
  readonly survivorOf: <Id extends string | null>(id: Id) => Id | string
}

/** The user of each observation: the one its internal IDs lead to, several joined into one, or a new one. */
async function settleUsers(
  sql: Sql,
  options: {
    workspaceId: number
    users: readonly UserObservation[]
    known: ReadonlyMap<string, KnownName>
    origin: Origin
  },
): Promise<Settled> {
  const { workspaceId, users, known, origin } = options
  const { groups, groupOf } = groupUsers(users)
  const ownersOf = (group: readonly UserObservation[]) => [
    ...new Set(group.flatMap(internalIdentifiers).flatMap((name) => known.get(identifierKey(name))?.userId ?? [])),
  ]

  const owners = groups.map(ownersOf)
  const survivors = await joinUsers(sql, {
    workspaceId,
    origin,
    candidates: groups.flatMap((group, index) => {
      const userIds = owners[index] ?? []
      if (userIds.length < 2) return []
      return { userIds, proof: lastByKey(group.flatMap(internalIdentifiers), identifierKey) }
    }),
  })
  const ownerless = groups.filter((_, index) => owners[index]?.length === 0)
  const freshIds = await takeUserIds(sql, ownerless.length)
  const fresh = new Map(ownerless.map((group, index) => [group, freshIds[index] ?? '']))

  const ids = users.map((user, index) => {
    const group = groups[groupOf[index] ?? -1]
    const own = group && fresh.get(group)
    // Users that must stay apart keep their own names: the observation is of the one it speaks of first.
    const [owner] = own ? [own] : [...ownersOf([user]), ...(owners[groupOf[index] ?? -1] ?? [])]
    if (owner === undefined) throw new Error('An observation without a user')
    return survivors.get(owner) ?? owner
  })
  const yetToBeWritten = new Set(freshIds)
  return {
    ids,
    isFresh: (id) => yetToBeWritten.has(id),
    survivorOf: (id) => (id === null ? id : (survivors.get(id) ?? id)),
  }
}
