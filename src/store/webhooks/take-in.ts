import type { DeliveryOutcome } from '../../domain/delivery.ts'
import { storableText } from '../../domain/storable-text.ts'
import { columns, lastByKey } from '../ingest/columns.ts'
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

/** What may be told once more because it has happened once more: nothing in it says when. */
const repeatable = `('NEW_RELATION', 'MESSAGE_CHANGED', 'MESSAGE_REACTION')`
const happensAgain = `d.event in ${repeatable} and d.outcome <> 'PENDING'`
/** While it is being applied: told so by being due when the claim ends, until `settleDeliveries` sees it. */
const happensMeanwhile = `d.event in ${repeatable} and d.outcome = 'PENDING' and d.claimed_until > now()`
const ifAgain = (column: string, value: string) =>
  `${column} = case when ${happensAgain} then ${value} else d.${column} end`

const insert = {
  name: 'deliveries_take_in',
  text: `
    insert into webhook_delivery as d (workspace_id, dedupe_key, event, account_unipile_id, body, outcome, echo,
      happened_at, received_at, due_at, settled_at, times)
    select $1, dedupe_key, event, account, body, outcome, echo, happened_at, $2::timestamptz, now(),
      case when outcome <> 'PENDING' then $2::timestamptz end, times
    from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::timestamptz[], $10::int[])
      as row (dedupe_key, event, account, body, outcome, echo, happened_at, times)
    on conflict (workspace_id, dedupe_key) do update set times = d.times + excluded.times,
      ${ifAgain('happened_at', 'excluded.happened_at')},
      due_at = case when ${happensAgain} then excluded.due_at when ${happensMeanwhile} then d.claimed_until
        else d.due_at end,
      ${ifAgain('settled_at', 'null')}, ${ifAgain('problem', 'null')}, ${ifAgain('attempts', '0')},
      ${ifAgain('outcome', 'excluded.outcome')}
    returning dedupe_key as "dedupeKey", xmax = 0 or event in ${repeatable} and due_at in (now(), claimed_until) as "isNew"`,
}

/**
 * Stores deliveries, all or none, or counts those that were told before. A new relation is applied each time, as somebody
 * may become a contact twice, and so is what becomes of a message, which may be edited back and forth. Gives for each
 * whether it tells something new; of several that say the same, the first does. Once this resolves, a crash loses nothing.
 */
export async function takeInDeliveries(
  sql: Sql,
  workspaceId: number,
  deliveries: readonly NewDelivery[],
  receivedAt: string,
): Promise<readonly boolean[]> {
  const keyOf = ({ dedupeKey }: NewDelivery) => storableText(dedupeKey)
  const times = new Map<string, number>()
  for (const delivery of deliveries) times.set(keyOf(delivery), (times.get(keyOf(delivery)) ?? 0) + 1)
  // In one order everywhere: processes that are told the same do not wait for each other in a circle.
  const rows = lastByKey(deliveries, keyOf).toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const stored = await sql<{ dedupeKey: string; isNew: boolean }>(insert, [
    workspaceId,
    receivedAt,
    ...columns(rows, [
      (delivery) => delivery.dedupeKey,
      (delivery) => delivery.event,
      (delivery) => delivery.accountUnipileId,
      (delivery) => delivery.body,
      (delivery) => delivery.outcome,
      (delivery) => delivery.echo,
      (delivery) => delivery.happenedAt,
      (delivery) => times.get(keyOf(delivery)),
    ]),
  ])
  const fresh = new Set(stored.filter(({ isNew }) => isNew).map(({ dedupeKey }) => dedupeKey))
  return deliveries.map((delivery) => fresh.delete(keyOf(delivery)))
}
