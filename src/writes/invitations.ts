import type { InvitationSent, Recipient } from '../domain/client-write.ts'
import { once } from './once.ts'
import type { WritesOptions } from './options.ts'
import { namesOf, userOf } from './recipients.ts'
import { refuse, type Write } from './write.ts'

export type SendInvitation = Write & { readonly recipient: Recipient; readonly message: string | null }

/** Writes by which people become contacts. */
export function invitationWrites(options: WritesOptions) {
  const { upstream } = options

  return {
    /** Asks somebody to become a contact. */
    sendInvitation({ key, asked, account, recipient, message }: SendInvitation) {
      const { id: accountId, provider, unipileId } = account
      return once<InvitationSent>(options, {
        mutation: 'sendInvitation',
        key,
        asked,
        accountId,
        async attempt() {
          const { internalIds } = await namesOf(options, account, recipient)
          const scope = provider === 'LINKEDIN' ? 'LINKEDIN_CLASSIC' : 'GLOBAL'
          const invited = internalIds.find((identifier) => identifier.scope === scope)
          if (!invited) return refuse(accountId, 'IDENTIFIER_MISSING')
          await upstream.sendInvitation({ accountId: unipileId, providerId: invited.value, message })
          return { result: 'INVITATION_SENT', accountId, userId: await userOf(options, recipient) }
        },
      })
    },
  }
}
