import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GraphQLClient } from 'graphql-request'
import { expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { runAcquaint } from '../harness/command.ts'
import { graphql } from '../harness/graphql.ts'
import { until } from '../live/harness.ts'

const State = graphql(`{ accounts { nodes { id unipileId sync { state missedByWebhooks } } } }`)
const SyncAccount = graphql(`mutation ($input: SyncAccountInput!) { syncAccount(input: $input) { account { id } } }`)

it('reads accounts again while the first sync of another fails', { timeout: 180_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'acquaint-'))
  await using sandbox = createSandbox({ size: 'tiny', apiKey: 'sandbox' })
  const { url } = await sandbox.listen()
  sandbox.faults.add({ match: { account_id: castAccounts.nikolaTelegram, path: '/chats' }, fault: '500' })
  const settings = { UNIPILE_DSN: url, UNIPILE_API_KEY: 'sandbox', ACQUAINT_DATA_DIR: directory, PORT: '0' }
  const run = runAcquaint([], settings)
  const [address = ''] = /http:\S+/.exec(await run.line('GraphiQL:')) ?? []
  const client = new GraphQLClient(address)
  const find = async (unipileId: string) =>
    (await client.request(State)).accounts.nodes.find((account) => account.unipileId === unipileId)
  await until(async () => (await find(castAccounts.marieWhatsapp))?.sync.state === 'DONE', 60_000)

  sandbox.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp, text: 'Unheard' })
  const account = (await find(castAccounts.marieWhatsapp))?.id ?? ''
  await client.request(SyncAccount, { input: { account } })

  await until(async () => ((await find(castAccounts.marieWhatsapp))?.sync.missedByWebhooks ?? 0) > 0, 60_000)
  expect((await find(castAccounts.nikolaTelegram))?.sync.state).not.toBe('DONE')

  run.process.kill('SIGTERM')
  expect(await run.exitCode).toBe(0)
  await rm(directory, { recursive: true })
})
