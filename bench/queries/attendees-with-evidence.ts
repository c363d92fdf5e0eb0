import { formatCursor } from '../../src/schema/cursor.ts'
import { attendeesBy } from '../../src/schema/lists.ts'
import { globalId } from '../suite/plain.ts'
import { question } from '../suite/question.ts'
import { activity, knownStatus } from './sql.ts'

type Parameters = { readonly id: string; readonly accountId: number; readonly sortName: string }

const chatFields = `json_build_object('id', chat.id, 'name', chat.name)`
const evidence = {
  any: `, 'account', json_build_object('id', account.id, 'name', account.name)`,
  contact: `, 'since', attendee.contact_since`,
  chat: `, 'chat', (select ${chatFields} from chat where chat.id = attendee.last_direct_chat_id),
    'lastActivityAt', (select chat.last_activity_at from chat where chat.id = attendee.last_direct_chat_id)`,
  group: `, 'groups', (select json_agg(${chatFields}) from (
      select chat.* from participant join chat on chat.id = participant.chat_id
      where participant.attendee_id = attendee.id and chat.kind = 'GROUP' and chat.gone_at is null
      order by ${activity('chat')} desc, chat.id desc limit 3
    ) chat)`,
}

/** Fifty of the people that an account knows, from anywhere in the list, with all that shows why. */
export const attendeesWithEvidence = question<Parameters>({
  letter: 'c',
  title: 'page of 50 attendees with all reasons and their evidence',
  database: 'world',
  draw: (rows, random, count) =>
    rows.draw<Parameters>('id, account_id as "accountId", sort_name as "sortName"', 'attendee', random, count),
  floor: {
    text: `
      select coalesce(json_agg(json_build_object('id', attendee.id, 'displayName', attendee.display_name,
        'knownStatus', ${knownStatus(evidence)})), '[]')::text
      from (
        select * from attendee where account_id = $1 and not is_self and (sort_name, id) > ($2::text, $3::bigint)
        order by sort_name, id limit 50
      ) attendee join account on account.id = attendee.account_id`,
    values: ({ accountId, sortName, id }) => [accountId, sortName, id],
  },
  graph: {
    acquaint: {
      document: `query AttendeesWithEvidence($account: ID!, $after: String!) {
        attendees(filter: { accounts: [$account] }, first: 50, after: $after) {
          nodes {
            id displayName
            knownStatus {
              __typename
              ... on Known {
                reasons {
                  kind source observedAt account { id name }
                  ... on ContactReason { since }
                  ... on ExistingChatReason { chat { id name } lastActivityAt }
                  ... on SharedGroupReason { groups(first: 3) { nodes { id name } } }
                }
              }
            }
          }
        }
      }`,
      variables: ({ accountId, sortName, id }) => ({
        account: globalId('Account', accountId),
        after: formatCursor(attendeesBy.NAME.name, { key: sortName, id }),
      }),
      read: ({ attendees }: { attendees: unknown }) => attendees,
    },
  },
})
