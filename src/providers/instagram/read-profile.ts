import { z } from 'zod'
import type { ProfileObservation } from '../../domain/observation.ts'
import { handle } from '../normalise.ts'
import { countField, flagField, optionalIdField, partField, readBody, textField } from '../read-body.ts'
import { internalId, publicIds, toProfile, toUser, webUrls } from '../read-user.ts'

/** Upstream lists links as text, and may wrap one in an object. */
const linkField = z
  .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
  .transform((url) => [url])
  .catch([])

/** Two shapes are in use: a current one, and an older one with `pk`, `username` and names of Instagram's own. */
const ProfileBody = z.object({
  provider_id: optionalIdField,
  pk: optionalIdField,
  provider_messaging_id: optionalIdField,
  public_identifier: textField,
  username: textField,
  full_name: textField,
  biography: textField,
  profile_picture_url: textField,
  profile_picture_url_large: textField,
  profile_pic_url: textField,
  followers_count: countField,
  follower_count: countField,
  is_private: flagField,
  external_links: z.array(linkField).catch([]),
  relationship_status: partField(z.object({ following: flagField })),
  business: partField(
    z.object({ category: textField, address_city: textField, phone_number: textField, email: textField }),
  ),
})

export function readProfile(body: unknown): ProfileObservation {
  const profile = readBody(ProfileBody, body)
  const { business, provider_messaging_id } = profile
  const { following } = profile.relationship_status
  const id = profile.provider_id ?? profile.pk
  const websites = webUrls(profile.external_links.flat())
  const names = [
    ...(id === null ? [] : [internalId('INSTAGRAM', id)]),
    ...(provider_messaging_id === null
      ? []
      : [internalId('INSTAGRAM', provider_messaging_id, { scope: 'INSTAGRAM_MESSAGING' })]),
    ...publicIds('INSTAGRAM', profile.public_identifier ?? profile.username, handle),
  ]
  const user = toUser(names, {
    displayName: profile.full_name,
    headline: business.category,
    pictureUrl: profile.profile_picture_url_large ?? profile.profile_picture_url ?? profile.profile_pic_url,
    declaredUrls: websites,
  })
  return toProfile(user, {
    contact: following,
    // A private profile is open to those it lets follow.
    isPrivate: profile.is_private === null ? null : profile.is_private && following !== true,
    summary: profile.biography,
    location: business.address_city,
    websites,
    emails: business.email === null ? [] : [business.email],
    phones: business.phone_number === null ? [] : [business.phone_number],
    followerCount: profile.followers_count ?? profile.follower_count,
  })
}
