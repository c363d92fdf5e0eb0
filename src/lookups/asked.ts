import { AcquaintError, NotFoundUpstreamError } from '../domain/errors.ts'
import type { Lookup, LookupAccount, LookupAnswer, LookupTarget } from '../domain/lookup.ts'
import type { ProfileObservation } from '../domain/observation.ts'
import type { Provider } from '../domain/provider.ts'
import { saveMissing } from '../store/lookups/save-missing.ts'
import { saveProfile } from '../store/lookups/save-profile.ts'
import type { Database } from '../store/sql.ts'
import type { Upstream } from '../upstream/index.ts'
import type { LookupMetrics } from './metrics.ts'
import { namesOf } from './names.ts'
import { problem } from './problem.ts'

export type AskedOptions = {
  readonly upstream: Pick<Upstream, 'getProfile' | 'getCompany'>
  readonly database: Pick<Database, 'sql' | 'transaction'>
  readonly now: () => Date
  readonly metrics: LookupMetrics
}

/** Parts to ask for by name. LinkedIn gives its summary to nobody who does not; the others cost more than they tell. */
const sections: Partial<Record<Provider, { readonly linkedinSections: readonly string[] }>> = {
  LINKEDIN: { linkedinSections: ['about'] },
}

/** The innermost lookup: asks upstream once, and stores what it said. Throws an `UpstreamError` when it said nothing. */
export function asked({ upstream, database, now, metrics }: AskedOptions): Lookup {
  return async (question) => {
    const { workspaceId, target, operation, subject } = question
    const [account] = question.accounts
    if (!account || !target) return problem('UNSUPPORTED', account?.id ?? null)

    operation.upstreamCalls.push({ account, method: target.method, subject })
    const startedAt = now()
    const report = (outcome: string) => {
      const durationMs = now().getTime() - startedAt.getTime()
      metrics.called({ account, method: target.method, outcome, durationMs })
    }
    try {
      const observation = await fetchProfile(account, target)
      report(observation.throttledSections.length > 0 ? 'PARTIAL' : 'FOUND')
      const fetched = { workspaceId, accountId: account.id, askedFor: target.identifier, observation, fetchedAt: now() }
      const saved = await database.transaction((sql) => saveProfile(sql, fetched))
      return { kind: 'FOUND', ...saved, unmet: null }
    } catch (error) {
      report(error instanceof AcquaintError ? error.code : 'INTERNAL')
      if (!(error instanceof NotFoundUpstreamError)) throw error
      const given = 'identifier' in subject ? namesOf(subject.identifier) : []
      return notFound(account, [target.identifier, ...given])
    }
  }

  function fetchProfile(
    { unipileId: accountId, provider }: LookupAccount,
    { method, identifier }: LookupTarget,
  ): Promise<ProfileObservation> {
    return method === 'COMPANY'
      ? upstream.getCompany({ accountId, identifier: identifier.value })
      : upstream.getProfile({ accountId, provider, identifier: identifier.value, ...sections[provider] })
  }

  async function notFound(account: LookupAccount, names: Parameters<typeof saveMissing>[2]): Promise<LookupAnswer> {
    const at = now().toISOString()
    await saveMissing(database.sql, account.id, names, at)
    return { kind: 'NOT_FOUND', at }
  }
}
