import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId } from '../harness/seed.ts'

const WhoAndWhy = graphql(`
  query WhoAndWhy {
    attendees(first: 1) {
      nodes {
        knownStatus {
          ... on Known {
            since
            primary { kind }
            reasons {
              __typename
              kind
              account { name }
              observedAt
              source
              summary
              ... on ContactReason { label since }
              ... on ExistingChatReason { chat { id } lastActivityAt }
              ... on SharedGroupReason { groups { totalCount nodes { name } } }
            }
          }
        }
      }
    }
  }
`)

const KnownFor = graphql(`
  query KnownFor($reasons: [KnownReasonKind!], $text: String, $provider: Provider, $accounts: [ID!], $includeSelf: Boolean) {
    attendees(filter: { reasons: $reasons, text: $text, provider: $provider, accounts: $accounts, includeSelf: $includeSelf }) {
      totalCount
      nodes { displayName }
    }
  }
`)

describe.each(databases)('who is known and why, on $name', ({ open }) => {
  const start = useGateway(open)

  it('gives every reason with its evidence, the weightiest first', async () => {
    await using api = await start()
    const account = await api.given.account({ provider: 'LINKEDIN', name: 'Ada' })
    const grace = await api.given.attendee(account, await api.given.user(), {
      contact: { since: '2024-05-01T00:00:00Z' },
    })
    const chat = await api.given.chat(account, {
      participants: [grace],
      lastActivityAt: '2026-10-01T00:00:00Z',
    })
    const group = await api.given.chat(account, { kind: 'GROUP', name: 'Compilers', participants: [grace] })
    await api.given.message(chat, { sentAt: '2026-10-01T00:00:00Z' })
    await api.given.message(chat, { sentAt: '2023-01-01T00:00:00Z' })
    await api.given.message(group, { from: grace, sentAt: '2022-01-01T00:00:00Z' })

    const { attendees } = await api.query(WhoAndWhy)

    const evidence = { account: { name: 'Ada' }, observedAt: '2026-11-01T00:00:00.000Z' }
    expect(attendees.nodes).toEqual([
      {
        knownStatus: {
          since: '2023-01-01T00:00:00.000Z',
          primary: { kind: 'CONTACT' },
          reasons: [
            {
              __typename: 'ContactReason',
              kind: 'CONTACT',
              ...evidence,
              source: 'RELATION_LIST',
              summary: 'Relation of Ada on LinkedIn since 2024-05-01.',
              label: 'Relation',
              since: '2024-05-01T00:00:00.000Z',
            },
            {
              __typename: 'ExistingChatReason',
              kind: 'EXISTING_CHAT',
              ...evidence,
              source: 'CHAT_LIST',
              summary: 'Has a chat with Ada on LinkedIn since 2023-01-01.',
              chat: { id: globalId('Chat', chat) },
              lastActivityAt: '2026-10-01T00:00:00.000Z',
            },
            {
              __typename: 'SharedGroupReason',
              kind: 'SHARED_GROUP',
              ...evidence,
              source: 'GROUP_MEMBERS',
              summary: 'In a group with Ada on LinkedIn.',
              groups: { totalCount: 1, nodes: [{ name: 'Compilers' }] },
            },
          ],
        },
      },
    ])
  })

  it('finds those known for any of the reasons asked, each once', async () => {
    await using api = await start()
    const { account, attendee, chat, user } = api.given
    const linkedin = await account()
    const whatsapp = await account({ provider: 'WHATSAPP' })
    await attendee(linkedin, await user({ name: 'Listed' }))
    await attendee(linkedin, await user({ name: 'Owner' }), { isSelf: true })
    await attendee(linkedin, await user({ name: 'Contact' }), { contact: { since: null } })
    await attendee(whatsapp, await user({ provider: 'WHATSAPP', name: 'Inferred contact' }))
    const both = await attendee(linkedin, await user({ name: 'Both' }), { contact: { since: null } })
    await chat(linkedin, { participants: [both] })
    const grouped = await attendee(whatsapp, await user({ provider: 'WHATSAPP', name: 'Grouped' }))
    await chat(whatsapp, { kind: 'GROUP', participants: [grouped] })

    const names = async (variables: Parameters<typeof filtered>[1]) => filtered(api, variables)

    expect(await names({ reasons: ['CONTACT'] })).toEqual(['Both', 'Contact', 'Inferred contact'])
    expect(await names({ reasons: ['CONTACT', 'EXISTING_CHAT'] })).toEqual(['Both', 'Contact', 'Inferred contact'])
    expect(await names({ reasons: ['EXISTING_CHAT', 'SHARED_GROUP'] })).toEqual(['Both', 'Grouped'])
    expect(await names({ reasons: ['LISTED'] })).toEqual(['Listed'])
    expect(await names({ reasons: [] })).toEqual([])
    expect(await names({})).toEqual(['Both', 'Contact', 'Grouped', 'Inferred contact', 'Listed'])
    expect(await names({ includeSelf: true })).toContain('Owner')
    expect(await names({ provider: 'WHATSAPP' })).toEqual(['Grouped', 'Inferred contact'])
    expect(await names({ accounts: [globalId('Account', linkedin)] })).toEqual(['Both', 'Contact', 'Listed'])
  })

  it('finds names without regard to accents and case, and public IDs as a whole', async () => {
    await using api = await start()
    const account = await api.given.account()
    await api.given.attendee(account, await api.given.user({ name: 'Édith Piaf', publicId: 'la-mome' }))
    await api.given.attendee(account, await api.given.user({ name: '100% Edith_' }))

    expect(await filtered(api, { text: 'EDITH' })).toEqual(['100% Edith_', 'Édith Piaf'])
    expect(await filtered(api, { text: 'La-Mome' })).toEqual(['Édith Piaf'])
    expect(await filtered(api, { text: 'la-mo' })).toEqual([])
    expect(await filtered(api, { text: '%' })).toEqual(['100% Edith_'])
    expect(await filtered(api, { text: ' ' })).toHaveLength(2)
  })

  it('finds nobody by accents alone', async () => {
    await using api = await start()
    const account = await api.given.account()
    await api.given.attendee(account, await api.given.user({ name: 'Édith Piaf' }))
    await api.given.attendee(account, await api.given.user({ name: '' }))

    expect(await filtered(api, { text: '\u0301' })).toEqual([])
    expect(await filtered(api, { text: '\u00a8' })).toEqual([])
  })

  it('finds a public ID with accents, in any case and however they are written', async () => {
    await using api = await start()
    const account = await api.given.account()
    await api.given.attendee(account, await api.given.user({ name: 'Pepe', publicId: 'josé-garcía-1b2c3d' }))

    expect(await filtered(api, { text: 'josé-garcía-1b2c3d' })).toEqual(['Pepe'])
    expect(await filtered(api, { text: '@José-García-1b2c3d ' })).toEqual(['Pepe'])
    expect(await filtered(api, { text: 'josé-garcía-1b2c3d'.normalize('NFD') })).toEqual(['Pepe'])
    expect(await filtered(api, { text: 'jose-garcia-1b2c3d' })).toEqual([])
  })

  it.each([
    ['Anna Weiß', ['ANNA WEISS', 'ANNA WEIẞ', 'anna weiss', 'weiß']],
    ['ANNA WEISS', ['weiß', 'weiss']],
    ['Κώστας Παπάς', ['κωσ', 'ΚΩΣ', 'κώς', 'ΠΑΠΑΣ', 'παπάς']],
    ['ışık', ['IŞIK', 'ışık', 'isik']],
  ])('finds %s by whatever has the same capitals', async (name, texts) => {
    await using api = await start()
    const account = await api.given.account()
    await api.given.attendee(account, await api.given.user({ name }))

    for (const text of texts) expect(await filtered(api, { text }), text).toEqual([name])
  })

  it('finds so what was kept before capitals were minded', async () => {
    await using api = await start()
    const account = await api.given.account()
    for (const name of ['Anna Weiß', 'Κώστας', 'ışık'])
      await api.given.attendee(account, await api.given.user({ name }))
    const before = {
      name: 'test_before',
      text: 'update attendee set sort_name = $3 where account_id = $1 and sort_name = $2',
    }
    await api.store.sql(before, [account.id, 'anna weiss', 'anna weiß'])
    await api.store.sql(before, [account.id, 'κωστασ', 'κωστας'])
    await api.store.sql(before, [account.id, 'isik', 'ısık'])

    const [file = ''] = globSync('prisma/migrations/*_sort_names_by_capitals/migration.sql')
    await api.store.run(readFileSync(file, 'utf8'))

    expect(await filtered(api, { text: 'WEISS' })).toEqual(['Anna Weiß'])
    expect(await filtered(api, { text: 'ΚΏΣΤΑΣ' })).toEqual(['Κώστας'])
    expect(await filtered(api, { text: 'IŞIK' })).toEqual(['ışık'])
  })
})

type Api = Awaited<ReturnType<ReturnType<typeof useGateway>>>

async function filtered(api: Api, variables: object) {
  const { attendees } = await api.query(KnownFor, variables)
  expect(attendees.totalCount).toBe(attendees.nodes.length)
  return attendees.nodes.map(({ displayName }) => displayName)
}
