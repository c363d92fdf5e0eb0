import { statfs } from 'node:fs/promises'
import pg from 'pg'
import { planAccounts } from './accounts.ts'
import { readFacts, type World } from './facts.ts'
import { loadWorld } from './load-world.ts'

/** What an attendee takes with all that belongs to them, indexes and what building those takes for a while. */
const BYTES_FOR_EACH = 2_600
const KEEP_FREE = 15e9

/**
 * A world of this size in a database of its own on the server, which is loaded the first time and stays for the next.
 * Throws when the server is on this machine, and its disk too full for it.
 */
export async function openWorld(serverUrl: string, attendees: number): Promise<{ url: string; world: World }> {
  const name = `world_${attendees}`
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const server = new pg.Client({ connectionString: serverUrl })
  await server.connect()
  try {
    const { rows } = await server.query('select from pg_database where datname = $1', [name])
    if (rows.length > 0) return { url: url.href, world: await factsOf(url.href, attendees) }
    const { rows: settings } = await server.query<{ data_directory: string }>('show data_directory')
    await checkDisk(settings[0]?.data_directory ?? '', attendees)
    await server.query(`create database ${name}`)
    try {
      return { url: url.href, world: await loadWorld(url.href, { attendees }) }
    } catch (error) {
      await server.query(`drop database ${name} with (force)`)
      throw error
    }
  } finally {
    await server.end()
  }
}

async function factsOf(connectionString: string, attendees: number): Promise<World> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await readFacts(client, planAccounts(attendees))
  } finally {
    await client.end()
  }
}

async function checkDisk(folder: string, attendees: number): Promise<void> {
  const disk = await statfs(folder).catch(() => null)
  if (!disk) return
  const room = disk.bavail * disk.bsize - KEEP_FREE
  if (attendees * BYTES_FOR_EACH < room) return
  throw new Error(`The disk has room for ${Math.floor(room / BYTES_FOR_EACH / 1e6)} million attendees`)
}
