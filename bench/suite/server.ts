import pg from 'pg'
import { parentOf } from './cpu.ts'

/** Runs work with a connection of its own. */
export async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The process that has started all of the server's others; null when the server is on another machine. */
export function findPostmaster(url: string): Promise<number | null> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ pid: number; isLocal: boolean }>(
      `select pg_backend_pid() as pid, inet_server_addr() is null or host(inet_server_addr()) = host(inet_client_addr())
        as "isLocal"`,
    )
    return rows[0]?.isLocal ? parentOf(rows[0].pid) : null
  })
}
