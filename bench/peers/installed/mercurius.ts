import Fastify from 'fastify'
import mercurius from 'mercurius'
import pg from 'pg'
import { readSettings, tellUrl } from '../serve.ts'

/* Mercurius on Fastify with its JIT, and one prepared statement for each loader. */
const { databaseUrl, poolSize, workspaceId } = readSettings()
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
    attendees(first: Int!, afterName: String!, afterId: ID!): [Attendee!]!
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

const attendeesByName = {
  name: 'attendees_by_name',
  text: `
    select ${attendeeColumns}
    from (
      select found.* from account cross join lateral (
        select sort_name, id from attendee
        where account_id = account.id and not is_self and (sort_name, id) > ($2::text, $3::bigint)
        order by sort_name, id limit $1
      ) found
      where account.workspace_id = $4 order by found.sort_name, found.id limit $1
    ) found join attendee on attendee.id = found.id
    order by found.sort_name, found.id`,
}

type PageArguments = { readonly first: number; readonly afterName: string; readonly afterId: string }
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
      attendees: async (_query: unknown, { first, afterName, afterId }: PageArguments) =>
        (await pool.query({ ...attendeesByName, values: [first, afterName, afterId, workspaceId] })).rows,
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
