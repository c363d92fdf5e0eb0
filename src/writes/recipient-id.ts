import type { LinkedinProduct } from '../domain/client-write.ts'
import type { Identifier, IdentifierScope } from '../domain/identifier.ts'
import type { Provider } from '../domain/provider.ts'

const scopeOf: Readonly<Record<LinkedinProduct, IdentifierScope>> = {
  CLASSIC: 'LINKEDIN_CLASSIC',
  SALES_NAVIGATOR: 'LINKEDIN_SALES_NAVIGATOR',
  RECRUITER: 'LINKEDIN_RECRUITER',
}

/** The scopes of the ids that the other products have: their chats are theirs. */
export function otherScopes(product: LinkedinProduct): readonly IdentifierScope[] {
  return Object.values(scopeOf).filter((scope) => scope !== scopeOf[product])
}

/** The id by which a provider takes a first message to somebody; null when it is not known. */
export function recipientId(
  provider: Provider,
  product: LinkedinProduct,
  { providerId, internalIds }: { providerId: string | null; internalIds: readonly Identifier[] },
): string | null {
  const inScope = (scope: IdentifierScope) =>
    internalIds.find((identifier) => identifier.scope === scope)?.value ?? null
  if (provider === 'LINKEDIN') return inScope(scopeOf[product])
  if (provider === 'INSTAGRAM') return inScope('INSTAGRAM_MESSAGING') ?? providerId
  return providerId ?? inScope('GLOBAL')
}
