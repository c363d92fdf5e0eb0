import type { Config } from './config.ts'
import { createSandbox, servedTimes } from './sandbox/index.ts'

/** Where the data comes from, and the workspace that it fills. */
export type Source = {
  readonly baseUrl: string
  readonly apiKey: string
  readonly workspace: string
  readonly name: string
}

/** Each upstream fills a workspace of its own: the sandbox's people never mix with real ones in one database. */
export async function openSource({ upstream }: Config, parts: AsyncDisposableStack): Promise<Source> {
  if (upstream.kind === 'unipile') {
    const { baseUrl, apiKey } = upstream
    // A DSN is one tenant's: another one in the same database is another workspace.
    return { baseUrl, apiKey, workspace: `unipile-${dsnHost(baseUrl)}`, name: 'My workspace' }
  }
  const { size, seed } = upstream
  const sandbox = parts.use(createSandbox({ ...servedTimes, size, seed, apiKey: 'sandbox' }))
  const { url } = await sandbox.listen()
  return { baseUrl: url, apiKey: 'sandbox', workspace: `sandbox-${size}-${seed}`, name: 'Sandbox' }
}

/** The host and port of a DSN, however it is written. */
function dsnHost(dsn: string): string {
  return new URL(/^https?:/.test(dsn) ? dsn : `https://${dsn}`).host
}
