import { globalId } from '../suite/plain.ts'
import { question } from '../suite/question.ts'
import { knownStatus } from './sql.ts'

const people = 50

/** Who on the team knows these people, and why. */
export const whoKnows = question<readonly string[]>({
  letter: 'f',
  title: `who on the team knows these ${people} people`,
  database: 'world',
  async draw(rows, random, count) {
    const users = await rows.draw<{ id: string }>('id', 'users', random, 5000)
    return Array.from({ length: count }, () => Array.from({ length: people }, () => random.pick(users).id))
  },
  floor: {
    text: `
      select json_agg(json_build_object('id', users.id, 'displayName', users.display_name,
        'attendees', coalesce(attendees.list, '[]')) order by asked.place)::text
      from unnest($1::bigint[]) with ordinality as asked (id, place) join users on users.id = asked.id
      left join lateral (
        select json_agg(json_build_object('id', attendee.id, 'displayName', attendee.display_name,
          'account', json_build_object('id', account.id, 'name', account.name), 'knownStatus', ${knownStatus()})
          order by attendee.id) as list
        from (select * from attendee where user_id = users.id order by id limit 10) attendee
        join account on account.id = attendee.account_id
      ) attendees on true`,
    values: (ids) => [ids],
  },
  graph: {
    acquaint: {
      document: `query WhoKnows($refs: [UserRef!]!) {
        users(refs: $refs, lookup: NEVER) {
          ... on User {
            id displayName
            attendees(first: 10) {
              nodes {
                id displayName account { id name }
                knownStatus { __typename ... on Known { reasons { kind source observedAt } } }
              }
            }
          }
        }
      }`,
      variables: (ids) => ({ refs: ids.map((id) => ({ id: globalId('User', id) })) }),
      read: ({ users }: { users: unknown }) => users,
    },
  },
})
