import type { AskedField } from '../../domain/shape.ts'
import { type JsonText, nullable, sqlOf, timeOf } from './json-text.ts'
import { reasonsOfAttendee, since } from './known-reasons.ts'
import { type RenderField, render, type Scope } from './render.ts'

/** Why the account of the row `attendee` knows the user: what `domain/known-status.ts` says of an attendee alone. */
export const knownStatusOfAttendee: RenderField = ({ below }, scope) => {
  const [known, self] = ['Known', 'Self'].map((type) => below.find((shape) => shape.type === type))
  const ifKnown = render(known, scope, ofKnown)
  const ifSelf = render(self, scope, ofSelf)
  if (!ifKnown || !ifSelf) return null
  const either = `case when attendee.is_self then ${sqlOf(ifSelf)} else ${sqlOf(ifKnown)} end`
  // The account is found once for all reasons.
  return nullable(`(select ${either} from account where account.id = attendee.account_id)`)
}

function ofKnown({ name, below }: AskedField, scope: Scope): JsonText | null {
  if (name === 'since') return timeOf(since)
  const reasons = reasonsOfAttendee(below, scope)
  if (!reasons) return null
  if (name === 'primary') return nullable(`coalesce(${reasons.join(', ')})`)
  return name === 'reasons' ? [{ sql: `('[' || concat_ws(',', ${reasons.join(', ')}) || ']')` }] : null
}

function ofSelf({ name, below: [account] }: AskedField, scope: Scope): JsonText | null {
  return name === 'account' ? render(account, scope) : null
}
