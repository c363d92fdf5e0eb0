import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '../../src/sandbox/index.ts'
import { runAcquaint } from '../harness/command.ts'

const secret = 'a-secret-for-tests-only'
const address = 'https://acquaint.example.com/webhooks/unipile'

describe('acquaint webhooks', () => {
  const sandbox = createSandbox({ size: 'tiny', apiKey: 'sandbox' })
  let settings: Record<string, string>

  beforeAll(async () => {
    const { url } = await sandbox.listen()
    // No folder at all: a gateway may have the database open, which is left alone.
    const ACQUAINT_DATA_DIR = import.meta.filename
    settings = { UNIPILE_DSN: url, UNIPILE_API_KEY: 'sandbox', ACQUAINT_WEBHOOK_SECRET: secret, ACQUAINT_DATA_DIR }
  })
  afterAll(() => sandbox.close())

  async function run(...options: string[]) {
    const { exitCode, output } = runAcquaint(['webhooks', ...options], settings)
    return { exitCode: await exitCode, output: output() }
  }

  it('registers for all that is heard, once, with the secret that deliveries must carry', async () => {
    const first = await run('register', '--url', 'https://acquaint.example.com')
    const again = await run('register', '--url', address)

    expect([first.exitCode, again.exitCode]).toEqual([0, 0])
    const registered = sandbox.webhooks.list()
    expect(registered.map(({ source }) => source).sort()).toEqual(['account_status', 'messaging', 'users'])
    expect(registered.find(({ source }) => source === 'messaging')?.events).toContain('message_reaction')
    for (const { requestUrl, headers, isEnabled } of registered) {
      expect({ requestUrl, isEnabled }).toEqual({ requestUrl: address, isEnabled: true })
      expect(headers).toContainEqual({ key: 'Unipile-Auth', value: secret })
    }
    expect(again.output).toContain('messaging: was registered already')
  })

  it('lists what upstream tells whom, and no secret', async () => {
    const { exitCode, output } = await run('list')

    expect(exitCode).toBe(0)
    expect(output.split('\n').filter((line) => line.includes(address))).toHaveLength(3)
    expect(output).not.toContain(secret)
  })

  it('removes those of one address, or of every gateway, and no one else’s', async () => {
    const [ours] = sandbox.webhooks.list()
    if (!ours) throw new Error('Nothing is registered')
    const others = sandbox.webhooks.create({ ...ours, requestUrl: 'https://crm.example.com/hook' })
    sandbox.webhooks.create({ ...ours, requestUrl: 'https://old.example.com/webhooks/unipile' })

    expect((await run('remove', '--url', address)).output).toContain('3 webhooks removed.')
    expect((await run('remove')).output).toContain('1 webhooks removed.')

    expect(sandbox.webhooks.list().map(({ id }) => id)).toEqual([others.id])
  })

  it.each([
    [['register'], 'register needs --url'],
    [['register', '--url', 'acquaint.example.com'], '--url is acquaint.example.com'],
    [['rename'], 'There is no webhooks rename'],
  ])('says what is missing: %s', async (options, sentence) => {
    const { exitCode, output } = await run(...options)

    expect(exitCode).toBe(2)
    expect(output).toContain(sentence)
    expect(output).not.toMatch(/\n\s+at /)
  })

  it('needs an upstream that is not within a gateway', async () => {
    const { exitCode, output } = runAcquaint(['webhooks', 'list'])

    expect(await exitCode).toBe(2)
    expect(output()).toContain('set UNIPILE_DSN and UNIPILE_API_KEY')
  })

  it('registers nothing without a secret, as deliveries would be refused', async () => {
    const { exitCode, output } = runAcquaint(['webhooks', 'register', '--url', address], {
      ...settings,
      ACQUAINT_WEBHOOK_SECRET: '',
    })

    expect(await exitCode).toBe(2)
    expect(output()).toContain('ACQUAINT_WEBHOOK_SECRET is not set')
  })
})
