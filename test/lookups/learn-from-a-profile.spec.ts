import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/open.ts'
import { databases } from '../harness/databases.ts'
import { type GivenLookups, givenLookups, instagram, phone, slug } from './harness.ts'

describe.each(databases)('a profile on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const namesOf = (given: GivenLookups, userId: string) =>
    store.sql<{ kind: string; value: string; source: string }>(
      {
        name: 'test_names',
        text: 'select kind, value, source from user_identifier where workspace_id = $1 and user_id = $2 order by kind',
      },
      [given.workspaceId, userId],
    )

  it('teaches all identifiers of a user, the one asked for included', async () => {
    await using given = await givenLookups(store)
    const answer = await given.ask(phone('12025550177'), { accounts: [given.accountOf('33612340001')] })

    expect(await namesOf(given, answer.kind === 'FOUND' ? answer.userId : '')).toEqual([
      { kind: 'PROVIDER_INTERNAL_ID', value: '12025550177@s.whatsapp.net', source: 'PROFILE' },
      { kind: 'PROVIDER_PUBLIC_ID', value: '12025550177', source: 'PROFILE' },
    ])
    expect(given.calls()).toHaveLength(1)
  })

  it('is evidence of a contact', async () => {
    await using given = await givenLookups(store)
    await given.ask(slug('ada-lovelace'))

    const contacts = await store.sql<{ source: string }>(
      {
        name: 'test_contacts',
        text: 'select source from contact_relation r join account a on a.id = r.account_id where a.workspace_id = $1',
      },
      [given.workspaceId],
    )

    expect(contacts).toEqual([{ source: 'PROFILE' }])
    expect(given.calls()).toHaveLength(1)
  })

  it('tells private users from public ones', async () => {
    await using given = await givenLookups(store)
    const accounts = [given.accountOf('radium.studio')]

    const answers = await Promise.all(
      ['vera.rubin', 'caroline.herschel'].map((one) => given.ask(instagram(one), { accounts })),
    )

    expect(answers.map((answer) => answer.kind === 'FOUND' && answer.profile?.isPrivate)).toEqual([true, false])
    expect(given.calls()).toHaveLength(2)
  })

  it('keeps what an earlier whole answer said of the parts that a later one leaves out', async () => {
    await using given = await givenLookups(store)
    const first = await given.ask(slug('margaret-hamilton'))
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: 'throttled', times: 1 })

    const second = await given.ask(slug('margaret-hamilton'), { policy: { kind: 'ALWAYS' } })

    const profileOf = (answer: typeof first) => (answer.kind === 'FOUND' ? answer.profile : null)
    expect(profileOf(second)).toMatchObject({ revision: 2, summary: profileOf(first)?.summary })
    expect(profileOf(first)?.summary).toContain('Glad to hear from you')
    expect(profileOf(second)?.missingSections).toEqual(['about'])
    expect(given.calls()).toHaveLength(2)
  })
})
