import { z } from 'zod'
import type { Identifier } from '../../domain/identifier.ts'
import { handle } from '../normalise.ts'
import { flagField, optionalIdField, partField, readBody, textField } from '../read-body.ts'
import { internalId, publicIds, toAttendee } from '../read-user.ts'
import type { NameParts, ProviderReader } from '../reader.ts'
import { readProfile } from './read-profile.ts'

const SpecificsBody = partField(
  z.object({ public_identifier: textField, relationship_status: partField(z.object({ following: flagField })) }),
)
const OwnerBody = partField(z.object({ id: optionalIdField, username: textField }))

/** Attendees and senders are named by the id that messaging uses, which is not the one profiles have. */
function readIdentifiers({ providerId, publicIdentifier, specifics }: NameParts): readonly Identifier[] {
  const username = readBody(SpecificsBody, specifics).public_identifier ?? publicIdentifier
  return [
    internalId('INSTAGRAM', providerId, { scope: 'INSTAGRAM_MESSAGING' }),
    ...publicIds('INSTAGRAM', username, handle),
  ]
}

export const instagramReader: ProviderReader = {
  readIdentifiers,
  readAttendee: (parts) => {
    const { following } = readBody(SpecificsBody, parts.specifics).relationship_status
    return toAttendee(parts, readIdentifiers(parts), following)
  },
  readProfile,
  readOwner: (im) => {
    const { id, username } = readBody(OwnerBody, im)
    return [...(id === null ? [] : [internalId('INSTAGRAM', id)]), ...publicIds('INSTAGRAM', username, handle)]
  },
}
