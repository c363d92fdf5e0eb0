import type { AccountObservation } from '../domain/observation.ts'
import { readAccount } from '../providers/read-account.ts'
import { ask } from './ask.ts'
import type { Send } from './call.ts'
import { type Page, type PageRequest, pageQuery, pageReader } from './page.ts'

const readAccounts = pageReader(readAccount)

export function accountOperations(send: Send) {
  return {
    /** Every account that the API key can act on, of whichever tenant. At most 250 a page. */
    listAccounts(request: PageRequest = {}, signal?: AbortSignal): Promise<Page<AccountObservation>> {
      return ask(
        send,
        { class: 'STORE_READ', method: 'GET', route: '/accounts', query: pageQuery(request), accountId: null },
        readAccounts,
        signal,
      )
    },

    getAccount(accountId: string, signal?: AbortSignal): Promise<AccountObservation> {
      return ask(
        send,
        { class: 'STORE_READ', method: 'GET', route: '/accounts/{accountId}', params: { accountId }, accountId },
        readAccount,
        signal,
      )
    },
  }
}
