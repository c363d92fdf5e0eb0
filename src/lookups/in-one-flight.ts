import type { LookupLayer } from '../domain/lookup.ts'
import { type AnswerFromOptions, answerFrom } from './answer-from.ts'
import { subjectKey } from './names.ts'
import type { Clocked, FindKnown } from './stored.ts'

/** Takes what only one may hold at a time. Gives the way to give it back, or null while somebody else holds it. */
export type TakeFlight = (key: string) => Promise<(() => Promise<void>) | null>

export type FlightOptions = Clocked<AnswerFromOptions> & {
  readonly find: FindKnown
  readonly take: TakeFlight
  readonly pause: (milliseconds: number) => Promise<void>
}

const shortestPauseMs = 15
const longestPauseMs = 250

/**
 * Lets one question about a subject go on at a time, among all processes that share the database. Those that waited
 * find in the store what the one before them was told, and ask only if that does not answer them.
 */
export function inOneFlight({ find, take, pause, now, notFoundForMs }: FlightOptions): LookupLayer {
  return (next) => async (question) => {
    const key = `${question.accounts.map(({ id }) => id).join(',')} ${subjectKey(question)}`
    const land = await takeWhenFree(key)
    try {
      const known = await find(question)
      const answer = answerFrom(known, question, { notFoundForMs, now: now() })
      if (!answer) return await next({ ...question, known })
      question.operation.deduped += 1
      return answer
    } finally {
      await land()
    }
  }

  async function takeWhenFree(key: string): Promise<() => Promise<void>> {
    for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const land = await take(key)
      if (land) return land
      await pause(pauseMs)
    }
  }
}
