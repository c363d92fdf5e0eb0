import type { Delivery, DeliveryCount, DeliveryOutcome } from '../../domain/delivery.ts'
import type { Statement } from '../sql.ts'
import type { ScopedSql } from './scoped-sql.ts'

const deliveryColumns = `
  id, event, account_unipile_id as "accountUnipileId", outcome, echo, times, attempts, problem,
  received_at as "receivedAt", settled_at as "settledAt"`

const latest = statementOf('deliveries_latest', '')
/** Some outcomes are rare. */
const latestOfOutcome = { ...statementOf('deliveries_latest_of_outcome', ' and outcome = $4'), replanned: true }

function statementOf(name: string, condition: string): Statement {
  const text = `
    select ${deliveryColumns} from webhook_delivery
    where workspace_id = $1 and id < coalesce($2::bigint, 9223372036854775807)${condition}
    order by id desc limit $3`
  return { name, text }
}

export type DeliveryFilter = {
  readonly outcome: DeliveryOutcome | null
  /** Older than this one. */
  readonly beforeId: string | null
  readonly limit: number
}

/** The workspace's deliveries, the latest first. */
export function findDeliveries({ sql, workspaceId }: ScopedSql, { outcome, beforeId, limit }: DeliveryFilter) {
  const parameters = [workspaceId, beforeId, limit]
  return outcome ? sql<Delivery>(latestOfOutcome, [...parameters, outcome]) : sql<Delivery>(latest, parameters)
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
