import type { DeliveryOutcome } from '../../domain/delivery.ts'
import type { Database, Sql } from '../sql.ts'

/** A delivery that this process works on. */
export type ClaimedDelivery = {
  readonly id: string
  readonly accountUnipileId: string | null
  readonly body: string
  readonly attempts: number
}

const lock = { name: 'deliveries_lock', text: 'select pg_advisory_xact_lock(71402, $1)' }

const claim = {
  name: 'deliveries_claim',
  text: `
    with next as (
      select account_unipile_id as account from webhook_delivery d
      where workspace_id = $1 and outcome = 'PENDING' and due_at <= now()
        and not exists (select from webhook_delivery other where other.workspace_id = $1
          and other.outcome = 'PENDING' and other.account_unipile_id is not distinct from d.account_unipile_id
          and other.claimed_until > now())
      order by due_at, id limit 1
    ), chosen as (
      select id from webhook_delivery, next
      where workspace_id = $1 and outcome = 'PENDING' and due_at <= now()
        and account_unipile_id is not distinct from next.account
      order by happened_at, id limit $3
    )
    update webhook_delivery d set claimed_until = now() + make_interval(secs => $2)
    from chosen where d.id = chosen.id
    returning d.id, d.account_unipile_id as "accountUnipileId", d.body, d.attempts, d.happened_at`,
}

/**
 * Takes deliveries of one account that wait to be applied, in the order in which they happened. Nobody else gets any of
 * that account's until these are settled or `leaseSeconds` have passed, so each account's are applied one after another.
 */
export function claimDeliveries(
  { transaction }: Pick<Database, 'transaction'>,
  { workspaceId, leaseSeconds, limit }: { workspaceId: number; leaseSeconds: number; limit: number },
): Promise<readonly ClaimedDelivery[]> {
  return transaction(async (sql) => {
    await sql(lock, [workspaceId])
    type Row = ClaimedDelivery & { readonly happened_at: string }
    const rows = await sql<Row>(claim, [workspaceId, leaseSeconds, limit])
    return rows.toSorted((one, other) => order(one, other))
  })
}

type Placed = { readonly happened_at: string; readonly id: string }

function order(one: Placed, other: Placed): number {
  if (one.happened_at !== other.happened_at) return one.happened_at < other.happened_at ? -1 : 1
  return Number(one.id) - Number(other.id)
}

/** What was told again while it was applied is due when the claim ends; it has to be applied once more. */
const unlessAgain = (column: string, settled: string, again: string) =>
  `${column} = case when due_at = claimed_until then ${again} else ${settled} end`

const settle = {
  name: 'deliveries_settle',
  text: `
    update webhook_delivery set ${unlessAgain('outcome', '$2', 'outcome')}, ${unlessAgain('problem', '$3', 'null')},
      ${unlessAgain('settled_at', 'now()', 'null')}, ${unlessAgain('attempts', 'attempts + 1', '0')},
      ${unlessAgain('due_at', 'due_at', 'now()')}, claimed_until = null
    where id = any ($1::bigint[]) and outcome = 'PENDING' returning id`,
}

/** Says what became of deliveries, in the transaction that made it so; those that were told again meanwhile wait. */
export async function settleDeliveries(
  sql: Sql,
  ids: readonly string[],
  outcome: Exclude<DeliveryOutcome, 'PENDING'>,
  problem: string | null = null,
): Promise<void> {
  if (ids.length === 0) return
  await sql(settle, [ids, outcome, problem])
}

const postpone = {
  name: 'deliveries_postpone',
  text: `
    update webhook_delivery set problem = $2, due_at = now() + make_interval(secs => $3), claimed_until = null,
      attempts = attempts + 1
    where id = any ($1::bigint[]) and outcome = 'PENDING'`,
}

/** Leaves deliveries for later. */
export async function postponeDeliveries(
  sql: Sql,
  ids: readonly string[],
  problem: string,
  delaySeconds: number,
): Promise<void> {
  await sql(postpone, [ids, problem, delaySeconds])
}

const nextDue = {
  name: 'deliveries_next_due',
  text: `
    select extract(epoch from min(greatest(due_at, coalesce(claimed_until, due_at))) - now())::float8 * 1000 as "inMs"
    from webhook_delivery where workspace_id = $1 and outcome = 'PENDING'`,
}

/** In how many milliseconds there is something to apply, at the latest; null when nothing waits. */
export async function nextDeliveryInMs(sql: Sql, workspaceId: number): Promise<number | null> {
  const [row] = await sql<{ inMs: number | null }>(nextDue, [workspaceId])
  return row?.inMs ?? null
}

const replay = {
  name: 'deliveries_replay',
  text: `
    update webhook_delivery set outcome = 'PENDING', due_at = now(), problem = null, settled_at = null, attempts = 0,
      claimed_until = null
    where workspace_id = $1 and id = $2::bigint and outcome <> 'PENDING' returning id`,
}

/** Has a delivery applied again. False when there is no such delivery, or it waits already. */
export async function replayDelivery(sql: Sql, workspaceId: number, id: string): Promise<boolean> {
  return (await sql(replay, [workspaceId, id])).length > 0
}
