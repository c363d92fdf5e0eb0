import * as identifiers from './identifiers.ts'
import type { ProviderName, User } from './types.ts'

/** What is told of a user; the rest follows from the number. */
export type UserPlan = {
  readonly provider: ProviderName
  readonly firstName: string
  readonly lastName: string
} & Partial<Omit<User, 'number' | 'provider' | 'firstName' | 'lastName'>>

const internalIdOf: Record<ProviderName, (userNumber: number, phone: string) => string> = {
  LINKEDIN: (userNumber) => identifiers.linkedinId('classic', userNumber),
  WHATSAPP: (_userNumber, phone) => identifiers.jidOf(phone),
  INSTAGRAM: identifiers.instagramId,
  TELEGRAM: identifiers.telegramId,
  TWITTER: identifiers.twitterId,
  MESSENGER: identifiers.messengerId,
}

/** The user that a plan and a number make; the same two always make the same user. */
export function createUser(userNumber: number, plan: UserPlan): User {
  const { provider } = plan
  const kind = plan.kind ?? 'PERSON'
  const phone = plan.phone ?? (provider === 'WHATSAPP' ? identifiers.phoneOf(userNumber) : null)
  return {
    number: userNumber,
    kind,
    internalId:
      kind === 'COMPANY' ? identifiers.companyId(userNumber) : internalIdOf[provider](userNumber, phone ?? ''),
    publicId: null,
    headline: '',
    company: '',
    location: '',
    links: [],
    isPrivate: false,
    lid: provider === 'WHATSAPP' ? identifiers.lidOf(userNumber) : null,
    messagingId: provider === 'INSTAGRAM' ? identifiers.instagramMessagingId(userNumber) : null,
    refusal: null,
    ...plan,
    phone,
  }
}

/** A user's name in one piece; empty for somebody who shows none. */
export const fullName = ({ firstName, lastName }: User): string => `${firstName} ${lastName}`.trim()

const profilePages: Record<ProviderName, (name: string) => string> = {
  LINKEDIN: (name) => `https://www.linkedin.com/in/${name}`,
  WHATSAPP: (name) => `https://wa.me/${name}`,
  INSTAGRAM: (name) => `https://www.instagram.com/${name}/`,
  TELEGRAM: (name) => `https://t.me/${name}`,
  TWITTER: (name) => `https://x.com/${name}`,
  MESSENGER: (name) => `https://m.me/${name}`,
}

/** The public page of a user, or null when they have no public id. */
export function profilePage({ provider, kind, publicId, phone }: User): string | null {
  const name = publicId ?? (provider === 'WHATSAPP' ? phone : null)
  if (!name) return null
  return kind === 'COMPANY' ? `https://www.linkedin.com/company/${name}/` : profilePages[provider](name)
}
