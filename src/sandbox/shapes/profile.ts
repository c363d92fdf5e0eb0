import { type LinkedinProduct, linkedinMemberNumber } from '../world/identifiers.ts'
import { providerIdOf } from '../world/knowing.ts'
import { hash } from '../world/random.ts'
import type { ProviderName, User } from '../world/types.ts'
import { fullName, profilePage } from '../world/user.ts'
import { linkedinSections } from './linkedin-sections.ts'
import { pictureUrl } from './picture.ts'

/** What a profile depends on besides the user: who looks, and what was asked for. */
export type View = {
  readonly isSelf: boolean
  readonly isContact: boolean
  /** LinkedIn's degree of somebody who is no contact; -1 is out of network. */
  readonly distance: 2 | 3 | -1
  readonly invitation: { readonly type: 'SENT' | 'RECEIVED'; readonly status: 'PENDING' } | null
  readonly product: LinkedinProduct
  readonly sections: readonly string[]
  readonly isThrottled: boolean
  readonly origin: string
  /** WhatsApp: the id that was asked for, which is the one that is answered. */
  readonly askedFor: string
}

const distances = { 2: 'SECOND_DEGREE', 3: 'THIRD_DEGREE', [-1]: 'OUT_OF_NETWORK' } as const

function linkedin(user: User, view: View) {
  const pictures = pictureUrl(user, view.origin)
  const base = {
    provider_id: providerIdOf(user, { product: view.product }),
    public_identifier: user.publicId,
    first_name: user.isPrivate ? null : user.firstName,
    last_name: user.isPrivate ? null : user.lastName,
    headline: user.headline,
    websites: user.links,
    is_relationship: view.isContact,
    is_self: view.isSelf,
    network_distance: view.isContact || view.isSelf ? 'FIRST_DEGREE' : distances[view.distance],
  }
  if (user.isPrivate) return { ...base, network_distance: 'OUT_OF_NETWORK' }
  return {
    ...base,
    member_urn: String(linkedinMemberNumber(user.number)),
    location: user.location,
    primary_locale: { country: 'US', language: 'en' },
    ...(pictures ? { profile_picture_url: pictures, profile_picture_url_large: pictures } : {}),
    public_profile_url: profilePage(user),
    is_open_profile: false,
    is_premium: user.number % 3 === 0,
    is_influencer: false,
    is_creator: user.number % 7 === 0,
    is_hiring: user.number % 11 === 0,
    is_open_to_work: user.number % 13 === 0,
    can_send_inmail: user.refusal === null,
    follower_count: hash(user.number, 1) % 9000,
    connections_count: hash(user.number, 2) % 3000,
    shared_connections_count: hash(user.number, 3) % 80,
    ...(view.invitation ? { invitation: view.invitation } : {}),
    ...(view.isContact || view.isSelf ? { contact_info: contactInfo(user) } : {}),
    ...linkedinSections(user, view.sections, view.isThrottled),
  }
}

/** Shown by LinkedIn to contacts only. */
const contactInfo = ({ phone, publicId }: User) => ({
  emails: publicId ? [`${publicId}@example.test`] : [],
  phones: phone ? [`+${phone}`] : [],
  adresses: [],
  socials: [],
})

/** The current shape, and beside it the fields of the older one that the official SDK knows. */
function instagram(user: User, { isContact, origin }: View) {
  const followers = hash(user.number, 1) % 5000
  const picture = pictureUrl(user, origin) ?? ''
  return {
    provider_id: user.internalId,
    provider_messaging_id: user.messagingId,
    public_identifier: user.publicId,
    full_name: fullName(user),
    profile_picture_url: picture,
    biography: user.headline,
    followers_count: followers,
    mutual_followers_count: followers % 20,
    following_count: hash(user.number, 2) % 900,
    posts_count: hash(user.number, 3) % 400,
    profile_type: 'PERSONNAL',
    is_verified: false,
    is_private: user.isPrivate,
    external_links: user.links,
    relationship_status: {
      following: isContact,
      followed_by: isContact,
      has_sent_invitation: false,
      has_received_invitation: false,
    },
    pk: Number(user.internalId),
    username: user.publicId,
    profile_pic_url: picture,
    follower_count: followers,
    is_business: false,
  }
}

const telegram = (user: User, { isContact, isSelf, origin }: View) => ({
  provider_id: user.internalId,
  self: isSelf,
  contact: isContact,
  mutual_contact: isContact,
  deleted: false,
  bot: false,
  verified: false,
  restricted: false,
  fake: false,
  premium: null,
  close_friend: false,
  first_name: user.firstName,
  last_name: user.lastName || null,
  username: user.publicId,
  phone: user.phone,
  profile_picture_url: pictureUrl(user, origin) ?? '',
  status: { name: 'userStatusRecently' },
  restriction_reason: null,
  lang_code: null,
})

const twitter = (user: User, { isContact, origin }: View) => ({
  id: user.internalId,
  name: fullName(user),
  screen_name: user.publicId,
  location: user.location,
  description: user.headline || null,
  url: user.links[0] ?? null,
  entities: { description: { urls: [] } },
  protected: user.isPrivate,
  verified: false,
  following: isContact,
  followed_by: isContact,
  follow_request_sent: false,
  followers_count: hash(user.number, 1) % 5000,
  friends_count: hash(user.number, 2) % 900,
  listed_count: 0,
  favourites_count: hash(user.number, 3) % 700,
  statuses_count: hash(user.number, 4) % 4000,
  created_at: 'Mon Jan 05 10:00:00 +0000 2015',
  profile_image_url_https: pictureUrl(user, origin) ?? '',
  default_profile: true,
  default_profile_image: false,
  withheld_in_countries: [],
})

/** The five shapes of a profile; Messenger has none. */
export const profileShapes: Record<ProviderName, ((user: User, view: View) => Record<string, unknown>) | null> = {
  LINKEDIN: linkedin,
  WHATSAPP: (_user, { askedFor }) => ({ id: askedFor }),
  INSTAGRAM: instagram,
  TELEGRAM: telegram,
  TWITTER: twitter,
  MESSENGER: null,
}
