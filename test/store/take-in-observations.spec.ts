import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { ingestChats } from '../../src/store/ingest/chats.ts'
import { computeEvidence } from '../../src/store/ingest/evidence.ts'
import { evidenceColumns } from '../../src/store/ingest/evidence-columns.ts'
import { ingestMemberLists, ingestMembers } from '../../src/store/ingest/members.ts'
import { ingestMessages, ingestPastMessages } from '../../src/store/ingest/messages.ts'
import { ingestRelations } from '../../src/store/ingest/relations.ts'
import { ingestUsers } from '../../src/store/ingest/users.ts'
import type { Store } from '../../src/store/open.ts'
import { directSince } from '../../src/store/read/attendee-columns.ts'
import type { Sql } from '../../src/store/sql.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'
import {
  accountObservation,
  attendeeObservation,
  chatObservation,
  internalId,
  messageObservation,
  publicId,
  relationObservation,
  userObservation,
} from '../harness/observations.ts'

const origin = { source: 'CHAT_LIST', observedAt: '2026-11-20T12:00:00.000Z' } as const

describe.each(databases)('taking in observations, on $name', ({ open }) => {
  let store: Store
  let workspaces = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** An account in a workspace of its own. */
  async function freshAccount(facts: Parameters<typeof accountObservation>[0] = {}) {
    const workspaceId = await ensureWorkspace(store.sql, `workspace-${workspaces++}`, 'Test')
    const [account] = await ingestAccounts(store.sql, {
      workspaceId,
      accounts: [accountObservation(facts)],
      observedAt: origin.observedAt,
    })
    if (!account) throw new Error('no account')
    return { workspaceId, accountId: account.id }
  }

  type Step = (sql: Sql, account: { workspaceId: number; accountId: number }) => Promise<unknown>

  /**
   * One history in parts that may arrive in any order: a contact, a chat, a group, an advert, the owner, and a chat whose
   * other party only its own list shows.
   */
  const history: Record<string, Step> = {
    attendees: (sql, account) =>
      ingestAttendees(sql, {
        ...account,
        origin: { ...origin, source: 'ATTENDEE_LIST' },
        attendees: [
          attendeeObservation('ada', { contact: false }),
          attendeeObservation('grace'),
          attendeeObservation('alan'),
          attendeeObservation('spam'),
          attendeeObservation('owner', { isSelf: true }),
        ],
      }),
    relations: (sql, account) =>
      ingestRelations(sql, {
        ...account,
        origin: { ...origin, source: 'RELATION_LIST' },
        relations: [relationObservation('ada', new Date('2020-05-05T00:00:00Z'))],
      }),
    chats: async (sql, account) => {
      await ingestChats(sql, {
        ...account,
        origin,
        chats: [
          chatObservation('ada'),
          chatObservation('grace'),
          chatObservation('spam', { contentType: 'sponsored' }),
          chatObservation('lone'),
          chatObservation('club', { kind: 'GROUP', name: 'Climbing club' }),
        ],
      })
      await ingestMembers(sql, {
        ...account,
        chatUnipileId: 'chat-club',
        origin: { ...origin, source: 'GROUP_MEMBERS' },
        members: ['ada', 'alan', 'owner'].map((key) => attendeeObservation(key, { isSelf: key === 'owner' })),
      })
      await ingestMembers(sql, {
        ...account,
        chatUnipileId: 'chat-lone',
        origin: { source: 'GROUP_MEMBERS', observedAt: '2026-11-21T12:00:00.000Z' },
        members: ['lone', 'owner'].map((key) => attendeeObservation(key, { isSelf: key === 'owner' })),
      })
      await ingestMessages(sql, {
        ...account,
        origin,
        messages: [messageObservation('grace', 'm1', { sentAt: new Date('2026-10-01T10:00:00Z') })],
      })
    },
  }

  const people = {
    name: 'test_people',
    text: `
      select display_name as name, contact, contact_since as "contactSince", contact_source as "contactSource",
        direct_chats as chats, ${directSince('attendee')} as "directSince", shared_groups as groups, is_self as self
      from attendee where account_id = $1 order by display_name`,
  }

  const evidence = {
    name: 'test_evidence',
    text: `select id, ${evidenceColumns} from attendee where account_id = $1 order by id`,
  }

  const expected = [
    {
      name: 'ada',
      contact: true,
      contactSince: '2020-05-05T00:00:00.000Z',
      contactSource: 'RELATION_LIST',
      chats: 1,
      directSince: null,
      groups: 1,
      self: false,
    },
    person('alan', { groups: 1 }),
    person('grace', { chats: 1, directSince: '2026-10-01T10:00:00.000Z' }),
    person('lone', { chats: 1 }),
    person('owner', { self: true }),
    person('spam', {}),
  ]

  function person(name: string, facts: object) {
    return {
      name,
      contact: false,
      contactSince: null,
      contactSource: null,
      chats: 0,
      directSince: null,
      groups: 0,
      self: false,
      ...facts,
    }
  }

  it.each([
    ['attendees', 'relations', 'chats'],
    ['attendees', 'chats', 'relations'],
    ['relations', 'attendees', 'chats'],
    ['relations', 'chats', 'attendees'],
    ['chats', 'attendees', 'relations'],
    ['chats', 'relations', 'attendees'],
  ])('ends in the same evidence when %s, %s, %s arrive, once or twice', async (...order) => {
    const account = await freshAccount()

    for (const _time of ['once', 'twice']) {
      for (const part of order) await store.transaction(async (sql) => history[part]?.(sql, account))
      expect(await store.sql(people, [account.accountId])).toEqual(expected)
      const written = await store.sql<{ id: string }>(evidence, [account.accountId])
      const ids = written.map(({ id }) => id)
      await store.transaction((sql) => computeEvidence(sql, ids))
      expect(await store.sql(evidence, [account.accountId])).toEqual(written)
    }
  })

  it('takes away the group from whoever is no longer in it', async () => {
    const account = await freshAccount()
    for (const part of Object.values(history)) await store.transaction((sql) => part(sql, account))

    await store.transaction((sql) =>
      ingestMembers(sql, {
        ...account,
        chatUnipileId: 'chat-club',
        origin,
        members: [attendeeObservation('ada'), attendeeObservation('owner', { isSelf: true })],
      }),
    )

    const rows = await store.sql<{ name: string; groups: number }>(people, [account.accountId])
    expect(rows.filter(({ groups }) => groups > 0).map(({ name }) => name)).toEqual(['ada'])
  })

  it.each([
    ['before', ['former', 'club']],
    ['after', ['club', 'former']],
  ])('finds that the owner has left a group read %s the first that lists them', async (_when, order) => {
    const account = await freshAccount()
    const chats = order.map((key) => chatObservation(key, { kind: 'GROUP' }))
    await store.transaction((sql) => ingestChats(sql, { ...account, origin, chats }))
    const membersOf: Record<string, ReturnType<typeof attendeeObservation>[]> = {
      former: [attendeeObservation('ada')],
      club: [attendeeObservation('alan'), attendeeObservation('owner', { isSelf: true })],
    }

    for (const key of order) {
      const list = { chatUnipileId: `chat-${key}`, members: membersOf[key] ?? [] }
      await store.transaction((sql) => ingestMembers(sql, { ...account, origin, ...list }))
    }

    const rows = await store.sql<{ name: string; groups: number }>(people, [account.accountId])
    expect(rows.map(({ name, groups }) => [name, groups])).toEqual([
      ['ada', 0],
      ['alan', 1],
      ['owner', 0],
    ])
  })

  it('finds that the owner has left a group read with the first list that shows who they are', async () => {
    const account = await freshAccount()
    const chats = ['club', 'former'].map((key) => chatObservation(key, { kind: 'GROUP' }))
    await store.transaction((sql) =>
      ingestChats(sql, { ...account, origin, chats: [...chats, chatObservation('ada')] }),
    )
    const list = (key: string, ...members: ReturnType<typeof attendeeObservation>[]) => ({
      chatUnipileId: `chat-${key}`,
      members,
    })
    const [ada, owner] = [attendeeObservation('ada'), attendeeObservation('owner')]
    await store.transaction((sql) => ingestMembers(sql, { ...account, origin, ...list('club', ada, owner) }))

    const lists = [list('ada', ada, { ...owner, isSelf: true }), list('former', ada)]
    await store.transaction((sql) => ingestMemberLists(sql, { ...account, origin, lists }))

    const rows = await store.sql<{ name: string; groups: number }>(people, [account.accountId])
    expect(rows.map(({ name, groups }) => [name, groups])).toEqual([
      ['ada', 1],
      ['owner', 0],
    ])
  })

  it('knows nobody for a chat whose own list does not show them, though another list shows them first', async () => {
    const account = await freshAccount()
    const chats = [chatObservation('ada'), chatObservation('club', { kind: 'GROUP' })]
    await store.transaction((sql) => ingestChats(sql, { ...account, origin, chats }))

    const lists = [
      { chatUnipileId: 'chat-ada', members: [] },
      { chatUnipileId: 'chat-club', members: [attendeeObservation('ada')] },
    ]
    await store.transaction((sql) => ingestMemberLists(sql, { ...account, origin, lists }))

    expect(await store.sql(people, [account.accountId])).toEqual([person('ada', { groups: 1 })])
  })

  it('says which list told that somebody is a contact, whichever showed them first', async () => {
    const account = await freshAccount()
    const take = (source: 'GROUP_MEMBERS' | 'ATTENDEE_LIST', contact: boolean | null) =>
      store.transaction((sql) =>
        ingestAttendees(sql, {
          ...account,
          origin: { ...origin, source },
          attendees: [attendeeObservation('ada', { contact })],
        }),
      )

    await take('GROUP_MEMBERS', null)
    await take('ATTENDEE_LIST', true)
    await take('GROUP_MEMBERS', null)

    expect(await store.sql(people, [account.accountId])).toEqual([
      person('ada', { contact: true, contactSource: 'ATTENDEE_LIST' }),
    ])
  })

  it('keeps what any of the payloads taken in together says of a user', async () => {
    const account = await freshAccount()
    const [lid, phone] = [internalId('1@lid'), internalId('33600000000@s.whatsapp.net')]
    const attendees = [
      attendeeObservation('lid', { user: userObservation([lid, phone], { headline: 'Engineer' }) }),
      attendeeObservation('phone', { user: userObservation([phone], { displayName: 'Ada' }) }),
    ]

    await store.transaction((sql) => ingestAttendees(sql, { ...account, origin, attendees }))

    const text = 'select display_name as name, headline, internal_id as "internalId" from users where workspace_id = $1'
    const users = await store.sql({ name: 'test_users', text }, [account.workspaceId])
    expect(users).toEqual([{ name: 'Ada', headline: 'Engineer', internalId: phone.value }])
  })

  it('gives an attendee’s chats to the one that upstream merged it into', async () => {
    const account = await freshAccount()
    const take = (...attendees: ReturnType<typeof attendeeObservation>[]) =>
      store.transaction((sql) => ingestAttendees(sql, { ...account, origin, attendees }))
    await take(attendeeObservation('ada'), attendeeObservation('lid'))
    await store.transaction((sql) => ingestChats(sql, { ...account, origin, chats: [chatObservation('lid')] }))

    const { providerId, user } = attendeeObservation('lid')
    await take(attendeeObservation('ada', { providerId, user }))

    expect(await store.sql(people, [account.accountId])).toEqual([person('lid', { chats: 1 })])
  })

  it('takes in two attendees whose ids upstream has exchanged', async () => {
    const account = await freshAccount()
    const take = (...attendees: ReturnType<typeof attendeeObservation>[]) =>
      store.transaction((sql) => ingestAttendees(sql, { ...account, origin, attendees }))
    const [ada, grace] = [attendeeObservation('ada'), attendeeObservation('grace')]
    await take(ada, grace)

    await take({ ...grace, unipileId: ada.unipileId }, { ...ada, unipileId: grace.unipileId })

    expect(await store.sql(people, [account.accountId])).toEqual([person('ada', {}), person('grace', {})])
  })

  it('loses no evidence when a contact and a chat of one person are written at the same time', async () => {
    const account = await freshAccount()
    const keys = Array.from({ length: 20 }, (_, index) => `p${index}`)
    const attendees = keys.map((key) => attendeeObservation(key))
    await store.transaction((sql) => ingestAttendees(sql, { ...account, origin, attendees }))

    await Promise.all(
      keys.flatMap((key) => [
        store.transaction((sql) => ingestRelations(sql, { ...account, origin, relations: [relationObservation(key)] })),
        store.transaction((sql) => ingestChats(sql, { ...account, origin, chats: [chatObservation(key)] })),
      ]),
    )

    const rows = await store.sql<{ contact: boolean; chats: number }>(people, [account.accountId])
    expect(rows.filter(({ contact, chats }) => !contact || chats !== 1)).toEqual([])
  })

  it('finds users again by identifiers that hold NUL and half surrogates', async () => {
    const account = await freshAccount()
    const names = [internalId('odd\0@s.whatsapp.net'), publicId('odd\ud800', 'WHATSAPP')] as const
    const users = [userObservation(names)]
    const take = () =>
      store.transaction((sql) => ingestUsers(sql, { ...account, users, nameSource: 'ATTENDEE', origin }))

    const first = await take()

    expect(await take()).toEqual(first)
  })

  it('keeps names that hold NUL and half surrogates', async () => {
    const account = await freshAccount()
    const user = userObservation([internalId('odd@s.whatsapp.net')], { displayName: 'A\0da \ud83d' })

    await store.transaction((sql) =>
      ingestAttendees(sql, { ...account, origin, attendees: [attendeeObservation('odd', { user })] }),
    )

    expect(await store.sql(people, [account.accountId])).toEqual([person('Ada \ufffd', {})])
  })

  it('joins two users when one payload shows both their internal IDs, and keeps the loser answering', async () => {
    const account = await freshAccount()
    const take = (attendees: ReturnType<typeof attendeeObservation>[]) =>
      store.transaction((sql) => ingestAttendees(sql, { ...account, origin, attendees }))
    const byLid = (identifiers: Parameters<typeof userObservation>[0]) =>
      attendeeObservation('lid', { providerId: '1400@lid', user: userObservation(identifiers) })
    await take([attendeeObservation('336')])
    await take([byLid([internalId('1400@lid')])])

    await take([byLid([internalId('1400@lid'), internalId('336@s.whatsapp.net'), publicId('336')])])

    const users = await store.sql<{ users: string; redirects: string; shown: string }>(
      {
        name: 'test_joined',
        text: `
          select count(distinct a.user_id) as users, max(u.internal_id) as shown,
            (select count(*) from users r where r.redirect_to_id = min(a.user_id)) as redirects
          from attendee a join users u on u.id = a.user_id where a.account_id = $1`,
      },
      [account.accountId],
    )
    expect(users).toEqual([{ users: '1', redirects: '1', shown: '336@s.whatsapp.net' }])
  })

  it('moves a public ID to whoever shows it last', async () => {
    const account = await freshAccount()
    const named = (key: string) =>
      attendeeObservation(key, {
        user: userObservation([internalId(`${key}@s.whatsapp.net`), publicId('ada')], { displayName: key }),
      })
    await store.transaction((sql) => ingestAttendees(sql, { ...account, origin, attendees: [named('old')] }))

    await store.transaction((sql) => ingestAttendees(sql, { ...account, origin, attendees: [named('new')] }))

    const owners = {
      name: 'test_owner',
      text: `
        select u.display_name as name from user_identifier i join users u on u.id = i.user_id
        where i.workspace_id = $1 and i.kind = 'PROVIDER_PUBLIC_ID'`,
    }
    expect(await store.sql(owners, [account.workspaceId])).toEqual([{ name: 'new' }])
  })

  it('names the chats that messages speak of and are not here', async () => {
    const account = await freshAccount()

    const { missingChats } = await store.transaction((sql) =>
      ingestMessages(sql, { ...account, origin, messages: [messageObservation('nobody', 'm2')] }),
    )

    expect(missingChats).toEqual(['chat-nobody'])
  })

  it('takes in the messages of an account whose owner nobody has named', async () => {
    const account = await freshAccount({ owner: [] })
    await store.transaction((sql) => ingestChats(sql, { ...account, origin, chats: [chatObservation('ada')] }))
    const messages = [true, false].map((isSender) => messageObservation('ada', `${isSender}`, { isSender }))

    const { added } = await store.transaction((sql) => ingestMessages(sql, { ...account, origin, messages }))

    expect(added.map(({ isOwn }) => isOwn)).toEqual([true, false])
  })

  it.each([
    ['before', [0, 1]],
    ['after', [1, 0]],
  ])('keeps the public ID that a list shows when past messages with another one come %s it', async (_when, order) => {
    const account = await freshAccount()
    await store.transaction((sql) => ingestChats(sql, { ...account, origin, chats: [chatObservation('ada')] }))
    const names = (handle: string) => [internalId('77', 'TELEGRAM'), publicId(handle, 'TELEGRAM')] as const
    const messages = [messageObservation('ada', 'm1', { senderIdentifiers: names('amy') })]
    const attendees = [attendeeObservation('ada', { user: userObservation(names('zoe'), { displayName: 'Zoe' }) })]
    const steps: Step[] = [
      (sql) => ingestPastMessages(sql, { ...account, origin, messages }),
      (sql) => ingestAttendees(sql, { ...account, origin, attendees }),
    ]

    for (const step of order) await store.transaction(async (sql) => steps[step]?.(sql, account))

    const shown = { name: 'test_shown', text: 'select public_id as "publicId" from users where workspace_id = $1' }
    expect(await store.sql(shown, [account.workspaceId])).toEqual([{ publicId: 'zoe' }])
  })

  it('learns the phone behind a LID, and its number, from a past message', async () => {
    const account = await freshAccount()
    await store.transaction((sql) => ingestChats(sql, { ...account, origin, chats: [chatObservation('ada')] }))
    const lid = internalId('77@lid')
    const phone = [internalId('33612345678@s.whatsapp.net'), publicId('33612345678')] as const
    const attendees = [attendeeObservation('ada', { user: userObservation([lid], { displayName: 'Ada' }) })]
    const messages = [messageObservation('ada', 'm1', { senderIdentifiers: [lid, ...phone] })]

    await store.transaction((sql) => ingestAttendees(sql, { ...account, origin, attendees }))
    await store.transaction((sql) => ingestPastMessages(sql, { ...account, origin, messages }))

    const names = {
      name: 'test_names',
      text: `
        select u.public_id as "publicId", array_agg(i.value order by i.value) as names
        from users u join user_identifier i on i.user_id = u.id where u.workspace_id = $1 group by u.id`,
    }
    expect(await store.sql(names, [account.workspaceId])).toEqual([
      { publicId: '33612345678', names: ['33612345678', '33612345678@s.whatsapp.net', '77@lid'] },
    ])
  })
})
