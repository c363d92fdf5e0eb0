import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { type App, openApp } from '../app.ts'
import { type LookupAccount, type LookupAnswer, startOperation } from '../domain/lookup.ts'
import { providers } from '../domain/provider.ts'
import type { LookupJobs } from '../lookups/jobs.ts'
import { findLookupAccounts } from '../store/lookups/accounts.ts'
import { findUsersByIds } from '../store/read/users.ts'
import { readAccounts } from '../sync/read-accounts.ts'
import type { Command } from './command.ts'
import { type LookupLine, readLookupLine } from './lookup-line.ts'
import { lookupHeading, printedAnswer, printedRefusal } from './lookup-report.ts'
import { UsageError } from './usage.ts'

/**
 * `acquaint lookup [--account …] [--provider …] [--wait] < list.txt`: one line out for each line in. What the budgets
 * have no room for waits in a job: a server works on it, or this program when told to wait.
 */
export const lookup: Command = async ({ config, logger, options, signal, print }) => {
  const { values } = parseArgs({
    args: [...options],
    options: { account: { type: 'string' }, provider: { type: 'string' }, wait: { type: 'boolean' } },
  })
  const provider = values.provider === undefined ? null : providers.find((name) => name === values.provider)
  if (provider === undefined) {
    throw new UsageError(`--provider is ${values.provider}, but it should be one of ${providers.join(', ')}.`)
  }
  await using app = await openApp({ config, logger })
  const accounts = await chooseAccounts(app, values.account ?? null, signal)
  const only = provider ?? (values.account ? (accounts[0]?.provider ?? null) : null)
  const lines = (await readLines()).map((text) => readLookupLine(text, only))

  await using jobs = await app.openLookupJobs()
  const named = lines.flatMap((line) => ('identifier' in line ? [line] : []))
  const { answers, jobId } = await jobs.request({
    workspaceId: app.workspaceId,
    accounts,
    subjects: named.map(({ identifier }) => ({ identifier })),
    priority: 'NORMAL',
    operation: startOperation(config.lookupsPerOperation),
  })
  if (jobId && values.wait) await workToTheEnd(jobs, app.workspaceId, jobId, signal)
  const latest = values.wait ? await storedAnswers(app, accounts, named, answers) : answers
  await printAnswers(app, lines, new Map(named.map((line, index) => [line, latest[index]])), print)
  if (jobId && !values.wait) {
    print(`# Job ${jobId} answers the rest while \`acquaint serve\` runs, or with --wait.`)
  }
  return signal.aborted ? 130 : 0
}

type NamedLine = Extract<LookupLine, { identifier: unknown }>

async function readLines(): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: process.stdin })) if (line.trim() !== '') lines.push(line.trim())
  return lines
}

async function chooseAccounts(app: App, name: string | null, signal: AbortSignal): Promise<readonly LookupAccount[]> {
  const listed = await readAccounts(app.syncContext({ onProgress() {}, signal }))
  const accounts = await findLookupAccounts(app.store.sql, app.workspaceId)
  if (name === null) return accounts
  const wanted = listed.filter((account) => account.name === name || account.unipileId === name)
  const [chosen, another] = accounts.filter(({ id }) => wanted.some((account) => account.id === id))
  if (!chosen || another) {
    throw new UsageError(`--account is ${name}, which ${another ? 'several accounts are' : 'no account is'} called.`)
  }
  return [chosen]
}

async function workToTheEnd(jobs: LookupJobs, workspaceId: number, jobId: string, signal: AbortSignal): Promise<void> {
  const bar = new SingleBar({ format: ' {bar} {value}/{total}  {found} found, next at {next}', stream: process.stderr })
  await jobs.start()
  let started = false
  for await (const { counts, nextAt } of jobs.watch(workspaceId, jobId, signal)) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const payload = { found: counts.FOUND, next: nextAt ?? '-' }
    if (!started) bar.start(total, 0, payload)
    started = true
    bar.update(total - counts.WAITING, payload)
  }
  bar.stop()
}

function storedAnswers(
  { lookups, workspaceId }: App,
  accounts: readonly LookupAccount[],
  lines: readonly NamedLine[],
  before: readonly LookupAnswer[],
): Promise<readonly LookupAnswer[]> {
  return Promise.all(
    lines.map(async ({ identifier }, index) => {
      const operation = startOperation(0)
      const policy = { kind: 'IF_MISSING' } as const
      const question = { workspaceId, accounts, subject: { identifier }, wants: 'PROFILE', policy, operation } as const
      const answer = await lookups.lookup(question)
      return answer.kind === 'DEFERRED' ? (before[index] ?? answer) : answer
    }),
  )
}

async function printAnswers(
  { store, workspaceId }: App,
  lines: readonly LookupLine[],
  answers: ReadonlyMap<LookupLine, LookupAnswer | undefined>,
  print: (line: string) => void,
): Promise<void> {
  const ids = [...answers.values()].flatMap((answer) => (answer?.kind === 'FOUND' ? [answer.userId] : []))
  const users = await findUsersByIds({ sql: store.sql, workspaceId, accountIds: [] }, ids)
  print(lookupHeading)
  for (const line of lines) {
    const answer = answers.get(line)
    if (answer) print(printedAnswer(line, answer, (answer.kind === 'FOUND' && users.get(answer.userId)) || null))
    else if ('refused' in line) print(printedRefusal(line))
  }
}
