import { GraphQLClient } from 'graphql-request'
import { describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { openStore } from '../../src/store/open.ts'
import { graphql } from '../harness/graphql.ts'
import { startPostgresServer } from '../harness/postgres-server.ts'
import { startProcess } from './gateway-process.ts'
import { secret, until } from './harness.ts'

const Accounts = graphql(`{ latestChangeCursor accounts { nodes { id unipileId } } }`)
const Sync = graphql(`mutation ($input: SyncAccountInput!) { syncAccount(input: $input) { account { id } } }`)
const Changes = graphql(`
  query ($since: ChangeCursor) {
    relationshipChanges(since: $since, first: 100) { nodes { __typename ... on BecameKnown { user { internalId } } } }
  }
`)

/** How long upstream goes on delivering what is not taken. */
const upstreams = [
  { name: 'are delivered again', retryDelaysMs: [500, 1_000, 2_000, 5_000, 10_000, 20_000], givesUp: false },
  { name: 'are found by the next reading', retryDelaysMs: [10], givesUp: true },
]

describe.skipIf(!process.env['TEST_DATABASE_URL'])('webhooks while the database is restarting', () => {
  it.each(upstreams)('$name, and none that was taken is lost', { timeout: 240_000 }, async (patience) => {
    await using server = await startPostgresServer()
    const { retryDelaysMs, givesUp } = patience
    await using sandbox = createSandbox({ size: 'tiny', webhooks: { retryDelaysMs } })
    const { url } = await sandbox.listen()
    await using gateway = await startProcess({ DATABASE_URL: server.url, UNIPILE_DSN: url })
    const client = new GraphQLClient(`${gateway.url}/graphql`)
    const { latestChangeCursor: since, accounts } = await client.request(Accounts)
    sandbox.webhooks.create({
      source: 'messaging',
      requestUrl: `${gateway.url}/webhooks/unipile`,
      name: null,
      format: 'json',
      accountIds: [],
      isEnabled: true,
      headers: [{ key: 'Unipile-Auth', value: secret }],
      events: null,
      data: [],
    })
    const strangers: string[] = []
    const messages: string[] = []
    const strangersWrite = (count: number) => {
      for (let each = 0; each < count; each++) {
        const told = sandbox.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp })
        strangers.push(told.provider_id ?? '')
        messages.push(told.message_id ?? '')
      }
    }
    const isUnderWay = () => sandbox.webhooks.deliveries.some(({ state }) => state === 'PENDING')
    const hasFailed = () => sandbox.webhooks.deliveries.some(({ attempts }) => attempts.includes(503))

    strangersWrite(5)
    await until(async () => sandbox.webhooks.deliveries.some(({ state }) => state === 'DELIVERED'))
    await server.halt()
    strangersWrite(5)
    await until(async () => (givesUp ? !isUnderWay() : hasFailed()), 60_000)
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503)
    await server.resume()
    strangersWrite(5)
    await until(async () => !isUnderWay(), 60_000)

    const refused = sandbox.webhooks.deliveries.filter(({ attempts }) => attempts.includes(503))
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ state }) => state === (givesUp ? 'GIVEN_UP' : 'DELIVERED'))).toBe(true)
    const account = accounts.nodes.find(({ unipileId }) => unipileId === castAccounts.marieWhatsapp)?.id ?? ''
    if (givesUp) await client.request(Sync, { input: { account } })
    const told = async () => {
      const { relationshipChanges } = await client.request(Changes, { since })
      return relationshipChanges.nodes.flatMap((change) =>
        change.__typename === 'BecameKnown' ? [change.user.internalId] : [],
      )
    }
    await until(async () => (await told()).length >= strangers.length, 60_000)
    expect((await told()).length).toBe(strangers.length)

    await using parts = new AsyncDisposableStack()
    const { sql } = parts.adopt(await openStore({ url: server.url }), (store) => store.close())
    const keptMessages = async () => {
      const rows = await sql<{ id: string }>({ name: 'test_kept', text: 'select unipile_id as id from message' })
      return new Set(rows.map(({ id }) => id))
    }
    await until(async () => (await keptMessages()).isSupersetOf(new Set(messages)), 60_000)
    const taken = sandbox.webhooks.deliveries.filter(({ state }) => state === 'DELIVERED').map(({ body }) => body)
    expect(taken.length).toBeGreaterThan(0)
    const outcomes = async () => {
      const text = `select body::json->>'message_id' as id, outcome from webhook_delivery`
      return sql<{ id: string; outcome: string }>({ name: 'test_outcomes', text })
    }
    // What was claimed when the database went away is left alone until its lease is over.
    await until(async () => (await outcomes()).every(({ outcome }) => outcome !== 'PENDING'), 60_000)
    const applied = (await outcomes()).filter(({ outcome }) => outcome === 'APPLIED').map(({ id }) => id)
    expect(applied).toEqual(expect.arrayContaining(taken.map(messageOf)))
  })
})

function messageOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'message_id' in body ? body.message_id : null
}
