import type { Delivery, DeliveryCount, DeliveryOutcome } from '../../domain/delivery.ts'
import type { ScopedSql } from './scoped-sql.ts'

const deliveryColumns = `
  id, event, account_unipile_id as "accountUnipileId", outcome, echo, times, attempts, problem,
  received_at as "receivedAt", settled_at as "settledAt"`

const latest = {
  name: 'deliveries_latest',
  text: `
    select ${deliveryColumns} from webhook_delivery
    where workspace_id = $1 and ($2::bigint is null or id < $2::bigint) and ($3::text is null or outcome = $3)
    order by id desc limit $4`,
}

export type DeliveryFilter = {
  readonly outcome: DeliveryOutcome | null
  /** Older than this one. */
  readonly beforeId: string | null
  readonly limit: number
}

/** The workspace's deliveries, the latest first. */
export function findDeliveries({ sql, workspaceId }: ScopedSql, { outcome, beforeId, limit }: DeliveryFilter) {
  return sql<Delivery>(latest, [workspaceId, beforeId, outcome, limit])
}

const byId = {
  name: 'deliveries_by_id',
  text: `select ${deliveryColumns} from webhook_delivery where workspace_id = $1 and id = $2::bigint`,
}

/** The delivery with this id; null when the workspace has none such. */
export async function findDelivery({ sql, workspaceId }: ScopedSql, id: string): Promise<Delivery | null> {
  const [delivery] = await sql<Delivery>(byId, [workspaceId, id])
  return delivery ?? null
}

const counts = {
  name: 'deliveries_counts',
  text: `
    select outcome, event, count(*)::int as count, sum(times)::int as times from webhook_delivery
    where workspace_id = $1 group by outcome, event order by outcome, event`,
}

/** The workspace's deliveries by event and outcome. */
export function countDeliveries({ sql, workspaceId }: ScopedSql): Promise<readonly DeliveryCount[]> {
  return sql<DeliveryCount>(counts, [workspaceId])
}
