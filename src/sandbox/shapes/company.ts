import { hash } from '../world/random.ts'
import type { User } from '../world/types.ts'
import { fullName, profilePage } from '../world/user.ts'
import { pictureUrl } from './picture.ts'

const permissions = [
  'canMembersInviteToFollow',
  'canReadContentSuggestions',
  'canReadMessages',
  'canUpdateOrganizationProfile',
  'canCreateOrganicShare',
  'canReadAdminDashboard',
  'canReadOrganizationActivity',
  'canEditCurators',
  'canManageOrganizationalPageFollow',
  'canReadOrganizationFollowerAnalytics',
  'canInviteMemberToFollow',
  'canReadOrganizationLeadsAnalytics',
  'canEditPendingAdministrators',
  'canManageMessagingAccess',
  'canSeeEmployeeExperienceAsMember',
  'canEmployeesInviteToFollow',
  'canSeeOrganizationAdministrativePage',
]

/** A LinkedIn company as `/linkedin/company/…` sends it. */
export function companyShape(company: User, origin: string) {
  const logo = pictureUrl(company, origin)
  return {
    object: 'CompanyProfile',
    id: company.internalId,
    name: fullName(company),
    description: company.headline,
    entity_urn: `urn:li:fsd_company:${company.internalId}`,
    public_identifier: company.publicId,
    profile_url: profilePage(company),
    ...(logo ? { logo } : {}),
    followers_count: hash(company.number, 1) % 50_000,
    employee_count: hash(company.number, 2) % 900,
    is_following: false,
    is_employee: false,
    messaging: { is_enabled: true },
    default_locale: 'en_US',
    claimed: true,
    hashtags: [],
    viewer_permissions: Object.fromEntries(permissions.map((name) => [name, false])),
    organization_type: 'PRIVATELY_HELD',
    locations: [{ is_headquarter: true, country: 'GB', city: 'London', street: [] }],
  }
}
