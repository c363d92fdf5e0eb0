import type { Delivery, DeliveryCount, DeliveryOutcome } from '../../domain/delivery.ts'
import { type Page, type PageRequest, toPage } from '../../domain/page.ts'
import { keyset, type ListOrder, readingOrder } from './keyset.ts'
import { createParameters, type Parameters } from './parameters.ts'
import type { ScopedSql } from './scoped-sql.ts'

const deliveryColumns = `
  id, event, account_unipile_id as "accountUnipileId", outcome, echo, times, attempts, problem,
  received_at as "receivedAt", settled_at as "settledAt"`

const byArrival: ListOrder = { key: null, id: 'id', direction: 'desc' }

/** A page of the workspace's deliveries, the latest first; those with any outcome when it is null. */
export async function listDeliveries(
  { sql, workspaceId }: ScopedSql,
  outcome: DeliveryOutcome | null,
  page: PageRequest,
): Promise<Page<Delivery>> {
  const parameters = createParameters()
  const list = listOf(workspaceId, outcome, parameters)
  const { name, condition, limit } = keyset(byArrival, page, parameters)
  const text = `
    select ${deliveryColumns} from webhook_delivery where ${list.condition}${condition}
    order by ${readingOrder(byArrival, page)} limit ${limit}`
  // Some outcomes are rare.
  const statement = { name: `deliveries${list.name}${name}`, text, replanned: outcome !== null }
  return toPage(await sql<Delivery>(statement, parameters.values), page)
}

/** How many deliveries such a list has. */
export async function countDeliveryList(
  { sql, workspaceId }: ScopedSql,
  outcome: DeliveryOutcome | null,
): Promise<number> {
  const parameters = createParameters()
  const { name, condition } = listOf(workspaceId, outcome, parameters)
  const text = `select count(*)::int as count from webhook_delivery where ${condition}`
  const [row] = await sql<{ count: number }>({ name: `deliveries_count${name}`, text }, parameters.values)
  return row?.count ?? 0
}

function listOf(workspaceId: number, outcome: DeliveryOutcome | null, { bind }: Parameters) {
  const condition = `workspace_id = ${bind(workspaceId)}`
  return outcome === null
    ? { name: '', condition }
    : { name: '_of_outcome', condition: `${condition} and outcome = ${bind(outcome)}` }
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
