import { globSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { ingestChats } from '../../src/store/ingest/chats.ts'
import { ingestMessages } from '../../src/store/ingest/messages.ts'
import type { Store } from '../../src/store/open.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'
import {
  accountObservation,
  attendeeObservation,
  chatObservation,
  messageObservation,
} from '../harness/observations.ts'

const origin = { source: 'MESSAGE', observedAt: '2026-11-20T12:00:00.000Z' } as const

describe.each(databases)('what was kept of users with their devices, on $name', ({ open }) => {
  let store: Store

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('is of the users from then on', async () => {
    const workspaceId = await ensureWorkspace(store.sql, 'devices', 'Test')
    const accounts = [accountObservation()]
    const [account] = await ingestAccounts(store.sql, { workspaceId, accounts, observedAt: origin.observedAt })
    const accountId = account?.id ?? 0
    const attendees = Object.entries({
      ada: '1:12@lid',
      grace: '2:1@lid',
      alan: '2:3@lid',
      edsger: '3:1@lid',
      barbara: '3@lid',
    })
    const chat = { ...chatObservation('c'), attendeeProviderId: '1:12@lid' }
    const said = { value: '"senderProviderId": "1:2@', senderProviderId: '1:3@lid' }
    const message = {
      ...messageObservation('m', 'c'),
      chatUnipileId: chat.unipileId,
      senderProviderId: '1:12@lid',
      reactions: [said, { value: '👍', senderProviderId: '2@lid' }],
    }
    await store.transaction(async (sql) => {
      await ingestAttendees(sql, {
        workspaceId,
        accountId,
        attendees: attendees.map(([key, providerId]) => ({ ...attendeeObservation(key), providerId })),
        origin,
      })
      await ingestChats(sql, { accountId, chats: [chat], origin })
      await ingestMessages(sql, { workspaceId, accountId, messages: [message], origin })
    })

    const [file = ''] = globSync('prisma/migrations/*_users_without_devices/migration.sql')
    await store.run(readFileSync(file, 'utf8'))

    const kept = {
      name: 'test_kept',
      text: `
        select m.sender_provider_id as sender, m.reactions, c.peer_provider_id as peer,
          (select array_agg(a.provider_id order by a.provider_id collate "C") from attendee a
            where a.account_id = $1 and a.provider_id not like '2:%') as attendees
        from message m join chat c on c.id = m.chat_id where m.account_id = $1`,
    }
    expect(await store.sql(kept, [accountId])).toEqual([
      {
        sender: '1@lid',
        reactions: [
          { ...said, senderProviderId: '1@lid' },
          { value: '👍', senderProviderId: '2@lid' },
        ],
        peer: '1@lid',
        attendees: ['1@lid', '2@lid', '3:1@lid', '3@lid'],
      },
    ])
  })
})
