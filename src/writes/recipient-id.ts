import type { LinkedinProduct } from '../domain/client-write.ts'
import type { Identifier, IdentifierScope } from '../domain/identifier.ts'
import type { Provider } from '../domain/provider.ts'

/** Companies have one id, and are written to from LinkedIn itself. */
const scopesOf: Readonly<Record<LinkedinProduct, readonly IdentifierScope[]>> = {
  CLASSIC: ['LINKEDIN_CLASSIC', 'GLOBAL'],
  SALES_NAVIGATOR: ['LINKEDIN_SALES_NAVIGATOR'],
  RECRUITER: ['LINKEDIN_RECRUITER'],
}

/** The scopes of the ids that the other products have: their chats are theirs. */
export function otherScopes(product: LinkedinProduct): readonly IdentifierScope[] {
  return Object.values(scopesOf)
    .flat()
    .filter((scope) => !scopesOf[product].includes(scope))
}

/** The id by which a provider takes a first message to somebody; null when it is not known. */
export function recipientId(
  provider: Provider,
  product: LinkedinProduct,
  { providerId, internalIds }: { providerId: string | null; internalIds: readonly Identifier[] },
): string | null {
  const inScope = (...scopes: readonly IdentifierScope[]) =>
    internalIds.find(({ scope }) => scopes.includes(scope))?.value ?? null
  if (provider === 'LINKEDIN') return inScope(...scopesOf[product])
  if (provider === 'INSTAGRAM') return inScope('INSTAGRAM_MESSAGING') ?? providerId
  return providerId ?? inScope('GLOBAL')
}
