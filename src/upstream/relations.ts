import type { RelationObservation } from '../domain/observation.ts'
import { readRelation } from '../providers/linkedin/read-relation.ts'
import { ask } from './ask.ts'
import type { Send } from './call.ts'
import { type Page, type PageRequest, pageQuery, pageReader } from './page.ts'

export type RelationsRequest = PageRequest & { readonly accountId: string }

const readRelations = pageReader(readRelation)

export function relationOperations(send: Send) {
  return {
    /**
     * The contacts of a LinkedIn account, the latest added first, at most 1000 a page. A live lookup that LinkedIn
     * watches: a few times a day is enough. `UnsupportedByProviderError` for other networks.
     */
    listRelations(request: RelationsRequest, signal?: AbortSignal): Promise<Page<RelationObservation>> {
      const { accountId } = request
      return ask(
        send,
        {
          class: 'LIVE_LOOKUP',
          method: 'GET',
          route: '/users/relations',
          query: { account_id: accountId, ...pageQuery(request) },
          accountId,
        },
        readRelations,
        signal,
      )
    },
  }
}
