import { globalId } from '../suite/plain.ts'
import { question } from '../suite/question.ts'
import { attendeeColumns, chatColumns, latestChats } from './sql.ts'

type Parameters = { readonly accountId: number }
type Member = { readonly attendee: object }
type ChatOf<List extends string, Row> = { readonly participants: Readonly<Record<List, readonly Row[]>> }

/** The 20 chats of an account that were last active, each with 10 of its participants. */
export const inbox = question<Parameters>({
  letter: 'a',
  title: 'inbox: 20 chats × 10 participants × 5 fields',
  database: 'world',
  draw: async ({ accountIds }, random, count) =>
    Array.from({ length: count }, () => ({ accountId: random.pick(accountIds) })),
  floor: {
    text: `
      select coalesce(json_agg(inbox), '[]')::text
      from (
        select ${chatColumns}, coalesce(participants.list, '[]') as participants
        from ${latestChats} left join lateral (
          select json_agg(attendee) as list
          from (
            select ${attendeeColumns} from participant join attendee on attendee.id = participant.attendee_id
            where participant.chat_id = chat.id order by participant.attendee_id limit 10
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
            id name kind lastActivityAt unreadCount
            participants(first: 10) { nodes { id unipileId displayName isSelf headline } }
          }
        }
      }`,
      variables: ({ accountId }) => ({ account: globalId('Account', accountId) }),
      read: ({ chats }: { chats: unknown }) => chats,
    },
    postgraphile: {
      document: `query Inbox($account: Int!) {
        chats(condition: { accountId: $account, goneAt: null }, orderBy: [ACTIVITY_DESC, ROW_ID_DESC], first: 20) {
          nodes {
            id: rowId name kind lastActivityAt unreadCount
            participants(first: 10, orderBy: ATTENDEE_ID_ASC) {
              nodes { attendee { id: rowId unipileId displayName isSelf headline } }
            }
          }
        }
      }`,
      variables: ({ accountId }) => ({ account: accountId }),
      read: ({ chats }: { chats: { nodes: ChatOf<'nodes', Member>[] } }) =>
        chats.nodes.map((chat) => ({ ...chat, participants: chat.participants.nodes.map(({ attendee }) => attendee) })),
    },
    mercurius: {
      document: `query Inbox($account: Int!) {
        chats(account: $account, first: 20) {
          id name kind lastActivityAt unreadCount
          participants(first: 10) { id unipileId displayName isSelf headline }
        }
      }`,
      variables: ({ accountId }) => ({ account: accountId }),
      read: ({ chats }: { chats: unknown }) => chats,
    },
    textbook: {
      document: `query Inbox($account: Int!) {
        chats(account: $account, first: 20) {
          edges {
            node {
              id name kind lastActivityAt unreadCount
              participants(first: 10) { edges { node { attendee { id unipileId displayName isSelf headline } } } }
            }
          }
        }
      }`,
      variables: ({ accountId }) => ({ account: accountId }),
      read: ({ chats }: { chats: { edges: { node: ChatOf<'edges', { node: Member }> }[] } }) =>
        chats.edges.map(({ node }) => ({
          ...node,
          participants: node.participants.edges.map((edge) => edge.node.attendee),
        })),
    },
  },
})
