import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a peer's process is started with, as JSON in its first argument. */
export type PeerSettings = {
  readonly databaseUrl: string
  readonly workspaceId: number
  /** How many connections to the database it may have. */
  readonly poolSize: number
  /** Where the REST upstream answers, for peers that ask it rather than the database. */
  readonly upstreamUrl: string | null
}

export function readSettings(): PeerSettings {
  return JSON.parse(process.argv[2] ?? '{}') as PeerSettings
}

/** Listens on any free port of this machine, and tells the suite where. */
export async function serve(server: Server, path = '/graphql'): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  tellUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
}

export function tellUrl(url: string): void {
  process.send?.({ url })
}
