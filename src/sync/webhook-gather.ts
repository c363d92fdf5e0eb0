import pLimit from 'p-limit'
import type { AccountStatus } from '../domain/account.ts'
import { NotFoundUpstreamError } from '../domain/errors.ts'
import type { AttendeeObservation, ChatObservation, MessageObservation } from '../domain/observation.ts'
import type { WebhookEvent } from '../domain/webhook-event.ts'
import type { IngestedAccount } from '../store/ingest/accounts.ts'
import type { MemberList } from '../store/ingest/members.ts'
import { findKnownAttendees, findKnownChats, findKnownMessages } from '../store/webhooks/known-here.ts'
import type { SyncContext } from './context.ts'
import { fetchMembers } from './read-members.ts'

/** What events name and upstream had to be asked about, each thing once. */
export type Gathered = {
  readonly chats: readonly ChatObservation[]
  readonly attendees: readonly AttendeeObservation[]
  /** The whole member lists of groups. */
  readonly members: readonly MemberList[]
  /** Messages as they are now. */
  readonly messages: readonly MessageObservation[]
  /** The account's own state now; null when no event is about it. */
  readonly status: AccountStatus | null
}

type Received = Extract<WebhookEvent, { kind: 'MESSAGE_RECEIVED' }>

const requestsAtOnce = 4

/** Asks upstream for what events of one account only name: chats and people that are not here, messages that changed. */
export async function gather(
  context: SyncContext,
  account: IngestedAccount,
  events: readonly WebhookEvent[],
): Promise<Gathered> {
  const {
    upstream,
    database: { sql },
    signal,
  } = context
  const { provider } = account
  const limit = pLimit(requestsAtOnce)
  const fetchAll = async <Key, Row>(keys: Iterable<Key>, fetch: (key: Key) => Promise<Row>) => {
    const found = await Promise.all([...keys].map((key) => limit(() => fetch(key).catch(nullWhenNotFound))))
    return found.filter((row) => row !== null)
  }

  const received = events.filter((event) => event.kind === 'MESSAGE_RECEIVED')
  const chatIds = [...new Set(events.flatMap(chatOf))]
  const known = await findKnownChats(sql, account.id, chatIds)
  const chats = await fetchAll(
    chatIds.filter((id) => !known.has(id)),
    async (chatId) => (await upstream.getChat(chatId, signal)).chat,
  )

  const people = [...new Map(received.flatMap(partiesOf).map((party) => [party.unipileId, party])).values()]
  const here = await findKnownAttendees(
    sql,
    account.id,
    people.map(({ unipileId }) => unipileId),
  )
  const attendees = await fetchAll(
    people.filter(({ unipileId }) => !here.has(unipileId)),
    (party) =>
      upstream
        .getAttendee({ provider, attendeeId: party.unipileId }, signal)
        .catch((error: unknown) => nullWhenNotFound(error) ?? party),
  )

  const changedGroups = received.filter(({ message, chat }) => message.isEvent && known.get(chat.unipileId) === 'GROUP')
  const groups = new Set([
    ...chats.filter(({ kind }) => kind === 'GROUP').map(({ unipileId }) => unipileId),
    ...changedGroups.map(({ chat }) => chat.unipileId),
  ])
  const members = await fetchAll(groups, (chatId) => fetchMembers(context, account, chatId))

  const changed = await messagesToRead(sql, account, events)
  const messages = await fetchAll(changed, (messageId) => upstream.getMessage({ provider, messageId }, signal))
  const status = events.some(({ kind }) => kind === 'ACCOUNT_STATUS')
    ? await upstream.getAccount(account.unipileId, signal).then((row) => row.status, deletedWhenNotFound)
    : null
  return { chats, attendees, members, messages, status }
}

/** Who a message shows: in a group just its sender, as the member list is read whole. */
function partiesOf({ chat, sender, attendees }: Received): readonly AttendeeObservation[] {
  return [...(chat.isGroup ? [] : attendees), ...(sender ? [sender] : [])]
}

function chatOf(event: WebhookEvent): readonly string[] {
  if (event.kind === 'MESSAGE_RECEIVED') return [event.chat.unipileId]
  return 'chatUnipileId' in event ? [event.chatUnipileId] : []
}

/** Read marks are complete in themselves, for messages that are here; of other changes only upstream knows the result. */
async function messagesToRead(
  sql: SyncContext['database']['sql'],
  { id }: IngestedAccount,
  events: readonly WebhookEvent[],
): Promise<ReadonlySet<string>> {
  const named = events.filter((event) => 'messageUnipileId' in event)
  const read = named.filter(({ kind }) => kind === 'MESSAGE_READ').map((event) => event.messageUnipileId)
  const known = await findKnownMessages(sql, id, read)
  const others = named.filter(({ kind }) => kind !== 'MESSAGE_READ').map((event) => event.messageUnipileId)
  return new Set([...read.filter((messageId) => !known.has(messageId)), ...others])
}

function nullWhenNotFound(error: unknown): null {
  if (error instanceof NotFoundUpstreamError) return null
  throw error
}

function deletedWhenNotFound(error: unknown): AccountStatus {
  nullWhenNotFound(error)
  return 'DELETED'
}
