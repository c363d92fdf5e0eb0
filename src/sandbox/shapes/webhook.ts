import type { Webhook } from '../webhooks/subscription.ts'
import type { World } from '../world/world.ts'
import type { ShapeMode } from './mode.ts'

const refusedBySdk = { events: ['new_relation', 'account_status'], providers: ['INSTAGRAM', 'MESSENGER'] }

/** A webhook as lists of webhooks have it. */
export function webhookShape(world: World, shapes: ShapeMode, webhook: Webhook) {
  const isShown = (refused: readonly string[], value: string): boolean =>
    shapes === 'current' || !refused.includes(value)
  const events = webhook.events?.filter((event) => isShown(refusedBySdk.events, event))
  return {
    object: 'Webhook',
    id: webhook.id,
    account_ids: webhook.accountIds
      .flatMap((id) => world.findAccount(id) ?? [])
      .filter(({ provider }) => isShown(refusedBySdk.providers, provider))
      .map(({ id, name, provider }) => ({ id, name, type: provider })),
    enabled: webhook.isEnabled,
    ...(webhook.name === null ? {} : { name: webhook.name }),
    request_url: webhook.requestUrl,
    format: webhook.format,
    headers: webhook.headers,
    data: webhook.data,
    source: webhook.source,
    ...(events ? { events } : {}),
    type: 'AUTO',
  }
}
