import type { Account } from '../domain/account.ts'
import type { LinkedinProduct, WriteRefusal } from '../domain/client-write.ts'
import { recipientId } from './recipient-id.ts'
import type { Names } from './recipients.ts'

/** Where a message to somebody goes: into the chat there is, to an id with which one begins, or nowhere, and why. */
export type Destination =
  | { readonly chatUnipileId: string; readonly providerId: string | null }
  | { readonly chatUnipileId: null; readonly providerId: string }
  | { readonly refusal: WriteRefusal }

export function destinationOf(account: Account, product: LinkedinProduct, names: Names): Destination {
  const { chatUnipileId, userKind } = names
  const providerId = recipientId(account.provider, product, names)
  if (chatUnipileId !== null) return { chatUnipileId, providerId }
  // A chat with a company begins with a topic, which nobody can give yet.
  if (userKind === 'COMPANY') return { refusal: 'NOT_SUPPORTED' }
  if (providerId !== null) return { chatUnipileId, providerId }
  return { refusal: hasProduct(account, product) ? 'IDENTIFIER_MISSING' : 'INSUFFICIENT_CREDITS' }
}

function hasProduct({ provider, products }: Account, product: LinkedinProduct): boolean {
  return provider !== 'LINKEDIN' || product === 'CLASSIC' || products.includes(product)
}
