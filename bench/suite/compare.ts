import { checkAnswers, unchecked } from './answers.ts'
import type { Choice } from './choice.ts'
import { startCommits } from './commits.ts'
import { residentBytes } from './cpu.ts'
import type { OpenedDatabase } from './databases.ts'
import { startPeer } from './processes.ts'
import type { Question } from './question.ts'
import { createRandom } from './random.ts'
import { runRounds } from './rounds.ts'
import { openSampler } from './sampler.ts'
import { type Facts, type Summary, summarize } from './table.ts'

const seed = 1
const requestSets = 100

/** Asks one question of all chosen peers that can be asked: first for the same answers, then for speed. */
export async function compare(
  question: Question,
  choice: Choice,
  database: OpenedDatabase,
): Promise<readonly Summary[]> {
  const { poolSize, rounds, sliceMs, connections, commits } = choice
  const { url, workspaceId, postmaster, upstream } = database
  await using parts = new AsyncDisposableStack()
  const sampler = parts.use(await openSampler(url, workspaceId))
  const bodies = await question.prepare(sampler, createRandom(seed), requestSets)
  const settings = { databaseUrl: url, workspaceId, poolSize, upstreamUrl: upstream?.url ?? null }
  const names = choice.peers.filter((name) => question.peers.includes(name))
  const peers = []
  for (const name of names) peers.push(parts.use(await startPeer(name, settings)))

  const checked = await checkAnswers({ question, peers, bodies, upstreamCalls: () => upstream?.calls() ?? 0 })
  parts.use(await startCommits(url, commits))
  const random = createRandom(seed)
  const alone = question.alone
  const measured = await runRounds({
    peers,
    bodies,
    random,
    rounds,
    connections,
    sliceMs,
    alone,
    databasePid: postmaster,
  })
  const facts = peers.map(({ name, pid }): [typeof name, Facts] => {
    return [name, { ...(checked.get(name) ?? unchecked), residentBytes: residentBytes(pid) ?? Number.NaN }]
  })
  return summarize(measured, new Map(facts))
}
