import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markBackfilled } from '../../src/store/checkpoints.ts'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { ingestChats } from '../../src/store/ingest/chats.ts'
import { markMissingChats } from '../../src/store/ingest/gone.ts'
import { ingestMembers } from '../../src/store/ingest/members.ts'
import type { Store } from '../../src/store/open.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'
import { accountObservation, attendeeObservation, chatObservation } from '../harness/observations.ts'

const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`

describe.each(databases)('a member of a group that goes and comes back, on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it.each(['CHAT', 'LIST', 'MEMBER'])('is no contact by that: %s', async (gone) => {
    const workspaceId = await ensureWorkspace(store.sql, gone, 'Test')
    const accounts = [accountObservation({ provider: 'WHATSAPP' })]
    const [account] = await ingestAccounts(store.sql, { workspaceId, accounts, observedAt: at(8) })
    const accountId = account?.id ?? 0
    const [ada, self] = [attendeeObservation('ada'), attendeeObservation('self', { isSelf: true })]
    const club = chatObservation('club', { kind: 'GROUP', attendeeProviderId: null })
    const list = (attendees: readonly (typeof ada)[], hour: number) => {
      const origin = { source: 'ATTENDEE_LIST', observedAt: at(hour) } as const
      return store.transaction((sql) => ingestAttendees(sql, { workspaceId, accountId, attendees, origin }))
    }
    const chats = (hour: number) => {
      const origin = { source: 'CHAT_LIST', observedAt: at(hour) } as const
      return store.transaction((sql) => ingestChats(sql, { accountId, chats: [club], origin }))
    }
    const show = (members: readonly (typeof ada)[], hour: number) => {
      const given = { workspaceId, accountId, chatUnipileId: club.unipileId, members }
      const origin = { source: 'GROUP_MEMBERS', observedAt: at(hour) } as const
      return store.transaction((sql) => ingestMembers(sql, { ...given, origin }))
    }
    await chats(9)
    await list([ada, self], 9)
    await show([ada, self], 9)
    await store.transaction((sql) => markBackfilled(sql, accountId, at(10)))

    if (gone === 'CHAT')
      await store.transaction((sql) => markMissingChats(sql, { accountId, listed: [], startedAt: at(12) }))
    else await show(gone === 'LIST' ? [] : [self], 12)
    await chats(13)
    await list([ada, self], 13)
    await show([ada, self], 13)

    const text = 'select contact, in_group as "inGroup" from attendee where account_id = $1 and not is_self'
    expect(await store.sql({ name: 'test_member', text }, [accountId])).toEqual([{ contact: false, inGroup: true }])
  })
})
