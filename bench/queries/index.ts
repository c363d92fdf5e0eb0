import type { Question } from '../suite/question.ts'
import { attendeesWithEvidence } from './attendees-with-evidence.ts'
import { deepPage } from './deep-page.ts'
import { entitiesOf100, entitiesOf1000 } from './entities.ts'
import { inbox } from './inbox.ts'
import { inboxOfUpstream } from './inbox-of-upstream.ts'
import { inboxWithReasons } from './inbox-with-reasons.ts'
import { userByIdentifier } from './user-by-identifier.ts'
import { whoKnows } from './who-knows.ts'

/** All that the suite asks. */
export const questions: readonly Question[] = [
  inbox,
  inboxWithReasons,
  attendeesWithEvidence,
  entitiesOf100,
  entitiesOf1000,
  userByIdentifier,
  whoKnows,
  deepPage,
  inboxOfUpstream,
]
