import type { Account, Viewer } from '../../domain/account.ts'
import type { Sql } from '../sql.ts'

const findWorkspace = {
  name: 'viewer',
  text: `
    select workspace.id as "workspaceId", workspace.name as "workspaceName",
      account.id, account.unipile_id as "unipileId", account.provider, account.name, account.status, account.products,
      account.owner_provider_id as "ownerProviderId", account.connected_at as "connectedAt",
      account.backfilled_at as "backfilledAt", account.default_country as "defaultCountry"
    from workspace left join account on account.workspace_id = workspace.id and account.removed_at is null
    where workspace.id = $1 order by account.id`,
}

type AccountRow = Omit<Account, 'connectedAt' | 'backfilledAt' | 'removedAt'> & {
  readonly connectedAt: string
  readonly backfilledAt: string | null
}
type WorkspaceRow = { readonly workspaceId: number; readonly workspaceName: string }
type Row = WorkspaceRow & (AccountRow | { readonly id: null })

/** The viewer that sees all connected accounts of a workspace; null when there is no such workspace. */
export async function findViewer(sql: Sql, workspaceId: number): Promise<Viewer | null> {
  const rows = await sql<Row>(findWorkspace, [workspaceId])
  const [workspace] = rows
  if (!workspace) return null
  const { workspaceName } = workspace
  return { workspaceId, workspaceName, accounts: rows.flatMap((row) => (row.id === null ? [] : accountOf(row))) }
}

function accountOf({ workspaceName: _, connectedAt, backfilledAt, ...row }: WorkspaceRow & AccountRow): Account {
  return {
    ...row,
    connectedAt: new Date(connectedAt),
    backfilledAt: backfilledAt === null ? null : new Date(backfilledAt),
    removedAt: null,
  }
}
