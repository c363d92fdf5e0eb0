import type { InvitationAccepted, InvitationSent, Recipient } from '../domain/client-write.ts'
import { NotFoundUpstreamError } from '../domain/errors.ts'
import type { Identifier } from '../domain/identifier.ts'
import { findChangeLogEnd } from '../store/changes/read-changes.ts'
import { ingestRelations } from '../store/ingest/relations.ts'
import type { WriteTrace } from '../store/writes/client-writes.ts'
import type { ReceivedInvitation } from '../upstream/invitations.ts'
import type { Page } from '../upstream/page.ts'
import { once } from './once.ts'
import type { WritesOptions } from './options.ts'
import { blankUser, namesOf, userOf } from './recipients.ts'
import { refuse, type Write } from './write.ts'

export type SendInvitation = Write & { readonly recipient: Recipient; readonly message: string | null }

export type AcceptInvitation = Write & { readonly recipient: Recipient }

/** Writes by which people become contacts. */
export function invitationWrites(options: WritesOptions) {
  const { upstream, database, workspaceId, now } = options

  /** The invitation that somebody with one of these names sent to the account; null when none waits. */
  async function findReceived(accountId: string, names: readonly Identifier[]): Promise<ReceivedInvitation | null> {
    let cursor: string | null = null
    do {
      const page: Page<ReceivedInvitation> = await upstream.listReceivedInvitations({ accountId, cursor, limit: 100 })
      const found = page.items.find(({ inviterProviderId }) => names.some(({ value }) => value === inviterProviderId))
      if (found) return found
      cursor = page.cursor === cursor ? null : page.cursor
    } while (cursor !== null)
    return null
  }

  /** The user is a contact from now on, whenever upstream lists them. Gives how far the change log reaches then. */
  function becomeContact(accountId: number, names: readonly [Identifier, ...Identifier[]]): Promise<number> {
    const relations = [{ user: blankUser(names), since: null }]
    const origin = { source: 'WRITE', observedAt: now().toISOString() } as const
    return database.transaction(async (sql) => {
      await ingestRelations(sql, { workspaceId, accountId, relations, origin })
      return findChangeLogEnd(sql, workspaceId)
    })
  }

  return {
    /** Asks somebody to become a contact. */
    sendInvitation({ key, asked, account, recipient, message }: SendInvitation) {
      const { id: accountId, provider, unipileId } = account
      return once<InvitationSent>(options, {
        mutation: 'sendInvitation',
        key,
        asked,
        accountId,
        async attempt({ trace }) {
          const { internalIds, userKind } = await namesOf(options, account, { recipient })
          if (userKind === 'COMPANY') return refuse(accountId, 'NOT_SUPPORTED')
          const scope = provider === 'LINKEDIN' ? 'LINKEDIN_CLASSIC' : 'GLOBAL'
          const invited = internalIds.find((identifier) => identifier.scope === scope)
          if (!invited) return refuse(accountId, 'IDENTIFIER_MISSING')
          const done = { result: 'INVITATION_SENT', accountId } as const
          await trace(traceOf(invited), done)
          await upstream.sendInvitation({ accountId: unipileId, providerId: invited.value, message })
          const userId = await userOf(options, recipient)
          return { ...done, userId, end: await findChangeLogEnd(database.sql, workspaceId) }
        },
      })
    },

    /** Makes a contact of somebody who asked for it. */
    acceptInvitation({ key, asked, account, recipient }: AcceptInvitation) {
      const { id: accountId, unipileId } = account
      return once<InvitationAccepted>(options, {
        mutation: 'acceptInvitation',
        key,
        asked,
        accountId,
        async attempt({ trace }) {
          const [name, ...others] = (await namesOf(options, account, { recipient })).internalIds
          if (!name) return refuse(accountId, 'IDENTIFIER_MISSING')
          const invitation = await findReceived(unipileId, [name, ...others])
          if (!invitation?.sharedSecret) return refuse(accountId, 'NO_INVITATION')
          const { invitationId, sharedSecret } = invitation
          const done = { result: 'INVITATION_ACCEPTED', accountId } as const
          await trace(traceOf(name), done)
          const isThere = await wasThere(
            upstream.acceptInvitation({ accountId: unipileId, invitationId, sharedSecret }),
          )
          if (!isThere) return refuse(accountId, 'NO_INVITATION')
          const end = await becomeContact(accountId, [name, ...others])
          return { ...done, userId: await userOf(options, recipient), end }
        },
      })
    },
  }
}

/** An invitation is recognised by the other side of it. */
function traceOf({ value }: Identifier): WriteTrace {
  return { chatUnipileId: null, recipientProviderId: value, text: null }
}

/** Whether an answered invitation still waited; it may be taken back at any moment. */
async function wasThere(answering: Promise<void>): Promise<boolean> {
  try {
    await answering
    return true
  } catch (error) {
    if (error instanceof NotFoundUpstreamError) return false
    throw error
  }
}
