import type { Invitation } from '../world/invitations.ts'
import { fullName } from '../world/user.ts'
import { isoTime } from './chat.ts'

/** An invitation as the lists of sent and received ones have it. */
export function invitationShape({ id, account, user, direction, text, sentAt, secret }: Invitation) {
  const inviter = direction === 'SENT' ? account.owner : user
  const invited = direction === 'SENT' ? user : account.owner
  return {
    object: direction === 'SENT' ? 'InvitationSent' : 'InvitationReceived',
    id,
    invited_user: fullName(invited),
    invited_user_id: invited.internalId,
    invited_user_public_id: invited.publicId,
    invited_user_description: invited.headline,
    date: `${direction === 'SENT' ? 'Sent' : 'Received'} recently`,
    parsed_datetime: isoTime(sentAt),
    invitation_text: text,
    inviter: {
      inviter_name: fullName(inviter),
      inviter_id: inviter.internalId,
      inviter_public_identifier: inviter.publicId,
      inviter_description: inviter.headline,
    },
    specifics: { provider: 'LINKEDIN', shared_secret: secret },
  }
}
