import { describe, expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { openStore } from '../../src/store/open.ts'
import { createPostgresDatabase } from '../harness/databases.ts'
import { startProcess } from './gateway-process.ts'
import { secret, until } from './harness.ts'
import { subscribe } from './subscribe.ts'

const query = /* GraphQL */ `
  subscription ($since: ChangeCursor) {
    told: relationshipChanged(since: $since) { __typename ... on RelationshipChange { cursor } }
  }
`
type Told = { told: { __typename: string; cursor: string } }

const wires = [
  { name: 'the database', environment: {} },
  ...(process.env['TEST_REDIS_URL']
    ? [{ name: 'Redis', environment: { REDIS_URL: process.env['TEST_REDIS_URL'] } }]
    : []),
]

describe.skipIf(!process.env['TEST_DATABASE_URL'])('several gateways', () => {
  async function startUpstream() {
    const sandbox = createSandbox({ size: 'tiny' })
    const { url } = await sandbox.listen()
    return { sandbox, url }
  }

  function tell(sandbox: Sandbox, gatewayUrl: string) {
    sandbox.webhooks.create({
      source: 'messaging',
      requestUrl: `${gatewayUrl}/webhooks/unipile`,
      name: null,
      format: 'json',
      accountIds: [],
      isEnabled: true,
      headers: [{ key: 'Unipile-Auth', value: secret }],
      events: null,
      data: [],
    })
  }

  const strangerWrites = (sandbox: Sandbox) =>
    sandbox.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp })

  it.each(wires)('tell their subscribers what another one was told, through $name', async ({ environment }) => {
    const database = await createPostgresDatabase()
    const { sandbox, url } = await startUpstream()
    {
      const shared = { ...environment, DATABASE_URL: database.url, UNIPILE_DSN: url }
      await using one = await startProcess(shared)
      await using other = await startProcess(shared)
      tell(sandbox, one.url)
      const subscription = await subscribe<Told>(other.url, query)
      const told: Told[] = []

      strangerWrites(sandbox)
      told.push(...(await subscription.take(2)))
      subscription.close()
      strangerWrites(sandbox)
      await sandbox.webhooks.settled()
      const moved = await subscribe<Told>(one.url, query, { since: told.at(-1)?.told.cursor })
      strangerWrites(sandbox)
      told.push(...(await moved.take(7)))
      moved.close()

      const kinds = Object.groupBy(told, (answer) => answer.told.__typename)
      expect(
        Object.entries(kinds)
          .map(([kind, all]) => [kind, all?.length])
          .sort(),
      ).toEqual([
        ['BecameKnown', 3],
        ['ChatStarted', 3],
        ['ReasonAdded', 3],
      ])
      expect(new Set(told.map((answer) => answer.told.cursor)).size).toBe(9)
    }
    await sandbox.close()
    await database.drop()
  })

  it('apply what one took in and did not live to apply', { timeout: 120_000 }, async () => {
    const database = await createPostgresDatabase()
    const { sandbox, url } = await startUpstream()
    const shared = { DATABASE_URL: database.url, UNIPILE_DSN: url }
    const first = await startProcess(shared)
    // Upstream tells nothing of the chat until the process is gone, so it can be no further than having claimed.
    sandbox.faults.add({ match: { method: 'GET', path: '/chats/' }, fault: 'hang' })
    tell(sandbox, first.url)
    for (let each = 0; each < 5; each++) strangerWrites(sandbox)
    await sandbox.webhooks.settled()
    await first.kill()
    sandbox.faults.clear()

    const store = await openStore({ url: database.url })
    const pending = async () =>
      (
        await store.sql<{ count: number }>({
          name: 'test_pending',
          text: `select count(*)::int as count from webhook_delivery where outcome = 'PENDING'`,
        })
      )[0]?.count
    expect(await pending()).toBe(5)
    {
      await using _second = await startProcess(shared)
      await until(async () => (await pending()) === 0, 60_000)
      const chats = await store.sql<{ count: number }>({
        name: 'test_told',
        text: `select count(*)::int as count from change where kind = 'BECAME_KNOWN'`,
      })
      expect(chats).toEqual([{ count: 5 }])
    }
    await store.close()
    await sandbox.close()
    await database.drop()
  })
})
