import type { IdentifierCandidate, ParsedIdentifier, Refusal, RefusalCode } from '../domain/identifier-candidate.ts'
import type { Provider } from '../domain/provider.ts'
import type { BareTextOptions } from './adapter.ts'
import { adapters } from './index.ts'
import { refused } from './text/reading.ts'
import { isLikelyUnipileId, isUnipileId, unipileCandidate } from './unipile-id.ts'

const NAME = refused(
  null,
  'MALFORMED',
  'Identifiers have no spaces; paste a profile address, a handle or a phone number.',
)
const EMAIL = refused(null, 'EMAIL_ADDRESS', 'None of the networks finds users by their e-mail address.')

const SPACE = /\s/
const WRITTEN_NUMBER = /^[\p{Nd}+(][\p{Nd}\s+()./\u2010-\u2015-]*$/u
const EMAIL_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const NUMBER_START = /^[\d+(]/

/** Who could mean the text, most likely first. */
const handleNetworks: readonly Provider[] = ['X', 'INSTAGRAM', 'TELEGRAM', 'MESSENGER']
const phoneNetworks: readonly Provider[] = ['WHATSAPP', 'TELEGRAM']
const orderOfNumbers: readonly Provider[] = ['WHATSAPP', 'TELEGRAM', 'INSTAGRAM', 'X', 'MESSENGER', 'LINKEDIN']
const orderOfNames: readonly Provider[] = ['LINKEDIN', 'INSTAGRAM', 'X', 'TELEGRAM', 'MESSENGER', 'WHATSAPP']

/** Refusals that only say that a network's names look otherwise; beside a candidate they tell nothing. */
const formRefusals: ReadonlySet<RefusalCode> = new Set(['MALFORMED', 'IMPOSSIBLE_NUMBER'])

/** Reads what no single network owns: whatever the network asked for, or all of them, can make of it. */
export function parseBareText(text: string, provider: Provider | null, options: BareTextOptions): ParsedIdentifier {
  if (SPACE.test(text) && !WRITTEN_NUMBER.test(text)) return NAME
  if (text.includes('@', 1) && EMAIL_ADDRESS.test(text)) return EMAIL
  if (provider !== null) return withUnipileId(text, provider, adapters[provider].parseBareText(text, options))
  const candidates: IdentifierCandidate[] = []
  const refusals: Refusal[] = []
  for (const network of likelyOrder(text)) {
    const reading = adapters[network].parseBareText(text, options)
    candidates.push(...reading.candidates)
    refusals.push(...reading.refusals)
  }
  return withUnipileId(text, null, { candidates, refusals })
}

function likelyOrder(text: string): readonly Provider[] {
  if (text.startsWith('@')) return handleNetworks
  if (text.startsWith('+') || text.startsWith('(') || SPACE.test(text)) return phoneNetworks
  return NUMBER_START.test(text) ? orderOfNumbers : orderOfNames
}

function withUnipileId(text: string, provider: Provider | null, reading: ParsedIdentifier): ParsedIdentifier {
  const candidates = isUnipileId(text) ? addUnipileId(text, provider, reading.candidates) : reading.candidates
  if (candidates.length === 0 || reading.refusals.length === 0) return { candidates, refusals: reading.refusals }
  return { candidates, refusals: reading.refusals.filter(({ code }) => !formRefusals.has(code)) }
}

function addUnipileId(text: string, provider: Provider | null, others: readonly IdentifierCandidate[]) {
  const unipile = unipileCandidate(text, provider)
  return isLikelyUnipileId(text) ? [unipile, ...others] : [...others, unipile]
}
