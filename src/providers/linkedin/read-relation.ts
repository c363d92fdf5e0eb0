import { z } from 'zod'
import type { RelationObservation } from '../../domain/observation.ts'
import { idField, optionalDateField, readBody, textField } from '../read-body.ts'
import { fullName, toUser } from '../read-user.ts'
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

const RelationEventBody = z.object({
  user_provider_id: idField,
  user_public_identifier: textField,
  user_full_name: textField,
  user_picture_url: textField,
})

/** A row of an account's relations. No other network lists its contacts. */
export function readRelation(body: unknown): RelationObservation {
  const relation = readBody(RelationBody, body)
  const user = toUser(linkedinNames(relation.member_id, relation.public_identifier), {
    displayName: fullName(relation.first_name, relation.last_name),
    headline: relation.headline,
    pictureUrl: relation.profile_picture_url,
  })
  return { user, since: relation.created_at }
}

/** The relation that a `new_relation` delivery tells of. It does not say since when. */
export function readRelationEvent(body: unknown): RelationObservation {
  const relation = readBody(RelationEventBody, body)
  const user = toUser(linkedinNames(relation.user_provider_id, relation.user_public_identifier), {
    displayName: relation.user_full_name,
    pictureUrl: relation.user_picture_url,
  })
  return { user, since: null }
}
