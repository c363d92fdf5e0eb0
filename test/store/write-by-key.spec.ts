import { expect, it } from 'vitest'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { ingestChats } from '../../src/store/ingest/chats.ts'
import { ingestMemberLists } from '../../src/store/ingest/members.ts'
import { findMissingChats } from '../../src/store/ingest/missing-chats.ts'
import { refreshStatistics } from '../../src/store/statistics.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'
import { accountObservation, attendeeObservation, chatObservation } from '../harness/observations.ts'

const origin = { source: 'ATTENDEE_LIST', observedAt: '2026-11-20T12:00:00.000Z' } as const
const people = Array.from({ length: 3000 }, (_, index) => attendeeObservation(`${index}`, { isSelf: index === 0 }))
const pages = [0, 1000, 2000].map((start) => people.slice(start, start + 1000))
const groups = Array.from({ length: 150 }, (_, index) => chatObservation(`group-${index}`, { kind: 'GROUP' }))

/** How many rows of each table this connection has looked at lately, from one end to the other or through an index. */
const rowsRead = {
  name: 'test_rows_read',
  text: `
    select relname as name, (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables
    where relname in ('users', 'user_identifier', 'attendee', 'chat', 'participant')`,
}
type RowsRead = { readonly name: string; readonly rows: number }

it.each(databases)('a page of people that are here is found by key, whatever else is, on $name', async ({ open }) => {
  const store = await open()
  const workspaceId = await ensureWorkspace(store.sql, 'workspace', 'Test')
  const accounts = [accountObservation({})]
  const [account] = await ingestAccounts(store.sql, { workspaceId, accounts, observedAt: origin.observedAt })
  const accountId = account?.id ?? 0
  const direct = people.map((_, index) => chatObservation(`${index}`))
  await store.transaction((sql) => ingestChats(sql, { accountId, chats: [...direct, ...groups], origin }))
  for (const attendees of pages) {
    await store.transaction((sql) => ingestAttendees(sql, { workspaceId, accountId, attendees, origin }))
  }
  // The first list that shows the owner has those looked through that were read before it.
  const [first] = groups.map(({ unipileId }) => ({ chatUnipileId: unipileId, members: people.slice(0, 1) }))
  const lists = first ? [first] : []
  await store.transaction((sql) => ingestMemberLists(sql, { workspaceId, accountId, lists, origin }))
  await refreshStatistics(store)

  const page = people.slice(1000, 1500)
  const [before, after] = await store.transaction(async (sql) => {
    const rowsBefore = await sql<RowsRead>(rowsRead)
    await ingestAttendees(sql, { workspaceId, accountId, attendees: page, origin })
    const lists = groups.map(({ unipileId }, index) => ({
      chatUnipileId: unipileId,
      members: [...people.slice(0, 1), ...page.slice(index * 3, index * 3 + 3)],
    }))
    await ingestMemberLists(sql, { workspaceId, accountId, lists, origin })
    await findMissingChats(
      sql,
      accountId,
      [...direct.slice(0, 500), ...groups].map(({ unipileId }) => unipileId),
    )
    return [rowsBefore, await sql<RowsRead>(rowsRead)]
  })
  await store.close()

  const read = after.map(({ name, rows }) => ({
    name,
    rows: rows - (before.find((row) => row.name === name)?.rows ?? 0),
  }))
  expect(read).toHaveLength(5)
  // Each step may look again at what a page of 500 concerns, but none at the 2,500 others.
  expect(read.filter(({ rows }) => rows > 5_000)).toEqual([])
})
