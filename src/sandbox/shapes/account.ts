import type { Account, ProviderName } from '../world/types.ts'
import { fullName } from '../world/user.ts'

const connectionOf: Record<ProviderName, (account: Account) => Record<string, unknown>> = {
  LINKEDIN: ({ owner, features }) => ({
    id: owner.internalId,
    publicIdentifier: owner.publicId,
    username: fullName(owner),
    connection_method: 'credentials',
    premiumId: null,
    premiumContractId: null,
    premiumFeatures: features,
    organizations: [],
  }),
  WHATSAPP: ({ owner }) => ({ phone_number: `+${owner.phone}` }),
  TELEGRAM: ({ owner }) => ({ user_id: owner.internalId, username: owner.publicId }),
  INSTAGRAM: ({ owner }) => ({ id: owner.internalId, username: owner.publicId }),
  TWITTER: ({ owner }) => ({ id: owner.internalId, username: owner.publicId }),
  MESSENGER: ({ owner }) => ({ id: owner.internalId, username: fullName(owner) }),
}

/** An account as REST sends it. */
export function accountShape(account: Account) {
  return {
    object: 'Account',
    type: account.provider,
    connection_params: { im: connectionOf[account.provider](account) },
    id: account.id,
    name: account.name,
    created_at: new Date(account.createdAt).toISOString(),
    groups: [],
    sources: [{ id: `${account.id}_MESSAGING`, status: account.status }],
  }
}
