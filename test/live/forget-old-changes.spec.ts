import { expect, it } from 'vitest'
import { castAccounts } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { startLive, until } from './harness.ts'
import { subscribe } from './subscribe.ts'

const Changes = graphql(`
  query ($since: ChangeCursor) {
    relationshipChanges(since: $since, first: 100) {
      nodes { __typename cursor }
      totalCount
      expired { message oldest latest }
    }
    latestChangeCursor
  }
`)
const relationshipChanged = /* GraphQL */ `
  subscription ($since: ChangeCursor) {
    told: relationshipChanged(since: $since) {
      __typename
      ... on RelationshipChange { cursor }
      ... on ChangeCursorExpired { oldest latest }
    }
  }
`
type Told = { told: { __typename: string; cursor?: string; oldest?: string; latest?: string } }
const dayMs = 24 * 60 * 60_000

it('forgets changes that are older than is set, and tells those whose cursor is too old', async () => {
  await using live = await startLive({ environment: { ACQUAINT_CHANGES_KEPT_DAYS: '3' } })
  const strangerWrites = async () => {
    live.upstream.emit({ type: 'message_received', account_id: castAccounts.marieWhatsapp })
    await live.settled()
  }
  const { latestChangeCursor: start } = await live.query(Changes, { since: null })
  await strangerWrites()
  const kept = await live.query(Changes, { since: start })
  expect(kept.relationshipChanges).toMatchObject({ totalCount: 3, expired: null })
  const cursor = kept.relationshipChanges.nodes.at(-1)?.cursor ?? ''
  const follower = await subscribe<Told>(live.url, relationshipChanged, { since: kept.latestChangeCursor })

  live.clock.aheadMs = 2 * dayMs
  await live.workers.forgetOld()
  expect((await live.query(Changes, { since: start })).relationshipChanges).toEqual(kept.relationshipChanges)

  live.clock.aheadMs = 4 * dayMs
  const stop = new AbortController()
  await using restarted = await live.app.openWorkers({ signal: stop.signal })
  const running = restarted.run()
  await until(async () => (await live.query(Changes, { since: start })).relationshipChanges.expired !== null)
  stop.abort()
  await running

  const { relationshipChanges, latestChangeCursor: latest } = await live.query(Changes, { since: cursor })
  expect(relationshipChanges).toEqual({
    nodes: [],
    totalCount: 0,
    expired: { message: expect.stringContaining('latest'), oldest: latest, latest },
  })
  const late = await subscribe<Told>(live.url, relationshipChanged, { since: cursor })
  expect(await late.take(1)).toEqual([{ told: { __typename: 'ChangeCursorExpired', oldest: latest, latest } }])
  expect(await late.next()).toBeNull()

  await strangerWrites()
  const goneOn = await live.query(Changes, { since: latest })
  const cursors = goneOn.relationshipChanges.nodes.map((change) => change.cursor)
  expect(cursors).toHaveLength(3)
  expect((await follower.take(3)).map(({ told }) => told.cursor)).toEqual(cursors)
  follower.close()
})
