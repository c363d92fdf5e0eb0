import type { Identifier } from '../domain/identifier.ts'
import { identifierKey } from '../domain/identifier-key.ts'
import { findShape } from './identifier-shape.ts'
import { adapters } from './index.ts'
import { isUnipileId } from './unipile-id.ts'

/** The text that a person can paste anywhere for this identifier: parsing it gives the same identifier first. */
export function formatIdentifier(identifier: Identifier): string {
  const shape = findShape(adapters[identifier.provider].shapes, identifier)
  return shape?.format(identifier.value) ?? identifierKey(identifier)
}

/** The network, or upstream, can have given this identifier to a user, and its value is normalised. */
export function isWellFormed(identifier: Identifier): boolean {
  if (identifier.kind === 'UNIPILE_ID') return identifier.scope === 'ACCOUNT' && isUnipileId(identifier.value)
  return findShape(adapters[identifier.provider].shapes, identifier) !== null
}
