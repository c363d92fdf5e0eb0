import type { DeclaredProfile } from '../domain/observation.ts'
import type { Provider } from '../domain/provider.ts'
import { parseIdentifier } from './parse-identifier.ts'

/**
 * The profiles on other networks that links lead to. A link that could mean several users proves nothing, and one to
 * the network it was published on is a friend or an employer as often as oneself.
 */
export function declaredProfiles(publishedOn: Provider, urls: readonly string[]): readonly DeclaredProfile[] {
  return urls.flatMap((url) => {
    const [identifier, another] = parseIdentifier(url).candidates
    if (!identifier?.provider || !identifier.userKind || another) return []
    const { provider, userKind, kind, scope, value } = identifier
    if (provider === publishedOn) return []
    return [{ url, identifier: { provider, userKind, kind, scope, value } }]
  })
}
