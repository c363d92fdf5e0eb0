import type { Account, SourceStatus } from '../types.ts'
import type { CastUser } from './users.ts'

type AccountPlan = {
  readonly owner: CastUser
  readonly name: string
  readonly features?: Account['features']
  readonly status?: SourceStatus
  /** How much of a generated world's people fall to this account; all shares together are 1. */
  readonly share: number
}

/** The accounts of the team, in every world. The place in the list is the account's number. */
export const accountPlans = {
  marieLinkedin: {
    owner: 'marieLinkedin',
    name: 'Marie Curie',
    features: ['premium', 'sales_navigator', 'recruiter'],
    share: 0.3,
  },
  nikolaLinkedin: { owner: 'nikolaLinkedin', name: 'Nikola Tesla', features: ['premium'], share: 0.22 },
  marieWhatsapp: { owner: 'marieWhatsapp', name: '33612340001', share: 0.14 },
  studioInstagram: { owner: 'studioInstagram', name: 'radium.studio', share: 0.07 },
  nikolaTelegram: { owner: 'nikolaTelegram', name: 'Nikola Tesla', share: 0.06 },
  studioTwitter: { owner: 'studioTwitter', name: 'RadiumStudio', share: 0.04 },
  studioMessenger: { owner: 'studioMessenger', name: 'Radium Studio', share: 0.05 },
  supportWhatsapp: { owner: 'supportWhatsapp', name: '33612340002', share: 0.08 },
  rosalindLinkedin: { owner: 'rosalindLinkedin', name: 'Rosalind Franklin', status: 'CREDENTIALS', share: 0.04 },
} satisfies Record<string, AccountPlan>
export type CastAccount = keyof typeof accountPlans
