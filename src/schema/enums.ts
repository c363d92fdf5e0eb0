import type { AccountStatus } from '../domain/account.ts'
import type { AttendeeOrder } from '../domain/attendee.ts'
import type { ChatKind } from '../domain/chat.ts'
import type { EvidenceSource } from '../domain/evidence.ts'
import type { IdentifierKind, IdentifierScope, UserKind } from '../domain/identifier.ts'
import type { IdentityProof, ProofStrength } from '../domain/identity-link.ts'
import type { KnownReasonKind, Undetermined, Unknown } from '../domain/known-status.ts'
import type { Provider } from '../domain/provider.ts'
import type { SyncState, SyncStream } from '../domain/sync.ts'
import { builder } from './builder.ts'

/** An enum of the domain's words; each must be described, and no other can be. */
export function enumOf<Word extends string>(name: string, description: string, words: Readonly<Record<Word, string>>) {
  const values = Object.entries<string>(words).map(([word, about]) => [word, { description: about }] as const)
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(values) as Record<Word, { description: string }>,
  })
}

export const ProviderEnum = enumOf<Provider>('Provider', 'A network that people can be reached on.', {
  LINKEDIN: 'LinkedIn, where contacts are called Relations.',
  WHATSAPP: 'WhatsApp.',
  INSTAGRAM: 'Instagram.',
  TELEGRAM: 'Telegram.',
  X: 'X, once Twitter.',
  MESSENGER: 'Messenger, on Facebook, where contacts are called Friends.',
})

export const UserKindEnum = enumOf<UserKind>('UserKind', 'What a user is.', {
  PERSON: 'A human being, or somebody who acts as one.',
  COMPANY: 'A company page.',
})

export const AccountStatusEnum = enumOf<AccountStatus>('AccountStatus', 'Whether an account can be used.', {
  OK: 'It works.',
  CONNECTING: 'It is being connected, or upstream still reads its past.',
  RECONNECT_NEEDED: 'Its owner must log in again.',
  STOPPED: 'Upstream has stopped it.',
  ERROR: 'Upstream reports an error.',
  DELETED: 'Upstream no longer has it.',
  UNKNOWN: 'Upstream uses a word for its status that is new to us.',
})

export const ChatKindEnum = enumOf<ChatKind>('ChatKind', 'How many a chat is between.', {
  DIRECT: 'The account and one other party.',
  GROUP: 'Any number, who all see each other.',
  CHANNEL: 'One to many; its readers do not know each other by it.',
})

export const IdentifierKindEnum = enumOf<IdentifierKind>(
  'IdentifierKind',
  'Which of a user’s names an identifier is.',
  {
    PROVIDER_INTERNAL_ID: 'How the provider names the user within itself.',
    PROVIDER_PUBLIC_ID: 'How the user is named in public.',
    UNIPILE_ID: 'How one account names somebody it knows.',
  },
)

export const IdentifierScopeEnum = enumOf<IdentifierScope>('IdentifierScope', 'Where an identifier is valid.', {
  GLOBAL: 'Anywhere on its provider.',
  LINKEDIN_CLASSIC: 'On LinkedIn itself (`ACo…`).',
  LINKEDIN_SALES_NAVIGATOR: 'In LinkedIn Sales Navigator (`ACw…`).',
  LINKEDIN_RECRUITER: 'In LinkedIn Recruiter (`AE…`).',
  INSTAGRAM_MESSAGING: 'In Instagram’s messages.',
  ACCOUNT: 'In one account only.',
})

export const IdentityProofEnum = enumOf<IdentityProof>('IdentityProof', 'What proves that two users are one person.', {
  EQUAL_PHONE: 'Both have the same phone number, in whichever way it is written.',
  DECLARED_PROFILE: 'One publishes the address of the other.',
  MUTUALLY_DECLARED_PROFILES: 'Each publishes the address of the other.',
})

export const ProofStrengthEnum = enumOf<ProofStrength>('ProofStrength', 'How good a proof is.', {
  STRONG: 'Both sides attest it, or their providers do.',
  WEAK: 'One side says so: anybody can publish another’s address or type another’s number.',
})

export const EvidenceSourceEnum = enumOf<EvidenceSource>('EvidenceSource', 'Where a fact was read.', {
  ATTENDEE_LIST: 'The account’s list of attendees.',
  RELATION_LIST: 'The account’s own contact list.',
  CHAT_LIST: 'The account’s list of chats.',
  GROUP_MEMBERS: 'The list of a group’s members.',
  MESSAGE: 'A message.',
  WEBHOOK: 'An event that upstream announced.',
  PROFILE: 'The user’s profile, when the provider was asked for it.',
  WRITE: 'What the provider said of something that was written from here.',
  INFERRED: 'Nowhere: everything else had been ruled out when all was read. What comes later does not take it back.',
})

export const KnownReasonKindEnum = enumOf<KnownReasonKind>(
  'KnownReasonKind',
  'Why an account knows a user, the weightiest first.',
  {
    CONTACT: 'The account has the user as contact.',
    EXISTING_CHAT: 'They have a chat of their own.',
    SHARED_GROUP: 'They are in the same group.',
    LISTED: 'Upstream lists the user for the account, and none of the others holds as far as is known.',
  },
)

export const UnknownReasonEnum = enumOf<Unknown['because']>('UnknownReason', 'Why a user is unknown.', {
  PUBLIC_WITHOUT_CHAT:
    'The provider shows the profile, and does not say that it is private; no contact, chat or group leads to it.',
  PRIVATE: 'The provider keeps the profile from us.',
})

export const UndeterminedReasonEnum = enumOf<Undetermined['because']>(
  'UndeterminedReason',
  'Why it can’t be told yet whether a user is known.',
  {
    NOT_SYNCED: 'An account concerned has not been read to the end; the user may still turn up.',
    NOT_LOOKED_UP: 'No account knows the user, and the provider was never asked whether the profile is public.',
  },
)

export const AttendeeOrderEnum = enumOf<AttendeeOrder>('AttendeeOrder', 'How a list of attendees is ordered.', {
  NAME: 'By name, from A to Z, without regard to case and accents.',
  LAST_INTERACTION: 'Those last written with first; those never written with at the end.',
})

export const SyncStreamEnum = enumOf<SyncStream>('SyncStream', 'One of the lists that are read of an account.', {
  ACCOUNTS: 'The workspace’s list of accounts, which shows the account’s own state.',
  ATTENDEES: 'Everybody the account knows.',
  RELATIONS: 'The account’s own contact list.',
  CHATS: 'Its chats.',
  MEMBERS: 'The members of its groups.',
  MESSAGES: 'What was said in its chats.',
})

export const SyncStateEnum = enumOf<SyncState>('SyncState', 'How far a reading has come.', {
  WAITING: 'Not begun.',
  RUNNING: 'Being read.',
  DONE: 'Read to the end.',
  FAILED: 'Stopped by an error; it is tried again.',
  UNSUPPORTED: 'The provider has no such list.',
})
