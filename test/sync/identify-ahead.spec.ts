import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AttendeeObservation } from '../../src/domain/observation.ts'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { identifyAttendees, ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { ingestChatsOnly } from '../../src/store/ingest/chats.ts'
import { ingestRelations } from '../../src/store/ingest/relations.ts'
import { undoJoin } from '../../src/store/ingest/undo-join.ts'
import { ingestUsers } from '../../src/store/ingest/users.ts'
import type { Store } from '../../src/store/open.ts'
import type { Sql } from '../../src/store/sql.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { createGatheredPeople } from '../../src/sync/gathered-people.ts'
import { databases } from '../harness/databases.ts'
import { impatiently } from '../harness/impatiently.ts'
import {
  accountObservation,
  attendeeObservation,
  chatObservation,
  internalId,
  relationObservation,
  userObservation,
} from '../harness/observations.ts'

const observedAt = '2026-11-20T12:00:00.000Z'
const origin = { source: 'ATTENDEE_LIST', observedAt } as const
const lid = internalId('1@lid', 'WHATSAPP')
const phone = internalId('33612345678@s.whatsapp.net', 'WHATSAPP')

type Account = { readonly workspaceId: number; readonly accountId: number }

const accountsOf = (store: () => Store) => {
  let workspaces = 0
  return async (): Promise<Account> => {
    const workspaceId = await ensureWorkspace(store().sql, `ahead-${workspaces++}`, 'Test')
    const accounts = [accountObservation({ provider: 'WHATSAPP' })]
    const [account] = await ingestAccounts(store().sql, { workspaceId, accounts, observedAt })
    return { workspaceId, accountId: account?.id ?? 0 }
  }
}

/** Says of these names that they are one user's; the user of the first one was there before that of the second. */
function joinNames(sql: Sql, { workspaceId }: Account): Promise<readonly string[]> {
  const users = [userObservation([lid, phone])]
  return ingestUsers(sql, { workspaceId, users, nameSource: 'ATTENDEE', origin })
}

function know(sql: Sql, { workspaceId }: Account, name: typeof lid): Promise<readonly string[]> {
  return ingestUsers(sql, { workspaceId, users: [userObservation([name])], nameSource: 'ATTENDEE', origin })
}

const ada = attendeeObservation('ada', { user: userObservation([phone]) })

describe.each(databases)('attendees whose users were identified ahead, on $name', ({ open }) => {
  let store: Store
  const newAccount = accountsOf(() => store)

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** Takes Ada in by two transactions, with something else between them, and gives the id of her user. */
  async function takeInAda(account: Account, meanwhile: () => Promise<unknown>): Promise<string | undefined> {
    let transactions = 0
    const gathered = createGatheredPeople<AttendeeObservation>(
      {
        now: () => new Date(observedAt),
        database: {
          ...store,
          async transaction(work) {
            if (++transactions === 2) await meanwhile()
            return store.transaction(work)
          },
        },
      },
      {
        identify: (sql, attendees) => identifyAttendees(sql, { ...account, attendees, origin }),
        write: (sql, attendees, _at, identified) => ingestAttendees(sql, { ...account, attendees, origin, identified }),
        written: async () => {},
      },
      { rowsOf: () => 1, most: 1 },
    )
    await gathered.add(ada)
    await gathered.settled()
    const [row] = await store.sql<{ userId: string }>(
      { name: 'test_user_of_ada', text: `select user_id as "userId" from attendee where account_id = $1` },
      [account.accountId],
    )
    return row?.userId
  }

  it('are those users’', async () => {
    const account = await newAccount()

    const userId = await takeInAda(account, async () => {})

    expect([userId]).toEqual(await store.transaction((sql) => know(sql, account, phone)))
  })

  it('are the survivor’s when a user was joined to another one meanwhile', async () => {
    const account = await newAccount()
    const [survivor] = await store.transaction((sql) => know(sql, account, lid))

    const userId = await takeInAda(account, () => store.transaction((sql) => joinNames(sql, account)))

    expect(userId).toBe(survivor)
  })

  it('are the former user’s when a join was undone meanwhile', async () => {
    const account = await newAccount()
    const [survivor] = await store.transaction((sql) => know(sql, account, lid))
    const [loser] = await store.transaction((sql) => know(sql, account, phone))
    await store.transaction((sql) => joinNames(sql, account))
    const [join] = await store.sql<{ id: string }>(
      { name: 'test_join', text: `select id from identity_join where workspace_id = $1` },
      [account.workspaceId],
    )

    const userId = await takeInAda(account, () =>
      store.transaction((sql) =>
        undoJoin(sql, { workspaceId: account.workspaceId, joinId: join?.id ?? '', at: observedAt }),
      ),
    )

    expect(userId).toBe(loser)
    expect(userId).not.toBe(survivor)
  })

  it('are waited for, when the next ones can not be identified', async () => {
    const slowly = Promise.withResolvers<void>()
    let written = 0
    const gathered = createGatheredPeople<string>(
      { now: () => new Date(observedAt), database: store },
      {
        identify: async (_sql, [name]) => {
          if (name !== 'second') return { userIdOf: new Map(), sequence: '0' }
          setTimeout(slowly.resolve, 100)
          throw new Error('Nobody knows')
        },
        write: async () => {},
        async written() {
          await slowly.promise
          written++
        },
      },
      { rowsOf: () => 1, most: 1 },
    )
    await gathered.add('first')
    await gathered.add('second')

    await expect(gathered.settled()).rejects.toThrow('Nobody knows')
    expect(written).toBe(1)
  })

  it('need not be identified again when nobody but others was joined meanwhile', async () => {
    const account = await newAccount()
    const others = [internalId('2@lid', 'WHATSAPP'), internalId('33600000000@s.whatsapp.net', 'WHATSAPP')] as const
    for (const name of others) await store.transaction((sql) => know(sql, account, name))
    const identified = await store.transaction((sql) =>
      identifyAttendees(sql, { ...account, attendees: [ada], origin }),
    )
    await store.transaction((sql) =>
      ingestUsers(sql, { ...account, users: [userObservation(others)], nameSource: 'ATTENDEE', origin }),
    )

    const writing = store.transaction((sql) =>
      ingestAttendees(sql, { ...account, attendees: [ada], origin, identified }),
    )

    await expect(writing).resolves.toBeUndefined()
  })
})

/** An embedded database has one connection, on which one transaction waits for the other. */
const servers = databases.filter(({ name }) => name !== 'PGlite')

describe.each(servers)('while attendees are written, on $name', ({ open }) => {
  let store: Store
  const newAccount = accountsOf(() => store)

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('others are identified, but nobody is joined', async () => {
    const account = await newAccount()
    await store.transaction((sql) => know(sql, account, lid))
    const identified = await store.transaction((sql) =>
      identifyAttendees(sql, { ...account, attendees: [ada], origin }),
    )

    await store.transaction(async (sql) => {
      await ingestAttendees(sql, { ...account, attendees: [ada], origin, identified })
      const grace = attendeeObservation('grace', { user: userObservation([internalId('3@lid', 'WHATSAPP')]) })
      await impatiently(store, (other) => identifyAttendees(other, { ...account, attendees: [grace], origin }))
      const both = attendeeObservation('ada', { user: userObservation([lid, phone]) })
      const joining = impatiently(store, (other) => identifyAttendees(other, { ...account, attendees: [both], origin }))
      await expect(joining).rejects.toThrow('lock timeout')
    })
  })

  it('nothing is written that takes both, such as a contact list without anything known ahead', async () => {
    const account = await newAccount()
    const relations = { ...account, relations: [relationObservation('grace')], origin }
    const identified = await store.transaction((sql) =>
      identifyAttendees(sql, { ...account, attendees: [ada], origin }),
    )

    await store.transaction(async (sql) => {
      await ingestAttendees(sql, { ...account, attendees: [ada], origin, identified })
      await expect(impatiently(store, (other) => ingestRelations(other, relations))).rejects.toThrow('lock timeout')
    })
    await store.transaction(async (sql) => {
      await identifyAttendees(sql, { ...account, attendees: [ada], origin })
      await expect(impatiently(store, (other) => ingestRelations(other, relations))).rejects.toThrow('lock timeout')
    })
  })

  it('and while others are identified, chats are written', async () => {
    const account = await newAccount()

    await store.transaction(async (sql) => {
      await identifyAttendees(sql, { ...account, attendees: [ada], origin })
      await impatiently(store, (other) => ingestChatsOnly(other, { ...account, chats: [chatObservation('1')], origin }))
    })
  })
})
