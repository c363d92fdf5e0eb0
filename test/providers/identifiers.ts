import type { Identifier, IdentifierScope, UserKind } from '../../src/domain/identifier.ts'
import type { Provider } from '../../src/domain/provider.ts'

/** An internal ID as the readers should give it. */
export function internal(
  provider: Provider,
  value: string,
  scope: IdentifierScope = 'GLOBAL',
  userKind: UserKind = 'PERSON',
): Identifier {
  return { provider, userKind, kind: 'PROVIDER_INTERNAL_ID', scope, value }
}

/** A public ID as the readers should give it. */
export function published(provider: Provider, value: string, userKind: UserKind = 'PERSON'): Identifier {
  return { provider, userKind, kind: 'PROVIDER_PUBLIC_ID', scope: 'GLOBAL', value }
}
