import { parseArgs } from 'node:util'
import { type App, openApp } from '../app.ts'
import type { WebhookRegistration } from '../upstream/webhooks.ts'
import type { Command } from './command.ts'
import { UsageError } from './usage.ts'

const path = '/webhooks/unipile'
const sources = ['messaging', 'users', 'account_status'] as const
const messagingEvents = [
  'message_received',
  'message_read',
  'message_reaction',
  'message_edited',
  'message_deleted',
  'message_delivered',
]

/** `acquaint webhooks register --url https://… | list | remove [--url https://…]`: what upstream tells whom. */
export const webhooks: Command = async ({ config, logger, options, print }) => {
  const { positionals, values } = parseArgs({
    args: [...options],
    options: { url: { type: 'string' } },
    allowPositionals: true,
  })
  const [action = 'list'] = positionals
  const url = values.url === undefined ? null : readUrl(values.url)
  await using app = await openApp({ config, logger })
  const registered = await listAll(app)
  if (action === 'list') {
    for (const webhook of registered) print(describe(webhook))
    if (registered.length === 0) print('Upstream tells nobody of anything.')
  } else if (action === 'register') {
    if (url === null) throw new UsageError('register needs --url: where upstream reaches this gateway, over https.')
    await register(app, url, registered, print)
  } else if (action === 'remove') {
    const ours = registered.filter(({ requestUrl }) => (url === null ? requestUrl.endsWith(path) : requestUrl === url))
    for (const { webhookId } of ours) await app.upstream.deleteWebhook(webhookId)
    print(`${ours.length} webhooks removed.`)
  } else throw new UsageError(`There is no webhooks ${action}: register, list or remove.`)
  return 0
}

/** Registering twice would have everything told twice, so what is there already is left. */
async function register(
  { upstream, config }: App,
  requestUrl: string,
  registered: readonly WebhookRegistration[],
  print: (line: string) => void,
): Promise<void> {
  const { webhookSecret: secret } = config
  if (!secret) throw new UsageError('ACQUAINT_WEBHOOK_SECRET is not set: deliveries would be refused.')
  for (const source of sources) {
    const isThere = registered.some((one) => one.source === source && one.requestUrl === requestUrl && one.enabled)
    if (!isThere) {
      const headers = [
        { key: 'Unipile-Auth', value: secret },
        { key: 'Content-Type', value: 'application/json' },
      ]
      const events = source === 'messaging' ? { events: messagingEvents } : {}
      await upstream.createWebhook({ source, requestUrl, name: `acquaint ${source}`, headers, ...events })
    }
    print(`${source}: ${isThere ? 'was registered already' : 'registered'}`)
  }
}

async function listAll({ upstream }: App): Promise<readonly WebhookRegistration[]> {
  const found: WebhookRegistration[] = []
  let cursor: string | null = null
  do {
    const page = await upstream.listWebhooks({ cursor })
    found.push(...page.items)
    cursor = page.cursor === cursor ? null : page.cursor
  } while (cursor !== null)
  return found
}

function readUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(`--url is ${text}, but it should be an address like https://acquaint.example.com`)
  const url = new URL(text)
  return url.pathname === '/' ? new URL(path, url).href : url.href
}

function describe({ webhookId, source, requestUrl, enabled, events }: WebhookRegistration): string {
  return [webhookId, source ?? '?', enabled ? 'on' : 'off', requestUrl, events.join(',')].join('  ')
}
