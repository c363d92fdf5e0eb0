import { z } from 'zod'
import type { Identifier } from '../../domain/identifier.ts'
import { handle, phoneDigits } from '../normalise.ts'
import { flagField, idField, optionalIdField, partField, readBody, textField } from '../read-body.ts'
import { fullName, internalId, publicIds, toProfile, toUser } from '../read-user.ts'
import type { NameParts, ProviderReader } from '../reader.ts'

const ProfileBody = z.object({
  provider_id: idField,
  first_name: textField,
  last_name: textField,
  username: textField,
  phone: textField,
  profile_picture_url: textField,
  contact: flagField,
  self: flagField,
})
const OwnerBody = partField(z.object({ user_id: optionalIdField, username: textField }))

/** A public ID is a phone or a username; a username never starts with a digit. */
function publicNames(text: string | null): readonly Identifier[] {
  const looksLikePhone = text !== null && /^\s*\+?\d/.test(text)
  return publicIds('TELEGRAM', text, looksLikePhone ? phoneDigits : handle)
}

/** Groups and channels, which may post as themselves, have negative ids. */
function readIdentifiers({ providerId, publicIdentifier }: NameParts): readonly Identifier[] {
  if (providerId.startsWith('-')) return []
  return [internalId('TELEGRAM', providerId), ...publicNames(publicIdentifier)]
}

export const telegramReader: ProviderReader = {
  readIdentifiers,
  readAttendee: (parts) => {
    const names = readIdentifiers(parts)
    const phone = names.find(({ kind, value }) => kind === 'PROVIDER_PUBLIC_ID' && /^\d/.test(value))?.value ?? null
    return { user: toUser(names, { displayName: parts.name, pictureUrl: parts.pictureUrl, phone }), contact: null }
  },
  readProfile: (body) => {
    const profile = readBody(ProfileBody, body)
    const phone = profile.phone === null ? null : phoneDigits(profile.phone)
    const names = [
      internalId('TELEGRAM', profile.provider_id),
      ...publicIds('TELEGRAM', profile.username, handle),
      ...publicIds('TELEGRAM', profile.phone, phoneDigits),
    ]
    const user = toUser(names, {
      displayName: fullName(profile.first_name, profile.last_name),
      pictureUrl: profile.profile_picture_url,
      phone,
    })
    return toProfile(user, { contact: profile.contact, isSelf: profile.self, phones: phone === null ? [] : [phone] })
  },
  readOwner: (im) => {
    const { user_id, username } = readBody(OwnerBody, im)
    return [...(user_id === null ? [] : [internalId('TELEGRAM', user_id)]), ...publicNames(username)]
  },
}
