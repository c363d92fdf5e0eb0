import { z } from 'zod'
import { type PendingInvitation, readSentInvitation } from '../providers/linkedin/read-invitation.ts'
import { idField, optionalIdField, readBody, textField } from '../providers/read-body.ts'
import { ask } from './ask.ts'
import type { Send } from './call.ts'
import { type Page, type PageRequest, pageQuery, pageReader } from './page.ts'

export type InvitationInput = {
  readonly accountId: string
  /** The invited user's provider internal ID. */
  readonly providerId: string
  /** At most 300 characters; free LinkedIn accounts have few invitations with one. */
  readonly message?: string | null
}

/** Null when upstream does not tell the id. */
export type SentInvitation = { readonly invitationId: string | null }

/** An invitation that waits for the account's answer. */
export type ReceivedInvitation = {
  readonly invitationId: string
  /** Who invites, by their provider internal ID; null when upstream does not say. */
  readonly inviterProviderId: string | null
  /** What the answer must repeat; null when upstream does not tell it, and it can't be answered. */
  readonly sharedSecret: string | null
}
export type InvitationsRequest = PageRequest & { readonly accountId: string }

export type AcceptInvitationInput = {
  readonly accountId: string
  readonly invitationId: string
  readonly sharedSecret: string
}

const InvitationBody = z.object({ invitation_id: optionalIdField })
const ReceivedBody = z.object({
  id: idField,
  inviter: z.object({ inviter_id: optionalIdField }).nullish(),
  specifics: z.object({ shared_secret: textField }).nullish(),
})

const readReceivedInvitations = pageReader((row): ReceivedInvitation => {
  const { id, inviter, specifics } = readBody(ReceivedBody, row)
  return {
    invitationId: id,
    inviterProviderId: inviter?.inviter_id ?? null,
    sharedSecret: specifics?.shared_secret ?? null,
  }
})

const readSentInvitations = pageReader(readSentInvitation)

export function invitationOperations(send: Send) {
  return {
    /** Asks a user to become a contact. A write: it goes out once. */
    sendInvitation({ accountId, providerId, message }: InvitationInput, signal?: AbortSignal): Promise<SentInvitation> {
      const json = { account_id: accountId, provider_id: providerId, ...(message && { message }) }
      return ask(
        send,
        { class: 'WRITE', method: 'POST', route: '/users/invite', json, accountId },
        (body) => ({ invitationId: readBody(InvitationBody, body).invitation_id }),
        signal,
      )
    },

    /** The invitations of a LinkedIn account that wait. A live lookup; `UnsupportedByProviderError` elsewhere. */
    listSentInvitations(request: InvitationsRequest, signal?: AbortSignal): Promise<Page<PendingInvitation>> {
      const { accountId } = request
      const query = { account_id: accountId, ...pageQuery(request) }
      return ask(
        send,
        { class: 'LIVE_LOOKUP', method: 'GET', route: '/users/invite/sent', query, accountId },
        readSentInvitations,
        signal,
      )
    },

    /** The invitations that wait for a LinkedIn account's answer. A live lookup; `UnsupportedByProviderError` elsewhere. */
    listReceivedInvitations(request: InvitationsRequest, signal?: AbortSignal): Promise<Page<ReceivedInvitation>> {
      const { accountId } = request
      const query = { account_id: accountId, ...pageQuery(request) }
      return ask(
        send,
        { class: 'LIVE_LOOKUP', method: 'GET', route: '/users/invite/received', query, accountId },
        readReceivedInvitations,
        signal,
      )
    },

    /** Makes a contact of who sent the invitation. A write: it goes out once. */
    acceptInvitation(
      { accountId, invitationId, sharedSecret }: AcceptInvitationInput,
      signal?: AbortSignal,
    ): Promise<void> {
      const json = { provider: 'LINKEDIN', account_id: accountId, shared_secret: sharedSecret, action: 'accept' }
      const route = '/users/invite/received/{invitationId}'
      return ask(
        send,
        { class: 'WRITE', method: 'POST', route, params: { invitationId }, json, accountId },
        () => {},
        signal,
      )
    },
  }
}
