import { globalId } from '../suite/plain.ts'
import { question } from '../suite/question.ts'
import { latestChats } from './sql.ts'

type Parameters = { readonly accountId: number; readonly accountUnipileId: string }
type Participant = { readonly unipileId: string; readonly isSelf: boolean }
type Chat = { readonly participants: { readonly nodes: readonly Participant[] } }
type RestParticipant = { id: string; name: string; is_self: number; picture_url: string | null }
type RestChat = {
  readonly id: string
  readonly name: string | null
  readonly timestamp: string | null
  readonly unread_count: number
  readonly attendees: { readonly items: readonly RestParticipant[] }
}

/** The inbox in what REST can tell of it. Upstream lists participants in no order, so they are compared in one. */
export const inboxOfUpstream = question<Parameters>({
  letter: 'm',
  title: 'inbox: 20 chats and their participants, of the sandbox, whose REST answers after 50 ms',
  database: 'sandbox',
  async draw({ rows }, random, count) {
    const accounts = await rows<Parameters>(
      `select account.id as "accountId", unipile_id as "accountUnipileId" from account
       where (select count(*) from chat where account_id = account.id) >= 20 order by id`,
    )
    return Array.from({ length: count }, () => random.pick(accounts))
  },
  floor: {
    text: `
      select coalesce(json_agg(inbox), '[]')::text
      from (
        select chat.unipile_id as "unipileId", chat.name, chat.last_activity_at as "lastActivityAt",
          chat.unread_count as "unreadCount", coalesce(participants.list, '[]') as participants
        from ${latestChats} left join lateral (
          select json_agg(attendee) as list
          from (
            select attendee.unipile_id as "unipileId", attendee.display_name as "displayName",
              attendee.is_self as "isSelf", attendee.picture_url as "pictureUrl"
            from participant join attendee on attendee.id = participant.attendee_id
            where participant.chat_id = chat.id order by attendee.unipile_id collate "C"
          ) attendee
        ) participants on true
      ) inbox`,
    values: ({ accountId }) => [accountId],
  },
  graph: {
    acquaint: {
      document: `query Inbox($account: ID!) {
        chats(filter: { accounts: [$account] }, first: 20) {
          nodes {
            unipileId name lastActivityAt unreadCount
            participants(first: 100) { nodes { unipileId displayName isSelf pictureUrl } }
          }
        }
      }`,
      variables: ({ accountId }) => ({ account: globalId('Account', accountId) }),
      read: ({ chats }: { chats: { nodes: readonly Chat[] } }) =>
        chats.nodes.map((chat) => ({ ...chat, participants: inOrder(chat.participants.nodes) })),
    },
    mesh: {
      document: `query Inbox($account: String!) {
        listChats(account_id: $account, limit: 20) {
          items { id name timestamp unread_count attendees { items { id name is_self picture_url } } }
        }
      }`,
      variables: ({ accountUnipileId }) => ({ account: accountUnipileId }),
      read: ({ listChats }: { listChats: { items: readonly RestChat[] } }) =>
        listChats.items.map(({ id, name, timestamp, unread_count, attendees }) => ({
          unipileId: id,
          name,
          lastActivityAt: timestamp,
          unreadCount: unread_count,
          participants: inOrder(attendees.items.map(participant)),
        })),
    },
  },
})

function participant({ id, name, is_self, picture_url }: RestParticipant) {
  return { unipileId: id, displayName: name, isSelf: is_self === 1, pictureUrl: picture_url }
}

function inOrder<Row extends Participant>(participants: readonly Row[]): readonly Row[] {
  return participants.toSorted((one, other) => (one.unipileId < other.unipileId ? -1 : 1))
}
