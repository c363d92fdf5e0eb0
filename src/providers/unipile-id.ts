import type { Identifier, UserKind } from '../domain/identifier.ts'
import type { UnipileCandidate } from '../domain/identifier-candidate.ts'
import type { Provider } from '../domain/provider.ts'

const UNIPILE_ID = /^[\w-]{20,22}$/
const ONLY_DIGITS = /^\d+$/
const UPPER_CASE = /[A-Z]/
const BECAUSE = 'It has the form of a Unipile ID, which names a user that one account knows.'

/** Upstream's own IDs are random, so what looks like one can also be a name that somebody chose. */
export function isUnipileId(text: string): boolean {
  return UNIPILE_ID.test(text) && !ONLY_DIGITS.test(text)
}

/** Chosen names rarely have capitals; random ones nearly always do. */
export function isLikelyUnipileId(text: string): boolean {
  return UPPER_CASE.test(text)
}

/** The ID as read from a text that says nothing else. */
export function unipileCandidate(value: string, provider: Provider | null): UnipileCandidate {
  return fromParts(value, provider, provider === null || provider === 'LINKEDIN' ? null : 'PERSON')
}

/** The ID as written out with its network; null when upstream gives out no such IDs. */
export function knownUnipileCandidate({ provider, userKind, scope, value }: Identifier): UnipileCandidate | null {
  return scope === 'ACCOUNT' && isUnipileId(value) ? fromParts(value, provider, userKind) : null
}

function fromParts(value: string, provider: Provider | null, userKind: UserKind | null): UnipileCandidate {
  return { provider, userKind, kind: 'UNIPILE_ID', scope: 'ACCOUNT', value, url: null, because: BECAUSE }
}
