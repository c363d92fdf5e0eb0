import { jidOf, linkedinMemberNumber } from '../world/identifiers.ts'
import { attendeeName } from '../world/knowing.ts'
import { formatOpaqueId } from '../world/opaque-id.ts'
import type { Attendee, ProviderName, User } from '../world/types.ts'
import type { ShapeMode } from './mode.ts'
import { pictureUrl } from './picture.ts'

/** The Unipile ID of an attendee. */
export const attendeeId = ({ number }: Attendee): string => formatOpaqueId('attendee', number)

/** LinkedIn's distance as attendees have it; profiles use other words for the same. */
function networkDistance({ isSelf, contactSince, distance }: Attendee): string {
  if (isSelf) return 'SELF'
  if (contactSince !== null) return 'DISTANCE_1'
  return distance === -1 ? 'OUT_OF_NETWORK' : `DISTANCE_${distance}`
}

const specificsOf: Partial<Record<ProviderName, (attendee: Attendee) => Record<string, unknown>>> = {
  LINKEDIN: (attendee) => {
    const { user } = attendee
    const isCompany = user.kind === 'COMPANY'
    return {
      member_urn: isCompany
        ? `urn:li:fsd_company:${user.internalId}`
        : `urn:li:member:${linkedinMemberNumber(user.number)}`,
      occupation: user.headline,
      ...(isCompany ? {} : { network_distance: networkDistance(attendee) }),
      pending_invitation: false,
      is_company: isCompany,
      ...(attendee.contactSince === null || isCompany ? {} : { contact_info: contactInfo(user) }),
    }
  },
  WHATSAPP: ({ user, isPhoneHidden }) => ({ phone_number: isPhoneHidden ? 'hidden' : `+${user.phone}`, lid: user.lid }),
  INSTAGRAM: ({ user, contactSince }) => ({
    public_identifier: user.publicId,
    relationship_status: {
      following: contactSince !== null,
      followed_by: contactSince !== null,
      has_sent_invitation: false,
      has_received_invitation: false,
    },
  }),
}

/** What LinkedIn shows to contacts; profiles use other words for the same. */
const contactInfo = ({ phone, publicId, links }: User) => ({
  emails: publicId ? [`${publicId}@example.test`] : [],
  phone_numbers: phone ? [`+${phone}`] : [],
  websites: links,
  social_handles: [],
})

/** What the API tells of an attendee beyond the common fields; undefined where a network has nothing. */
export function attendeeSpecifics(attendee: Attendee): Record<string, unknown> | undefined {
  const { provider } = attendee.user
  const specifics = specificsOf[provider]?.(attendee)
  return specifics && { provider, ...specifics }
}

/** `<digits>@s.whatsapp.net` of a WhatsApp attendee whose phone is shown, otherwise null. */
export const attendeePublicIdentifier = ({ user, isPhoneHidden }: Attendee): string | null =>
  user.provider === 'WHATSAPP' && user.phone && !isPhoneHidden ? jidOf(user.phone) : null

/** LinkedIn's page under the internal id; null at other providers. */
export function attendeeProfileUrl({ user, providerId }: Attendee): string | null {
  if (user.provider !== 'LINKEDIN') return null
  return user.kind === 'COMPANY'
    ? `https://www.linkedin.com/company/${user.internalId}/`
    : `https://www.linkedin.com/in/${providerId}`
}

/** An attendee as REST sends it. */
export function attendeeShape(attendee: Attendee, shapes: ShapeMode, origin: string) {
  const specifics = attendeeSpecifics(attendee)
  const isRefusedBySdk = shapes === 'strict' && (attendee.user.provider !== 'LINKEDIN' || attendee.isSelf)
  const profileUrl = attendeeProfileUrl(attendee)
  const picture = pictureUrl(attendee.user, origin)
  return {
    object: 'ChatAttendee',
    id: attendeeId(attendee),
    account_id: attendee.account.id,
    provider_id: attendee.providerId,
    name: attendeeName(attendee),
    is_self: attendee.isSelf ? 1 : 0,
    hidden: 0,
    ...(picture ? { picture_url: picture } : {}),
    ...(profileUrl === null && shapes === 'strict' ? {} : { profile_url: profileUrl }),
    ...(attendee.user.provider === 'WHATSAPP' ? { public_identifier: attendeePublicIdentifier(attendee) } : {}),
    ...(specifics && !isRefusedBySdk ? { specifics } : {}),
  }
}
