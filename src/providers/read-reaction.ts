import { z } from 'zod'
import type { ReactionObservation } from '../domain/observation.ts'
import { userIdField } from './read-body.ts'

const ReactionBody = z.object({ value: z.string(), sender_id: userIdField })

/** The reactions to a message; one that cannot be read is left out rather than its message. */
export function readReactions(body: unknown): readonly ReactionObservation[] {
  return (Array.isArray(body) ? body : []).flatMap((row: unknown) => {
    const { data } = ReactionBody.safeParse(row)
    return data === undefined ? [] : { value: data.value, senderProviderId: data.sender_id }
  })
}
