import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Identifier } from '../../src/domain/identifier.ts'
import type { Lookup } from '../../src/domain/lookup.ts'
import { undoJoin } from '../../src/store/ingest/undo-join.ts'
import { ingestUsers } from '../../src/store/ingest/users.ts'
import type { Store } from '../../src/store/open.ts'
import { databases } from '../harness/databases.ts'
import { internalId, userObservation } from '../harness/observations.ts'
import { givenLookups, phone } from './harness.ts'

const origin = { source: 'ATTENDEE_LIST', observedAt: '2026-11-20T12:00:00.000Z' } as const
const [lid, jid] = [internalId('140000000000777@lid'), internalId('12025550190@s.whatsapp.net')]

describe.each(databases)('a user who was taken for another, on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('has no profile of the other’s once they are apart, whichever gateway is asked', async () => {
    await using given = await givenLookups(store)
    const { workspaceId } = given
    const accounts = [given.accountOf('33612340001')]
    const show = (...identifiers: [Identifier, ...Identifier[]]) =>
      store.transaction((sql) =>
        ingestUsers(sql, { workspaceId, users: [userObservation(identifiers)], nameSource: 'ATTENDEE', origin }),
      )
    const [userId = ''] = await show(lid)
    const ask = (lookup: Lookup) =>
      lookup({
        ...given.questionAbout(lid, { accounts, policy: { kind: 'NEVER' } }),
        subject: { userId, provider: 'WHATSAPP' },
      })
    const gateways = [given.lookup, given.gateway().lookup]
    const { profile: others } = found(await given.ask(phone('12025550190'), { accounts }))
    await show(lid, jid)
    const joined = await Promise.all([...gateways, ...gateways].map(ask))

    const [join] = await store.sql<{ id: string }>(lastJoin, [workspaceId])
    await store.transaction((sql) => undoJoin(sql, { workspaceId, joinId: join?.id ?? '', at: origin.observedAt }))
    const apart = await Promise.all(gateways.map(ask))

    expect(others).not.toBeNull()
    for (const answer of joined) expect(answer).toMatchObject({ userId, profile: others })
    for (const answer of apart) expect(answer).toMatchObject({ userId, profile: null })
  })
})

const lastJoin = { name: 'test_last_join', text: 'select id from identity_join where workspace_id = $1' }

function found(answer: Awaited<ReturnType<Lookup>>) {
  if (answer.kind !== 'FOUND') throw new Error(`Nobody was found: ${answer.kind}`)
  return answer
}
