import type { Identifier } from '../domain/identifier.ts'
import type { ProviderCandidate } from '../domain/identifier-candidate.ts'
import type { LookupRequest } from './adapter.ts'

/** One of the kinds of identifier that a network gives to its users. */
export type IdentifierShape = Omit<Identifier, 'value' | 'kind'> & {
  readonly kind: ProviderCandidate['kind']
  /** The network can have given out this value, and it is normalised. */
  accepts(value: string): boolean
  /** The page of the user with this identifier; null when the network has none. */
  url(value: string): string | null
  /** A text that can mean nothing else on any network; null when the network has no such form. */
  format(value: string): string | null
  /** The phone number that the value is, as digits; null when this one is none. Absent where none can be. */
  readonly phone?: (value: string) => string | null
  /** The request that finds the user; null when upstream can't be asked, or could take the value for another user's. */
  lookup(value: string): LookupRequest | null
}

/** The value read as this kind of identifier. */
export function candidate(shape: IdentifierShape, value: string, because: string): ProviderCandidate {
  const { provider, userKind, kind, scope } = shape
  return { provider, userKind, kind, scope, value, url: shape.url(value), because }
}

/** The shape that the identifier has; null when no network gives out such identifiers, or not with such values. */
export function findShape(shapes: readonly IdentifierShape[], identifier: Identifier): IdentifierShape | null {
  const found = shapes.find(
    (shape) =>
      shape.kind === identifier.kind &&
      shape.scope === identifier.scope &&
      shape.userKind === identifier.userKind &&
      shape.provider === identifier.provider &&
      shape.accepts(identifier.value),
  )
  return found ?? null
}
