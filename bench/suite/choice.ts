import { parseArgs } from 'node:util'
import { type PeerName, peerNames, type Question } from './question.ts'

export type Choice = {
  readonly questions: readonly Question[]
  readonly peers: readonly PeerName[]
  readonly rounds: number
  readonly sliceMs: number
  readonly connections: number
  readonly poolSize: number
  /** How often something is committed to the same database meanwhile, a second. */
  readonly commits: number
  /** Where the figures are written as JSON; null for nowhere. */
  readonly file: string | null
}

/**
 * Reads what is to be measured: letters of questions and `--json file` as arguments, the rest from BENCH_ variables. Ends
 * the process, and says why, when there is no such thing.
 */
export function readChoice(all: readonly Question[], environment: NodeJS.ProcessEnv): Choice {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'string' } },
    allowPositionals: true,
  })
  const letters = positionals.length > 0 ? positionals : all.map(({ letter }) => letter)
  const asked = environment['BENCH_PEERS']?.split(',') ?? peerNames
  const number = (name: string, otherwise: number) => Number(environment[name] ?? otherwise)
  return {
    questions: letters.map((wanted) => oneOf('question', wanted, all, ({ letter }) => letter)),
    // The floor is always first: all ratios are to it.
    peers: peerNames.filter(
      (name) => name === 'floor' || asked.map((one) => oneOf('peer', one, peerNames)).includes(name),
    ),
    rounds: number('BENCH_ROUNDS', 7),
    sliceMs: number('BENCH_SECONDS', 2) * 1000,
    connections: number('BENCH_CONNECTIONS', 16),
    poolSize: number('BENCH_POOL', 10),
    commits: number('BENCH_COMMITS', 0),
    file: values.json ?? null,
  }
}

function oneOf<Item>(what: string, wanted: string, all: readonly Item[], name: (item: Item) => string = String): Item {
  const found = all.find((item) => name(item) === wanted)
  if (found !== undefined) return found
  console.error(`There is no ${what} ${wanted}, only ${all.map(name).join(', ')}.`)
  process.exit(2)
}
