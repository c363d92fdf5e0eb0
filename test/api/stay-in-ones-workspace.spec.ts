import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId } from '../harness/seed.ts'

const Everything = graphql(`
  query Everything($refs: [UserRef!]!) {
    viewer { workspace accounts { totalCount } }
    accounts { totalCount }
    attendees(filter: { includeSelf: true }) { totalCount nodes { id } }
    byReason: attendees(filter: { reasons: [CONTACT, EXISTING_CHAT, SHARED_GROUP, LISTED] }) { totalCount nodes { id } }
    byText: attendees(filter: { text: "grace" }) { totalCount nodes { id } }
    chats { totalCount nodes { id } }
    users(refs: $refs) { __typename }
  }
`)

describe.each(databases)('a viewer, on $name', ({ open }) => {
  const start = useGateway(open)

  it('sees nothing of other workspaces', async () => {
    await using mine = await start()
    await using theirs = await start()
    const account = await theirs.given.account({ provider: 'X' })
    const grace = await theirs.given.user({ provider: 'X', name: 'Grace', internalId: '41', publicId: 'grace' })
    const attendee = await theirs.given.attendee(account, grace)
    await theirs.given.chat(account, { participants: [attendee] })
    const refs = [
      { id: globalId('User', grace) },
      { unipileId: attendee.unipileId },
      { internalId: { provider: 'X' as const, value: '41' } },
      { publicId: { provider: 'X' as const, value: '@grace' } },
    ]

    const asThem = await theirs.query(Everything, { refs })
    const asMe = await mine.query(Everything, { refs })

    expect(asThem).toMatchObject({
      accounts: { totalCount: 1 },
      attendees: { totalCount: 1 },
      byReason: { totalCount: 1 },
      byText: { totalCount: 1 },
      chats: { totalCount: 1 },
      users: refs.map(() => ({ __typename: 'User' })),
    })
    const nothing = { totalCount: 0, nodes: [] }
    expect(asMe).toEqual({
      viewer: { workspace: 'Test workspace', accounts: { totalCount: 0 } },
      accounts: { totalCount: 0 },
      attendees: nothing,
      byReason: nothing,
      byText: nothing,
      chats: nothing,
      users: refs.map(() => ({ __typename: 'UserNotFound' })),
    })
  })
})
