import { globalId } from '../../test/harness/seed.ts'
import type { World } from './facts.ts'

const person = 'id displayName pictureUrl isSelf user { displayName publicId }'
const known = `knownStatus { __typename ... on Known { primary { kind } since reasons { kind observedAt source summary
  ... on ExistingChatReason { lastActivityAt } } } }`
const identifiers = `identifiers { __typename ... on ProviderInternalId { value } ... on ProviderPublicId { value }
  ... on UnipileId { value } }`

const inbox = (account: string, of: string) => `{
  chats(first: 20, filter: { accounts: ["${account}"] }) {
    nodes { id name kind lastActivityAt unreadCount participants(first: 10) { nodes { ${of} } } }
  }
}`

const page = (given: string, of: string) =>
  `{ attendees(first: 50${given}) { pageInfo { hasNextPage endCursor } nodes { ${of} } } }`

const withReasons = `${person} headline lastInteractionAt ${known}`

export const deepPage = (after: string) => page(`, after: "${after}"`, withReasons)

/** The queries of the bench, each with several variants that are asked in turn, so that not one page alone is warm. */
export function scaleQueries({ accounts, inboxAccountId }: World, deepCursors: readonly string[]) {
  const account = (id: number) => globalId('Account', { id })
  const homes = accounts.filter((one) => one.home.firstAttendeeId === one.firstAttendeeId)
  // Every fourth person of a provider's first account is known to its others.
  const teams = homes.flatMap(({ firstAttendeeId }) =>
    Array.from({ length: 4 }, (_, block) =>
      Array.from({ length: 50 }, (_, index) =>
        globalId('User', { id: firstAttendeeId + 4 * (1 + index + 50 * block) }),
      ),
    ),
  )
  return {
    '(a) inbox, 20 chats × 10 people': [inbox(account(inboxAccountId), person)],
    '(b) inbox with identifiers and reasons': [inbox(account(inboxAccountId), `${person} ${identifiers} ${known}`)],
    '(c) 50 people of an account, with reasons': accounts.map(({ id }) =>
      page(`, filter: { accounts: ["${account(id)}"] }`, withReasons),
    ),
    '(c) 50 people of all accounts, with reasons': [page('', withReasons)],
    '(f) who on my team knows these 50': teams.map(
      (ids) => `{ nodes(ids: ${JSON.stringify(ids)}) { ... on User { id displayName ${known}
        attendees(first: 20) { nodes { id account { id name } } } } } }`,
    ),
    '(g) a page 1,000 pages deep': deepCursors.map(deepPage),
  }
}
