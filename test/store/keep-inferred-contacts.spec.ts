import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markBackfilled } from '../../src/store/checkpoints.ts'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { ingestChats } from '../../src/store/ingest/chats.ts'
import type { Store } from '../../src/store/open.ts'
import { beginReading, finishReading } from '../../src/store/readings.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'
import { accountObservation, attendeeObservation, chatObservation } from '../harness/observations.ts'

const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`

describe.each(databases)('contacts that were inferred, on $name', ({ open }) => {
  let store: Store
  let workspaces = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** An account whose lists were read at ten. */
  async function given({ provider = 'WHATSAPP' as 'WHATSAPP' | 'INSTAGRAM' } = {}) {
    const workspaceId = await ensureWorkspace(store.sql, `inferred-${workspaces++}`, 'Test')
    const observed = { workspaceId, accounts: [accountObservation({ provider })], observedAt: at(8) }
    const [account] = await ingestAccounts(store.sql, observed)
    const accountId = account?.id ?? 0

    return {
      list: (hour: number, source: 'ATTENDEE_LIST' | 'WEBHOOK' = 'ATTENDEE_LIST') => {
        const rows = { workspaceId, accountId, attendees: [attendeeObservation('ada')] }
        return store.transaction((sql) => ingestAttendees(sql, { ...rows, origin: { source, observedAt: at(hour) } }))
      },
      chat: (hour: number, activeAt: string | null = at(hour)) => {
        const chats = [chatObservation('ada', { lastActivityAt: activeAt === null ? null : new Date(activeAt) })]
        const origin = { source: 'CHAT_LIST', observedAt: at(hour) } as const
        return store.transaction((sql) => ingestChats(sql, { accountId, chats, origin }))
      },
      backfilled: () => store.transaction((sql) => markBackfilled(sql, accountId, at(10))),
      async readWhole(hour: number) {
        await beginReading(store.sql, accountId, at(hour))
        const found = { at: at(hour), missed: 0, isWhole: true, isCompared: true, hasContacts: true, problem: null }
        await finishReading(store.sql, accountId, found)
      },
      async evidence() {
        const text = `
          select contact, contact_source as source, contact_observed_at as at, direct from attendee where account_id = $1`
        const [row] = await store.sql<{ contact: boolean; source: string | null; at: string | null; direct: boolean }>(
          { name: 'test_evidence', text },
          [accountId],
        )
        return row
      },
    }
  }

  const kept = { contact: true, source: 'INFERRED', direct: true }
  const none = { contact: false, source: null, direct: true }

  it('are contacts still when a chat comes later', async () => {
    const account = await given()
    await account.list(9)
    await account.backfilled()
    await account.chat(11)

    const evidence = await account.evidence()
    expect(evidence).toMatchObject(kept)
    expect(new Date(evidence?.at ?? '').toISOString()).toBe(at(10))
  })

  it('are so too when a later reading of all the lists showed them', async () => {
    const account = await given()
    await account.backfilled()
    await account.list(12)
    await account.readWhole(12)
    await account.chat(13)

    expect(await account.evidence()).toMatchObject(kept)
  })

  it.each([
    ['while the lists are read for the first time', 'WHATSAPP', [['list', 9], ['chat', 9], ['backfilled']]],
    ['while the lists are read again', 'WHATSAPP', [['backfilled'], ['list', 12], ['chat', 12], ['readWhole', 12]]],
    ['with a first message, which a webhook tells', 'WHATSAPP', [['backfilled'], ['list', 9, 'WEBHOOK'], ['chat', 11]]],
    ['late, and is older than the reading', 'WHATSAPP', [['list', 9], ['backfilled'], ['chat', 11, at(9)]]],
    ['where nothing is inferred', 'INSTAGRAM', [['list', 9], ['backfilled'], ['chat', 11]]],
  ] as const)('are none when the chat is found %s', async (_when, provider, steps) => {
    const account = await given({ provider })
    for (const [step, ...facts] of steps) await (account[step] as (...facts: readonly unknown[]) => unknown)(...facts)

    expect(await account.evidence()).toMatchObject(none)
  })
})
