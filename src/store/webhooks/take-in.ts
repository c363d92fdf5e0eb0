import type { DeliveryOutcome } from '../../domain/delivery.ts'
import type { Sql } from '../sql.ts'

/** A delivery as it arrives. */
export type NewDelivery = {
  readonly dedupeKey: string
  readonly event: string
  readonly accountUnipileId: string | null
  readonly body: string
  readonly outcome: DeliveryOutcome
  readonly echo: boolean
  /** When it happened, as far as the delivery tells; otherwise when it arrived. */
  readonly happenedAt: string
}

const insert = {
  name: 'deliveries_take_in',
  text: `
    insert into webhook_delivery as d (workspace_id, dedupe_key, event, account_unipile_id, body, outcome, echo,
      happened_at, received_at, due_at, settled_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz, $9::timestamptz,
      case when $6 <> 'PENDING' then $9::timestamptz end)
    on conflict (workspace_id, dedupe_key) do update set times = d.times + 1
    returning id, xmax = 0 as "isNew"`,
}

/** Stores a delivery, or counts it when the same was told before. Once this resolves, a crash loses nothing. */
export async function takeInDelivery(
  sql: Sql,
  workspaceId: number,
  delivery: NewDelivery,
  receivedAt: string,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { dedupeKey, event, accountUnipileId, body, outcome, echo, happenedAt } = delivery
  const given = [workspaceId, dedupeKey, event, accountUnipileId, body, outcome, echo, happenedAt, receivedAt]
  const [stored] = await sql<{ id: string; isNew: boolean }>(insert, given)
  if (!stored) throw new Error('A delivery was not stored')
  return stored
}
