import type { Viewer } from '../domain/account.ts'
import { findViewer } from '../store/read/viewer.ts'
import type { Database, Sql } from '../store/sql.ts'

/** Who is asking, and for which accounts. */
export type Viewers = {
  readonly find: (sql: Sql) => Viewer | Promise<Viewer>
  /** For whoever has just changed an account: the next viewer is read anew, even before the database has told of it. */
  readonly forget: () => void
  /** Calls back when an account may have changed, until the result is called. */
  readonly listen: (onTold: () => void) => () => void
}

/** The database notifies of every statement that may have changed accounts; see the migration of that name. */
const channel = 'acquaint_accounts'

/** Nothing is kept for longer, in case the database could not tell. */
const longestKeptMs = 5_000

/** The viewer of a workspace, kept in memory until an account changes. A workspace that does not exist sees nothing. */
export async function openViewers({
  database,
  workspaceId,
  now = () => performance.now(),
}: {
  database: Pick<Database, 'listen'>
  workspaceId: number
  now?: () => number
}): Promise<Viewers & AsyncDisposable> {
  let kept: { readonly viewer: Viewer; readonly at: number } | null = null
  let changes = 0
  const forget = () => {
    changes += 1
    kept = null
  }
  const listeners = new Set<() => void>()
  const listener = await database.listen(channel, () => {
    forget()
    for (const onTold of listeners) onTold()
  })

  async function read(sql: Sql): Promise<Viewer> {
    const changesBefore = changes
    const at = now()
    const viewer = (await findViewer(sql, workspaceId)) ?? { workspaceId, workspaceName: '', accounts: [] }
    // What changed meanwhile may or may not be in it.
    if (changes === changesBefore) kept = { viewer, at }
    return viewer
  }

  return {
    find: (sql) => (kept && now() - kept.at < longestKeptMs ? kept.viewer : read(sql)),
    forget,
    listen(onTold) {
      listeners.add(onTold)
      return () => void listeners.delete(onTold)
    },
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  }
}
