import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GraphQLClient } from 'graphql-request'
import { expect, it } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.ts'
import { runAcquaint } from '../harness/command.ts'
import { until } from '../live/harness.ts'
import { subscribe } from '../live/subscribe.ts'
import { SendMessage, writerTo } from '../live/writing.ts'

const timeout = 240_000

async function startServing() {
  const parts = new AsyncDisposableStack()
  const directory = await mkdtemp(join(tmpdir(), 'acquaint-'))
  parts.defer(() => rm(directory, { recursive: true }))
  const upstream = parts.use(createSandbox({ size: 'tiny', apiKey: 'sandbox' }))
  const { url: dsn } = await upstream.listen()
  const settings = { UNIPILE_DSN: dsn, UNIPILE_API_KEY: 'sandbox', ACQUAINT_DATA_DIR: directory, PORT: '0' }
  const run = runAcquaint([], settings)
  parts.defer(() => void run.process.kill('SIGKILL'))
  const [address = ''] = /http:\S+/.exec(await run.line('Serving')) ?? []
  const url = new URL(address).origin
  const client = new GraphQLClient(address)
  await until(async () => (await (await fetch(`${url}/readyz`)).json()).sync.state === 'RESTING', 60_000)
  const writer = writerTo({ upstream, query: client.request.bind(client) })
  const { id: chat } = await writer.findChat(({ readOnly }) => !readOnly)

  /** Sends a message which upstream is slow to answer, and resolves when upstream has been asked. */
  async function sendSlowly(delayMs: number) {
    const match = { method: 'POST', path: '/messages' }
    upstream.faults.add({ match, fault: 'slow', delayMs, times: 1 })
    const input = { chat, text: 'Before you go', idempotencyKey: randomUUID() }
    const sending = client.request(SendMessage, { input })
    sending.catch(() => {})
    await until(async () => upstream.faults.list().length === 0)
    return { sending }
  }
  return { url, run, sendSlowly, [Symbol.asyncDispose]: () => parts.disposeAsync() }
}

it('answers what it was asked for before it ends, and hangs up on subscribers at once', { timeout }, async () => {
  await using serving = await startServing()
  const { url, run, sendSlowly } = serving
  const subscription = await subscribe(url, 'subscription { relationshipChanged { __typename } }')
  const { sending } = await sendSlowly(4_000)
  const order: string[] = []
  const hungUp = subscription.next().catch(() => null)

  run.process.kill('SIGTERM')
  const noted = [hungUp.then(() => order.push('subscription')), sending.then(() => order.push('mutation'))]
  await hungUp
  await expect(fetch(`${url}/readyz`)).rejects.toThrow()
  await Promise.all(noted)

  expect((await sending).sendMessage.__typename).toBe('MessageSent')
  expect(order).toEqual(['subscription', 'mutation'])
  expect(await run.exitCode).toBe(0)
})

it('ends at once when it is told a second time', { timeout }, async () => {
  await using serving = await startServing()
  const { run, sendSlowly } = serving
  const { sending } = await sendSlowly(8_000)

  run.process.kill('SIGTERM')
  await sleep(600)
  const toldAt = Date.now()
  run.process.kill('SIGTERM')
  await run.exitCode

  await expect(sending).rejects.toThrow()
  expect(Date.now() - toldAt).toBeLessThan(2_000)
})
