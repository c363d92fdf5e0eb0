import fc from 'fast-check'
import { expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { createRandom } from '../../src/sandbox/world/random.ts'
import { addStranger } from '../../src/sandbox/world/strangers.ts'
import { contentsOf } from '../harness/contents.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive } from './harness.ts'

const Accounts = graphql(`{ accounts { nodes { id } } }`)
const SyncWhole = graphql(`mutation ($input: SyncAccountInput!) { syncAccount(input: $input) { account { id } } }`)

/** Lets things happen that nobody is told of, and gives what a webhook would have told. */
async function happen({ upstream, url }: Live): Promise<readonly string[]> {
  for (const webhook of upstream.webhooks.list()) {
    upstream.webhooks.remove(webhook.id)
    upstream.webhooks.create({ ...webhook, requestUrl: `${url}/nowhere` })
  }
  const { message_id = '', chat_id = '' } = upstream.emit({
    type: 'message_received',
    account_id: castAccounts.marieWhatsapp,
  })
  upstream.emit({ type: 'message_received', chat_id, text: 'Are you there?' })
  upstream.emit({ type: 'message_received', chat_id, isSender: true, text: 'I am' })
  upstream.emit({ type: 'message_edited', message_id, text: 'What I meant' })
  upstream.emit({ type: 'message_reaction', message_id, value: '👍' })
  upstream.emit({ type: 'message_received', chat_id: castChats.marieWithAda, text: 'By the way' })
  upstream.emit({ type: 'message_received', account_id: castAccounts.studioInstagram })
  const relation = addStranger(upstream.world, createRandom(7), 'LINKEDIN')
  upstream.emit({ type: 'new_relation', account_id: castAccounts.marieLinkedin, user: relation.internalId })
  const lost = castUsers.annieLinkedin.internalId
  upstream.emit({ type: 'lose_relation', account_id: castAccounts.marieLinkedin, user: lost })
  upstream.emit({ type: 'delete_chat', chat_id: castChats.marieWithRadia })
  upstream.emit({ type: 'leave_group', chat_id: castChats.marieGroup })
  await upstream.webhooks.settled()
  return upstream.webhooks.deliveries.map(({ body }) => JSON.stringify(body))
}

type Course = {
  /** Which deliveries arrive, in which order; some again, and those that are missing never. */
  readonly arrivals: readonly number[]
  /** After how many of them everything is applied before more arrive. */
  readonly cuts: readonly number[]
}

/** What is known in the end, and what was told on the way, when a history arrives like that. */
async function outcomeOf(course: (count: number) => Course) {
  await using live = await startLive()
  const bodies = await happen(live)
  const { arrivals, cuts } = course(bodies.length)
  for (const [place, arrival] of arrivals.entries()) {
    if (cuts.includes(place)) await live.settled()
    expect((await live.deliver(bodies[arrival] ?? '')).status).toBe(200)
  }
  await live.settled()
  const { accounts } = await live.query(Accounts)
  for (const { id } of accounts.nodes) {
    await live.query(SyncWhole, { input: { account: id, whole: true } })
    await live.workers.readings.read(Number(Buffer.from(id, 'base64url').toString().split(':')[1]))
  }
  const contents = await contentsOf(live.app.store.sql, live.app.workspaceId)
  const told = (await live.changes()).filter(({ kind }) => kind !== 'CHAT_UPDATED')
  return {
    told: told.map(({ kind, user, reason }) => [kind, user, reason].join(' ')).sort(),
    contents: withoutSources({ ...contents, contacts: contents['contacts']?.map(withoutMoment) }),
  }
}

/** When a contact was found missing is a moment of that very run. */
function withoutMoment(contact: unknown): unknown {
  const [account, user, since, endedAt] = contact as readonly unknown[]
  return [account, user, since, endedAt !== null]
}

const sources = new Set([
  'WEBHOOK',
  'CHAT_LIST',
  'RELATION_LIST',
  'ATTENDEE_LIST',
  'GROUP_MEMBERS',
  'MESSAGE',
  'INFERRED',
])

/** Whether a webhook or a reading told it first is all that may differ. */
function withoutSources(contents: Record<string, readonly unknown[] | undefined>): unknown {
  return JSON.parse(JSON.stringify(contents), (_key, value) => (sources.has(value) ? 'TOLD' : value))
}

it('knows and tells the same in whatever order webhooks arrive, again or never', { timeout: 600_000 }, async () => {
  const inOrder = await outcomeOf((count) => ({
    arrivals: Array.from({ length: count }, (_, index) => index),
    cuts: [],
  }))
  const places = Array.from({ length: 8 }, (_, index) => index)
  const courses = fc.record({
    arrivals: fc
      .tuple(fc.shuffledSubarray(places, { minLength: 4 }), fc.array(fc.constantFrom(...places), { maxLength: 4 }))
      .map(([once, again]) => [...once, ...again]),
    cuts: fc.subarray(places),
  })

  await fc.assert(
    fc.asyncProperty(courses, async (course) => {
      expect(await outcomeOf(() => course)).toEqual(inOrder)
    }),
    { numRuns: 4, endOnFailure: true },
  )

  const kinds = Object.groupBy(inOrder.told, (line) => line.split(' ')[0] ?? '')
  expect(Object.entries(kinds).map(([kind, lines]) => [kind, lines?.length])).toEqual([
    ['BECAME_KNOWN', 3],
    ['CHAT_STARTED', 2],
    ['MESSAGE_RECEIVED', 5],
    ['REASON_ADDED', 3],
    ['REASON_LOST', 5],
  ])
})
