import type { KnownSubject, LookupAnswer, LookupDeferred, LookupProblem, LookupQuestion } from '../domain/lookup.ts'

export type AnswerFromOptions = {
  readonly now: Date
  /** How long “no such user” is believed when nothing stricter is asked for, in milliseconds. */
  readonly notFoundForMs: number
}

/** The answer that what is stored gives to the question; null when a provider has to be asked. */
export function answerFrom(
  known: KnownSubject,
  question: LookupQuestion,
  { now, notFoundForMs }: AnswerFromOptions,
): LookupAnswer | null {
  const { policy, wants } = question
  const { profile, notFound } = known
  if (policy.kind === 'NEVER') return whateverIs(known) ?? { kind: 'NOT_ASKED' }

  const isNew = (revision: number | undefined, seen: number | undefined) => question.known && revision !== seen
  const isFresh = (at: string, defaultAgeMs: number) => {
    if (policy.kind === 'ALWAYS') return false
    const maxAgeMs = policy.kind === 'IF_STALE' ? policy.maxAgeMs : defaultAgeMs
    return now.getTime() - Date.parse(at) <= maxAgeMs
  }

  // Somebody else's answer that came while this question waited is as fresh as one of its own would have been.
  if (profile && isNew(profile.revision, question.known?.profile?.revision)) return whateverIs(known)
  if (notFound && isNew(notFound.revision, question.known?.notFound?.revision)) {
    return { kind: 'NOT_FOUND', at: notFound.at }
  }

  const isWhole = profile !== null && profile.missingSections.length === 0
  if (isWhole && isFresh(profile.fetchedAt, Number.POSITIVE_INFINITY)) return whateverIs(known)
  if (wants === 'IDENTITY' && known.identifiedAt && isFresh(known.identifiedAt, Number.POSITIVE_INFINITY)) {
    return whateverIs(known)
  }
  if (notFound && isFresh(notFound.at, notFoundForMs)) return { kind: 'NOT_FOUND', at: notFound.at }
  return null
}

/** Something stored rather than nothing at all: it says why it is no better. Null when nothing stored is of use. */
export function secondBest(
  known: KnownSubject,
  { wants }: LookupQuestion,
  unmet: LookupDeferred | LookupProblem,
): LookupAnswer | null {
  const { userId, profile } = known
  if (userId === null || (wants === 'PROFILE' && !profile)) return null
  return { kind: 'FOUND', userId, profile, unmet }
}

function whateverIs({ userId, profile, notFound }: KnownSubject): LookupAnswer | null {
  if (userId !== null) return { kind: 'FOUND', userId, profile, unmet: null }
  return notFound && { kind: 'NOT_FOUND', at: notFound.at }
}
