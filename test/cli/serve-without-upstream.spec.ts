import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GraphQLClient } from 'graphql-request'
import { expect, it } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.ts'
import { runAcquaint } from '../harness/command.ts'
import { graphql } from '../harness/graphql.ts'

const State = graphql(`
  query State {
    attendees(first: 1) { totalCount }
    viewer { accounts { nodes { sync { state streams { stream lastError } } } } }
  }
`)

it('serves what it has when upstream is down at its start, and says so', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'acquaint-'))
  const sandbox = createSandbox({ size: 'tiny', apiKey: 'sandbox' })
  const { url } = await sandbox.listen()
  const settings = { UNIPILE_DSN: url, UNIPILE_API_KEY: 'sandbox', ACQUAINT_DATA_DIR: directory, PORT: '0' }
  expect(await runAcquaint(['sync'], settings).exitCode).toBe(0)
  await sandbox.close()

  const run = runAcquaint([], settings)
  await run.line('Upstream could not be read')
  const [address = ''] = /http:\S+/.exec(await run.line('GraphiQL:')) ?? []
  const answer = await new GraphQLClient(address).request(State)
  const readiness = await fetch(new URL('/readyz', address))

  expect(answer.attendees.totalCount).toBeGreaterThan(0)
  const [account] = answer.viewer.accounts.nodes
  expect(account?.sync.state).toBe('FAILED')
  expect(account?.sync.streams.find(({ stream }) => stream === 'ACCOUNTS')?.lastError).toContain('/accounts')
  expect(readiness.status).toBe(200)
  expect(await readiness.json()).toMatchObject({ database: 'ok', sync: { state: 'WAITING' } })

  run.process.kill('SIGTERM')
  expect(await run.exitCode).toBe(0)
  await rm(directory, { recursive: true })
})
