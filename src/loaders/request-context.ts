import type { Viewer } from '../domain/account.ts'
import type { Store } from '../store/open.ts'
import { countStatements } from '../store/read/count-statements.ts'
import { findViewer } from '../store/read/viewer.ts'
import { type Changes, createChanges } from './changes.ts'
import { createLoaders, type Loaders } from './index.ts'

/** What a resolver may use. Made anew for each request. */
export type RequestContext = {
  readonly viewer: Viewer
  readonly loaders: Loaders
  readonly changes: Changes
  /** For the administrative types alone. */
  readonly prisma: Store['prisma']
  /** How many statements of ours the request has run so far; Prisma's are not among them. */
  sqlStatements(): number
}

/** The context of one request on behalf of a workspace; a workspace that does not exist sees nothing. */
export async function createRequestContext(
  store: Store,
  workspaceId: number,
  now = () => new Date(),
): Promise<RequestContext> {
  const { sql, prisma } = store
  const counted = countStatements(sql)
  const viewer = (await findViewer(counted.sql, workspaceId)) ?? nobody(workspaceId)
  return {
    viewer,
    loaders: createLoaders({ sql: counted.sql, viewer }),
    changes: createChanges(store, viewer, now),
    prisma,
    sqlStatements: counted.count,
  }
}

const nobody = (workspaceId: number): Viewer => ({ workspaceId, workspaceName: '', accounts: [] })
