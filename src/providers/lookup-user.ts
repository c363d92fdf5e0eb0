import type { Identifier } from '../domain/identifier.ts'
import type { LookupRequest } from './adapter.ts'
import { findShape } from './identifier-shape.ts'
import { adapters } from './index.ts'

/**
 * The request that finds the user with this identifier, without the account that asks. Null when there is none: the
 * network has no lookups, the value is not one the network gives out, upstream could take it for another user's, or it
 * is a Unipile ID, which no network knows.
 */
export function lookupUser(identifier: Identifier): LookupRequest | null {
  const { canLookUp, shapes } = adapters[identifier.provider]
  return canLookUp ? (findShape(shapes, identifier)?.lookup(identifier.value) ?? null) : null
}
