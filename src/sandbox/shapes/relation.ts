import type { Attendee } from '../world/types.ts'
import { profilePage } from '../world/user.ts'
import { pictureUrl } from './picture.ts'

/** A LinkedIn contact as `/users/relations` sends it. */
export function relationShape({ user, contactSince }: Attendee, origin: string) {
  const picture = pictureUrl(user, origin)
  return {
    object: 'UserRelation',
    first_name: user.firstName,
    last_name: user.lastName,
    headline: user.headline,
    public_identifier: user.publicId ?? '',
    public_profile_url: profilePage(user) ?? '',
    created_at: contactSince ?? 0,
    member_id: user.internalId,
    member_urn: `urn:li:fsd_profile:${user.internalId}`,
    connection_urn: `urn:li:fsd_connection:${user.internalId}`,
    ...(picture ? { profile_picture_url: picture } : {}),
  }
}
