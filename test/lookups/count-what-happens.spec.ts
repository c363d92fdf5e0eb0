import { expect, it } from 'vitest'
import { type LookupMetrics, loggedMetrics } from '../../src/lookups/metrics.ts'
import { openStore } from '../../src/store/open.ts'
import { givenLookups, slug } from './harness.ts'

it('counts calls by outcome, what is left of the budget and the state of breakers, and logs the same', async () => {
  const counted: string[] = []
  const logged: object[] = []
  const metrics: LookupMetrics = {
    called: ({ account, method, outcome }) => counted.push(`${account.provider} ${method} ${outcome}`),
    budgetLeft: (_account, method, left) => counted.push(`${method} ${left} left`),
    breaker: (_account, state) => counted.push(state),
    queueDepth: (depth) => counted.push(`${depth} waiting`),
  }
  const log = { debug: (facts: object) => logged.push(facts), warn: (facts: object) => logged.push(facts) }
  const store = await openStore({ directory: null })
  {
    const budgets = 'LINKEDIN.PROFILE=9/day'
    await using given = await givenLookups(store, { budgets, atOnce: 1, metrics: loggedMetrics(log, metrics) })
    await given.ask(slug('margaret-hamilton'))
    await given.ask(slug('no-such-person'))
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: '503', times: 3 })
    for (const one of ['barbara-liskov', 'tim-berners-lee', 'thomas-edison']) await given.ask(slug(one))
  }
  await store.close()

  expect(counted).toEqual([
    'PROFILE 8 left',
    'LINKEDIN PROFILE FOUND',
    'PROFILE 7 left',
    'LINKEDIN PROFILE NOT_FOUND',
    ...[6, 5, 4].flatMap((left) => [`PROFILE ${left} left`, 'LINKEDIN PROFILE UPSTREAM_UNAVAILABLE']),
    'OPEN',
  ])
  expect(logged).toHaveLength(counted.length)
})
