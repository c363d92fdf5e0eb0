import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChangeLogRange, findChangesAfter } from '../../src/store/changes/read-changes.ts'
import { markBackfilled } from '../../src/store/checkpoints.ts'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { ingestChats } from '../../src/store/ingest/chats.ts'
import { ingestMembers } from '../../src/store/ingest/members.ts'
import { ingestMessages } from '../../src/store/ingest/messages.ts'
import { ingestRelations } from '../../src/store/ingest/relations.ts'
import { saveProfile } from '../../src/store/lookups/save-profile.ts'
import type { Store } from '../../src/store/open.ts'
import type { Sql } from '../../src/store/sql.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { contentsOf } from '../harness/contents.ts'
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

const observedAt = '2026-11-20T12:00:00.000Z'
const origin = { source: 'WEBHOOK', observedAt } as const

const silentProfile = {
  isPrivate: null,
  isSelf: null,
  summary: null,
  location: null,
  websites: [],
  emails: [],
  phones: [],
  followerCount: null,
  throttledSections: [],
}

describe.each(databases)('the change log, on $name', ({ open }) => {
  let store: Store
  let workspaces = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  type Account = { readonly workspaceId: number; readonly accountId: number }
  type Step = (sql: Sql, account: Account) => Promise<unknown>

  async function freshAccount({ backfilled = true } = {}): Promise<Account> {
    const workspaceId = await ensureWorkspace(store.sql, `log-${workspaces++}`, 'Test')
    const accounts = [accountObservation()]
    const [account] = await ingestAccounts(store.sql, { workspaceId, accounts, observedAt })
    if (!account) throw new Error('no account')
    if (backfilled) await store.transaction((sql) => markBackfilled(sql, account.id, observedAt))
    return { workspaceId, accountId: account.id }
  }

  function changesOf({ workspaceId }: Account) {
    return findChangesAfter(store.sql, { workspaceId, sequence: 0, limit: 1000 })
  }

  const run = (account: Account, step: Step) => store.transaction((sql) => step(sql, account))

  /** What happens to three people and a group, in parts that may arrive in any order and more than once. */
  const history: Record<string, Step> = {
    ada: (sql, account) => ingestAttendees(sql, { ...account, origin, attendees: [attendeeObservation('ada')] }),
    grace: (sql, account) => ingestAttendees(sql, { ...account, origin, attendees: [attendeeObservation('grace')] }),
    contact: (sql, account) => ingestRelations(sql, { ...account, origin, relations: [relationObservation('ada')] }),
    chat: (sql, account) => ingestChats(sql, { ...account, origin, chats: [chatObservation('ada')] }),
    group: async (sql, account) => {
      await ingestChats(sql, {
        ...account,
        origin,
        chats: [chatObservation('team', { kind: 'GROUP' })],
      })
      const members = [attendeeObservation('grace'), attendeeObservation('alan')]
      await ingestMembers(sql, { ...account, chatUnipileId: 'chat-team', members, origin })
    },
    message: async (sql, account) => {
      await ingestChats(sql, { ...account, origin, chats: [chatObservation('ada')] })
      await ingestMessages(sql, { ...account, origin, messages: [messageObservation('ada', '1')] })
    },
  }

  async function outcomeOf(account: Account) {
    const changes = await changesOf(account)
    const text = 'select id, internal_id as name from users where workspace_id = $1'
    const names = await store.sql<{ id: string; name: string }>({ name: 'test_user_names', text }, [
      account.workspaceId,
    ])
    const nameOf = new Map(names.map(({ id, name }) => [id, name]))
    const told = changes
      .filter(({ kind }) => kind !== 'CHAT_UPDATED')
      .map(({ kind, userId, reason }) => [kind, nameOf.get(userId ?? ''), reason].join(' '))
    return { told: told.sort(), contents: await contentsOf(store.sql, account.workspaceId) }
  }

  it('tells the same, once, in whatever order a history arrives and however often', { timeout: 120_000 }, async () => {
    const inOrder = await freshAccount()
    for (const step of Object.values(history)) await run(inOrder, step)
    const expected = await outcomeOf(inOrder)

    const names = Object.keys(history)
    const orders = fc
      .tuple(fc.shuffledSubarray(names, { minLength: names.length }), fc.array(fc.constantFrom(...names)))
      .map(([all, again]) => [...all, ...again])
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const account = await freshAccount()
        for (const name of order) await run(account, history[name] as Step)
        expect(await outcomeOf(account)).toEqual(expected)
      }),
      { numRuns: 12 },
    )
    expect(expected.told).toEqual([
      'BECAME_KNOWN ada@s.whatsapp.net ',
      'BECAME_KNOWN alan@s.whatsapp.net ',
      'BECAME_KNOWN grace@s.whatsapp.net ',
      'CHAT_STARTED ada@s.whatsapp.net ',
      'JOINED_SHARED_GROUP alan@s.whatsapp.net ',
      'JOINED_SHARED_GROUP grace@s.whatsapp.net ',
      'MESSAGE_RECEIVED  ',
      'REASON_ADDED ada@s.whatsapp.net CONTACT',
      'REASON_ADDED ada@s.whatsapp.net EXISTING_CHAT',
      'REASON_ADDED alan@s.whatsapp.net SHARED_GROUP',
      'REASON_ADDED grace@s.whatsapp.net SHARED_GROUP',
      'SNAPSHOT_COMPLETED  ',
    ])
  })

  it('tells of a contact whom only their profile shows, and of what a later one takes back', async () => {
    const account = await freshAccount()
    const user = userObservation([internalId('ada@s.whatsapp.net')])
    const learn = (contact: boolean, fetchedAt: string) =>
      run(account, (sql) =>
        saveProfile(sql, {
          ...account,
          askedFor: user.identifiers[0],
          observation: { ...silentProfile, user, contact },
          fetchedAt: new Date(fetchedAt),
        }),
      )

    await learn(true, '2026-11-20T12:00:00Z')
    await learn(true, '2026-11-21T12:00:00Z')
    await learn(false, '2026-11-22T12:00:00Z')

    const told = (await changesOf(account)).map(({ kind, reason }) => [kind, reason])
    expect(told).toEqual([
      ['SNAPSHOT_COMPLETED', null],
      ['BECAME_KNOWN', null],
      ['REASON_ADDED', 'CONTACT'],
      ['REASON_LOST', 'CONTACT'],
      ['BECAME_UNKNOWN', null],
    ])
  })

  it('tells one snapshot instead of all that a first sync finds', async () => {
    const account = await freshAccount({ backfilled: false })
    for (const step of Object.values(history)) await run(account, step)
    await run(account, (sql, { accountId }) => markBackfilled(sql, accountId, observedAt))

    const changes = (await changesOf(account)).filter(({ kind }) => kind !== 'MESSAGE_RECEIVED')

    expect(changes.map(({ kind }) => kind)).toEqual(['SNAPSHOT_COMPLETED'])
    await run(account, history['group'] as Step)
    expect((await changesOf(account)).filter(({ kind }) => kind !== 'MESSAGE_RECEIVED')).toEqual(changes)
  })

  it('numbers the entries of writers at work side by side without a gap, in the order of their commits', async () => {
    const account = await freshAccount()
    const people = Array.from({ length: 8 }, (_, index) => attendeeObservation(`person-${index}`))

    await Promise.all(
      people.map((attendee) =>
        run(account, (sql) => ingestAttendees(sql, { ...account, origin, attendees: [attendee] })),
      ),
    )

    const changes = await changesOf(account)
    expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, index) => index + 1))
    expect(await findChangeLogRange(store.sql, account.workspaceId)).toEqual({ last: 9, prunedThrough: 0 })
  })

  it('tells that two users were one, and nothing else of it', async () => {
    const account = await freshAccount()
    const lid = attendeeObservation('1@lid', {
      providerId: '1@lid',
      user: userObservation([internalId('1@lid')], { displayName: 'Ada' }),
    })
    await run(account, (sql) =>
      ingestAttendees(sql, { ...account, origin, attendees: [lid, attendeeObservation('ada')] }),
    )
    const before = (await changesOf(account)).length
    const both = { ...lid, user: userObservation([internalId('1@lid'), internalId('ada@s.whatsapp.net')]) }

    await run(account, (sql) => ingestAttendees(sql, { ...account, origin, attendees: [both] }))

    const kinds = (await changesOf(account)).slice(before).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind !== 'IDENTIFIER_CHANGED')).toEqual(['IDENTITY_JOINED'])
  })

  it('tells that a public ID changed hands, of both sides', async () => {
    const account = await freshAccount()
    const named = (key: string, handle: string) =>
      attendeeObservation(key, { user: userObservation([internalId(`${key}@s.whatsapp.net`), publicId(handle)]) })
    await run(account, (sql) =>
      ingestAttendees(sql, { ...account, origin, attendees: [named('ada', '331'), named('grace', '332')] }),
    )
    const before = (await changesOf(account)).length

    await run(account, (sql) => ingestAttendees(sql, { ...account, origin, attendees: [named('grace', '331')] }))

    const told = (await changesOf(account)).slice(before).filter(({ kind }) => kind === 'IDENTIFIER_CHANGED')
    expect(told.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([{ identifier: 'PROVIDER_PUBLIC_ID', before: '331', now: null }]),
    )
  })
})
