import { z } from 'zod'
import type { Identifier } from '../../domain/identifier.ts'
import { handle } from '../normalise.ts'
import { idField, optionalIdField, partField, readBody, textField } from '../read-body.ts'
import { internalId, publicIds, toAttendee, toProfile, toUser } from '../read-user.ts'
import type { NameParts, ProviderReader } from '../reader.ts'

/** Upstream describes no profile for Messenger; this reads what every other network's has. */
const ProfileBody = z.object({ provider_id: idField, public_identifier: textField, name: textField })
const OwnerBody = partField(z.object({ id: optionalIdField }))

function readIdentifiers({ providerId, publicIdentifier }: NameParts): readonly Identifier[] {
  return [internalId('MESSENGER', providerId), ...publicIds('MESSENGER', publicIdentifier, handle)]
}

export const messengerReader: ProviderReader = {
  readIdentifiers,
  readAttendee: (parts) => toAttendee(parts, readIdentifiers(parts)),
  readProfile: (body) => {
    const { provider_id, public_identifier, name } = readBody(ProfileBody, body)
    const names = [internalId('MESSENGER', provider_id), ...publicIds('MESSENGER', public_identifier, handle)]
    return toProfile(toUser(names, { displayName: name }), {})
  },
  /** The account's `username` is the owner's full name here, not a public ID. */
  readOwner: (im) => {
    const { id } = readBody(OwnerBody, im)
    return id === null ? [] : [internalId('MESSENGER', id)]
  },
}
