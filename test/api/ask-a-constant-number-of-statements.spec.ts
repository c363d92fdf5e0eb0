import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import type { Seed } from '../harness/seed.ts'

const shapes = [
  ['who is asking', '{ viewer { accounts(first: $first) { nodes { name provider } } } }', 1],
  ['people', '{ attendees(first: $first) { nodes { displayName account { name } } } }', 2],
  ['people and how many', '{ attendees(first: $first) { totalCount nodes { displayName } } }', 3],
  [
    'people and why they are known',
    `{ attendees(first: $first) { nodes { knownStatus { ... on Known { reasons { summary
      ... on ExistingChatReason { lastActivityAt chat { name } } ... on SharedGroupReason { groups { nodes { name } } } } } } } } }`,
    4,
  ],
  ['people as users', '{ attendees(first: $first) { nodes { user { displayName } } } }', 3],
  [
    'people by all their names',
    '{ attendees(first: $first) { nodes { user { profileUrl identifiers { ... on UnipileId { account { name } } } } } } }',
    5,
  ],
  [
    'who on the team knows them',
    `{ attendees(first: $first) { nodes { user { knownStatus { __typename } attendees { totalCount nodes { account { name } } }
      chats { nodes { name } } } } } }`,
    9,
  ],
  [
    'an inbox',
    `{ chats(first: $first) { nodes { with { displayName } participants(first: 3) { nodes { displayName user { displayName } } }
      lastMessage { text sender { displayName } } messages(first: 3) { nodes { text sender { displayName }
      senderIdentifier { ... on ProviderInternalId { value } } quoted { text } } } } } }`,
    7,
  ],
  [
    'the people of each account',
    '{ accounts(first: $first) { nodes { owner { displayName } attendees { nodes { displayName } } } } }',
    4,
  ],
] as const

async function givenMany(given: Seed) {
  for (let index = 0; index < 5; index += 1) {
    const owner = await given.user({ name: `Owner ${index}`, internalId: `owner-${index}` })
    const account = await given.account({ name: `Account ${index}`, owner: `owner-${index}` })
    await given.attendee(account, owner, { isSelf: true })
    const person = await given.user({ name: `Person ${index}`, publicId: `person-${index}` })
    const attendee = await given.attendee(account, person)
    for (const kind of ['GROUP', 'DIRECT'] as const) {
      const chat = await given.chat(account, { kind, participants: [attendee] })
      for (const quotes of [null, `said-${index}`, 'unread']) {
        await given.message(chat, { from: attendee, quotes, ...(quotes ? {} : { providerId: `said-${index}` }) })
      }
    }
  }
}

describe.each(databases.slice(0, 1))('one request', ({ open }) => {
  const start = useGateway(open)

  it.each(shapes)(
    'for %s runs the same number of statements for one row and for many',
    async (_what, query, expected) => {
      await using api = await start()
      await givenMany(api.given)

      await api.query(query.replace('$first', '1'))
      const forOne = api.statements()
      await api.query(query.replace('$first', '5'))
      const forMany = api.statements()

      expect([forOne, forMany]).toEqual([expected, expected])
    },
  )
})
