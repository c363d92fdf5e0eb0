import { linkedinMemberNumber } from '../world/identifiers.ts'
import type { Account, ProviderName } from '../world/types.ts'
import { profilePage } from '../world/user.ts'
import { pictureUrl } from './picture.ts'
import { profileShapes } from './profile.ts'

type Shape = (account: Account, origin: string) => Record<string, unknown>

const asOthersSeeIt: Shape = ({ owner, provider }, origin) => ({
  ...profileShapes[provider]?.(owner, {
    isSelf: true,
    isContact: false,
    distance: 2,
    invitation: null,
    product: 'classic',
    sections: [],
    isThrottled: false,
    origin,
    askedFor: owner.internalId,
  }),
})

/** What `/users/me` tells; three of the networks have nothing there. */
export const ownProfileShapes: Record<ProviderName, Shape | null> = {
  LINKEDIN: ({ owner, features }, origin) => ({
    provider_id: owner.internalId,
    entity_urn: `urn:li:fsd_profile:${owner.internalId}`,
    object_urn: `urn:li:member:${linkedinMemberNumber(owner.number)}`,
    first_name: owner.firstName,
    last_name: owner.lastName,
    profile_picture_url: pictureUrl(owner, origin),
    email: `${owner.publicId}@example.test`,
    premium: features.includes('premium'),
    open_profile: false,
    organizations: [],
    recruiter: features.includes('recruiter') ? { owner_seat_id: '1', contract_id: '1' } : null,
    sales_navigator: features.includes('sales_navigator') ? { owner_seat_id: '2', contract_id: '2' } : null,
    public_identifier: owner.publicId,
    public_profile_url: profilePage(owner),
    headline: owner.headline,
  }),
  TELEGRAM: asOthersSeeIt,
  TWITTER: asOthersSeeIt,
  WHATSAPP: null,
  INSTAGRAM: null,
  MESSENGER: null,
}
