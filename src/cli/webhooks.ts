import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { createUpstream, type Upstream } from '../upstream/index.ts'
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

/**
 * `acquaint webhooks register --url https://… | list | remove [--url https://…]`: what upstream tells whom. It leaves
 * the database alone, which a gateway may have open.
 */
export const webhooks: Command = async ({ config, options, print }) => {
  const { positionals, values } = parseArgs({
    args: [...options],
    options: { url: { type: 'string' } },
    allowPositionals: true,
  })
  const [action = 'list'] = positionals
  const url = values.url === undefined ? null : readUrl(values.url)
  await using upstream = openUpstream(config)
  const registered = await listAll(upstream)
  if (action === 'list') {
    for (const webhook of registered) print(describe(webhook))
    if (registered.length === 0) print('Upstream tells nobody of anything.')
  } else if (action === 'register') {
    if (url === null) throw new UsageError('register needs --url: where upstream reaches this gateway, over https.')
    await register(upstream, { requestUrl: url, registered, secret: config.webhookSecret, print })
  } else if (action === 'remove') {
    const ours = registered.filter(({ requestUrl }) => (url === null ? requestUrl.endsWith(path) : requestUrl === url))
    for (const { webhookId } of ours) await upstream.deleteWebhook(webhookId)
    print(`${ours.length} webhooks removed.`)
  } else throw new UsageError(`There is no webhooks ${action}: register, list or remove.`)
  return 0
}

function openUpstream({ upstream }: Config): Upstream {
  if (upstream.kind === 'unipile') return createUpstream(upstream)
  throw new UsageError('The bundled sandbox lives within its gateway: set UNIPILE_DSN and UNIPILE_API_KEY.')
}

type Registering = {
  readonly requestUrl: string
  readonly registered: readonly WebhookRegistration[]
  readonly secret: string | null
  readonly print: (line: string) => void
}

/** Registering twice would have everything told twice, so what is there already is left. */
async function register(upstream: Upstream, { requestUrl, registered, secret, print }: Registering): Promise<void> {
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

async function listAll(upstream: Upstream): Promise<readonly WebhookRegistration[]> {
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
