import { globalId } from '../suite/plain.ts'
import { question } from '../suite/question.ts'
import { chatColumns, identifierList, identifierRows, knownStatus, latestChats, unipileIdRow } from './sql.ts'

/** The inbox, and of each participant every identifier and why the account knows them. */
export const inboxWithReasons = question<{ readonly accountId: number }>({
  letter: 'b',
  title: 'inbox with identifiers and the reasons of each participant',
  database: 'world',
  draw: async ({ accountIds }, random, count) =>
    Array.from({ length: count }, () => ({ accountId: random.pick(accountIds) })),
  floor: {
    text: `
      select coalesce(json_agg(inbox), '[]')::text
      from (
        select ${chatColumns}, coalesce(participants.list, '[]') as participants
        from ${latestChats} left join lateral (
          select json_agg(json_build_object('id', attendee.id, 'displayName', attendee.display_name,
            'identifiers', (${identifierList(`${identifierRows('attendee.user_id')} union all ${unipileIdRow}`)}),
            'knownStatus', ${knownStatus()})) as list
          from (
            select attendee.* from participant join attendee on attendee.id = participant.attendee_id
            where participant.chat_id = chat.id order by participant.attendee_id limit 10
          ) attendee join account on account.id = attendee.account_id
        ) participants on true
      ) inbox`,
    values: ({ accountId }) => [accountId],
  },
  graph: {
    acquaint: {
      document: `query InboxWithReasons($account: ID!) {
        chats(filter: { accounts: [$account] }, first: 20) {
          nodes {
            id name kind lastActivityAt unreadCount
            participants(first: 10) {
              nodes {
                id displayName
                identifiers {
                  __typename
                  ... on ProviderInternalId { value scope source }
                  ... on ProviderPublicId { value scope source }
                  ... on UnipileId { value scope source }
                }
                knownStatus { __typename ... on Known { reasons { kind source observedAt } } }
              }
            }
          }
        }
      }`,
      variables: ({ accountId }) => ({ account: globalId('Account', accountId) }),
      read: ({ chats }: { chats: unknown }) => chats,
    },
  },
})
