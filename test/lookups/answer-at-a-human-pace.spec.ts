import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOperation } from '../../src/domain/lookup.ts'
import { createLookupJobs } from '../../src/lookups/jobs.ts'
import { noMetrics } from '../../src/lookups/metrics.ts'
import { openBossQueue } from '../../src/store/boss-queue.ts'
import type { JobQueue } from '../../src/store/job-queue.ts'
import type { Store } from '../../src/store/open.ts'
import { databases } from '../harness/databases.ts'
import { handQueue } from './gateway.ts'
import { type GivenLookups, givenLookups, slug } from './harness.ts'

const people = ['margaret-hamilton', 'barbara-liskov', 'tim-berners-lee', 'no-such-person', 'thomas-edison'].map(slug)
const budgets = 'LINKEDIN.PROFILE=3/hour@60s'

function jobsOf(given: GivenLookups, queue: JobQueue, store: Store) {
  return createLookupJobs({
    lookup: given.lookup,
    budgets: given.budgets,
    database: store,
    queue,
    workspaceId: given.workspaceId,
    now: () => given.clock.now,
    metrics: noMetrics,
    pause: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    onError: (error) => {
      throw error
    },
  })
}

function requestOf(given: GivenLookups, maxLookups: number) {
  return {
    workspaceId: given.workspaceId,
    accounts: [given.accountOf('Marie Curie')],
    subjects: people.map((identifier) => ({ identifier })),
    priority: 'NORMAL',
    operation: startOperation(maxLookups),
  } as const
}

describe.each(databases)('lookup jobs on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('answers at once what it may, and the rest one by one with pauses, within the budget', async () => {
    await using given = await givenLookups(store, { budgets })
    const queue = handQueue(given.clock)
    const jobs = jobsOf(given, queue, store)
    await jobs.start()

    const { answers, jobId } = await jobs.request(requestOf(given, 1))
    const atOnce = given.calls().length
    const times: string[] = []
    while (queue.due()) {
      await queue.next()
      times.push(`${given.clock.now.toISOString().slice(11, 19)} ${given.calls().length}`)
    }
    const job = await jobs.find(given.workspaceId, jobId ?? '')

    expect(answers.map(({ kind }) => kind)).toEqual(['FOUND', 'DEFERRED', 'DEFERRED', 'DEFERRED', 'DEFERRED'])
    expect(answers[1]).toMatchObject({ jobId })
    expect(atOnce).toBe(1)
    // The third call spends the hour; the fourth waits for the next one.
    expect(times).toEqual(['12:00:00 2', '12:01:00 3', '12:02:00 3', '13:00:00 4', '13:01:00 5', '13:02:00 5'])
    expect(job).toMatchObject({ state: 'DONE', counts: { WAITING: 0, FOUND: 3, NOT_FOUND: 1 } })
  })

  it('lets the next plain question have the results', async () => {
    await using given = await givenLookups(store, { budgets })
    const queue = handQueue(given.clock)
    const jobs = jobsOf(given, queue, store)
    await jobs.start()
    await jobs.request(requestOf(given, 0))
    await queue.next()

    const answer = await given.ask(slug('margaret-hamilton'), { policy: { kind: 'NEVER' } })

    expect(answer.kind).toBe('FOUND')
    expect(given.calls()).toHaveLength(1)
  })

  it('goes on after a restart where it was', async () => {
    await using given = await givenLookups(store, { budgets })
    const before = handQueue(given.clock)
    const first = jobsOf(given, before, store)
    await first.start()
    const { jobId } = await first.request(requestOf(given, 0))
    await before.next()

    const queue = handQueue(given.clock)
    const jobs = jobsOf(given, queue, store)
    await jobs.start()
    while (queue.due()) await queue.next()

    expect(await jobs.find(given.workspaceId, jobId ?? '')).toMatchObject({ state: 'DONE', counts: { WAITING: 0 } })
    expect(given.calls()).toHaveLength(5)
  })

  it('asks nothing more once it is cancelled', async () => {
    await using given = await givenLookups(store, { budgets })
    const queue = handQueue(given.clock)
    const jobs = jobsOf(given, queue, store)
    await jobs.start()
    const { jobId } = await jobs.request(requestOf(given, 0))
    await queue.next()

    const cancelled = await jobs.cancel(given.workspaceId, jobId ?? '')
    while (queue.due()) await queue.next()

    expect(cancelled).toMatchObject({ state: 'CANCELLED', nextAt: null, counts: { FOUND: 1, CANCELLED: 4 } })
    expect(given.calls()).toHaveLength(1)
  })

  it('shows no job to another workspace', async () => {
    await using given = await givenLookups(store, { budgets })
    const jobs = jobsOf(given, handQueue(given.clock), store)
    const { jobId } = await jobs.request(requestOf(given, 0))

    const found = [
      await jobs.find(given.workspaceId + 1, jobId ?? ''),
      await jobs.cancel(given.workspaceId + 1, jobId ?? ''),
    ]

    expect(found).toEqual([null, null])
    expect(await jobs.find(given.workspaceId, jobId ?? '')).toMatchObject({ state: 'RUNNING' })
  })

  it('keeps its queue in the database, and tells of its progress', async () => {
    await using given = await givenLookups(store, { budgets: 'LINKEDIN.PROFILE=50/hour@0s' })
    const onError = (error: unknown) => {
      throw error
    }
    await using queue = await openBossQueue({
      database: store,
      queueName: `lookups-${given.workspaceId}`,
      onError,
      pollSeconds: 0.5,
    })
    const jobs = jobsOf(given, queue, store)
    // pg-boss goes by the clock of the database.
    given.clock.now = new Date(0)
    await jobs.start()
    const { jobId } = await jobs.request(requestOf(given, 0))

    const waiting: number[] = []
    for await (const job of jobs.watch(given.workspaceId, jobId ?? '', AbortSignal.timeout(20_000))) {
      waiting.push(job.counts.WAITING)
    }

    expect(waiting[0]).toBeGreaterThan(0)
    expect(waiting.at(-1)).toBe(0)
    expect(waiting).toEqual([...waiting].sort((one, other) => other - one))
    expect(given.calls()).toHaveLength(5)
  })
})
