import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { loadWorld } from '../world/load-world.ts'
import { connected } from './server.ts'

const attendees = Number(process.env['BENCH_ATTENDEES'] ?? 100_000)

/** Prisma can't order by an expression, so it gets an index of the column; whoever can uses ours. */
const indexForPeers = 'create index on chat (account_id, last_activity_at desc nulls last, id desc)'

/** The generated world. It stays on the server, so that the next run need not load it again, until what makes it changes. */
export async function openWorldDatabase(serverUrl: string) {
  const name = `bench_world_${attendees}`
  const made = fingerprint()
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await connected(serverUrl, async (server) => {
    const { rows } = await server.query<{ made: string | null }>(
      `select shobj_description(oid, 'pg_database') as made from pg_database where datname = $1`,
      [name],
    )
    if (rows[0]?.made === made) return
    console.log(`Loading a world of ${attendees} attendees …`)
    await server.query(`drop database if exists ${name} with (force)`)
    await server.query(`create database ${name}`)
    await loadWorld(url.href, { attendees, progress() {} })
    await connected(url.href, (world) => world.query(indexForPeers))
    await server.query(`comment on database ${name} is '${made}'`)
  })
  return { url: url.href, workspaceId: 1, upstream: null }
}

function fingerprint(): string {
  const root = new URL('../..', import.meta.url)
  const files = globSync(['bench/world/*.ts', 'prisma/migrations/*/migration.sql'], { cwd: root.pathname }).toSorted()
  const hash = createHash('sha256').update(indexForPeers)
  for (const file of files) hash.update(readFileSync(new URL(file, root)))
  return hash.digest('hex')
}
