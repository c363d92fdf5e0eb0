import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Identifier } from '../../src/domain/identifier.ts'
import { findChangesAfter } from '../../src/store/changes/read-changes.ts'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import { ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { endMissingContacts } from '../../src/store/ingest/gone.ts'
import { ingestRelations } from '../../src/store/ingest/relations.ts'
import { undoJoin } from '../../src/store/ingest/undo-join.ts'
import { ingestUsers } from '../../src/store/ingest/users.ts'
import type { Store } from '../../src/store/open.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'
import {
  accountObservation,
  attendeeObservation,
  internalId,
  publicId,
  relationObservation,
  userObservation,
} from '../harness/observations.ts'

const origin = { source: 'WEBHOOK', observedAt: '2026-11-20T12:00:00.000Z' } as const
const later = { ...origin, observedAt: '2026-11-20T18:00:00.000Z' } as const
const keys = ['ada', 'grace', 'alan', 'edsger', 'barbara'] as const

type Contacts = { readonly contacts?: readonly string[]; readonly ended?: readonly string[] }

const someContacts = fc
  .array(fc.constantFrom('contacts', 'ended', 'neither'), { minLength: keys.length, maxLength: keys.length })
  .map((kinds) => {
    const of = (kind: string) => keys.filter((_key, index) => kinds[index] === kind)
    return { contacts: of('contacts'), ended: of('ended') }
  })

describe.each(databases)('joining users, on $name', ({ open, name }) => {
  let store: Store
  let workspaces = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** Five people apart, each an attendee, two of them contacts unless said otherwise. */
  async function givenPeople({ contacts = ['ada', 'grace'], ended = [] }: Contacts = {}) {
    const workspaceId = await ensureWorkspace(store.sql, `join-${workspaces++}`, 'Test')
    const [account] = await ingestAccounts(store.sql, {
      workspaceId,
      accounts: [accountObservation()],
      observedAt: origin.observedAt,
    })
    const accountId = account?.id ?? 0
    await store.transaction(async (sql) => {
      const attendees = keys.map((key) => attendeeObservation(key))
      await ingestAttendees(sql, { workspaceId, accountId, attendees, origin })
      const known = [...contacts, ...ended].sort()
      const relations = known.map((key) => relationObservation(key, new Date(`20${10 + key.length}-01-01`)))
      await ingestRelations(sql, { workspaceId, accountId, relations, origin })
      const listed = contacts.map((key) => `${key}@s.whatsapp.net`)
      await endMissingContacts(sql, { accountId, listed, startedAt: later.observedAt })
    })

    /** What one payload that shows these people's internal IDs together does. */
    const seeTogether = (...people: readonly string[]) =>
      store.transaction((sql) => {
        const [first, ...others] = people.map((key) => internalId(`${key}@s.whatsapp.net`))
        const users = first ? [userObservation([first, ...others])] : []
        return ingestUsers(sql, { workspaceId, users, nameSource: 'ATTENDEE', origin })
      })
    const undo = (joinId: string) =>
      store.transaction((sql) => undoJoin(sql, { workspaceId, joinId, at: origin.observedAt }))
    const standingJoins = async () => (await store.sql<{ id: string }>(joins, [workspaceId])).map(({ id }) => id)
    const endContacts = () =>
      store.transaction((sql) => endMissingContacts(sql, { accountId, listed: [], startedAt: later.observedAt }))
    return {
      workspaceId,
      seeTogether,
      undo,
      endContacts,
      standingJoins,
      read: () => store.sql(everything, [workspaceId]),
    }
  }

  const joins = {
    name: 'test_joins',
    text: `select id from identity_join where workspace_id = $1 and undone_at is null order by id`,
  }
  const shownIds = {
    name: 'test_shown_ids',
    text: `
      select u.id, u.public_id as "publicId", array_agg(i.value order by i.value) as names
      from users u join user_identifier i on i.user_id = u.id
      where u.workspace_id = $1 and u.public_id is not null group by u.id order by u.id`,
  }
  const everything = {
    name: 'test_everything',
    text: `
      select a.provider_id as attendee, a.user_id as "userId", a.contact, a.contact_since as since, i.user_id as "ownerId",
        u.redirect_to_id as redirect, u.internal_id as "shownId", u.display_name as name,
        r.since as "relatedSince", r.ended_at as "endedAt"
      from attendee a join account acc on acc.id = a.account_id
      join user_identifier i on i.workspace_id = acc.workspace_id and i.value = a.provider_id
      join users u on u.id = i.user_id
      left join contact_relation r on r.user_id = i.user_id and r.account_id = acc.id
      where acc.workspace_id = $1 order by 1`,
  }

  it('brings identifiers, attendees and contacts to the oldest, and records the proof', async () => {
    const people = await givenPeople()

    await people.seeTogether('alan', 'grace')

    const rows = await people.read()
    expect(rows).toHaveLength(keys.length)
    expect(rowOf(rows, 'alan')).toMatchObject({ userId: rowOf(rows, 'grace')?.['userId'], contact: true })
    const [proof] = await store.sql<{ proof: Identifier[] }>(
      { name: 'test_proof', text: 'select proof from identity_join where workspace_id = $1' },
      [people.workspaceId],
    )
    expect(proof?.proof.map(({ value }) => value).sort()).toEqual(['alan@s.whatsapp.net', 'grace@s.whatsapp.net'])
  })

  it('does not join again, and moves nothing, when the same is seen twice', async () => {
    const people = await givenPeople()
    await people.seeTogether('ada', 'grace')
    const before = await people.read()

    await people.seeTogether('grace', 'ada')

    expect(await people.read()).toEqual(before)
    expect(await people.standingJoins()).toHaveLength(1)
  })

  it('keeps users apart whose join was undone, whatever upstream goes on saying', async () => {
    const people = await givenPeople()
    const before = await people.read()
    await people.seeTogether('ada', 'grace')
    for (const join of await people.standingJoins()) await people.undo(join)

    await people.seeTogether('grace', 'ada')

    expect(await people.read()).toEqual(before)
  })

  it('keeps them apart who are each shown with another in what is read at once', async () => {
    const people = await givenPeople()
    await people.seeTogether('ada', 'grace')
    for (const join of await people.standingJoins()) await people.undo(join)
    await people.seeTogether('alan', 'edsger')
    const jid = (key: string) => `${key}@s.whatsapp.net`
    const both = (one: string, other: string) => userObservation([internalId(jid(one)), internalId(jid(other))])
    const users = [both('ada', 'alan'), both('grace', 'edsger')]

    await store.transaction((sql) =>
      ingestUsers(sql, { workspaceId: people.workspaceId, users, nameSource: 'ATTENDEE', origin: later }),
    )

    expect(samePeople(await people.read())).toEqual([
      ['ada', 'alan', 'edsger'].map(jid),
      [jid('barbara')],
      [jid('grace')],
    ])
  })

  it('leaves each its public ID when upstream goes on showing them as one after an undo', async () => {
    const people = await givenPeople()
    const jids = { ada: internalId('ada@s.whatsapp.net'), grace: internalId('grace@s.whatsapp.net') }
    const show = (...users: readonly ReturnType<typeof userObservation>[]) =>
      store.transaction((sql) =>
        ingestUsers(sql, { workspaceId: people.workspaceId, users, nameSource: 'ATTENDEE', origin: later }),
      )
    const asGrace = userObservation([jids.grace, jids.ada, publicId('33600000001'), publicId('33600000002')])
    const asAda = userObservation([jids.ada, jids.grace, publicId('33600000001'), publicId('33600000002')])
    const [ada, grace] = await show(
      userObservation([jids.ada, publicId('33600000001')]),
      userObservation([jids.grace, publicId('33600000002')]),
    )
    await show(asGrace)
    for (const join of await people.standingJoins()) await people.undo(join)

    await show(asGrace)
    await show(asAda)
    await show(userObservation([jids.grace, publicId('33600000001')]))
    const apart = await store.sql(shownIds, [people.workspaceId])
    await show(userObservation([internalId('alan@s.whatsapp.net'), publicId('33600000002')]))

    expect(apart).toEqual([
      { id: ada, publicId: '33600000001', names: ['33600000001', 'ada@s.whatsapp.net'] },
      { id: grace, publicId: '33600000002', names: ['33600000002', 'grace@s.whatsapp.net'] },
    ])
    expect(await store.sql(shownIds, [people.workspaceId])).toEqual([
      expect.objectContaining({ id: ada, publicId: '33600000001' }),
      expect.objectContaining({ names: ['33600000002', 'alan@s.whatsapp.net'] }),
    ])
  })

  it('undoes a join once', async () => {
    const people = await givenPeople()
    await people.seeTogether('ada', 'grace')
    const [join = ''] = await people.standingJoins()

    const outcomes = [await people.undo(join), await people.undo(join)]

    expect(outcomes.map((outcome) => outcome === null)).toEqual([false, true])
  })

  it('does not undo a join of another workspace', async () => {
    const [people, others] = [await givenPeople(), await givenPeople()]
    await people.seeTogether('ada', 'grace')
    const [join = ''] = await people.standingJoins()

    expect(await others.undo(join)).toBeNull()
    expect(await people.standingJoins()).toEqual([join])
  })

  it('is as if nothing had been joined when every join is undone, in any order', { timeout: 120_000 }, async () => {
    const sightings = fc.array(fc.uniqueArray(fc.constantFrom(...keys), { minLength: 2, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(sightings, someContacts, fc.infiniteStream(fc.nat()), async (together, contacts, choice) => {
        const people = await givenPeople(contacts)
        const before = await people.read()
        for (const seen of together) await people.seeTogether(...seen)

        for (let left = await people.standingJoins(); left.length > 0; left = await people.standingJoins())
          await people.undo(left[(choice.next().value ?? 0) % left.length] ?? '')

        expect(await people.read()).toEqual(before)
      }),
      { numRuns: 40 },
    )
  })

  it.each([
    {
      what: 'whom the proof of that names',
      together: [
        ['ada', 'grace'],
        ['grace', 'alan'],
      ],
      apart: [['ada'], ['alan', 'grace'], ['barbara'], ['edsger']],
      told: [
        ['IDENTITY_SPLIT', 'ada', 'grace'],
        ['IDENTITY_JOINED', 'grace', 'alan'],
      ],
    },
    {
      what: 'also where that is not the older',
      together: [
        ['alan', 'edsger'],
        ['grace', 'edsger'],
      ],
      apart: [['ada'], ['alan'], ['barbara'], ['edsger', 'grace']],
      told: [
        ['IDENTITY_SPLIT', 'grace', 'alan'],
        ['IDENTITY_JOINED', 'grace', 'edsger'],
      ],
    },
  ])('leaves who was joined since with the one $what', async ({ together, apart, told }) => {
    const people = await givenPeople()
    const before = await people.read()
    for (const seen of together) await people.seeTogether(...seen)
    const [first = '', second = ''] = await people.standingJoins()

    const undone = await people.undo(first)
    const log = await findChangesAfter(store.sql, { workspaceId: people.workspaceId, sequence: 0, limit: 100 })

    const jids = apart.map((group) => group.map((key) => `${key}@s.whatsapp.net`))
    expect(samePeople(await people.read())).toEqual(jids)
    const idOf = (key = '') => rowOf(before, key)?.['userId']
    const expected = told.map(([kind, one, other]) => [kind, idOf(one), idOf(other)])
    expect(log.slice(-2).map(({ kind, userId, otherUserId }) => [kind, userId, otherUserId])).toEqual(expected)
    expect([undone?.holderId, undone?.otherId]).toEqual(expected[0]?.slice(1))
    await people.undo(second)
    expect(await people.read()).toEqual(before)
  })

  it('proves each join by what shows the one with the others, also where more is read at once', async () => {
    const people = await givenPeople()
    await people.seeTogether('alan', 'edsger')
    const jid = (key: string) => `${key}@s.whatsapp.net`
    const both = (one: string, other: string) => userObservation([internalId(jid(one)), internalId(jid(other))])
    const users = [both('grace', 'edsger'), both('ada', 'alan')]
    await store.transaction((sql) =>
      ingestUsers(sql, { workspaceId: people.workspaceId, users, nameSource: 'ATTENDEE', origin }),
    )
    const [alanWithEdsger = ''] = await people.standingJoins()

    await people.undo(alanWithEdsger)

    expect(samePeople(await people.read())).toEqual([
      ['ada', 'alan'].map(jid),
      [jid('barbara')],
      ['edsger', 'grace'].map(jid),
    ])
  })

  it('leaves joined whom all that was not undone proves to be one', { timeout: 120_000 }, async () => {
    const pairs = fc.array(fc.uniqueArray(fc.constantFrom(...keys), { minLength: 2, maxLength: 2 }), {
      minLength: 2,
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), async (together, choice) => {
        const [people, others] = [await givenPeople(), await givenPeople()]
        const joining: (readonly string[])[] = []
        for (const seen of together) {
          const before = await people.standingJoins()
          await people.seeTogether(...seen)
          if ((await people.standingJoins()).length > before.length) joining.push(seen)
        }
        const undone = choice % joining.length
        await people.undo((await people.standingJoins())[undone] ?? '')
        for (const seen of joining.toSpliced(undone, 1)) await others.seeTogether(...seen)

        expect(samePeople(await people.read())).toEqual(samePeople(await others.read()))
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    ['joined to one whose contact has ended', { contacts: ['grace'], ended: ['ada'] }],
    ['joined to one who never was', { contacts: ['grace'] }],
    ['with whom one is joined whose contact has ended', { contacts: ['ada'], ended: ['grace'] }],
  ])('leaves a contact one who is %s', async (_who, contacts) => {
    const people = await givenPeople(contacts)
    const before = await people.read()

    await people.seeTogether('ada', 'grace')

    const since = (before as { since: unknown }[]).find((row) => row.since)?.since
    for (const key of ['ada', 'grace'])
      expect(rowOf(await people.read(), key)).toMatchObject({ contact: true, since, endedAt: null })
    for (const join of await people.standingJoins()) await people.undo(join)
    expect(await people.read()).toEqual(before)
  })

  it.each([
    ['of whom it was', { contacts: ['grace'] }],
    ['of both', { contacts: ['ada', 'grace'] }],
  ])('gives a contact %s back as it is by now', async (_whose, contacts) => {
    const people = await givenPeople(contacts)
    await people.seeTogether('ada', 'grace')
    await people.seeTogether('ada', 'alan')
    await people.endContacts()

    for (const join of await people.standingJoins()) await people.undo(join)

    expect(rowOf(await people.read(), 'grace')).toMatchObject({ contact: false, endedAt: expect.anything() })
  })

  it('ends in the same users whatever the order of what was seen', { timeout: 120_000 }, async () => {
    const sightings = fc.array(fc.uniqueArray(fc.constantFrom(...keys), { minLength: 2, maxLength: 3 }), {
      minLength: 2,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(sightings, async (together) => {
        const [one, other] = [await givenPeople(), await givenPeople()]
        for (const seen of together) await one.seeTogether(...seen)
        for (const seen of together.toReversed()) await other.seeTogether(...seen)

        expect(samePeople(await one.read())).toEqual(samePeople(await other.read()))
      }),
      { numRuns: 20 },
    )
  })

  it.runIf(name === 'PostgreSQL')('is safe when the same users are joined at the same time', async () => {
    const people = await givenPeople()

    await Promise.all([
      people.seeTogether('ada', 'grace'),
      people.seeTogether('grace', 'alan'),
      people.seeTogether('alan', 'ada'),
      people.seeTogether('edsger', 'grace'),
      people.seeTogether('edsger', 'barbara'),
    ])

    const rows = await people.read()
    expect(new Set(rows.map((row) => (row as { userId: string }).userId)).size).toBe(1)
    expect(await people.standingJoins()).toHaveLength(keys.length - 1)
  })
})

function rowOf(rows: readonly unknown[], key: string): Record<string, unknown> | undefined {
  return (rows as Record<string, unknown>[]).find((row) => row['attendee'] === `${key}@s.whatsapp.net`)
}

/** Which attendees are one user, without our ids. */
function samePeople(rows: readonly unknown[]): string[][] {
  const users = Map.groupBy(rows as { userId: string; attendee: string }[], ({ userId }) => userId)
  return [...users.values()].map((people) => people.map(({ attendee }) => attendee).sort()).sort()
}
