import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castMessage } from '../../src/sandbox/cast.ts'
import { startSandbox } from './harness.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

describe('writing in a chat', () => {
  it('adds a message at its end, which may quote another', async () => {
    const quote_id = castMessage('nikolaTelegramWithAda', 0)
    const path = `/chats/${castChats.nikolaTelegramWithAda}/messages`
    const { status, body } = await sandbox.form(path, { text: 'Hello', quote_id })

    expect(status).toBe(201)
    const [newest] = (await sandbox.get(path, { limit: 1 })).body.items
    expect(newest).toMatchObject({
      id: body.message_id,
      text: 'Hello',
      is_sender: 1,
      quoted: { text: expect.any(String) },
    })
    expect((await sandbox.get('/messages', { limit: 1 })).body.items).toEqual([newest])
  })

  it('refuses the chat of another account, a chat that is only read, and an empty message', async () => {
    const path = `/chats/${castChats.marieWithAda}/messages`
    const other = await sandbox.form(path, { text: 'Hello', account_id: castAccounts.nikolaLinkedin })
    const readOnly = await sandbox.form(`/chats/${castChats.nikolaTelegramChannel}/messages`, { text: 'Hello' })
    const empty = await sandbox.form(path, { text: '' })

    expect(other).toMatchObject({ status: 403, body: { type: 'errors/account_mismatch' } })
    expect(readOnly).toMatchObject({ status: 422, body: { type: 'errors/cant_send_message' } })
    expect(empty).toMatchObject({ status: 400, body: { type: 'errors/missing_parameters' } })
  })
})

describe('changing a chat', () => {
  const path = `/chats/${castChats.marieWithAda}`

  it.each([
    ['setReadStatus', true, { unread_count: 0, unread: 0 }],
    ['setReadStatus', false, { unread_count: 1, unread: 1 }],
    ['setMuteStatus', true, { muted_until: -1 }],
    ['setArchiveStatus', true, { archived: 1 }],
    ['setPinnedStatus', true, { pinned: 1 }],
    ['setPinnedStatus', false, { pinned: 0 }],
  ])('%s %s', async (action, value, expected) => {
    expect(await sandbox.patch(path, { action, value })).toMatchObject({ status: 200, body: { object: 'ChatPatched' } })
    expect((await sandbox.get(path)).body).toMatchObject(expected)
  })

  it('refuses an action there is none of', async () => {
    const refused = await sandbox.patch(path, { action: 'setOnFire', value: true })
    expect(refused).toMatchObject({ status: 400, body: { type: 'errors/invalid_action' } })
  })
})
