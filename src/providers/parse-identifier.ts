import type { IdentifierKind, UserKind } from '../domain/identifier.ts'
import type { IdentifierCandidate, ParsedIdentifier } from '../domain/identifier-candidate.ts'
import type { Provider } from '../domain/provider.ts'
import { parseCleanText } from './parse-clean-text.ts'
import { cleanText } from './text/clean-text.ts'
import { refused } from './text/reading.ts'

/** What the caller knows about the text. Whatever is left out stays open, and the answer has every possibility. */
export type ParseIdentifierOptions = {
  readonly provider?: Provider | null | undefined
  readonly kind?: IdentifierKind | null | undefined
  readonly userKind?: UserKind | null | undefined
  /** ISO 3166 code of the country in which national phone numbers are meant; an unknown one counts as none. */
  readonly defaultCountry?: string | null | undefined
}

const OTHER_KIND = refused(null, 'OTHER_KIND', 'It names something, but not of the kind that was asked for.')

/**
 * Reads whatever people paste to name a user: addresses of profiles, phone numbers, handles, IDs. All meanings are
 * given, most likely first, and nothing is guessed between them; without any, the refusals say why. Nobody is asked,
 * nothing is thrown, and the time taken is linear in the length of the text.
 */
export function parseIdentifier(text: string, options: ParseIdentifierOptions = {}): ParsedIdentifier {
  const cleaned = cleanText(text)
  if (typeof cleaned !== 'string') return { candidates: [], refusals: [cleaned] }
  const parsed = parseCleanText(cleaned, options.provider ?? null, { defaultCountry: options.defaultCountry ?? null })
  if (!options.kind && !options.userKind) return parsed
  const candidates = parsed.candidates.filter((candidate) => isOfKind(candidate, options))
  return candidates.length > 0 || parsed.candidates.length === 0 ? { ...parsed, candidates } : OTHER_KIND
}

function isOfKind(candidate: IdentifierCandidate, { kind, userKind }: ParseIdentifierOptions): boolean {
  return (!kind || candidate.kind === kind) && (!userKind || !candidate.userKind || candidate.userKind === userKind)
}
