import { expect, it } from 'vitest'
import { answerJson, given } from './harness.ts'

const ada = {
  object: 'ChatAttendee',
  id: 'att_1',
  account_id: 'acc_1',
  provider_id: 'ACoAAda',
  name: 'Ada',
  is_self: 0,
}

it('asks for the page after a cursor, encoded', async () => {
  await using world = await given((_asked, response) => answerJson(response, { items: [ada], cursor: 'bmV4dA==' }))

  const page = await world.upstream.listAttendees({
    accountId: 'acc_1',
    provider: 'LINKEDIN',
    cursor: 'a+/=',
    limit: 250,
  })

  expect(page.cursor).toBe('bmV4dA==')
  expect(page.items.map(({ unipileId }) => unipileId)).toEqual(['att_1'])
  expect(world.asked[0]?.url).toBe('/api/v1/chat_attendees?account_id=acc_1&cursor=a%2B%2F%3D&limit=250')
  expect(world.asked[0]?.headers).toMatchObject({ 'x-api-key': expect.any(String), accept: 'application/json' })
})

it('keeps the readable rows of a page with broken ones, and counts the others', async () => {
  const items = [ada, { id: 'att_2' }, null, { ...ada, id: 'att_3', is_self: true, surprise: [1] }]
  await using world = await given((_asked, response) => answerJson(response, { items, cursor: null }))

  const page = await world.upstream.listAttendees({ accountId: 'acc_1', provider: 'LINKEDIN' })

  expect(page.items.map(({ unipileId, isSelf }) => [unipileId, isSelf])).toEqual([
    ['att_1', false],
    ['att_3', true],
  ])
  expect(page).toMatchObject({ cursor: null, broken: 2 })
})

it('sends a period with milliseconds, and leaves out what was not asked for', async () => {
  await using world = await given((_asked, response) => answerJson(response, { items: [], cursor: null }))

  await world.upstream.listChats({ accountId: 'acc_1', after: new Date('2026-01-02T03:04:05Z') })
  await world.upstream.listChatMessages({ provider: 'X', chatId: 'chat 1/2' })
  await world.upstream.listRelations({ accountId: 'acc_1' })
  await world.upstream.listAccounts()

  expect(world.asked.map(({ url }) => url)).toEqual([
    '/api/v1/chats?account_id=acc_1&after=2026-01-02T03%3A04%3A05.000Z',
    '/api/v1/chats/chat%201%2F2/messages',
    '/api/v1/users/relations?account_id=acc_1',
    '/api/v1/accounts',
  ])
})

it.each([{}, 7, [], null, undefined])(
  'reads the members of a chat, who have no pages, whatever cursor they come with: %o',
  async (cursor) => {
    await using world = await given((_asked, response) => answerJson(response, { items: [ada], cursor }))

    const page = await world.upstream.listChatAttendees({ provider: 'LINKEDIN', chatId: 'chat_1' })

    expect(page).toMatchObject({ items: [{ unipileId: 'att_1' }], cursor: null, broken: 0 })
  },
)

it('refuses a page whose cursor can not be passed on', async () => {
  await using world = await given((_asked, response) => answerJson(response, { items: [ada], cursor: {} }))

  await expect(world.upstream.listAttendees({ provider: 'LINKEDIN', accountId: 'acc_1' })).rejects.toMatchObject({
    name: 'UpstreamUnavailableError',
  })
})
