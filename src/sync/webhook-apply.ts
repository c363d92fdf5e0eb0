import type { WebhookEvent } from '../domain/webhook-event.ts'
import { readJson } from '../providers/read-json.ts'
import { readWebhookEvent } from '../providers/read-webhook.ts'
import { findAccount, setAccountStatus } from '../store/accounts.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import { ingestAttendees } from '../store/ingest/attendees.ts'
import { ingestChats } from '../store/ingest/chats.ts'
import { ingestMembers } from '../store/ingest/members.ts'
import { ingestMessages } from '../store/ingest/messages.ts'
import { markMessagesSeen } from '../store/ingest/read-marks.ts'
import { ingestRelations } from '../store/ingest/relations.ts'
import type { Sql } from '../store/sql.ts'
import { type ClaimedDelivery, settleDeliveries } from '../store/webhooks/claims.ts'
import type { SyncContext } from './context.ts'
import { readAccounts } from './read-accounts.ts'
import { type Gathered, gather } from './webhook-gather.ts'

/**
 * Applies deliveries of one account, all or none, and settles them in the same transaction. What they make of the store
 * does not depend on their order, nor on how often they are applied.
 */
export async function applyDeliveries(
  context: SyncContext,
  accountUnipileId: string | null,
  deliveries: readonly ClaimedDelivery[],
): Promise<{ readonly account: IngestedAccount | null; readonly events: readonly WebhookEvent[] }> {
  const { database, now } = context
  const ids = deliveries.map(({ id }) => id)
  const account = accountUnipileId === null ? null : await findOrReadAccount(context, accountUnipileId)
  if (!account) {
    await settleDeliveries(database.sql, ids, 'IGNORED', 'Upstream lists no such account.')
    return { account, events: [] }
  }
  const events = deliveries.map(({ body }) => readWebhookEvent(readJson(body)))
  const gathered = await gather(context, account, events)
  await database.transaction(async (sql) => {
    const { missingChats } = await apply(sql, context.workspaceId, account, { events, gathered }, now().toISOString())
    const lost = deliveries.filter((_, index) => isOfChat(events[index], missingChats)).map(({ id }) => id)
    await settleDeliveries(sql, lost, 'IGNORED', 'Upstream has no such chat.')
    await settleDeliveries(sql, ids, 'APPLIED')
  })
  return { account, events }
}

/** An account that was connected a moment ago is not here yet. */
async function findOrReadAccount(context: SyncContext, unipileId: string): Promise<IngestedAccount | null> {
  const known = await findAccount(context.database.sql, context.workspaceId, unipileId)
  if (known) return known
  const accounts = await readAccounts(context)
  return accounts.find((account) => account.unipileId === unipileId) ?? null
}

async function apply(
  sql: Sql,
  workspaceId: number,
  account: IngestedAccount,
  { events, gathered }: { events: readonly WebhookEvent[]; gathered: Gathered },
  observedAt: string,
) {
  const target = { workspaceId, accountId: account.id }
  const origin = { source: 'WEBHOOK', observedAt } as const
  const { chats, attendees, members, messages, status } = gathered
  await ingestAttendees(sql, { ...target, attendees, origin })
  await ingestChats(sql, { accountId: account.id, chats, origin })
  for (const list of members) await ingestMembers(sql, { ...target, ...list, origin })

  const received = events.flatMap((event) => (event.kind === 'MESSAGE_RECEIVED' ? [event.message] : []))
  const fetched = new Set(chats.map(({ unipileId }) => unipileId))
  // A chat read just now has counted its unread messages already.
  const [counted, uncounted] = [true, false].map((isCounted) =>
    received.filter(({ chatUnipileId }) => fetched.has(chatUnipileId) === isCounted),
  )
  const first = await ingestMessages(sql, { ...target, messages: counted ?? [], origin })
  const second = await ingestMessages(sql, { ...target, messages: uncounted ?? [], origin, countsUnread: true })
  await ingestMessages(sql, { ...target, messages, origin: { source: 'MESSAGE', observedAt } })

  await markMessagesSeen(
    sql,
    account.id,
    events.flatMap((event) => (event.kind === 'MESSAGE_READ' ? [event.messageUnipileId] : [])),
  )
  const relations = events.flatMap((event) => (event.kind === 'NEW_RELATION' ? [event.relation] : []))
  await ingestRelations(sql, { ...target, relations, origin })
  if (status) await setAccountStatus(sql, account.id, status)
  return { missingChats: new Set([...first.missingChats, ...second.missingChats]) }
}

function isOfChat(event: WebhookEvent | undefined, chats: ReadonlySet<string>): boolean {
  return event?.kind === 'MESSAGE_RECEIVED' && chats.has(event.chat.unipileId)
}
