import { z } from 'zod'
import type { Identifier } from '../../domain/identifier.ts'
import { partField, readBody, textField } from '../read-body.ts'
import { toProfile, toUser } from '../read-user.ts'
import type { NameParts, ProviderReader } from '../reader.ts'
import { jidNames, phoneAmong, phoneNames } from './read-names.ts'

const SpecificsBody = partField(z.object({ phone_number: textField, lid: textField }))
const ProfileBody = z.object({ id: z.string(), public_identifier: textField, name: textField })
const OwnerBody = partField(z.object({ phone_number: textField }))

/** A LID and a phone in one payload are one user, so all names are listed. */
function readIdentifiers({ providerId, publicIdentifier, specifics }: NameParts): readonly Identifier[] {
  const own = jidNames(providerId)
  if (own.length === 0) return []
  const { phone_number, lid } = readBody(SpecificsBody, specifics)
  return [...own, ...jidNames(lid), ...phoneNames(phone_number), ...publicNames(publicIdentifier)]
}

/** Upstream writes the public ID as a JID here and as a number there. */
function publicNames(publicIdentifier: string | null): readonly Identifier[] {
  return publicIdentifier?.includes('@') ? jidNames(publicIdentifier) : phoneNames(publicIdentifier)
}

export const whatsappReader: ProviderReader = {
  readIdentifiers,
  readAttendee: (parts) => {
    const names = readIdentifiers(parts)
    const facts = { displayName: parts.name, pictureUrl: parts.pictureUrl, phone: phoneAmong(names) }
    return { user: toUser(names, facts), contact: null }
  },
  readProfile: (body) => {
    const { id, public_identifier, name } = readBody(ProfileBody, body)
    const names = [...jidNames(id), ...publicNames(public_identifier)]
    return toProfile(toUser(names, { displayName: name, phone: phoneAmong(names) }), {})
  },
  readOwner: (im) => phoneNames(readBody(OwnerBody, im).phone_number),
}
