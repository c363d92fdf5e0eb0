import Fastify from 'fastify'
import mercurius from 'mercurius'
import pg from 'pg'
import { readSettings, tellUrl } from '../serve.ts'

/* Mercurius on Fastify with its JIT, and one prepared statement for each loader. */
const { databaseUrl, poolSize } = readSettings()
const timestamps = 1184

const pool = new pg.Pool({
  connectionString: databaseUrl,
  max: poolSize,
  options: '-c TimeZone=UTC',
  types: {
    getTypeParser: (type: number, format?: 'text' | 'binary') =>
      type === timestamps
        ? (text: string) => new Date(text).toISOString()
        : pg.types.getTypeParser(type, format as 'text'),
  } as pg.CustomTypesConfig,
})

const schema = `
  type Query {
    chats(account: Int!, first: Int!): [Chat!]!
    attendees(account: Int!, first: Int!, afterName: String!, afterId: ID!): [Attendee!]!
  }
  type Chat {
    id: ID! name: String kind: String! lastActivityAt: String unreadCount: Int!
    participants(first: Int!): [Attendee!]!
  }
  type Attendee { id: ID! unipileId: ID! displayName: String! isSelf: Boolean! headline: String }
`

const attendeeColumns = `attendee.id, attendee.unipile_id as "unipileId", attendee.display_name as "displayName",
  attendee.is_self as "isSelf", attendee.headline`

const chatsOfAccount = {
  name: 'chats_of_account',
  text: `
    select id, name, kind, last_activity_at as "lastActivityAt", unread_count as "unreadCount" from chat
    where account_id = $1 and gone_at is null
    order by coalesce(last_activity_at, timestamptz '1970-01-01 00:00:00+00') desc, id desc limit $2`,
}

const participantsOfChats = {
  name: 'participants_of_chats',
  text: `
    select asked.id as "chatId", ${attendeeColumns}
    from unnest($1::bigint[], $2::int[]) as asked (id, first) cross join lateral (
      select attendee_id from participant where chat_id = asked.id order by attendee_id limit asked.first
    ) participant join attendee on attendee.id = participant.attendee_id
    order by asked.id, attendee.id`,
}

const attendeesOfAccount = {
  name: 'attendees_of_account',
  text: `
    select ${attendeeColumns} from attendee
    where account_id = $1 and not is_self and (sort_name, id) > ($3, $4) order by sort_name, id limit $2`,
}

type Chat = { readonly id: string }
type Participants = readonly { readonly obj: Chat; readonly params: { readonly first: number } }[]

const app = Fastify()
app.register(mercurius, {
  schema,
  jit: 1,
  resolvers: {
    Query: {
      chats: async (_query: unknown, { account, first }: { account: number; first: number }) =>
        (await pool.query({ ...chatsOfAccount, values: [account, first] })).rows,
      attendees: async (
        _query: unknown,
        given: { account: number; first: number; afterName: string; afterId: string },
      ) =>
        (
          await pool.query({
            ...attendeesOfAccount,
            values: [given.account, given.first, given.afterName, given.afterId],
          })
        ).rows,
    },
  },
  loaders: {
    Chat: {
      participants: {
        async loader(asked: Participants) {
          const values = [asked.map(({ obj }) => obj.id), asked.map(({ params }) => params.first)]
          const { rows } = await pool.query<{ chatId: string }>({ ...participantsOfChats, values })
          const byChat = Map.groupBy(rows, ({ chatId }) => chatId)
          return asked.map(({ obj }) => byChat.get(obj.id) ?? [])
        },
        // No chat is in an answer twice.
        opts: { cache: false },
      },
    },
  },
})
tellUrl(`${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`)
