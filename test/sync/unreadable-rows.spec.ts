import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountSync } from '../../src/domain/account-sync.ts'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { findAccounts } from '../../src/store/accounts.ts'
import type { Store } from '../../src/store/open.ts'
import { findAccountSyncs } from '../../src/store/read/account-sync.ts'
import { backfill } from '../../src/sync/backfill.ts'
import type { LeftOut, SyncContext } from '../../src/sync/context.ts'
import { readNews } from '../../src/sync/incremental.ts'
import { readAccounts } from '../../src/sync/read-accounts.ts'
import { createUpstream } from '../../src/upstream/index.ts'
import { databases } from '../harness/databases.ts'
import { type Rewrite, startRewritten } from '../harness/rewritten.ts'
import { noPause, startSandbox } from '../harness/sandbox.ts'

const unchanged: Rewrite = () => undefined

describe.each(databases)('rows that can not be read, on $name', ({ open }) => {
  let store: Store
  const parts = new AsyncDisposableStack()
  let context: SyncContext
  let rewrite = unchanged
  let told: [string, string | null, number][] = []
  const clock = { now: Date.parse('2026-11-20T12:00:00Z') }

  beforeAll(async () => {
    store = await open()
    parts.defer(() => store.close())
    const world = parts.use(await startSandbox(store))
    const proxy = parts.use(await startRewritten(world.url, (...answer) => rewrite(...answer)))
    const onLeftOut = ({ stream, account, rows }: LeftOut) => told.push([stream, account?.unipileId ?? null, rows])
    context = {
      ...world.context,
      upstream: parts.use(createUpstream({ baseUrl: proxy.url, apiKey: 'sandbox', retry: { baseDelayMs: 1 } })),
      now: () => new Date(clock.now),
      onLeftOut,
    }
    await backfill(context, { retries: 0, pause: noPause })
  })
  afterAll(() => parts.disposeAsync())
  beforeEach(() => {
    rewrite = unchanged
    told = []
    clock.now += 7 * 24 * 60 * 60_000
  })

  /** Makes one row of a list unreadable, which `isIt` knows by what the sandbox says of it. */
  function breakRow(path: string, isIt: (row: Record<string, unknown>) => boolean, changes: Record<string, unknown>) {
    rewrite = ({ pathname }, { items }) => {
      if (pathname !== `/api/v1${path}`) return
      for (const row of items) if (isIt(row)) Object.assign(row, changes)
    }
  }

  const accountOf = async (unipileId: string) =>
    (await findAccounts(store.sql, context.workspaceId)).find((account) => account.unipileId === unipileId)

  async function syncOf(unipileId: string) {
    const [rows] = await findAccountSyncs(store.sql, [(await accountOf(unipileId))?.id ?? 0])
    return accountSync(rows?.streams ?? [], rows?.reading ?? null, new Date(clock.now))
  }

  async function readWhole(unipileId = castAccounts.marieLinkedin) {
    const account = await accountOf(unipileId)
    if (!account) throw new Error('There is no such account')
    await readNews(context, account, { wholeEveryMs: 1, contactsEveryMs: 1 })
  }

  /** What is left of the past of Marie Curie's account. */
  async function gone() {
    const account = await accountOf(castAccounts.marieLinkedin)
    const [row] = await store.sql<{ contacts: number; chats: number; members: number }>(
      {
        name: 'test_gone',
        text: `
          select (select count(*)::int from contact_relation where account_id = $1 and ended_at is null) as contacts,
            (select count(*)::int from chat where account_id = $1 and gone_at is null) as chats,
            (select count(*)::int from participant p join chat c on c.id = p.chat_id where c.account_id = $1) as members`,
      },
      [account?.id],
    )
    return row
  }

  it.each([
    { row: 'with its id', changes: { created_at: 'garbage' }, isToldOnIt: true },
    { row: 'without id', changes: { id: null }, isToldOnIt: true },
  ])('leave an account where it is, and are told: a row $row', async ({ changes }) => {
    const before = await findAccounts(store.sql, context.workspaceId)
    breakRow('/accounts', ({ id }) => id === castAccounts.marieLinkedin, changes)

    const accounts = await readAccounts(context)

    expect(accounts).toHaveLength(before.length - 1)
    expect(await findAccounts(store.sql, context.workspaceId)).toEqual(before)
    expect(told).toEqual([['ACCOUNTS', null, 1]])
    const said = '1 row could not be understood and was left out of the list of accounts.'
    for (const { unipileId } of before) expect((await syncOf(unipileId)).streams[0]?.lastError).toBe(said)
    expect((await syncOf(castAccounts.marieLinkedin)).streams[0]?.state).toBe('FAILED')

    rewrite = unchanged
    await readAccounts(context)
    expect((await syncOf(castAccounts.marieLinkedin)).streams[0]).toMatchObject({ state: 'DONE', lastError: null })
  })

  it('leave the other accounts known as gone when their own ids are legible', async () => {
    const [first, second] = [castAccounts.marieLinkedin, castAccounts.nikolaTelegram]
    rewrite = ({ pathname }, body) => {
      if (pathname !== '/api/v1/accounts') return
      body.items = body.items.filter(({ id }) => id !== second)
      for (const row of body.items) if (row['id'] === first) row['created_at'] = 'garbage'
    }

    await readAccounts(context)

    expect(await accountOf(first)).toBeDefined()
    expect(await accountOf(second)).toBeUndefined()
    rewrite = unchanged
    await readAccounts(context)
    expect(await accountOf(second)).toBeDefined()
  })

  it.each([
    {
      what: 'a contact without id',
      path: '/users/relations',
      isIt: (row: Record<string, unknown>) => row['member_id'] === castUsers.annieLinkedin.internalId,
      changes: { member_id: null },
      stream: 'RELATIONS',
      noun: 'contacts',
    },
    {
      what: 'a chat without id',
      path: '/chats',
      isIt: ({ id }: Record<string, unknown>) => id === castChats.marieWithRadia,
      changes: { id: null },
      stream: 'CHATS',
      noun: 'chats',
    },
  ])('end nothing when the lists are compared, and are told: $what', async ({ path, isIt, changes, stream, noun }) => {
    await readWhole()
    const before = await gone()
    const { wholeAt } = await syncOf(castAccounts.marieLinkedin)
    clock.now += 60_000
    breakRow(path, isIt, changes)

    await readWhole()

    expect(await gone()).toEqual(before)
    expect(told).toEqual([[stream, castAccounts.marieLinkedin, 1]])
    const problem = `Rows could not be understood and were left out: 1 of ${noun}.`
    expect(await syncOf(castAccounts.marieLinkedin)).toMatchObject({ wholeAt, lastError: problem })
    expect((await syncOf(castAccounts.marieLinkedin)).lastSuccessAt).toBe(new Date(clock.now).toISOString())
  })

  it('are there when their ids are legible: the lists are compared, and the rows are told', async () => {
    clock.now += 60_000
    const before = await gone()
    breakRow('/chats', ({ id }) => id === castChats.marieWithRadia, { type: 'NEWTYPE' })

    await readWhole()

    expect(await gone()).toEqual(before)
    expect(await syncOf(castAccounts.marieLinkedin)).toMatchObject({
      wholeAt: new Date(clock.now).toISOString(),
      lastError: 'Rows could not be understood and were left out: 1 of chats.',
    })
  })

  it('keep it told that the lists were not compared until they are', async () => {
    breakRow('/chats', ({ id }) => id === castChats.marieWithRadia, { id: null })
    await readWhole()
    rewrite = unchanged
    clock.now += 60_000
    const account = await accountOf(castAccounts.marieLinkedin)
    if (!account) throw new Error('There is no such account')

    await readNews(context, account, { wholeEveryMs: 60 * 60_000, contactsEveryMs: 60 * 60_000 })

    expect((await syncOf(castAccounts.marieLinkedin)).lastError).toContain('not known whether anything is gone')
    await readWhole()
    expect((await syncOf(castAccounts.marieLinkedin)).lastError).toBeNull()
  })

  it.each([
    { row: 'with its id', changes: { provider_id: null } },
    { row: 'without id', changes: { id: null } },
  ])('take nobody out of a group: the row of a member $row', async ({ changes }) => {
    const before = await gone()
    breakRow(
      `/chats/${castChats.marieGroup}/attendees`,
      ({ provider_id }) => provider_id === castUsers.alanLinkedin.internalId,
      changes,
    )

    await readWhole()

    expect(await gone()).toEqual(before)
    expect(told).toEqual([['MEMBERS', castAccounts.marieLinkedin, 1]])
  })

  it.each([
    { field: 'unread_count', value: 2.5, path: '/chats' },
    { field: 'unread_count', value: 2 ** 31, path: '/chats' },
    { field: 'timestamp', value: '+010000-01-01T00:00:00.000Z', path: '/chats' },
    { field: 'muted_until', value: 8.64e15, path: '/chats' },
    { field: 'created_at', value: 8.64e15, path: '/users/relations' },
  ])('are not left out for what the store can not hold, nor keep out others: $field $value', async (odd) => {
    const before = await gone()
    breakRow(odd.path, () => true, { [odd.field]: odd.value })

    await readWhole()

    expect(await gone()).toEqual(before)
    expect(told).toEqual([])
  })

  it('take nobody out of a group: a page of something in between that finds no such list', async () => {
    const before = await gone()
    rewrite = ({ pathname }) =>
      pathname === `/api/v1/chats/${castChats.marieGroup}/attendees` ? { status: 404, type: '' } : undefined

    await expect(readWhole()).rejects.toMatchObject({ name: 'UpstreamUnavailableError' })

    expect(await gone()).toEqual(before)
  })
})
