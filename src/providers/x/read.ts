import { z } from 'zod'
import type { Identifier } from '../../domain/identifier.ts'
import { handle } from '../normalise.ts'
import { countField, flagField, idField, optionalIdField, partField, readBody, textField } from '../read-body.ts'
import { internalId, publicIds, toAttendee, toProfile, toUser, webUrls } from '../read-user.ts'
import type { NameParts, ProviderReader } from '../reader.ts'

const ProfileBody = z.object({
  id: idField,
  name: textField,
  screen_name: textField,
  description: textField,
  location: textField,
  url: textField,
  profile_image_url_https: textField,
  followers_count: countField,
  protected: flagField,
  following: flagField,
})
const OwnerBody = partField(z.object({ id: optionalIdField, username: textField }))

function readIdentifiers({ providerId, publicIdentifier }: NameParts): readonly Identifier[] {
  return [internalId('X', providerId), ...publicIds('X', publicIdentifier, handle)]
}

export const xReader: ProviderReader = {
  readIdentifiers,
  readAttendee: (parts) => toAttendee(parts, readIdentifiers(parts)),
  readProfile: (body) => {
    const profile = readBody(ProfileBody, body)
    const websites = webUrls(profile.url === null ? [] : [profile.url])
    const user = toUser([internalId('X', profile.id), ...publicIds('X', profile.screen_name, handle)], {
      displayName: profile.name,
      pictureUrl: profile.profile_image_url_https,
      declaredUrls: websites,
    })
    return toProfile(user, {
      contact: profile.following,
      // A protected profile is open to those it lets follow.
      isPrivate: profile.protected === null ? null : profile.protected && profile.following !== true,
      summary: profile.description,
      location: profile.location,
      websites,
      followerCount: profile.followers_count,
    })
  },
  readOwner: (im) => {
    const { id, username } = readBody(OwnerBody, im)
    return [...(id === null ? [] : [internalId('X', id)]), ...publicIds('X', username, handle)]
  },
}
