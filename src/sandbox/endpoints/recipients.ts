import type { Context } from '../endpoint.ts'
import { Problem } from '../problem.ts'
import { findDirectChat } from '../world/changes.ts'
import { type LinkedinProduct, parseLinkedinId } from '../world/identifiers.ts'
import { attendeesForUser, makeKnown } from '../world/knowing.ts'
import type { Account, Attendee, User } from '../world/types.ts'

/** Under which terms LinkedIn is asked to take a first message. */
export type Terms = { readonly product: LinkedinProduct; readonly isInmail: boolean; readonly topic: string | null }

/** Somebody to start a chat with: the user, and the id they were named by. */
export type Recipient = { readonly user: User; readonly providerId: string }

/** The recipient of a provider's internal id: the one for messaging, where the provider has several. */
export function findRecipient(
  { world }: Context,
  account: Account,
  providerId: string,
  product: LinkedinProduct,
): Recipient {
  const user =
    world.names.find(account.provider, providerId) ?? world.names.find(account.provider, providerId, 'COMPANY')
  const isPerson = user?.kind === 'PERSON'
  const ids = user && [user.messagingId ?? user.internalId, user.lid]
  const isNamed =
    account.provider === 'LINKEDIN' && isPerson
      ? parseLinkedinId(providerId)?.product === product
      : ids?.includes(providerId)
  if (!user || !isNamed) throw new Problem('invalid_recipient', 'The recipient could not be found.')
  return { user, providerId }
}

/** Throws what the provider answers when an account may not write to a recipient first. */
export function checkReachable({ world }: Context, account: Account, { user }: Recipient, terms: Terms): void {
  const { refusal } = user
  if (refusal === 'blocked_recipient' || refusal === 'user_unreachable') {
    throw new Problem(refusal, 'The recipient does not take messages from this account.')
  }
  if (account.provider !== 'LINKEDIN') return
  if (user.kind === 'COMPANY') {
    if (terms.topic === null) throw new Problem('missing_parameters', '/linkedin[topic] Required property')
    return
  }
  const rows = attendeesForUser(world, account, user)
  if (rows.some((row) => row.contactSince !== null || findDirectChat(world, row) !== null)) return
  if (!terms.isInmail && terms.product === 'classic') {
    throw new Problem('no_connection_with_recipient', 'The recipient is not a relation of the account.')
  }
  if (account.features.length === 0) throw new Problem('not_allowed_inmail', 'The account cannot send InMail.')
  if (refusal === 'insufficient_credits') throw new Problem(refusal, 'The account has no InMail credits left.')
}

/** The attendee that a recipient is, or becomes by being written to. */
export function knowRecipient(
  { world }: Context,
  account: Account,
  { user, providerId }: Recipient,
  product: LinkedinProduct,
): Attendee {
  return (
    world.findAttendeeByProviderId(account, providerId) ??
    makeKnown(world, account, user, { product, usesJid: providerId === user.internalId })
  )
}
