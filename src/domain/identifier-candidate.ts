import type { Identifier, IdentifierKind, UserKind } from './identifier.ts'
import type { Provider } from './provider.ts'

type Explained = {
  /** The user's canonical profile page; null when the network has no page for this kind of identifier. */
  readonly url: string | null
  /** One sentence for a person: why the text can mean this. */
  readonly because: string
}

/** A reading of a text as an identifier that the network itself gives out. */
export type ProviderCandidate = Identifier & Explained & { readonly kind: Exclude<IdentifierKind, 'UNIPILE_ID'> }

/**
 * A reading of a text as a Unipile ID. Nothing in such an ID tells the network it belongs to: `provider` is the one
 * that was asked for or null, and `userKind` is null wherever the network has both people and companies.
 */
export type UnipileCandidate = Omit<Identifier, 'provider' | 'userKind'> &
  Explained & {
    readonly provider: Provider | null
    readonly userKind: UserKind | null
    readonly kind: 'UNIPILE_ID'
    readonly scope: 'ACCOUNT'
  }

/** One meaning that a text can have. Where a text has several, none is preferred but by the order of the list. */
export type IdentifierCandidate = ProviderCandidate | UnipileCandidate

/** Why a text, read one way, names no user. Clients branch on these; they are never renamed. */
export const refusalCodes = [
  'EMPTY',
  'TOO_LONG',
  'HIDDEN_CHARACTER',
  'BAD_ENCODING',
  'FORBIDDEN_SCHEME',
  'USER_INFO',
  'FOREIGN_HOST',
  'SHORT_LINK',
  'OTHER_PROVIDER',
  'OTHER_KIND',
  'EMAIL_ADDRESS',
  'CONTENT',
  'GROUP_OR_CHANNEL',
  'NOT_A_PROFILE',
  'RESERVED_WORD',
  'UNRESOLVABLE',
  'DAMAGED_ID',
  'NATIONAL_NUMBER',
  'IMPOSSIBLE_NUMBER',
  'MALFORMED',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export type Refusal = {
  /** The network whose rule it is; null for rules that hold everywhere. */
  readonly provider: Provider | null
  readonly code: RefusalCode
  /** One sentence for a person, saying what to paste instead where that is known. */
  readonly because: string
}

/** All that a text can mean, most likely first. Without candidates there is at least one refusal. */
export type ParsedIdentifier = {
  readonly candidates: readonly IdentifierCandidate[]
  readonly refusals: readonly Refusal[]
}
