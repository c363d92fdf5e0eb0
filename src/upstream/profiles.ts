import { InvalidRequestError } from '../domain/errors.ts'
import type { ProfileObservation } from '../domain/observation.ts'
import type { Provider } from '../domain/provider.ts'
import { readCompany } from '../providers/linkedin/read-company.ts'
import { readers } from '../providers/readers.ts'
import { ask } from './ask.ts'
import { type Call, callFacts, type Send } from './call.ts'

export type ProfileRequest = {
  readonly accountId: string
  readonly provider: Provider
  /** A provider internal ID or public ID as that provider writes it; never a Unipile ID. */
  readonly identifier: string
  /** LinkedIn only: which product to ask, and so whose internal ID comes back. Absent asks the classic one. */
  readonly linkedinApi?: 'recruiter' | 'sales_navigator'
  /** LinkedIn only: parts to fetch beyond the basics; each makes throttling likelier. */
  readonly linkedinSections?: readonly string[]
}
export type OwnProfileRequest = Pick<ProfileRequest, 'accountId' | 'provider'>
export type CompanyRequest = Pick<ProfileRequest, 'accountId' | 'identifier'>

/** Below `/users/` these are routes of their own: as identifiers they would ask something else. */
const reservedWords = new Set(['me', 'relations', 'followers', 'following', 'invite'])

/** Live lookups: each spends the account's budget. `NotFoundUpstreamError` means that the provider has nobody. */
export function profileOperations(send: Send) {
  return {
    /** What the provider shows the account of somebody. Makes nobody known. */
    async getProfile(request: ProfileRequest, signal?: AbortSignal): Promise<ProfileObservation> {
      const { accountId, provider, identifier, linkedinApi, linkedinSections } = request
      const call: Call = {
        class: 'LIVE_LOOKUP',
        method: 'GET',
        route: '/users/{identifier}',
        params: { identifier },
        query: {
          account_id: accountId,
          linkedin_api: linkedinApi,
          linkedin_sections: linkedinSections?.join(',') || undefined,
        },
        accountId,
      }
      if (reservedWords.has(identifier.toLowerCase())) {
        throw new InvalidRequestError('was not sent: the identifier is a reserved word', callFacts(call))
      }
      return ask(send, call, readers[provider].readProfile, signal)
    },

    /** The profile of the account's owner. WhatsApp, Instagram and Messenger have none. */
    getOwnProfile({ accountId, provider }: OwnProfileRequest, signal?: AbortSignal): Promise<ProfileObservation> {
      return ask(
        send,
        { class: 'LIVE_LOOKUP', method: 'GET', route: '/users/me', query: { account_id: accountId }, accountId },
        (body) => ({ ...readers[provider].readProfile(body), isSelf: true }),
        signal,
      )
    },

    /** A LinkedIn company by slug, number or URN. */
    getCompany({ accountId, identifier }: CompanyRequest, signal?: AbortSignal): Promise<ProfileObservation> {
      return ask(
        send,
        {
          class: 'LIVE_LOOKUP',
          method: 'GET',
          route: '/linkedin/company/{identifier}',
          params: { identifier },
          query: { account_id: accountId },
          accountId,
        },
        readCompany,
        signal,
      )
    },
  }
}
