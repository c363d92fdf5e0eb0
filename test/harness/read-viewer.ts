import type { Viewers } from '../../src/loaders/viewers.ts'
import { findViewer } from '../../src/store/read/viewer.ts'

/** The viewer, read for each request: tests change accounts behind the gateway's back, and ask at once. */
export function readViewer(workspaceId: number): Viewers {
  return {
    find: async (sql) => (await findViewer(sql, workspaceId)) ?? { workspaceId, workspaceName: '', accounts: [] },
    forget() {},
    listen: () => () => {},
  }
}
