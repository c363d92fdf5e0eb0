import type { Identifier } from '../domain/identifier.ts'
import type { Provider } from '../domain/provider.ts'
import { meanings } from '../providers/meanings.ts'
import { parseIdentifier } from '../providers/parse-identifier.ts'

/** What a line names: one user, or nobody that can be told, and why. */
export type LookupLine = { readonly text: string } & (
  | { readonly identifier: Identifier }
  | { readonly refused: 'INVALID' | 'AMBIGUOUS'; readonly because: string }
)

/** Reads one line as a person's name on a network; any network when `provider` is null. */
export function readLookupLine(text: string, provider: Provider | null): LookupLine {
  const parsed = parseIdentifier(text, { provider })
  const identifiers = meanings(parsed.candidates).flatMap(({ candidates: [first] }) => identifierOf(first) ?? [])
  const [identifier, another] = identifiers
  if (identifier && !another) return { text, identifier }
  if (!identifier) return { text, refused: 'INVALID', because: parsed.refusals[0]?.because ?? 'It names nobody.' }
  const networks = [...new Set(identifiers.map((one) => `${one.provider} ${one.userKind}`))].join(' or ')
  return { text, refused: 'AMBIGUOUS', because: `It can be of ${networks}: say which with --provider.` }
}

function identifierOf(candidate: ReturnType<typeof meanings>[number]['candidates'][0]): Identifier | null {
  if (candidate.kind === 'UNIPILE_ID') return null
  const { provider, userKind, kind, scope, value } = candidate
  return { provider, userKind, kind, scope, value }
}
