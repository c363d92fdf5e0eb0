import type { Identifier } from '../../src/domain/identifier.ts'
import {
  type LookupAccount,
  type LookupOperation,
  type LookupPolicy,
  type LookupQuestion,
  startOperation,
} from '../../src/domain/lookup.ts'
import { parseBudgets } from '../../src/lookups/budget-settings.ts'
import { createLookups, type LookupsOptions } from '../../src/lookups/index.ts'
import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.ts'
import { findLookupAccounts } from '../../src/store/lookups/accounts.ts'
import type { Store } from '../../src/store/open.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { backfill } from '../../src/sync/backfill.ts'
import type { SyncContext } from '../../src/sync/context.ts'
import { createFirstSyncs } from '../../src/sync/first-syncs.ts'
import { readAccounts } from '../../src/sync/read-accounts.ts'
import { createUpstream } from '../../src/upstream/index.ts'
import { noPause } from '../harness/sandbox.ts'

let workspaces = 0

export type GivenLookups = Awaited<ReturnType<typeof givenLookups>>

export type GivenOptions = Partial<Omit<LookupsOptions, 'budgets'>> & {
  readonly sandbox?: SandboxOptions
  /** How long upstream may take to answer. */
  readonly liveTimeoutMs?: number
  /** As a setting is written. */
  readonly budgets?: string
}

/** The sandbox over HTTP, its accounts in a workspace of their own, lookups over them, and a clock that stands still. */
export async function givenLookups(
  store: Store,
  { sandbox: sandboxOptions, budgets, liveTimeoutMs = 10_000, ...options }: GivenOptions = {},
) {
  const sandbox = createSandbox({ size: 'tiny', ...sandboxOptions })
  const { url } = await sandbox.listen()
  const upstream = createUpstream({
    baseUrl: url,
    apiKey: 'sandbox',
    timeoutMs: { LIVE_LOOKUP: liveTimeoutMs },
    retry: { attempts: { STORE_READ: 3, LIVE_LOOKUP: 1 } },
  })
  const workspaceId = await ensureWorkspace(store.sql, `lookups-${process.pid}-${workspaces++}`, 'Sandbox')
  const clock = { now: new Date('2026-11-20T12:00:00Z') }
  const context: SyncContext = {
    workspaceId,
    upstream,
    database: store,
    firstSyncs: createFirstSyncs(),
    now: () => clock.now,
    messagesPerAccount: 100,
    onProgress() {},
    onLeftOut() {},
    signal: new AbortController().signal,
  }
  await readAccounts(context)
  const accounts = await findLookupAccounts(store.sql, workspaceId)
  const settings = budgets === undefined ? undefined : parseBudgets(budgets)

  const gateway = () =>
    createLookups({
      upstream,
      database: store,
      now: () => clock.now,
      jitter: () => 0.5,
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      ...(settings && { budgets: settings }),
      ...options,
    })
  const lookups = gateway()
  const accountOf = (name: string): LookupAccount => {
    const unipileId = sandbox.world.accounts.find((account) => account.name === name)?.id
    const account = accounts.find((one) => one.unipileId === unipileId)
    if (!account) throw new Error(`There is no account of ${name}`)
    return account
  }
  const questionAbout = (identifier: Identifier, asking: Asking = {}): LookupQuestion => ({
    workspaceId,
    accounts: asking.accounts ?? [accountOf('Marie Curie')],
    subject: { identifier },
    wants: asking.wants ?? 'PROFILE',
    policy: asking.policy ?? { kind: 'IF_MISSING' },
    operation: asking.operation ?? startOperation(),
  })

  return {
    sandbox,
    url,
    clock,
    workspaceId,
    context,
    accountOf,
    questionAbout,
    ...lookups,
    /** Another process's lookups over the same database. */
    gateway,
    ask: (identifier: Identifier, asking?: Asking) => lookups.lookup(questionAbout(identifier, asking)),
    /** What reached the provider so far. */
    calls: () => sandbox.requests.filter((request) => request.class === 'live' && request.path !== '/users/relations'),
    backfill: () => backfill(context, { retries: 0, pause: noPause }),
    async [Symbol.asyncDispose]() {
      await upstream[Symbol.asyncDispose]()
      await sandbox.close()
    },
  }
}

export type Asking = {
  readonly accounts?: readonly LookupAccount[]
  readonly wants?: LookupQuestion['wants']
  readonly policy?: LookupPolicy
  readonly operation?: LookupOperation
}

/** A LinkedIn person by the end of their profile's address. */
export function slug(value: string): Identifier {
  return { provider: 'LINKEDIN', userKind: 'PERSON', kind: 'PROVIDER_PUBLIC_ID', scope: 'GLOBAL', value }
}

export function companySlug(value: string): Identifier {
  return { ...slug(value), userKind: 'COMPANY' }
}

export function phone(value: string): Identifier {
  return { provider: 'WHATSAPP', userKind: 'PERSON', kind: 'PROVIDER_PUBLIC_ID', scope: 'GLOBAL', value }
}

export function instagram(value: string): Identifier {
  return { provider: 'INSTAGRAM', userKind: 'PERSON', kind: 'PROVIDER_PUBLIC_ID', scope: 'GLOBAL', value }
}
