import type { Identifier, IdentifierScope } from '../domain/identifier.ts'
import type { Provider } from '../domain/provider.ts'
import type { User } from '../domain/user.ts'

type ProviderId = Pick<Identifier, 'provider' | 'userKind' | 'kind' | 'value'>

/** The page of the user with this identifier; null when the network has none for it. */
export function identifierUrl({ provider, userKind, kind, value }: ProviderId): string | null {
  const segment = encodeURIComponent(value)
  if (provider === 'LINKEDIN') return `https://www.linkedin.com/${userKind === 'COMPANY' ? 'company' : 'in'}/${segment}`
  if (kind !== 'PROVIDER_PUBLIC_ID') return null
  if (provider === 'TELEGRAM' && /^\d+$/.test(value)) return `https://t.me/+${segment}`
  return `${publicPages[provider]}${segment}`
}

/** The user's page, by the public ID if there is one. */
export function profileUrl({ provider, kind, internalId, publicId }: User): string | null {
  const url = (idKind: Identifier['kind'], value: string | null) =>
    value === null ? null : identifierUrl({ provider, userKind: kind, kind: idKind, value })
  return url('PROVIDER_PUBLIC_ID', publicId) ?? url('PROVIDER_INTERNAL_ID', internalId)
}

/** Where an internal ID is valid, as far as it tells by itself. */
export function internalIdScope(provider: Provider, value: string): IdentifierScope {
  if (provider !== 'LINKEDIN') return 'GLOBAL'
  if (value.startsWith('ACw')) return 'LINKEDIN_SALES_NAVIGATOR'
  return value.startsWith('AE') ? 'LINKEDIN_RECRUITER' : 'LINKEDIN_CLASSIC'
}

/** The one form in which a public ID is kept. */
export function normalisePublicId(provider: Provider, text: string): string {
  const value = text.trim().replace(/^@/, '')
  const phone = value.replace(/[\s().-]/g, '').replace(/^(\+|00)/, '')
  const isPhone = (provider === 'WHATSAPP' || provider === 'TELEGRAM') && /^\d+$/.test(phone)
  return isPhone ? phone : value.toLowerCase()
}

const publicPages: Readonly<Record<Exclude<Provider, 'LINKEDIN'>, string>> = {
  WHATSAPP: 'https://wa.me/',
  INSTAGRAM: 'https://www.instagram.com/',
  TELEGRAM: 'https://t.me/',
  X: 'https://x.com/',
  MESSENGER: 'https://m.me/',
}
