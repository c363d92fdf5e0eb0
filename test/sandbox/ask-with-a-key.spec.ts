import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castAttendees, castChats, castOwners, castUsers } from '../../src/sandbox/cast.ts'
import { startSandbox } from './harness.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

describe('asking', () => {
  it('needs the key', async () => {
    const headers = { 'x-api-key': 'another' }
    expect(await sandbox.get('/accounts', {}, { headers })).toMatchObject({
      status: 401,
      body: { type: 'errors/missing_credentials', status: 401, title: 'Missing credentials' },
    })
  })

  it('survives a request that makes no sense', async () => {
    const { port } = new URL(sandbox.url)
    const socket = connect(Number(port), '127.0.0.1')
    socket.end('GET /api/v1/accounts HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n')
    const [answer] = await once(socket, 'data')

    expect(String(answer)).toMatch(/^HTTP\/1\.1 [45]00 /)
    expect((await sandbox.get('/accounts')).status).toBe(200)
  })

  it('works with a doubled slash', async () => {
    const response = await fetch(`${sandbox.url}//api/v1/accounts`, { headers: { 'x-api-key': 'sandbox' } })
    expect(response.status).toBe(200)
  })

  it.each([
    '/accounts/nobody',
    '/chats/nothing',
    `/chats/${castChats.marieWithEmmy}`,
    `/chats/${castAttendees.adaOfMarie}`,
    '/chat_attendees/nobody',
    `/chat_attendees/${castUsers.margaretLinkedin.internalId}/chats`,
    '/messages/nothing',
    '/nowhere',
  ])('answers 404 for %s', async (path) => {
    expect(await sandbox.get(path)).toMatchObject({ status: 404, body: { type: 'errors/resource_not_found' } })
  })

  it('finds a chat by its provider id only within its account', async () => {
    const { body } = await sandbox.get(`/chats/${castChats.marieWhatsappGroup}`)
    const path = `/chats/${encodeURIComponent(body.provider_id)}`

    expect(await sandbox.get(path, { account_id: castAccounts.marieWhatsapp })).toMatchObject({ body: { id: body.id } })
    expect((await sandbox.get(path)).status).toBe(404)
    expect((await sandbox.get(path, { account_id: castAccounts.supportWhatsapp })).status).toBe(404)
  })

  it('tells store reads, live calls and writes apart in its log', async () => {
    sandbox.requests.length = 0
    await sandbox.get(`/chats/${castChats.marieWithAda}`)
    await sandbox.get('/users/grace-hopper', { account_id: castAccounts.marieLinkedin })
    await sandbox.form(`/chats/${castChats.nikolaWithAda}/messages`, { text: 'Hello' })

    expect(sandbox.requests).toMatchObject([
      { method: 'GET', class: 'store', account: castAccounts.marieLinkedin, status: 200 },
      { path: '/users/grace-hopper', class: 'live', query: { account_id: castAccounts.marieLinkedin }, status: 200 },
      { method: 'POST', class: 'write', account: castAccounts.nikolaLinkedin, status: 201 },
    ])
    const { body } = await sandbox.control('GET', '/requests')
    expect(body.items).toEqual(sandbox.requests)
  })

  it('goes on from the store, but not live, for an account to be reconnected', async () => {
    const account_id = castAccounts.rosalindLinkedin
    const account = await sandbox.get(`/accounts/${account_id}`)
    const refused = { status: 401, body: { type: 'errors/disconnected_account' } }

    expect(account.body.sources).toMatchObject([{ status: 'CREDENTIALS' }])
    expect((await sandbox.get('/chat_attendees', { account_id })).status).toBe(200)
    expect(await sandbox.get('/users/ada-lovelace', { account_id })).toMatchObject(refused)
    expect(await sandbox.get('/users/relations', { account_id })).toMatchObject(refused)
    expect(
      await sandbox.form('/chats', { account_id, attendees_ids: castUsers.annieLinkedin.internalId }),
    ).toMatchObject(refused)
  })

  it('draws pictures, with a key through the API and without one where attendees link to', async () => {
    const { body } = await sandbox.get(`/chat_attendees/${castOwners.marieLinkedin}`)
    const linked = await fetch(body.picture_url)
    const asked = await fetch(`${sandbox.url}/api/v1/chat_attendees/${body.id}/picture`, {
      headers: { 'x-api-key': 'sandbox' },
    })

    expect(linked.headers.get('content-type')).toBe('image/svg+xml')
    expect(await linked.text()).toContain('>MC</text>')
    expect(asked.headers.get('content-type')).toBe('image/svg+xml')
  })
})
