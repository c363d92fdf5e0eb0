import type { ChatReadSet } from '../domain/client-write.ts'
import { NotFoundUpstreamError, UnsupportedByProviderError } from '../domain/errors.ts'
import { findChangeLogEnd } from '../store/changes/read-changes.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { ingestChats } from '../store/ingest/chats.ts'
import { ingestUsers } from '../store/ingest/users.ts'
import { settleWrite } from '../store/writes/client-writes.ts'
import type { UnsettledWrite } from '../store/writes/unsettled-writes.ts'
import type { SyncContext } from './context.ts'

/** Dates of invitations are rounded by as much. */
const roundedByMs = 24 * 60 * 60_000
const pagesAtMost = 5

/** Whether the account's latest contacts may show what became of a write. */
export function isOfContacts({ outcome }: UnsettledWrite): boolean {
  return outcome.result !== 'CHAT_READ_SET'
}

/** Looks upstream for what became of writes of which nobody knows. What is not seen stays unknown. */
export async function settleWrites(
  context: SyncContext,
  account: IngestedAccount,
  writes: readonly UnsettledWrite[],
): Promise<void> {
  for (const write of writes) {
    if (write.outcome.result === 'CHAT_READ_SET') await settleChatRead(context, account, { write, set: write.outcome })
  }
  const invitations = writes.filter(({ outcome }) => outcome.result === 'INVITATION_SENT')
  if (invitations.length > 0) await settleInvitations(context, account, invitations)
}

/** A chat that is as it was to be has been marked: if not by this, then by somebody who wanted the same. */
async function settleChatRead(
  { upstream, database, workspaceId, now, signal }: SyncContext,
  { id: accountId }: IngestedAccount,
  { write, set }: { readonly write: UnsettledWrite; readonly set: ChatReadSet },
): Promise<void> {
  if (write.chatUnipileId === null) return
  try {
    const { chat } = await upstream.getChat(write.chatUnipileId, signal)
    const origin = { source: 'CHAT_LIST', observedAt: now().toISOString() } as const
    await database.transaction(async (sql) => {
      await ingestChats(sql, { accountId, chats: [chat], origin })
      if ((chat.unreadCount === 0) !== set.read) return
      await settleWrite(sql, write, { ...set, end: await findChangeLogEnd(sql, workspaceId) })
    })
  } catch (error) {
    if (!(error instanceof NotFoundUpstreamError)) throw error
  }
}

/** An invitation that waits has been sent. One that was answered in the meantime has made a contact, if anything. */
async function settleInvitations(
  { upstream, database, workspaceId, now, signal }: SyncContext,
  { id, unipileId: accountId }: IngestedAccount,
  writes: readonly UnsettledWrite[],
): Promise<void> {
  let cursor: string | null = null
  for (let page = 0; page < pagesAtMost && (page === 0 || cursor !== null); page++) {
    try {
      const sent = await upstream.listSentInvitations({ accountId, cursor, limit: 100 }, signal)
      cursor = sent.cursor
      const origin = { source: 'WRITE', observedAt: now().toISOString() } as const
      for (const { invited, sentAt } of sent.items) {
        const seen = writes.filter(
          ({ names, startedAt }) =>
            names.includes(invited.identifiers[0].value) &&
            (sentAt === null || sentAt.getTime() > Date.parse(startedAt) - roundedByMs),
        )
        if (seen.length === 0) continue
        await database.transaction(async (sql) => {
          const users = [invited]
          const [userId = ''] = await ingestUsers(sql, { workspaceId, users, nameSource: 'RELATION', origin })
          const end = await findChangeLogEnd(sql, workspaceId)
          const outcome = { result: 'INVITATION_SENT', accountId: id, userId, end } as const
          for (const write of seen) await settleWrite(sql, write, outcome)
        })
      }
    } catch (error) {
      if (error instanceof UnsupportedByProviderError) return
      throw error
    }
  }
}
