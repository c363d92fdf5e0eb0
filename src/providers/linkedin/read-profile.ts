import { z } from 'zod'
import type { ProfileObservation } from '../../domain/observation.ts'
import { countField, flagField, idField, partField, readBody, textField, textsField } from '../read-body.ts'
import { fullName, toProfile, toUser, webUrls } from '../read-user.ts'
import { onlyPhone } from './only-phone.ts'
import { contactAtDistance } from './read-contact.ts'
import { linkedinNames } from './read-names.ts'

const ProfileBody = z.object({
  provider_id: idField,
  public_identifier: textField,
  first_name: textField,
  last_name: textField,
  headline: textField,
  summary: textField,
  location: textField,
  email: textField,
  websites: textsField,
  contact_info: partField(z.object({ emails: textsField, phones: textsField })),
  profile_picture_url: textField,
  profile_picture_url_large: textField,
  is_relationship: flagField,
  is_self: flagField,
  network_distance: textField,
  follower_count: countField,
  throttled_sections: textsField,
})

export function readProfile(body: unknown): ProfileObservation {
  const profile = readBody(ProfileBody, body)
  const { first_name, last_name, contact_info, email } = profile
  const websites = webUrls(profile.websites)
  const user = toUser(linkedinNames(profile.provider_id, profile.public_identifier), {
    displayName: fullName(first_name, last_name),
    headline: profile.headline,
    pictureUrl: profile.profile_picture_url_large ?? profile.profile_picture_url,
    phone: onlyPhone(contact_info.phones),
    declaredUrls: websites,
  })
  return toProfile(user, {
    contact: isContact(profile),
    isPrivate: isPrivate(profile),
    isSelf: profile.is_self,
    summary: profile.summary,
    location: profile.location,
    websites,
    emails: [...new Set([...(email === null ? [] : [email]), ...contact_info.emails])],
    phones: contact_info.phones,
    followerCount: profile.follower_count,
    throttledSections: profile.throttled_sections,
  })
}

/** The two fields may disagree for a while after an invitation is accepted; the one that says yes is the newer. */
function isContact({ is_relationship, network_distance }: z.infer<typeof ProfileBody>): boolean | null {
  const near = contactAtDistance(network_distance)
  return is_relationship || near ? true : (is_relationship ?? near)
}

/** A “LinkedIn Member” has neither name nor public profile. One part missing alone says nothing. */
function isPrivate(profile: z.infer<typeof ProfileBody>): boolean | null {
  const { first_name, last_name, public_identifier, network_distance } = profile
  if (first_name !== null || last_name !== null || public_identifier !== null) return false
  return network_distance === 'OUT_OF_NETWORK' ? true : null
}
