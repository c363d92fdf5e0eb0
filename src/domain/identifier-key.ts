import { type Identifier, identifierKinds, identifierScopes, userKinds } from './identifier.ts'
import { providers } from './provider.ts'

const SCHEME = 'acquaint:'
const FIELD_COUNT = 4

/**
 * The identifier as one line of text: equal keys, equal identifiers. It is stable, so it can be stored and compared,
 * and it is the written form of identifiers that no network has an address for.
 */
export function identifierKey({ provider, userKind, kind, scope, value }: Identifier): string {
  return `${SCHEME}${provider}:${userKind}:${kind}:${scope}:${value}`
}

/** The identifier with this key; null when the text is no key. Whether a network can have the value is not checked. */
export function parseIdentifierKey(text: string): Identifier | null {
  if (!text.startsWith(SCHEME)) return null
  const fields = text.slice(SCHEME.length).split(':', FIELD_COUNT)
  const provider = providers.find((name) => name === fields[0])
  const userKind = userKinds.find((name) => name === fields[1])
  const kind = identifierKinds.find((name) => name === fields[2])
  const scope = identifierScopes.find((name) => name === fields[3])
  const value = text.slice(SCHEME.length + fields.join(':').length + 1)
  if (!provider || !userKind || !kind || !scope || !value) return null
  return { provider, userKind, kind, scope, value }
}
