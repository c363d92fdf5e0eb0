import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId } from '../harness/seed.ts'

const Inbox = graphql(`
  query Inbox($filter: ChatFilter) {
    chats(filter: $filter) {
      totalCount
      nodes {
        name
        kind
        provider
        account { name }
        lastActivityAt
        unreadCount
        with { displayName }
        participants { totalCount nodes { displayName } }
        lastMessage { text }
      }
    }
  }
`)

const Messages = graphql(`
  query Messages($chat: ID!) {
    node(id: $chat) {
      ... on Chat {
        messages {
          nodes {
            text
            isOwn
            sentAt
            sender { displayName chats { totalCount } }
            senderIdentifier { ... on ProviderInternalId { value provider scope source firstSeenAt } }
            quoted { text }
            attachments { id type fileName sizeBytes }
            reactions { value sender { displayName } }
          }
        }
      }
    }
  }
`)

describe.each(databases)('an inbox, on $name', ({ open }) => {
  const start = useGateway(open)

  it('has the chats of all accounts, the most recently active first', async () => {
    await using api = await start()
    const linkedin = await api.given.account({ name: 'Ada' })
    const whatsapp = await api.given.account({ provider: 'WHATSAPP', name: 'Team phone' })
    const grace = await api.given.attendee(linkedin, await api.given.user({ name: 'Grace' }))
    const alan = await api.given.attendee(whatsapp, await api.given.user({ provider: 'WHATSAPP', name: 'Alan' }))
    const direct = await api.given.chat(linkedin, { participants: [grace], lastActivityAt: '2026-01-01T00:00:00Z' })
    await api.given.message(direct, { from: grace, text: 'Hello', sentAt: '2026-01-01T00:00:00Z' })
    await api.given.message(direct, { from: grace, text: 'Earlier', sentAt: '2025-01-01T00:00:00Z' })
    const facts = { kind: 'GROUP', name: 'Compilers', unreadCount: 3 } as const
    await api.given.chat(whatsapp, { ...facts, participants: [alan], lastActivityAt: '2026-02-01T00:00:00Z' })
    await api.given.chat(whatsapp, { kind: 'CHANNEL', name: 'News', archived: true })

    const { chats } = await api.query(Inbox, {})
    const only = async (filter: object) => {
      const found = await api.query(Inbox, { filter })
      expect(found.chats.totalCount).toBe(found.chats.nodes.length)
      return found.chats.nodes.map(({ name }) => name)
    }

    expect(chats).toEqual({
      totalCount: 3,
      nodes: [
        {
          name: 'Compilers',
          kind: 'GROUP',
          provider: 'WHATSAPP',
          account: { name: 'Team phone' },
          lastActivityAt: '2026-02-01T00:00:00.000Z',
          unreadCount: 3,
          with: null,
          participants: { totalCount: 1, nodes: [{ displayName: 'Alan' }] },
          lastMessage: null,
        },
        {
          name: null,
          kind: 'DIRECT',
          provider: 'LINKEDIN',
          account: { name: 'Ada' },
          lastActivityAt: '2026-01-01T00:00:00.000Z',
          unreadCount: 0,
          with: { displayName: 'Grace' },
          participants: { totalCount: 1, nodes: [{ displayName: 'Grace' }] },
          lastMessage: { text: 'Hello' },
        },
        expect.objectContaining({ name: 'News', lastActivityAt: null }),
      ],
    })
    expect(await only({ kind: 'GROUP' })).toEqual(['Compilers'])
    expect(await only({ unread: true })).toEqual(['Compilers'])
    expect(await only({ unread: false, archived: true })).toEqual(['News'])
    expect(await only({ provider: 'LINKEDIN' })).toEqual([null])
    expect(await only({ accounts: [globalId('Account', whatsapp)], archived: false })).toEqual(['Compilers'])
  })

  it('tells who said what, listed or not', async () => {
    await using api = await start()
    const account = await api.given.account({ provider: 'WHATSAPP' })
    const grace = await api.given.user({
      provider: 'WHATSAPP',
      name: 'Grace',
      internalId: '33600000001@s.whatsapp.net',
    })
    const attendee = await api.given.attendee(account, grace)
    const chat = await api.given.chat(account, { kind: 'GROUP', participants: [attendee] })
    const question = { text: 'Compiled?', providerId: 'question', sentAt: '2026-01-01T00:00:00Z' }
    await api.given.message(chat, { from: attendee, ...question })
    await api.given.message(chat, {
      sender: '123@lid',
      text: 'It did.',
      sentAt: '2026-01-02T00:00:00Z',
      quotes: 'question',
      attachments: [
        { id: 'a', type: 'file', mimeType: null, fileName: 'log.txt', sizeBytes: 5_000_000_000, unavailable: false },
      ],
      reactions: [{ value: '🎉', senderProviderId: grace.internalId }],
    })

    const { node } = await api.query(Messages, { chat: globalId('Chat', chat) })

    const identifier = { provider: 'WHATSAPP', scope: 'GLOBAL', source: 'MESSAGE' }
    expect(node).toEqual({
      messages: {
        nodes: [
          {
            text: 'It did.',
            isOwn: false,
            sentAt: '2026-01-02T00:00:00.000Z',
            sender: null,
            senderIdentifier: {
              value: '123@lid',
              ...identifier,
              firstSeenAt: '2026-01-02T00:00:00.000Z',
            },
            quoted: { text: 'Compiled?' },
            attachments: [{ id: 'a', type: 'file', fileName: 'log.txt', sizeBytes: 5_000_000_000 }],
            reactions: [{ value: '🎉', sender: { displayName: 'Grace' } }],
          },
          {
            text: 'Compiled?',
            isOwn: false,
            sentAt: '2026-01-01T00:00:00.000Z',
            sender: { displayName: 'Grace', chats: { totalCount: 1 } },
            senderIdentifier: {
              value: '33600000001@s.whatsapp.net',
              ...identifier,
              firstSeenAt: '2026-01-01T00:00:00.000Z',
            },
            quoted: null,
            attachments: [],
            reactions: [],
          },
        ],
      },
    })
  })
})
