import type { ParsedIdentifier, ProviderCandidate, RefusalCode } from '../../domain/identifier-candidate.ts'
import type { Provider } from '../../domain/provider.ts'

const none = [] as const

/** The text can mean these, most likely first. */
export function found(...candidates: readonly ProviderCandidate[]): ParsedIdentifier {
  return { candidates, refusals: none }
}

/** The text names no user. Readings are values, so that each refusal is made once. */
export function refused(provider: Provider | null, code: RefusalCode, because: string): ParsedIdentifier {
  return { candidates: none, refusals: [{ provider, code, because }] }
}

/** All that any of the readings allows. */
export function merged(readings: readonly ParsedIdentifier[]): ParsedIdentifier {
  return {
    candidates: readings.flatMap(({ candidates }) => candidates),
    refusals: readings.flatMap(({ refusals }) => refusals),
  }
}

const otherProviders: Readonly<Record<Provider, ParsedIdentifier>> = {
  LINKEDIN: other('LINKEDIN', 'LinkedIn'),
  WHATSAPP: other('WHATSAPP', 'WhatsApp'),
  INSTAGRAM: other('INSTAGRAM', 'Instagram'),
  TELEGRAM: other('TELEGRAM', 'Telegram'),
  X: other('X', 'X'),
  MESSENGER: other('MESSENGER', 'Messenger or Facebook'),
}

/** The text is this network's, and another was asked for. */
export function otherProvider(owner: Provider): ParsedIdentifier {
  return otherProviders[owner]
}

function other(owner: Provider, name: string): ParsedIdentifier {
  return refused(owner, 'OTHER_PROVIDER', `It is of ${name}, and another network was asked for.`)
}
