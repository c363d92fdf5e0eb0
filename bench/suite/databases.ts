import type { Question } from './question.ts'
import { openSandboxDatabase } from './sandbox-database.ts'
import { findPostmaster } from './server.ts'
import { openWorldDatabase } from './world-database.ts'

/** Rows to ask about, and where they came from. */
export type OpenedDatabase = {
  readonly url: string
  readonly workspaceId: number
  /** The REST upstream with the same people and chats; null when there is none. */
  readonly upstream: { readonly url: string; calls(): number } | null
  /** The process above those that run the statements; null when that is not on this machine. */
  readonly postmaster: number | null
}

export type Databases = AsyncDisposable & { open(which: Question['database']): Promise<OpenedDatabase> }

/** The databases of a run on one PostgreSQL server, each made when it is first asked for. */
export function openDatabases(serverUrl: string): Databases {
  const parts = new AsyncDisposableStack()
  const opened = new Map<Question['database'], Promise<OpenedDatabase>>()
  const open = async (which: Question['database']): Promise<OpenedDatabase> => {
    const postmaster = await findPostmaster(serverUrl)
    if (which === 'world') return { ...(await openWorldDatabase(serverUrl)), postmaster }
    return { ...parts.use(await openSandboxDatabase()), postmaster }
  }
  return {
    open(which) {
      const known = opened.get(which) ?? open(which)
      opened.set(which, known)
      return known
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}
