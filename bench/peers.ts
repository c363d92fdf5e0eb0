/**
 * `npm run bench -- peers [letters] [--json file]`: Acquaint beside hand-written SQL and the servers one would take
 * instead, over the same rows, with the same answers. README.md beside this file says how.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { questions } from './queries/index.ts'
import { readChoice } from './suite/choice.ts'
import { compare } from './suite/compare.ts'
import { openDatabases } from './suite/databases.ts'
import type { PeerName } from './suite/question.ts'
import { tableOf } from './suite/table.ts'

const choice = readChoice(questions, process.env)
const ours: readonly PeerName[] = ['floor', 'acquaint', 'uncached']
const needInstalling = choice.peers.filter((name) => !ours.includes(name))
if (!process.env['TEST_DATABASE_URL']) {
  console.error('This needs a PostgreSQL server: run  eval "$(.ci/servers start postgres)"  first, and try again.')
  process.exitCode = 2
} else if (needInstalling.length > 0 && !existsSync(new URL('node_modules', import.meta.url))) {
  console.error(
    `${needInstalling.join(', ')}: run  npm ci --prefix bench  first, or choose BENCH_PEERS=acquaint,uncached.`,
  )
  process.exitCode = 2
} else await run()

async function run(): Promise<void> {
  await using databases = openDatabases(process.env['TEST_DATABASE_URL'] ?? '')
  const results: object[] = []
  for (const question of choice.questions) {
    const { letter, title } = question
    const summaries = await compare(question, choice, await databases.open(question.database))
    console.log(`\n(${letter}) ${title}`)
    console.table(tableOf(summaries))
    results.push({ letter, title, summaries })
  }
  const { rounds, sliceMs, connections, poolSize, commits, file } = choice
  const figures = { at: new Date().toISOString(), rounds, sliceMs, connections, poolSize, commits, results }
  if (file) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
}
