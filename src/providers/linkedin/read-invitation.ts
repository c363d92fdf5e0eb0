import { z } from 'zod'
import type { UserObservation } from '../../domain/observation.ts'
import { idField, optionalDateField, readBody, textField } from '../read-body.ts'
import { toUser } from '../read-user.ts'
import { linkedinNames } from './read-names.ts'

const SentInvitationBody = z.object({
  invited_user_id: idField,
  invited_user_public_id: textField,
  invited_user: textField,
  invited_user_description: textField,
  parsed_datetime: optionalDateField,
})

/** An invitation that waits for somebody's answer. */
export type PendingInvitation = {
  readonly invited: UserObservation
  /** To the day or week only, as LinkedIn shows it; null when upstream does not say. */
  readonly sentAt: Date | null
}

/** A row of an account's sent invitations; unreadable when it does not say who was invited. */
export function readSentInvitation(body: unknown): PendingInvitation {
  const row = readBody(SentInvitationBody, body)
  const invited = toUser(linkedinNames(row.invited_user_id, row.invited_user_public_id), {
    displayName: row.invited_user,
    headline: row.invited_user_description,
  })
  return { invited, sentAt: row.parsed_datetime }
}
