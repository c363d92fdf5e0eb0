import { cpuSeconds } from './cpu.ts'
import { load } from './load.ts'
import type { Peer } from './processes.ts'
import type { PeerName } from './question.ts'
import type { Random } from './random.ts'
import { median, quantile } from './statistics.ts'

/** One peer's part of one round. CPU is in microseconds a request; NaN where the machine does not tell. */
export type Measured = {
  readonly rps: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly serverUs: number
  readonly databaseUs: number
  /** The median latency of one request at a time; NaN when it was not measured. */
  readonly aloneMs: number
}

export type Rounds = {
  readonly peers: readonly Peer[]
  readonly bodies: ReadonlyMap<PeerName, readonly Buffer[]>
  readonly random: Random
  readonly rounds: number
  readonly connections: number
  readonly sliceMs: number
  readonly alone: boolean
  /** The process above the database's own; null when it runs elsewhere. */
  readonly databasePid: number | null
}

/** How long each peer runs at least before it is measured: compilers need a while. */
const warmingMs = 3000

/** Rounds in which every peer has its turn, in another order each time: what disturbs one peer disturbs all. */
export async function runRounds(options: Rounds): Promise<ReadonlyMap<PeerName, readonly Measured[]>> {
  const { peers, random, rounds } = options
  const measured = new Map<PeerName, Measured[]>(peers.map(({ name }) => [name, []]))
  for (const peer of peers) await measure(peer, { ...options, sliceMs: Math.max(options.sliceMs, warmingMs) })
  for (let round = 0; round < rounds; round += 1) {
    for (const peer of random.shuffled(peers)) measured.get(peer.name)?.push(await measure(peer, options))
  }
  return measured
}

async function measure(peer: Peer, options: Rounds): Promise<Measured> {
  const { bodies, connections, sliceMs, alone, databasePid } = options
  const asked = { url: peer.url, bodies: bodies.get(peer.name) ?? [], milliseconds: sliceMs }
  const used = () => [cpuSeconds(peer.pid), databasePid === null ? null : cpuSeconds(databasePid)] as const
  const [serverBefore, databaseBefore] = used()
  const { requests, seconds, latenciesMs } = await load({ ...asked, connections })
  const [server, database] = used()
  const perRequest = (before: number | null, after: number | null) =>
    before === null || after === null ? Number.NaN : ((after - before) * 1e6) / requests
  const single = alone ? await load({ ...asked, connections: 1, milliseconds: sliceMs / 2 }) : null
  return {
    rps: requests / seconds,
    p50Ms: median(latenciesMs),
    p99Ms: quantile(latenciesMs, 0.99),
    serverUs: perRequest(serverBefore, server),
    databaseUs: perRequest(databaseBefore, database),
    aloneMs: single ? median(single.latenciesMs) : Number.NaN,
  }
}
