import { describe, expect, it } from 'vitest'
import { formatCursor } from '../../src/schema/cursor.ts'
import { databases } from '../harness/databases.ts'
import { refusal, useGateway } from '../harness/gateway.ts'
import { globalId } from '../harness/seed.ts'

const chatId = globalId('Chat', { id: 1 })
const long = 'x'.repeat(10_000)
const cursorOf = (list: string, key: string, id = '1') => formatCursor(list, { key, id })

describe.each(databases.slice(0, 1))('an argument that no such query can have', ({ open }) => {
  const start = useGateway(open)

  it.each([
    ['first', '{ attendees(first: -1) { totalCount } }', 'from 0 to 100'],
    ['first', '{ chats(first: 1000000) { totalCount } }', 'from 0 to 100'],
    ['last', '{ accounts(last: 101) { totalCount } }', 'from 0 to 100'],
    ['last', '{ attendees(first: 1, last: 1) { totalCount } }', 'left out'],
    ['after', '{ attendees(after: "junk") { totalCount } }', 'a cursor'],
    ['after', '{ attendees(after: "") { totalCount } }', 'a cursor'],
    ['after', `{ attendees(after: "${long}") { totalCount } }`, 'a cursor'],
    ['before', `{ attendees(before: "${cursorOf('chats', '2026-01-01T00:00:00.000Z')}") { totalCount } }`, 'a cursor'],
    [
      'after',
      `{ attendees(orderBy: LAST_INTERACTION, after: "${cursorOf('attendees by name', 'ada')}") { totalCount } }`,
      'a cursor',
    ],
    ['after', `{ attendees(after: "${cursorOf('attendees by name', 'a\0')}") { totalCount } }`, 'a cursor'],
    [
      'after',
      `{ attendees(after: "${cursorOf('attendees by name', 'a', '9'.repeat(30))}") { totalCount } }`,
      'a cursor',
    ],
    ['after', `{ chats(after: "${cursorOf('chats', '2026-99-01T00:00:00.000Z')}") { totalCount } }`, 'a cursor'],
    ['filter.accounts[0]', `{ attendees(filter: { accounts: ["${chatId}"] }) { totalCount } }`, 'the id of a Chat'],
    [
      'filter.accounts[1]',
      `{ chats(filter: { accounts: ["$account", "junk"] }) { totalCount } }`,
      'the id of an Account',
    ],
    [
      'filter.accounts[0]',
      `{ chats(filter: { accounts: ["${globalId('Account', { id: 999_999 })}"] }) { totalCount } }`,
      'one of your accounts',
    ],
    ['filter.text', `{ attendees(filter: { text: "${long}" }) { totalCount } }`, 'at most 200'],
    ['filter.text', '{ attendees(filter: { text: "a\\u0000" }) { totalCount } }', 'control characters'],
    ['id', '{ node(id: "junk") { id } }', 'an id that this graph gave'],
    ['id', `{ node(id: "${long}") { id } }`, 'an id that this graph gave'],
    ['id', `{ node(id: "${globalId('Potato', { id: 1 })}") { id } }`, 'an id that this graph gave'],
    ['id', `{ node(id: "${globalId('User', { id: '9'.repeat(30) })}") { id } }`, 'an id that this graph gave'],
    ['ids[1]', `{ nodes(ids: ["${chatId}", "\\u0000"]) { id } }`, 'an id that this graph gave'],
    ['id', `{ account(id: "${chatId}") { id } }`, 'this is the id of a Chat'],
    ['country', '{ parseIdentifier(text: "06 12 34 56 78", country: "ZZ") { value } }', 'the ISO 3166 code'],
    ['country', '{ parseIdentifier(text: "06 12 34 56 78", country: "France") { value } }', 'the ISO 3166 code'],
    [
      'ref.text.country',
      '{ user(ref: { text: { text: "06 12 34 56 78", country: "ZZ" } }) { __typename } }',
      'the ISO 3166 code',
    ],
  ])('%s is refused by name, saying what it must be: %s', async (argument, query, expected) => {
    await using api = await start()
    const account = await api.given.account()

    const { message, extensions } = await refusal(api.query(query.replace('$account', globalId('Account', account))))

    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument })
    expect(message).toContain(`${argument} must be `)
    expect(message).toContain(expected)
    expect(message.length).toBeLessThan(200)
    expect(api.logged).toEqual([])
  })

  it.each([
    [
      'two ways to name a user',
      '{ user(ref: { id: "a", unipileId: "b" }) { __typename } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['no way to name a user', '{ user(ref: {}) { __typename } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable left out', 'query ($ref: UserRef!) { user(ref: $ref) { __typename } }', 'BAD_USER_INPUT'],
    ['an unknown provider', '{ attendees(filter: { provider: FAX }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s is refused with a code', async (_what, query, code) => {
    await using api = await start()

    const { extensions } = await refusal(api.query(query))

    expect(extensions).toMatchObject({ code })
  })
})
