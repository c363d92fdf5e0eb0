import { setTimeout as sleep } from 'node:timers/promises'
import { createLookupJobs } from '../../src/lookups/jobs.ts'
import { noMetrics } from '../../src/lookups/metrics.ts'
import { formatGlobalId } from '../../src/schema/global-id.ts'
import type { JobQueue } from '../../src/store/job-queue.ts'
import type { Store } from '../../src/store/open.ts'
import { startGateway } from '../harness/gateway.ts'
import { type GivenOptions, givenLookups } from './harness.ts'

/** The graph over HTTP with lookups at the sandbox, and a queue that works only when told to. */
export async function givenGateway(store: Store, options: GivenOptions = {}) {
  const given = await givenLookups(store, options)
  const queue = handQueue(given.clock)
  const jobs = createLookupJobs({
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
  await jobs.start()
  const gateway = await startGateway(store, given.workspaceId, {
    lookups: { lookup: given.lookup, budgets: given.budgets, jobs },
    now: () => given.clock.now,
  })

  /** Data and the cost that the answer tells. */
  async function ask<Data>(query: string, variables: object = {}, headers: Record<string, string> = {}) {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors, extensions } = (await response.json()) as Answer<Data>
    return { data, errors, cost: extensions?.acquaint }
  }

  return {
    ...given,
    gateway,
    queue,
    query: ask,
    accountId: (name: string) => formatGlobalId('Account', given.accountOf(name).id),
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]()
      await given[Symbol.asyncDispose]()
    },
  }
}

type Answer<Data> = {
  readonly data: Data
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
  readonly extensions?: { readonly acquaint: Readonly<Record<string, number>> }
}

/** A queue that a test drives by hand: entries wait until their time has come by the test's clock. */
export function handQueue(clock: { now: Date }): JobQueue & { next(): Promise<void>; due(): Date | undefined } {
  const entries = new Map<string, Date>()
  let handler = async (_jobId: string) => {}
  return {
    schedule: async (jobId, at) => {
      entries.set(jobId, at)
    },
    work: async (handle) => {
      handler = handle
    },
    due: () => [...entries.values()][0],
    async next() {
      const [entry] = entries
      if (!entry) return
      const [jobId, at] = entry
      if (at > clock.now) clock.now = at
      entries.delete(jobId)
      await handler(jobId)
    },
    async [Symbol.asyncDispose]() {},
  }
}
