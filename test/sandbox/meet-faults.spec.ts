import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castChats } from '../../src/sandbox/cast.ts'
import { startSandbox } from './harness.ts'

const account_id = castAccounts.marieLinkedin
const ada = '/users/ada-lovelace'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.control('DELETE', '/faults'))
afterAll(() => sandbox.close())

describe('a fault', () => {
  it.each([
    ['429', 429, 'too_many_requests'],
    ['500', 500, 'unexpected_error'],
    ['502', 502, 'malformed_request'],
    ['503', 503, 'service_unavailable'],
    ['504', 504, 'request_timeout'],
    ['disconnected', 401, 'disconnected_account'],
    ['insufficient_credits', 422, 'insufficient_credits'],
    ['feature_not_implemented', 501, 'feature_not_implemented'],
  ])('%s is met by the request that asks for it', async (fault, status, type) => {
    const asked = await sandbox.get(ada, { account_id }, { headers: { 'x-sandbox-fault': fault } })

    expect(asked).toMatchObject({ status, body: { type: `errors/${type}`, status } })
    expect((await sandbox.get(ada, { account_id })).status).toBe(200)
  })

  it('is met by those requests that fit the rule, as often as it says', async () => {
    const rule = { match: { method: 'get', path: '/users/', account_id }, fault: '429', times: 2, retryAfter: 7 }
    await sandbox.control('POST', '/faults', rule)

    const statuses: number[] = []
    const ask = async (path: string, id: string) => statuses.push((await sandbox.get(path, { account_id: id })).status)
    await ask(ada, castAccounts.nikolaLinkedin)
    await ask('/chats', account_id)
    const { status, headers } = await sandbox.get(ada, { account_id })
    await ask(ada, account_id)
    await ask(ada, account_id)

    expect([status, headers.get('retry-after')]).toEqual([429, '7'])
    expect(statuses).toEqual([200, 200, 429, 200])
  })

  it('fits by the account of a chat, too', async () => {
    sandbox.faults.add({ match: { account_id }, fault: '500' })

    expect((await sandbox.get(`/chats/${castChats.marieWithAda}`)).status).toBe(500)
    expect((await sandbox.get(`/chats/${castChats.nikolaWithAda}`)).status).toBe(200)
  })

  it('stays until the rules are cleared', async () => {
    const { body } = await sandbox.control('POST', '/faults', { rules: [{ fault: '503' }], latencyMs: 1 })
    expect((await sandbox.get('/accounts')).status).toBe(503)
    const cleared = await sandbox.control('DELETE', '/faults')

    expect(body).toEqual({ rules: [{ fault: '503' }], latencyMs: 1 })
    expect(cleared.body).toEqual({ rules: [], latencyMs: 0 })
    expect((await sandbox.get('/accounts')).status).toBe(200)
  })

  it('throttled profiles answer 200, without their sections', async () => {
    const headers = { 'x-sandbox-fault': 'throttled' }
    const { status, body } = await sandbox.get(ada, { account_id, linkedin_sections: 'experience,skills' }, { headers })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      first_name: 'Ada',
      work_experience: [],
      skills: [],
      throttled_sections: ['experience', 'skills'],
    })
  })

  it('slow is late', async () => {
    sandbox.faults.add({ fault: 'slow', delayMs: 60, times: 1 })
    const startedAt = performance.now()
    const { status } = await sandbox.get('/accounts')

    expect(status).toBe(200)
    expect(performance.now() - startedAt).toBeGreaterThan(50)
  })

  it('hang never answers', async () => {
    const signal = AbortSignal.timeout(80)
    await expect(sandbox.get('/accounts', {}, { headers: { 'x-sandbox-fault': 'hang' }, signal })).rejects.toThrow(
      'timeout',
    )
    expect(sandbox.requests.at(-1)).toMatchObject({ path: '/accounts', status: null })
  })

  it('cut hangs up in the middle of the body', async () => {
    await expect(sandbox.get('/accounts', {}, { headers: { 'x-sandbox-fault': 'cut' } })).rejects.toThrow()
  })

  it('can lose the answer to a write that was done', async () => {
    sandbox.faults.add({ match: { method: 'POST' }, fault: '504', times: 1, isDoneFirst: true })
    const path = `/chats/${castChats.marieWithKatherine}/messages`
    const lost = await sandbox.form(path, { text: 'Sent after all' })

    expect(lost.status).toBe(504)
    expect((await sandbox.get(path, { limit: 1 })).body.items).toMatchObject([{ text: 'Sent after all' }])
  })

  it('is refused when there is no such fault', async () => {
    expect((await sandbox.control('POST', '/faults', { rules: [{ fault: 'flood' }] })).status).toBe(400)
  })
})

it('closes while a request hangs', async () => {
  const hanging = await startSandbox()
  const asked = hanging.get('/accounts', {}, { headers: { 'x-sandbox-fault': 'hang' } })
  const failed = asked.then(
    () => 'answered',
    () => 'hung up',
  )
  await expect.poll(() => hanging.requests.length).toBe(1)
  await hanging.close()

  expect(await failed).toBe('hung up')
})
