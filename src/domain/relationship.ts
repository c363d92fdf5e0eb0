import type { NewChange, ToldReason } from './change.ts'
import type { EvidenceSource } from './evidence.ts'

/** Whether and why an account knows a user, without the evidence. */
export type Relationship = {
  readonly known: boolean
  readonly contact: boolean
  readonly direct: boolean
  readonly inGroup: boolean
}

/** A reason as it is now: the chat that shows it, if one does, and where that was read. */
export type ReasonSeen = { readonly chatId: string | null; readonly source: EvidenceSource | null }

export type RelationshipStep = {
  readonly accountId: number
  readonly userId: string
  readonly before: Relationship
  readonly now: Relationship
  readonly seen: Readonly<Record<ToldReason, ReasonSeen>>
}

const flags = [
  ['CONTACT', 'contact'],
  ['EXISTING_CHAT', 'direct'],
  ['SHARED_GROUP', 'inGroup'],
] as const

/**
 * The changes between two states, becoming known before its reasons and unknown after them. Whichever way leads from
 * one state to another, the reasons added and lost are the same.
 */
export function relationshipChanges({ accountId, userId, before, now, seen }: RelationshipStep): readonly NewChange[] {
  const pair = { accountId, userId }
  const added = flags.filter(([, flag]) => now[flag] && !before[flag])
  const lost = flags.filter(([, flag]) => before[flag] && !now[flag])
  return [
    ...(now.known && !before.known ? [{ kind: 'BECAME_KNOWN' as const, ...pair }] : []),
    ...added.map(([reason]) => ({ kind: 'REASON_ADDED' as const, ...pair, reason, ...seen[reason] })),
    ...lost.map(([reason]) => ({ kind: 'REASON_LOST' as const, ...pair, reason })),
    ...(before.known && !now.known ? [{ kind: 'BECAME_UNKNOWN' as const, ...pair }] : []),
  ]
}
