import type { LookupAnswer, LookupLayer } from '../domain/lookup.ts'
import { subjectKey } from './names.ts'

/** Questions about the same subject that come while it is being asked about get the same answer. */
export function joined(): LookupLayer {
  const underWay = new Map<string, Promise<LookupAnswer>>()
  return (next) => (question) => {
    const key = `${question.accounts.map(({ id }) => id).join(',')} ${question.wants} ${subjectKey(question)}`
    const running = underWay.get(key)
    if (running) {
      question.operation.deduped += 1
      return running
    }
    const answer = next(question).finally(() => underWay.delete(key))
    underWay.set(key, answer)
    return answer
  }
}
