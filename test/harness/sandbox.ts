import { setTimeout as sleep } from 'node:timers/promises'
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.ts'
import type { Store } from '../../src/store/open.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import type { SyncContext } from '../../src/sync/context.ts'
import { createFirstSyncs } from '../../src/sync/first-syncs.ts'
import { createUpstream } from '../../src/upstream/index.ts'

let workspaces = 0

/** The sandbox over HTTP, and a workspace of its own in `store` to read it into. */
export async function startSandbox(store: Store, options: SandboxOptions = {}) {
  const sandbox = createSandbox({ size: 'tiny', ...options })
  const { url } = await sandbox.listen()
  const upstream = createUpstream({ baseUrl: url, apiKey: 'sandbox', retry: { baseDelayMs: 1 } })
  const workspaceId = await ensureWorkspace(store.sql, `sandbox-${process.pid}-${workspaces++}`, 'Sandbox')
  const context: SyncContext = {
    workspaceId,
    upstream,
    database: store,
    firstSyncs: createFirstSyncs(),
    now: () => new Date('2026-11-20T12:00:00Z'),
    messagesPerAccount: 10_000,
    onProgress() {},
    onLeftOut() {},
    signal: new AbortController().signal,
  }
  return {
    sandbox,
    url,
    context,
    async [Symbol.asyncDispose]() {
      await upstream[Symbol.asyncDispose]()
      await sandbox.close()
    },
  }
}

/** For backfills in tests: the pause before a retry is there, and takes no time. */
export const noPause = (_milliseconds: number, signal: AbortSignal) => sleep(0, undefined, { signal })
