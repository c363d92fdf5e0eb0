import pg from 'pg'
import { openStore } from '../../src/store/open.ts'
import { planAccounts, type WorldAccount } from './accounts.ts'
import { chatRows, insertChats, insertMembers, memberRows } from './chats.ts'
import { detached } from './detached.ts'
import { readFacts, type World } from './facts.ts'
import { insertMessages } from './messages.ts'
import * as people from './people.ts'
import { insertAccounts } from './tenant.ts'

const tables =
  'users user_identifier declared_profile attendee contact_relation relationship lookup_profile chat participant'.split(
    ' ',
  )
const counted = ['users', 'attendee', 'chat', 'message', 'account', 'workspace']

/**
 * Fills an empty PostgreSQL database with a workspace of twenty accounts: so many attendees, half as many chats, three
 * participants for each attendee. The server makes all rows itself, the same ones each time, and their evidence agrees
 * with what ingest would compute. Progress goes to standard error, unless it is taken elsewhere.
 */
export async function loadWorld(
  connectionString: string,
  { attendees, progress: tell = console.error }: { attendees: number; progress?: (line: string) => void },
): Promise<World> {
  await (await openStore({ url: connectionString })).close()
  const client = new pg.Client({ connectionString })
  await client.connect()
  const startedAt = performance.now()
  const progress = (what: string) =>
    tell(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${what}`)
  try {
    const accounts = planAccounts(attendees)
    await client.query(`set work_mem = '256MB'; set maintenance_work_mem = '1GB'; set jit = off; set TimeZone = UTC`)
    await client.query('begin')
    // What is put into a table by the transaction that emptied it needs no log where the server keeps a minimal one.
    await client.query(`truncate ${tables.join(', ')} cascade`)
    await insertAccounts(client, accounts)
    await detached(client, tables, {
      progress,
      work: async () => {
        for (const account of accounts) {
          progress(`account ${account.id} of ${accounts.length}: ${account.attendees} attendees`)
          await client.query(fillAccount(account))
        }
        const declared = accounts.find(({ provider }) => provider === 'X')
        if (declared) await client.query(people.insertDeclarations(declared))
      },
    })
    progress('messages')
    await client.query(`analyze ${tables.join(', ')}`)
    await client.query(insertMessages)
    for (const table of counted) {
      await client.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
    }
    await client.query('commit')
    progress('vacuum')
    await client.query('vacuum (analyze)')
    const world = await readFacts(client, accounts)
    progress('loaded')
    return world
  } finally {
    await client.end()
  }
}

/** All rows of one account by one statement, so that each is worked out once. */
function fillAccount(account: WorldAccount): string {
  return `
    with chat_row as materialized (${chatRows(account)}),
    member_row as materialized (${memberRows(account)}),
    new_chat as (${insertChats(account)}),
    new_member as (${insertMembers(account)}),
    new_attendee as (${people.insertAttendees(account)}),
    new_user as (${people.insertUsers(account)}),
    new_profile as (${people.insertProfiles}),
    new_relation as (${people.insertRelations}),
    new_relationship as (${people.insertRelationships})
    ${people.insertIdentifiers(account)}`
}
