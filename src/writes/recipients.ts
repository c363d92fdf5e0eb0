import type { Account } from '../domain/account.ts'
import type { LinkedinProduct, Recipient } from '../domain/client-write.ts'
import type { Identifier, UserKind } from '../domain/identifier.ts'
import type { UserObservation } from '../domain/observation.ts'
import { ingestUsers } from '../store/ingest/users.ts'
import { findInternalIds, findRecipient, type KnownRecipient } from '../store/writes/recipients.ts'
import type { WritesOptions } from './options.ts'
import { otherScopes } from './recipient-id.ts'

/** How an account can name and reach somebody. */
export type Names = KnownRecipient & { readonly internalIds: readonly Identifier[]; readonly userKind: UserKind }

/** How the account can name and reach them, on LinkedIn from one product, as far as is known. */
export async function namesOf(
  { database: { sql } }: WritesOptions,
  account: Account,
  { recipient, product = 'CLASSIC' }: { readonly recipient: Recipient; readonly product?: LinkedinProduct },
): Promise<Names> {
  if ('identifier' in recipient) {
    const { identifier } = recipient
    return { providerId: null, chatUnipileId: null, internalIds: [identifier], userKind: identifier.userKind }
  }
  const { userId, userKind } = recipient
  const without = account.provider === 'LINKEDIN' ? otherScopes(product) : []
  const known = await findRecipient(sql, { accountId: account.id, userId, without })
  return { ...known, internalIds: await findInternalIds(sql, userId), userKind }
}

/** The id of the user. One who was never read is here once upstream has accepted the name. */
export async function userOf({ database, workspaceId, now }: WritesOptions, recipient: Recipient): Promise<string> {
  if ('userId' in recipient) return recipient.userId
  const users = [blankUser([recipient.identifier])]
  const origin = { source: 'WRITE', observedAt: now().toISOString() } as const
  const [id] = await database.transaction((sql) =>
    ingestUsers(sql, { workspaceId, users, nameSource: 'ATTENDEE', origin }),
  )
  if (id === undefined) throw new Error('A recipient is nobody')
  return id
}

/** A user of whom nothing but names is known. */
export function blankUser(identifiers: readonly [Identifier, ...Identifier[]]): UserObservation {
  const [{ provider, userKind }] = identifiers
  const blank = { displayName: '', headline: null, pictureUrl: null, phone: null, phoneKey: null, declares: [] }
  return { ...blank, provider, userKind, identifiers }
}
