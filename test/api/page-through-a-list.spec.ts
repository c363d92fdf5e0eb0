import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'

const Page = graphql(`
  query Page($orderBy: AttendeeOrder!, $first: Int, $last: Int, $after: String, $before: String) {
    attendees(orderBy: $orderBy, first: $first, last: $last, after: $after, before: $before) {
      totalCount
      nodes { displayName }
      edges { cursor }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`)

const Nested = graphql(`
  query Nested($first: Int, $last: Int, $after: String, $before: String) {
    accounts(first: $first, last: $last, after: $after, before: $before) {
      totalCount
      nodes { name attendees(first: 1) { totalCount nodes { displayName } pageInfo { hasNextPage } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    chats(first: 1) {
      nodes {
        newest: messages(first: 2) { totalCount nodes { text } pageInfo { hasNextPage hasPreviousPage } }
        oldest: messages(last: 2) { nodes { text } pageInfo { hasNextPage hasPreviousPage } }
      }
    }
  }
`)

type Api = Awaited<ReturnType<ReturnType<typeof useGateway>>>

/** Six people over two accounts; two share a name, and one was never written with. */
async function givenPeople({ given }: Api) {
  const [one, two] = [await given.account(), await given.account()]
  const people = [
    { account: one, name: 'Ada', lastInteractionAt: '2026-01-03T00:00:00.123Z' },
    { account: two, name: 'Édith', lastInteractionAt: '2026-01-02T00:00:00Z' },
    { account: one, name: 'Grace', lastInteractionAt: '2026-01-02T00:00:00Z' },
    { account: two, name: 'Grace', lastInteractionAt: '2026-01-05T00:00:00Z' },
    { account: two, name: 'Zoé', lastInteractionAt: null },
    { account: one, name: 'alan', lastInteractionAt: '2026-01-01T00:00:00Z' },
  ]
  for (const { account, name, lastInteractionAt } of people) {
    await given.attendee(account, await given.user({ name }), { lastInteractionAt })
  }
}

describe.each(databases)('paging through a list, on $name', ({ open }) => {
  const start = useGateway(open)

  it.each([
    ['NAME', ['Ada', 'alan', 'Édith', 'Grace', 'Grace', 'Zoé']],
    ['LAST_INTERACTION', ['Grace', 'Ada', 'Grace', 'Édith', 'alan', 'Zoé']],
  ] as const)('by %s gives each row once, forwards and backwards', async (orderBy, expected) => {
    await using api = await start()
    await givenPeople(api)

    const forwards: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const { attendees }: Awaited<ReturnType<typeof page>> = await page(api, { orderBy, first: 2, after })
      forwards.push(...attendees.nodes.map(({ displayName }) => displayName))
      expect(attendees.pageInfo.hasPreviousPage).toBe(after !== null)
      expect(attendees.totalCount).toBe(6)
      after = attendees.pageInfo.endCursor
      more = attendees.pageInfo.hasNextPage
    }
    const backwards: string[] = []
    for (let before: string | null = null, more = true; more; ) {
      const { attendees }: Awaited<ReturnType<typeof page>> = await page(api, { orderBy, last: 2, before })
      backwards.unshift(...attendees.nodes.map(({ displayName }) => displayName))
      expect(attendees.pageInfo.hasNextPage).toBe(before !== null)
      before = attendees.pageInfo.startCursor
      more = attendees.pageInfo.hasPreviousPage
    }

    expect(forwards).toEqual(expected)
    expect(backwards).toEqual(expected)
  })

  it('gives the rows between two cursors', async () => {
    await using api = await start()
    await givenPeople(api)
    const { attendees: all } = await page(api, { orderBy: 'NAME' })
    const [first, , , fourth] = all.edges

    const range = { orderBy: 'NAME', after: first?.cursor ?? null, before: fourth?.cursor ?? null } as const
    const { attendees: forwards } = await page(api, { ...range, first: 1 })
    const { attendees: backwards } = await page(api, { ...range, last: 1 })
    const { attendees: whole } = await page(api, { ...range, first: 100 })

    expect(forwards).toMatchObject({
      nodes: [{ displayName: 'alan' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
    })
    expect(backwards).toMatchObject({
      nodes: [{ displayName: 'Édith' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
    })
    expect(whole).toMatchObject({
      nodes: [{ displayName: 'alan' }, { displayName: 'Édith' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: true },
    })
  })

  it('gives no rows, and says whether there are any, when none are asked for', async () => {
    await using api = await start()
    await givenPeople(api)

    const { attendees } = await page(api, { orderBy: 'NAME', first: 0 })

    expect(attendees.nodes).toEqual([])
    expect(attendees.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    })
  })

  it('works the same below a parent, and in memory', async () => {
    await using api = await start()
    const { given } = api
    for (const name of ['One', 'Two', 'Three']) {
      const account = await given.account({ name })
      for (const person of ['Ada', 'Grace'])
        await given.attendee(account, await given.user({ name: `${person} ${name}` }))
      if (name !== 'One') continue
      const chat = await given.chat(account)
      for (const day of [1, 2, 3])
        await given.message(chat, { text: `Day ${day}`, sentAt: `2026-01-0${day}T00:00:00Z` })
      await given.message(chat, { text: 'Ada reacted', sentAt: '2026-01-09T00:00:00Z', hidden: true })
    }

    const { accounts, chats } = await api.query(Nested, { first: 2 })
    const { accounts: rest } = await api.query(Nested, { first: 2, after: accounts.pageInfo.endCursor })
    const { accounts: back } = await api.query(Nested, { last: 1, before: rest.pageInfo.startCursor })

    const attendees = { totalCount: 2, pageInfo: { hasNextPage: true } }
    expect(accounts).toMatchObject({
      totalCount: 3,
      nodes: [
        { name: 'One', attendees: { ...attendees, nodes: [{ displayName: 'Ada One' }] } },
        { name: 'Two', attendees: { ...attendees, nodes: [{ displayName: 'Ada Two' }] } },
      ],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    })
    expect(rest).toMatchObject({ nodes: [{ name: 'Three' }], pageInfo: { hasNextPage: false, hasPreviousPage: true } })
    expect(back).toMatchObject({ nodes: [{ name: 'Two' }], pageInfo: { hasNextPage: true, hasPreviousPage: true } })
    expect(chats.nodes).toEqual([
      {
        newest: {
          totalCount: 3,
          nodes: [{ text: 'Day 3' }, { text: 'Day 2' }],
          pageInfo: { hasNextPage: true, hasPreviousPage: false },
        },
        oldest: {
          nodes: [{ text: 'Day 2' }, { text: 'Day 1' }],
          pageInfo: { hasNextPage: false, hasPreviousPage: true },
        },
      },
    ])
  })
})

type PageVariables = {
  orderBy: 'NAME' | 'LAST_INTERACTION'
  first?: number
  last?: number
  after?: string | null
  before?: string | null
}

function page(api: Api, variables: PageVariables) {
  return api.query(Page, variables)
}
