import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.ts'
import { openStore, type StoreOptions } from '../../src/store/open.ts'
import { contentsOf } from '../harness/contents.ts'
import { createPostgresDatabase } from '../harness/databases.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname

/** Runs `acquaint sync`, killing it without warning when upstream has answered so many more requests. */
async function sync(environment: Record<string, string>, killAfter: number, count: () => number): Promise<boolean> {
  const child = spawn(process.execPath, [main, 'sync'], { env: { ...process.env, ...environment }, stdio: 'ignore' })
  const ended = once(child, 'exit').then(() => {})
  const start = count()
  while (child.exitCode === null && child.signalCode === null) {
    if (count() - start >= killAfter) child.kill('SIGKILL')
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2))])
  }
  return child.exitCode === 0
}

type Place = {
  name: string
  make(): Promise<{ options: StoreOptions; environment: Record<string, string>; remove(): Promise<void> }>
}

const places: Place[] = [
  {
    name: 'PGlite',
    async make() {
      const directory = await mkdtemp(join(tmpdir(), 'acquaint-'))
      return {
        options: { directory },
        environment: { ACQUAINT_DATA_DIR: directory, DATABASE_URL: '' },
        remove: () => rm(directory, { recursive: true }),
      }
    },
  },
]
if (process.env['TEST_DATABASE_URL']) {
  places.push({
    name: 'PostgreSQL',
    async make() {
      const { url, drop } = await createPostgresDatabase()
      return { options: { url }, environment: { DATABASE_URL: url }, remove: drop }
    },
  })
}

describe.each(places)('a first sync that is killed, on $name', ({ make }) => {
  it('ends without duplicates or holes when it is started again', { timeout: 240_000 }, async () => {
    await using sandbox = createSandbox({ size: 'tiny', apiKey: 'sandbox', latencyMs: 5 })
    const { url } = await sandbox.listen()
    const undisturbed = await make()
    const killed = await make()
    const upstream = { UNIPILE_DSN: url, UNIPILE_API_KEY: 'sandbox', ACQUAINT_LOG_LEVEL: 'silent' }
    const count = () => sandbox.requests.length
    await sync({ ...undisturbed.environment, ...upstream }, Number.POSITIVE_INFINITY, count)

    for (const killAfter of [2, 9, 17, 40]) await sync({ ...killed.environment, ...upstream }, killAfter, count)
    const ended = await sync({ ...killed.environment, ...upstream }, Number.POSITIVE_INFINITY, count)

    expect(ended).toBe(true)
    expect(await read(killed.options)).toEqual(await read(undisturbed.options))
    await Promise.all([undisturbed.remove(), killed.remove()])
  })
})

async function read(options: StoreOptions) {
  const store = await openStore(options)
  const [workspace] = await store.sql<{ id: number }>({ name: 'test_workspace', text: 'select id from workspace' })
  const contents = await contentsOf(store.sql, workspace?.id ?? 0)
  await store.close()
  return contents
}
