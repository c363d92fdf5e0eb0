import type { Question } from '../suite/question.ts'
import { inbox } from './inbox.ts'
import { inboxOfUpstream } from './inbox-of-upstream.ts'

/** All that the suite asks. */
export const questions: readonly Question[] = [inbox, inboxOfUpstream]
