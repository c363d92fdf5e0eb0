import type { KnownSubject, LookupAnswer, LookupLayer } from '../domain/lookup.ts'
import { type AnswerFromOptions, answerFrom } from './answer-from.ts'
import { subjectKey } from './names.ts'
import type { Clocked } from './stored.ts'

export type MemoryOptions = Clocked<AnswerFromOptions> & {
  /** How long an answer is remembered, in milliseconds. Short: other processes write to the same store. */
  readonly forMs: number
  readonly maxEntries: number
}

type Entry = { readonly known: KnownSubject; readonly until: number }

/**
 * Gives again, from memory, the profiles it has given lately. Only whole ones: neither a partial profile nor a failure,
 * nor that there is nobody, which a sync may change at any moment.
 */
export function remembered({ now, forMs, maxEntries, ...options }: MemoryOptions): LookupLayer {
  const entries = new Map<string, Entry>()

  function remember(key: string, known: KnownSubject): void {
    entries.delete(key)
    entries.set(key, { known, until: now().getTime() + forMs })
    // A Map keeps the order of insertion, so the first is the one not written for longest.
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) break
      entries.delete(oldest)
    }
  }

  return (next) => async (question) => {
    const key = `${question.accounts.map(({ id }) => id).join(',')} ${subjectKey(question)}`
    const entry = entries.get(key)
    if (entry && entry.until > now().getTime()) {
      const answer = answerFrom(entry.known, question, { ...options, now: now() })
      if (answer) {
        question.operation.cacheHits += 1
        return answer
      }
    }
    const answer = await next(question)
    const known = knownBy(answer)
    if (known) remember(key, known)
    return answer
  }
}

/** What an answer tells the next one who asks; null when it should not be relied on. */
function knownBy(answer: LookupAnswer): KnownSubject | null {
  if (answer.kind !== 'FOUND' || answer.unmet || !answer.profile || answer.profile.missingSections.length > 0)
    return null
  const { userId, profile } = answer
  return { userId, identifiers: [], identifiedAt: profile.fetchedAt, profile, notFound: null }
}
