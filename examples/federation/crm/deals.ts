/** What a CRM knows of a person: a handle that somebody typed in once, and on which network it is. */
export type UserKey = { readonly provider: string; readonly kind: string; readonly publicId: string | null }

export type Deal = { readonly id: string; readonly title: string; readonly value: number; readonly user: UserKey }

const ada = { provider: 'LINKEDIN', kind: 'PERSON', publicId: 'ada-lovelace' }
const julien = { provider: 'LINKEDIN', kind: 'PERSON', publicId: 'julien-crepieux' }
const unipile = { provider: 'LINKEDIN', kind: 'COMPANY', publicId: 'unipile' }

export const deals: readonly Deal[] = [
  { id: 'D1', title: 'An engine for analytical work', value: 12_000, user: ada },
  { id: 'D2', title: 'Punched cards, one year', value: 900, user: ada },
  { id: 'D3', title: 'Onboarding', value: 2_500, user: julien },
  { id: 'D4', title: 'Support, gold', value: 24_000, user: unipile },
]

/** The deals with a user; none when the user has no public ID. */
export function dealsWith({ provider, kind, publicId }: UserKey): readonly Deal[] {
  return deals.filter(
    ({ user }) => user.provider === provider && user.kind === kind && publicId !== null && user.publicId === publicId,
  )
}
