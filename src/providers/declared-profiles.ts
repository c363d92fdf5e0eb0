import type { DeclaredProfile } from '../domain/observation.ts'
import type { Provider } from '../domain/provider.ts'
import { parseIdentifier } from './parse-identifier.ts'

/**
 * The profiles on other networks that links lead to, under each name the link gives them. A link that could mean
 * users of several networks proves nothing, and one to the network it was published on is a friend or an employer as
 * often as oneself.
 */
export function declaredProfiles(publishedOn: Provider, urls: readonly string[]): readonly DeclaredProfile[] {
  return urls.flatMap((url) => {
    const { candidates } = parseIdentifier(url)
    const [first] = candidates
    if (candidates.some(({ provider, userKind }) => provider !== first?.provider || userKind !== first?.userKind))
      return []
    return candidates.flatMap(({ provider, userKind, kind, scope, value }) =>
      provider && userKind && provider !== publishedOn
        ? [{ url, identifier: { provider, userKind, kind, scope, value } }]
        : [],
    )
  })
}
