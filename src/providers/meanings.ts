import type { Identifier } from '../domain/identifier.ts'
import type { IdentifierCandidate } from '../domain/identifier-candidate.ts'
import { identifierKey } from '../domain/identifier-key.ts'
import { phoneAliases } from './phone/phone-aliases.ts'

/**
 * One user that a text can mean: the candidates that name them, and every identifier they may be kept under, those that
 * the candidates are before the other spellings.
 */
export type Meaning = {
  readonly candidates: readonly [IdentifierCandidate, ...IdentifierCandidate[]]
  readonly identifiers: readonly Pick<Identifier, 'provider' | 'userKind' | 'kind' | 'value'>[]
  /** Set when the text can be a Unipile ID, which no network tells apart. */
  readonly unipileId: string | null
}

const whatsappDomain = '@s.whatsapp.net'

/**
 * The users that candidates speak of. A WhatsApp phone number and the JID computed from it are one meaning, and so are
 * all spellings of one number; everything else is a meaning of its own.
 */
export function meanings(candidates: readonly IdentifierCandidate[]): readonly Meaning[] {
  return grouped(candidates).map((group) => {
    const [first, ...others] = group
    if (!first) throw new Error('A group without members')
    const all = [...group.flatMap(written), ...group.flatMap(keptUnder)]
    const identifiers = new Map(all.map((identifier) => [identifierKey(identifier), identifier]))
    const unipileId = group.find(({ kind }) => kind === 'UNIPILE_ID')?.value ?? null
    return { candidates: [first, ...others], identifiers: [...identifiers.values()], unipileId }
  })
}

/** Most texts have one meaning, which need not be compared with others. */
function grouped(candidates: readonly IdentifierCandidate[]): readonly (readonly IdentifierCandidate[])[] {
  if (candidates.length === 1) return [candidates]
  return [...Map.groupBy(candidates, (one) => whatsappPhone(one) ?? JSON.stringify(one)).values()]
}

/** The phone number that a WhatsApp identifier is of; null for all others, a LID among them. */
function whatsappPhone({ provider, kind, value }: IdentifierCandidate): string | null {
  if (provider !== 'WHATSAPP' || kind === 'UNIPILE_ID') return null
  const digits = value.endsWith(whatsappDomain) ? value.slice(0, -whatsappDomain.length) : value
  return /^\d+$/.test(digits) ? digits : null
}

function written({ provider, userKind, kind, scope, value }: IdentifierCandidate): Identifier[] {
  return provider && userKind && kind !== 'UNIPILE_ID' ? [{ provider, userKind, kind, scope, value }] : []
}

function keptUnder(candidate: IdentifierCandidate): Identifier[] {
  const [identifier] = written(candidate)
  if (!identifier) return []
  const { provider, userKind, kind, scope, value } = identifier
  const phone = whatsappPhone(candidate)
  if (phone !== null) {
    return phoneAliases(phone).flatMap((digits) => [
      { provider, userKind, kind: 'PROVIDER_INTERNAL_ID', scope, value: digits + whatsappDomain },
      { provider, userKind, kind: 'PROVIDER_PUBLIC_ID', scope, value: digits },
    ])
  }
  const isPhone = provider === 'TELEGRAM' && kind === 'PROVIDER_PUBLIC_ID' && /^\d+$/.test(value)
  const values = isPhone ? phoneAliases(value) : [value]
  return values.map((spelling) => ({ provider, userKind, kind, scope, value: spelling }))
}
