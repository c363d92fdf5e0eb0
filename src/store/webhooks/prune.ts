import type { Sql } from '../sql.ts'

const prune = {
  name: 'deliveries_prune',
  text: `delete from webhook_delivery where workspace_id = $1 and outcome <> 'PENDING' and received_at < $2::timestamptz`,
}

/** Forgets settled deliveries that came before `before`; later ones that say the same are new. */
export async function pruneDeliveries(sql: Sql, workspaceId: number, before: string): Promise<void> {
  await sql(prune, [workspaceId, before])
}
