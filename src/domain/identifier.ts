import type { Provider } from './provider.ts'

/** Which of a user's names this is; the founding text's three kinds. */
export const identifierKinds = ['PROVIDER_INTERNAL_ID', 'PROVIDER_PUBLIC_ID', 'UNIPILE_ID'] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** A public ID names a user only together with its kind: `/in/unipile` and `/company/unipile` are two users. */
export const userKinds = ['PERSON', 'COMPANY'] as const
export type UserKind = (typeof userKinds)[number]

/**
 * Where an identifier is valid. LinkedIn gives one member an internal ID for each product; Instagram gives one user
 * a second internal ID for messaging; a Unipile ID belongs to one account.
 */
export const identifierScopes = [
  'GLOBAL',
  'LINKEDIN_CLASSIC',
  'LINKEDIN_SALES_NAVIGATOR',
  'LINKEDIN_RECRUITER',
  'INSTAGRAM_MESSAGING',
  'ACCOUNT',
] as const
export type IdentifierScope = (typeof identifierScopes)[number]

/**
 * A name for a user, already normalised: phones are digits, handles and slugs lower-case and decoded, ids untouched.
 * Two identifiers name the same user exactly when all fields are equal.
 */
export type Identifier = {
  readonly provider: Provider
  readonly userKind: UserKind
  readonly kind: IdentifierKind
  readonly scope: IdentifierScope
  readonly value: string
}
