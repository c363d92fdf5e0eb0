import { describe, expect, it } from 'vitest'
import { castAccounts, castAttendees, castChats, castMessage, castUsers } from '../../src/sandbox/cast.ts'
import { startReceiver, startSandbox } from './harness.ts'

const retryDelaysMs = [1, 2, 3, 4]

describe('a webhook', () => {
  it('hears of a message, in the words that webhooks use', async () => {
    await using sandbox = await startSandbox()
    await using receiver = await startReceiver()
    await sandbox.post('/webhooks', {
      source: 'messaging',
      name: 'acquaint',
      request_url: receiver.url,
      headers: [{ key: 'Unipile-Auth', value: 'secret' }],
    })

    const { message_id } = sandbox.emit({
      type: 'message_received',
      chat_id: castChats.marieWithAda,
      text: 'Good morning',
    })
    await sandbox.webhooks.settled()

    const [heard] = receiver.heard
    expect(heard?.headers).toMatchObject({
      'unipile-auth': 'secret',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'axios/1.7.7',
    })
    expect(heard?.body).toMatchObject({
      event: 'message_received',
      webhook_name: 'acquaint',
      account_id: castAccounts.marieLinkedin,
      account_info: { user_id: castUsers.marieLinkedin.internalId },
      chat_id: castChats.marieWithAda,
      message_id,
      message: 'Good morning',
      is_sender: false,
      sender: { attendee_id: castAttendees.adaOfMarie, attendee_provider_id: castUsers.adaLinkedin.internalId },
      attendees: [{ attendee_name: 'Ada Lovelace' }],
    })
  })

  it('hears of the messages of the account itself', async () => {
    await using sandbox = await startSandbox()
    await using receiver = await startReceiver()
    await sandbox.post('/webhooks', { source: 'messaging', request_url: receiver.url })

    const { body } = await sandbox.form(`/chats/${castChats.marieWithAda}/messages`, { text: 'Good evening' })
    await sandbox.webhooks.settled()

    expect(receiver.heard).toMatchObject([
      { body: { message_id: body.message_id, message: 'Good evening', is_sender: true } },
    ])
  })

  it('is told again until it answers 200', async () => {
    await using sandbox = await startSandbox({ webhooks: { retryDelaysMs } })
    await using receiver = await startReceiver(500, 302, 201)
    await sandbox.post('/webhooks', { source: 'messaging', request_url: receiver.url })

    sandbox.emit({ type: 'message_received', chat_id: castChats.marieWithAda })
    await sandbox.webhooks.settled()

    expect(receiver.heard).toHaveLength(4)
    expect(new Set(receiver.heard.map(({ body }) => body.message_id)).size).toBe(1)
    const { body } = await sandbox.control('GET', '/webhooks/deliveries')
    expect(body.items).toMatchObject([
      { event: 'message_received', attempts: [500, 302, 201, 200], state: 'DELIVERED' },
    ])
  })

  it('is given up after five attempts, whether it refuses or does not answer', async () => {
    await using sandbox = await startSandbox({ webhooks: { retryDelaysMs } })
    await using receiver = await startReceiver(500, 500, 500, 500, 500)
    await sandbox.post('/webhooks', { source: 'messaging', request_url: receiver.url })
    await sandbox.post('/webhooks', { source: 'messaging', request_url: 'http://127.0.0.1:1/hooks' })

    sandbox.emit({ type: 'message_received', chat_id: castChats.marieWithAda })
    await sandbox.webhooks.settled()

    expect(receiver.heard).toHaveLength(5)
    expect(sandbox.webhooks.deliveries).toMatchObject([
      { attempts: [500, 500, 500, 500, 500], state: 'GIVEN_UP' },
      { attempts: [null, null, null, null, null], state: 'GIVEN_UP' },
    ])
  })

  it('can be told twice, and late', async () => {
    await using sandbox = await startSandbox()
    await using receiver = await startReceiver()
    await sandbox.post('/webhooks', { source: 'messaging', request_url: receiver.url })

    const late = sandbox.emit({ type: 'message_received', chat_id: castChats.marieWithAda, delayMs: 100 })
    const twice = sandbox.emit({ type: 'message_received', chat_id: castChats.marieWithAda, duplicate: true })
    await sandbox.webhooks.settled()

    const heard = receiver.heard.map(({ body }) => body.message_id)
    expect(heard).toEqual([twice.message_id, twice.message_id, late.message_id])
  })

  it('hears only what it asked for', async () => {
    await using sandbox = await startSandbox()
    await using receiver = await startReceiver()
    const request_url = receiver.url
    await sandbox.post('/webhooks', { source: 'messaging', name: 'reads', request_url, events: ['message_read'] })
    await sandbox.post('/webhooks', {
      source: 'messaging',
      name: 'nikola',
      request_url,
      account_ids: [castAccounts.nikolaLinkedin],
    })
    await sandbox.post('/webhooks', { source: 'messaging', name: 'off', request_url, enabled: false })
    await sandbox.post('/webhooks', { source: 'users', name: 'users', request_url })
    const gone = await sandbox.post('/webhooks', { source: 'messaging', name: 'gone', request_url })
    await sandbox.remove(`/webhooks/${gone.body.webhook_id}`)

    sandbox.emit({ type: 'message_received', chat_id: castChats.nikolaWithAda })
    sandbox.emit({ type: 'message_read', message_id: castMessage('marieWithAda', 1) })
    sandbox.emit({ type: 'new_relation', account_id: castAccounts.nikolaLinkedin, user: 'margaret-hamilton' })
    await sandbox.webhooks.settled()

    const heard = receiver.heard.map(({ body }) => JSON.stringify(body))
    expect(heard.map((text) => JSON.parse(text).webhook_name).sort()).toEqual(['nikola', 'reads', 'users'])
  })

  it('gets only the fields it names, under the names it gives', async () => {
    await using sandbox = await startSandbox({ webhooks: { contentType: 'json' } })
    await using receiver = await startReceiver()
    const data = [
      { name: 'text', key: 'message' },
      { name: 'chat', key: 'chat_id' },
    ]
    await sandbox.post('/webhooks', { source: 'messaging', request_url: receiver.url, data })

    sandbox.emit({ type: 'message_received', chat_id: castChats.marieWithAda, text: 'Short' })
    await sandbox.webhooks.settled()

    expect(receiver.heard[0]?.body).toEqual({ text: 'Short', chat: castChats.marieWithAda })
    expect(receiver.heard[0]?.headers['content-type']).toBe('application/json')
  })

  it('hears of an account that needs to be reconnected', async () => {
    await using sandbox = await startSandbox()
    await using receiver = await startReceiver()
    const account_id = castAccounts.marieLinkedin
    await sandbox.post('/webhooks', { source: 'account_status', request_url: receiver.url })

    sandbox.emit({ type: 'account_status', account_id, status: 'CREDENTIALS' })
    await sandbox.webhooks.settled()

    const told = { account_id, account_type: 'LINKEDIN', message: 'CREDENTIALS' }
    expect(receiver.heard[0]?.body).toEqual({ AccountStatus: told })
    expect((await sandbox.get('/users/ada-lovelace', { account_id })).status).toBe(401)
  })

  it('is refused when it cannot work', async () => {
    await using sandbox = await startSandbox()
    const request_url = 'http://127.0.0.1:1/hooks'

    expect((await sandbox.post('/webhooks', { source: 'messaging', request_url: 'no url' })).status).toBe(400)
    expect((await sandbox.post('/webhooks', { source: 'weather', request_url })).status).toBe(400)
    expect((await sandbox.post('/webhooks', { source: 'users', request_url, account_ids: ['nobody'] })).status).toBe(
      404,
    )
    expect((await sandbox.remove('/webhooks/nothing')).status).toBe(404)
  })
})
