import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { recordChanges } from '../../src/store/changes/record-changes.ts'
import { type Live, startLive, until } from './harness.ts'
import { subscribe } from './subscribe.ts'

/** Large answers, so that a connection that is not read is soon full. */
const aliases = Array.from({ length: 60 }, (_, index) => `again${index}: cursor`).join(' ')
const query = `subscription ($since: ChangeCursor) {
  told: relationshipChanged(since: $since) { ... on RelationshipChange { cursor ${aliases} } }
}`
type Told = { told: { cursor: string } }

/** Many changes in a row, as a large import would bring them. */
async function change(live: Live, count: number): Promise<void> {
  const { store, workspaceId } = live.app
  const [row] = await store.sql<{ accountId: number; userId: string }>({
    name: 'test_attendee',
    text: 'select account_id as "accountId", user_id as "userId" from attendee where not is_self limit 1',
  })
  if (!row) throw new Error('Nobody is known')
  const changes = Array.from({ length: count }, () => ({ kind: 'BECAME_KNOWN', ...row }) as const)
  await store.transaction((sql) => recordChanges(sql, workspaceId, changes))
}

/** A subscription whose answers arrive, but are read only when the test reads them. */
async function subscribeWithoutReading(live: Live) {
  const sent = request(`${live.url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
  })
  sent.end(JSON.stringify({ query }))
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  await change(live, 1)
  // Has caught up once it has been told of something.
  while (!String((await once(response, 'data'))[0]).includes('cursor'));
  response.pause()
  response.removeAllListeners('data')
  return response
}

const cursorsIn = (body: string) => [...body.matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor]) => cursor ?? '')

describe('a subscriber that reads too slowly', () => {
  it('is told so at the end of what it was sent, and misses nothing from its last cursor on', async () => {
    await using live = await startLive()
    const since = (await live.query<{ latestChangeCursor: string }>('{ latestChangeCursor }')).latestChangeCursor
    const slow = await subscribeWithoutReading(live)

    await change(live, 12_000)
    const body = await text(slow)

    expect(body).toMatch(/"code":"SUBSCRIBER_TOO_SLOW".*\n\nevent: complete\ndata:\n\n$/)
    expect(live.app.subscribers()).toBe(0)
    const cursors = cursorsIn(body)
    const again = await subscribe<Told>(live.url, query, { since: cursors.at(-1) })
    const rest = (await again.take(12_000 - cursors.length)).map(({ told }) => told.cursor)
    again.close()
    const { relationshipChanges } = await live.query<{ relationshipChanges: { totalCount: number } }>(
      'query ($since: ChangeCursor) { relationshipChanges(since: $since) { totalCount } }',
      { since },
    )
    expect(new Set([...cursors, ...rest]).size).toBe(12_000)
    expect(relationshipChanges.totalCount).toBe(12_001)
  })

  it('is hung up on when it stops reading for good, and leaves nothing behind', async () => {
    await using live = await startLive({ environment: { ACQUAINT_STALLED_AFTER_SECONDS: '1' } })
    const stopped = await subscribeWithoutReading(live)
    const reader = await subscribe<Told>(live.url, query)
    expect(live.app.subscribers()).toBe(2)

    for (let sent = 0; sent < 6_000; sent += 500) {
      await change(live, 500)
      await reader.take(500)
    }
    await until(async () => live.app.subscribers() === 1)

    await change(live, 1)
    expect(await reader.take(1)).toHaveLength(1)
    reader.close()
    stopped.destroy()
  })
})
