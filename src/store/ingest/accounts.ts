import type { AccountStatus } from '../../domain/account.ts'
import type { AccountObservation, UnreadRows } from '../../domain/observation.ts'
import type { Provider } from '../../domain/provider.ts'
import type { Sql } from '../sql.ts'
import { arrayLiteral, columns } from './columns.ts'

export type IngestedAccount = {
  readonly id: number
  readonly unipileId: string
  readonly provider: Provider
  readonly name: string
  readonly status: AccountStatus
}

const upsertAccounts = {
  name: 'ingest_accounts',
  text: `
    insert into account as a
      (workspace_id, unipile_id, provider, name, status, products, owner_provider_id, connected_at)
    select $1, unipile_id, provider, name, status, products::text[], owner, connected_at
    from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
      as row (unipile_id, provider, name, status, products, owner, connected_at)
    on conflict (workspace_id, unipile_id) do update set
      name = excluded.name, status = excluded.status, products = excluded.products,
      owner_provider_id = coalesce(excluded.owner_provider_id, a.owner_provider_id), removed_at = null
    returning id, unipile_id as "unipileId", provider, name, status`,
}

const markRemoved = {
  name: 'ingest_accounts_removed',
  text: `
    update account set removed_at = $3, status = 'DELETED'
    where workspace_id = $1 and removed_at is null and not (unipile_id = any ($2::text[]))`,
}

type MessagingAccount = AccountObservation & { readonly provider: Provider }

/**
 * Takes in the whole list of a workspace's accounts; those no longer on it are marked as removed, unless theirs may be a
 * row that could not be read. Accounts that are no messaging network are left out. Gives the accounts in the order
 * observed.
 */
export async function ingestAccounts(
  sql: Sql,
  {
    workspaceId,
    accounts,
    unread = [],
    observedAt,
  }: {
    workspaceId: number
    accounts: readonly AccountObservation[]
    unread?: UnreadRows
    observedAt: string
  },
): Promise<readonly IngestedAccount[]> {
  const messaging = accounts.filter((account): account is MessagingAccount => account.provider !== null)
  const rows = await sql<IngestedAccount>(upsertAccounts, [
    workspaceId,
    ...columns(messaging, [
      (account) => account.unipileId,
      (account) => account.provider,
      (account) => account.name,
      (account) => account.status,
      (account) => arrayLiteral(account.products),
      (account) => account.owner.find(({ kind }) => kind === 'PROVIDER_INTERNAL_ID')?.value ?? null,
      (account) => account.connectedAt.toISOString(),
    ]),
  ])
  const listed = messaging.map(({ unipileId }) => unipileId)
  if (unread !== 'ANYBODY') await sql(markRemoved, [workspaceId, [...listed, ...unread], observedAt])
  const byUnipileId = new Map(rows.map((row) => [row.unipileId, row]))
  return messaging.flatMap(({ unipileId }) => byUnipileId.get(unipileId) ?? [])
}
