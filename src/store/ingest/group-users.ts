import type { Identifier } from '../../domain/identifier.ts'
import type { UserObservation } from '../../domain/observation.ts'
import { disjointSets } from './disjoint-sets.ts'

/** Observations that share an internal ID, directly or through others: they all speak of one user. */
export type UserGroup = readonly [UserObservation, ...UserObservation[]]

/** A text that two identifiers share exactly when they are the same. */
export function identifierKey({ provider, userKind, kind, scope, value }: Identifier): string {
  return `${provider} ${userKind} ${kind} ${scope} ${value}`
}

/** The observation's names that prove who is meant: a public ID may change hands, an internal ID never does. */
export function internalIdentifiers({ identifiers }: UserObservation): readonly Identifier[] {
  return identifiers.filter(({ kind }) => kind === 'PROVIDER_INTERNAL_ID')
}

/** The groups, and for each observation the index of its group. */
export function groupUsers(users: readonly UserObservation[]): { groups: UserGroup[]; groupOf: number[] } {
  const sets = disjointSets<string>()
  for (const user of users) {
    const key = groupKey(user)
    for (const identifier of internalIdentifiers(user)) sets.unite(key, identifierKey(identifier))
  }
  const members = Map.groupBy(users, (user) => sets.find(groupKey(user)))
  const order = new Map([...members.keys()].map((key, index) => [key, index]))
  return {
    groups: [...members.values()].map((group) => group as [UserObservation, ...UserObservation[]]),
    groupOf: users.map((user) => order.get(sets.find(groupKey(user))) ?? -1),
  }
}

function groupKey({ identifiers: [first] }: UserObservation): string {
  return identifierKey(first)
}
