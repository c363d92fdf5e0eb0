import { plain } from './plain.ts'
import type { Random } from './random.ts'
import type { Sampler } from './sampler.ts'

/** Whom the suite can compare. The first is what all others are measured against. */
export const peerNames = ['floor', 'acquaint', 'uncached', 'postgraphile', 'mercurius', 'textbook', 'mesh'] as const
export type PeerName = (typeof peerNames)[number]
type GraphName = Exclude<PeerName, 'floor' | 'uncached'>

const graphOf = (peer: Exclude<PeerName, 'floor'>): GraphName => (peer === 'uncached' ? 'acquaint' : peer)

/** How a peer with a graph is asked. */
export type GraphRequest<Parameters> = {
  readonly document: string
  readonly variables: (parameters: Parameters) => object
  /** Makes the answer's `data` what the floor answers, but for what `plain` does to both. */
  readonly read: (data: never) => unknown
}

/** Something to ask, and the statement that a person would write for it alone. */
export type Asking<Parameters> = {
  /** How it is chosen on the command line. */
  readonly letter: string
  readonly title: string
  /** Which rows it is asked of: those of the generated world, or those that the sandbox has. */
  readonly database: 'world' | 'sandbox'
  /** Draws so many sets of parameters, which depend on nothing but the rows and the random numbers. */
  readonly draw: (rows: Sampler, random: Random, count: number) => Promise<readonly Parameters[]>
  /** One statement with one row and column, the whole answer as JSON text. */
  readonly floor: { readonly text: string; readonly values: (parameters: Parameters) => readonly unknown[] }
  /** The peers that can be asked. */
  readonly graph: Readonly<Partial<Record<GraphName, GraphRequest<Parameters>>>>
  /** Whether latency without any other request is measured too. */
  readonly alone?: boolean
}

export type Question = Pick<Asking<unknown>, 'letter' | 'title' | 'database'> & {
  readonly alone: boolean
  readonly statement: string
  readonly peers: readonly PeerName[]
  /** The same requests for each peer, one after another, as the bodies to send. */
  prepare(rows: Sampler, random: Random, count: number): Promise<ReadonlyMap<PeerName, readonly Buffer[]>>
  /** What a peer's body says, alike for all peers that say the same. Throws when it is an error. */
  read(peer: PeerName, body: string): unknown
}

export function question<Parameters>(asking: Asking<Parameters>): Question {
  const { letter, title, database, draw, floor, graph, alone = false } = asking
  const peers = peerNames.filter((name) => name === 'floor' || graph[graphOf(name)])
  const bodyFor = (peer: PeerName, parameters: Parameters): object => {
    if (peer === 'floor') return { letter, values: floor.values(parameters) }
    const { document = '', variables } = graph[graphOf(peer)] ?? {}
    return { query: document, variables: variables?.(parameters) }
  }
  return {
    letter,
    title,
    database,
    alone,
    statement: floor.text,
    peers,
    async prepare(rows, random, count) {
      const drawn = await draw(rows, random, count)
      const bodies = (peer: PeerName) => drawn.map((each) => Buffer.from(JSON.stringify(bodyFor(peer, each))))
      return new Map(peers.map((peer) => [peer, bodies(peer)]))
    },
    read(peer, body) {
      const { data, errors } = JSON.parse(body) as { data?: never; errors?: unknown }
      if (errors || data == null) throw new Error(`${peer} answered (${letter}) with ${body.slice(0, 1000)}`)
      return plain(peer === 'floor' ? data : graph[graphOf(peer)]?.read(data))
    },
  }
}
