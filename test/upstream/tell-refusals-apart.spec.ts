import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { answerError, answerJson, apiKey, given, rejection } from './harness.ts'

const refusals: readonly [status: number, slug: string, name: string][] = [
  [400, 'invalid_parameters', 'InvalidRequestError'],
  [415, 'unsupported_media_type', 'InvalidRequestError'],
  [401, 'missing_credentials', 'UpstreamCredentialsError'],
  [401, 'disconnected_account', 'ReconnectNeededError'],
  [401, 'expired_credentials', 'ReconnectNeededError'],
  [401, 'checkpoint_error', 'ReconnectNeededError'],
  [401, 'a_word_of_tomorrow', 'ReconnectNeededError'],
  [403, 'account_restricted', 'RefusedError'],
  [404, 'resource_not_found', 'NotFoundUpstreamError'],
  [422, 'no_connection_with_recipient', 'RefusedError'],
  [422, 'limit_exceeded', 'BudgetError'],
  [422, 'cannot_resend_yet', 'BudgetError'],
  [422, 'already_invited_recently', 'BudgetError'],
  [422, 'provider_unreachable', 'UpstreamUnavailableError'],
  [425, 'auth_in_progress', 'UpstreamUnavailableError'],
  [429, 'too_many_requests', 'BudgetError'],
  [500, 'provider_error', 'UpstreamUnavailableError'],
  [501, 'feature_not_implemented', 'UnsupportedByProviderError'],
  [503, 'no_client_session', 'UpstreamUnavailableError'],
  [504, 'request_timeout', 'UpstreamUnavailableError'],
]

describe('a refusal becomes the error that tells what to do', () => {
  it.each(refusals)('%i %s: %s', async (status, slug, name) => {
    await using world = await given((_asked, response) => answerError(response, status, slug))

    const error = await rejection(world.upstream.getAccount('acc_1'))

    expect(error).toMatchObject({
      name,
      status,
      type: `errors/${slug}`,
      method: 'GET',
      route: '/accounts/{accountId}',
      accountId: 'acc_1',
    })
    const advice = {
      UpstreamCredentialsError: ': the API key is not accepted',
      ReconnectNeededError: ': the account’s owner must log in again',
    }[name]
    expect(error).toHaveProperty(
      'message',
      `GET /accounts/{accountId} answered ${status} errors/${slug}${advice ?? ''}`,
    )
  })
})

describe('an answer that is no answer', () => {
  const pages = { 'content-type': 'text/html' }

  it.each([
    ['of another type', pages, '{"id":"acc_1"}'],
    ['that is broken', { 'content-type': 'application/json' }, '{"id": "secret-in-body'],
    ['that is empty', { 'content-type': 'application/json' }, ''],
    ['of another shape', { 'content-type': 'application/json' }, '{"id": "acc_1"}'],
    ['that is too large', { 'content-type': 'application/json' }, JSON.stringify({ id: 'x'.repeat(5_000) })],
  ])('is a body %s', async (_what, headers, body) => {
    await using world = await given((_asked, response) => response.writeHead(200, headers).end(body), {
      maxBodyBytes: 4_000,
    })

    const error = await rejection(world.upstream.getAccount('acc_1'))

    expect(error).toMatchObject({ name: 'UpstreamUnavailableError', reason: 'BODY', status: 200 })
    expect(inspect(error, { depth: 9 })).not.toContain('secret-in-body')
    expect(world.asked).toHaveLength(1)
  })

  it('is a redirect, which is not followed', async () => {
    await using elsewhere = await given((_asked, response) => answerJson(response, {}))
    await using world = await given((_asked, response) =>
      response.writeHead(302, { location: `${elsewhere.baseUrl}/api/v1/accounts/acc_1` }).end(),
    )

    const error = await rejection(world.upstream.getAccount('acc_1'))

    expect(error).toMatchObject({ name: 'UpstreamUnavailableError', status: 302, type: null })
    expect(elsewhere.asked).toEqual([])
  })

  it.each([404, 501])('is an error page of something in between, whatever that can not find: %i', async (status) => {
    await using world = await given((_asked, response) => response.writeHead(status, pages).end('<h1>secret-page</h1>'))

    const errors = [
      await rejection(world.upstream.getAccount('acc_1')),
      await rejection(world.upstream.setChatRead({ accountId: 'acc_1', chatId: 'chat_1', read: true })),
    ]

    expect(errors).toMatchObject([
      { name: 'UpstreamUnavailableError', reason: 'STATUS', status, type: null },
      { name: 'IndeterminateWriteError', status, type: null },
    ])
    expect(world.asked).toHaveLength(2)
  })
})

it('repeats neither the key, nor values it was asked with, nor the details of an error body', async () => {
  await using world = await given((_asked, response) => answerError(response, 401, 'disconnected_account'))
  await using gone = await given((_asked, response) => response.destroy())
  const request = { accountId: 'acc_1', cursor: 'cursor-with-secrets' }

  const errors = [await rejection(world.upstream.listChats(request)), await rejection(gone.upstream.listChats(request))]

  const shown = inspect(errors, { depth: 9, showHidden: true })
  for (const secret of [apiKey, 'cursor-with-secrets', 'hunter2', 'private detail']) {
    expect(shown).not.toContain(secret)
  }
})

it.each([
  ['3600', 3_600_000],
  ['1.5', 1_500],
  ['Sun, 22 Nov 2026 10:01:00 GMT', 60_000],
  ['Sun, 22 Nov 2026 09:59:00 GMT', 0],
  [undefined, null],
  ['-1', null],
  ['soon', null],
  ['99999999999999999999', null],
])(
  'reads how long to wait, in seconds or as a date, and says so when it is not told: %s',
  async (header, retryAfterMs) => {
    const headers = header === undefined ? {} : { 'retry-after': header }
    await using world = await given((_asked, response) => answerError(response, 429, 'too_many_requests', headers), {
      now: () => Date.parse('2026-11-22T10:00:00Z'),
      retry: { maxRetryAfterMs: 0, attempts: { STORE_READ: 1, LIVE_LOOKUP: 1 } },
    })

    expect(await rejection(world.upstream.getAccount('acc_1'))).toMatchObject({ name: 'BudgetError', retryAfterMs })
  },
)
