import { expect, it } from 'vitest'
import { answerError, answerJson, given, rejection } from './harness.ts'

const account = { id: 'acc_1', type: 'LINKEDIN', created_at: '2026-01-15T09:30:00.000Z' }
const profile = { provider: 'WHATSAPP', id: '33600000011@s.whatsapp.net' }
const lookup = { accountId: 'acc_1', provider: 'WHATSAPP', identifier: '33600000011' } as const

it.each([500, 502, 503, 504])('sends a store read again after a %i', async (status) => {
  await using world = await given((_asked, response, count) =>
    count < 3 ? answerError(response, status, 'unexpected_error') : answerJson(response, account),
  )

  const found = await world.upstream.getAccount('acc_1')

  expect(found.unipileId).toBe('acc_1')
  expect(world.asked).toHaveLength(3)
})

it('sends a read again after a cut connection', async () => {
  await using world = await given((_asked, response, count) =>
    count === 1 ? response.destroy() : answerJson(response, account),
  )

  await world.upstream.getAccount('acc_1')

  expect(world.asked).toHaveLength(2)
})

it('gives up after three attempts', async () => {
  await using world = await given((_asked, response) => answerError(response, 503, 'service_unavailable'))

  const error = await rejection(world.upstream.getAccount('acc_1'))

  expect(error).toMatchObject({ name: 'UpstreamUnavailableError', reason: 'STATUS', status: 503 })
  expect(world.asked).toHaveLength(3)
})

it('waits as asked when a store read is told to come back soon', async () => {
  await using world = await given((_asked, response, count) =>
    count === 1
      ? answerError(response, 429, 'too_many_requests', { 'retry-after': '0' })
      : answerJson(response, account),
  )

  await world.upstream.getAccount('acc_1')

  expect(world.asked).toHaveLength(2)
})

it.each([
  ['a refusal', 404, 'resource_not_found', {}],
  ['a budget without an end', 429, 'too_many_requests', {}],
  ['a budget that ends late', 429, 'too_many_requests', { 'retry-after': '3600' }],
  ['a feature there is not', 501, 'feature_not_implemented', {}],
])('does not repeat a read after %s', async (_what, status, slug, headers) => {
  await using world = await given((_asked, response) => answerError(response, status, slug, headers))

  await rejection(world.upstream.getAccount('acc_1'))

  expect(world.asked).toHaveLength(1)
})

it.each([
  ['an outage', 503, 'service_unavailable', 2],
  ['an error of the provider, which may be a spent budget', 500, 'provider_error', 1],
  ['a timeout of the provider', 504, 'request_timeout', 1],
  ['a budget, however short', 429, 'too_many_requests', 1],
])('sends a live lookup after %s %i %s: %i times in all', async (_what, status, slug, times) => {
  await using world = await given((_asked, response, count) =>
    count === 1 ? answerError(response, status, slug, { 'retry-after': '0' }) : answerJson(response, profile),
  )

  await world.upstream.getProfile(lookup).catch(() => {})

  expect(world.asked).toHaveLength(times)
})

it('tells the observer about each attempt', async () => {
  const reports: unknown[] = []
  await using world = await given(
    (_asked, response, count) =>
      count === 1 ? answerError(response, 503, 'no_channel') : answerJson(response, account),
    { onCall: (report) => reports.push(report), now: () => 1_000 },
  )

  await world.upstream.getAccount('acc_1')

  const call = { method: 'GET', route: '/accounts/{accountId}', accountId: 'acc_1', class: 'STORE_READ', durationMs: 0 }
  expect(reports).toEqual([
    { ...call, status: 503, outcome: 'UPSTREAM_UNAVAILABLE' },
    { ...call, status: 200, outcome: 'OK' },
  ])
})
