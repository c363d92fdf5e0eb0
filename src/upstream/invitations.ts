import { z } from 'zod'
import { optionalIdField, readBody } from '../providers/read-body.ts'
import { ask } from './ask.ts'
import type { Send } from './call.ts'

export type InvitationInput = {
  readonly accountId: string
  /** The invited user's provider internal ID. */
  readonly providerId: string
  /** At most 300 characters; free LinkedIn accounts have few invitations with one. */
  readonly message?: string | null
}

/** Null when upstream does not tell the id. */
export type SentInvitation = { readonly invitationId: string | null }

const InvitationBody = z.object({ invitation_id: optionalIdField })

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
  }
}
