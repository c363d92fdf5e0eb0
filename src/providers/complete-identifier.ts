import type { Identifier } from '../domain/identifier.ts'
import { adapters } from './index.ts'

/** The identifier with the scope that its value tells; GLOBAL when it tells none. */
export function completeIdentifier(identifier: Omit<Identifier, 'scope'>): Identifier {
  const { provider, userKind, kind, value } = identifier
  const shape = adapters[provider].shapes.find(
    (candidate) => candidate.userKind === userKind && candidate.kind === kind && candidate.accepts(value),
  )
  return { ...identifier, scope: shape?.scope ?? 'GLOBAL' }
}
