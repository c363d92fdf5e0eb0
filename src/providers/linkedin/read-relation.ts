import { z } from 'zod'
import type { RelationObservation } from '../../domain/observation.ts'
import { idField, optionalDateField, readBody, textField } from '../read-body.ts'
import { toUser } from '../read-user.ts'
import { linkedinNames } from './read-names.ts'

const RelationBody = z.object({
  member_id: idField,
  public_identifier: textField,
  first_name: textField,
  last_name: textField,
  headline: textField,
  profile_picture_url: textField,
  created_at: optionalDateField,
})

/** A row of an account's relations. No other network lists its contacts. */
export function readRelation(body: unknown): RelationObservation {
  const relation = readBody(RelationBody, body)
  const user = toUser(linkedinNames(relation.member_id, relation.public_identifier), {
    displayName: [relation.first_name, relation.last_name].filter((part) => part !== null).join(' '),
    headline: relation.headline,
    pictureUrl: relation.profile_picture_url,
  })
  return { user, since: relation.created_at }
}
