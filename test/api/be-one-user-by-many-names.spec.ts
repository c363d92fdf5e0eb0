import { describe, expect, it } from 'vitest'
import { ingestAttendees } from '../../src/store/ingest/attendees.ts'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { attendeeObservation, internalId, publicId, userObservation } from '../harness/observations.ts'
import { globalId } from '../harness/seed.ts'

const FindMany = graphql(`
  query FindMany($refs: [UserRef!]!) {
    users(refs: $refs, lookup: NEVER) {
      __typename
      ... on User { id displayName }
      ... on InvalidIdentifier { argument message }
      ... on AmbiguousIdentifier { argument candidates { provider kind value user { displayName } } }
    }
  }
`)

const Parse = graphql(`
  query Parse($text: String!, $provider: Provider, $account: ID, $country: String) {
    parseIdentifier(text: $text, provider: $provider, account: $account, country: $country) {
      provider kind userKind value scope url because
    }
  }
`)

const ById = graphql(`
  query ById($id: ID!) {
    node(id: $id) {
      id
      ... on User {
        displayName
        identifiers { ... on ProviderInternalId { value } ... on ProviderPublicId { value } ... on UnipileId { value } }
        knownStatus { ... on Known { reasons { kind } } }
        joins { id source undoneAt proof { value } survivor { id } joined { id } }
      }
    }
  }
`)

const Undo = graphql(`
  mutation Undo($join: ID!) {
    undoIdentityJoin(input: { join: $join }) {
      __typename
      ... on IdentityJoinUndone { join { undoneAt survivor { id } joined { id } } }
      ... on NothingToUndo { message }
    }
  }
`)

const SetCountry = graphql(`
  mutation SetCountry($account: ID!, $country: String) {
    setAccountCountry(input: { account: $account, country: $country }) {
      __typename
      ... on AccountCountrySet { account { defaultCountry } }
      ... on UnknownCountry { country message }
    }
  }
`)

const origin = { source: 'ATTENDEE_LIST', observedAt: '2026-11-20T12:00:00.000Z' } as const
const lid = internalId('140000000000001@lid')
const jid = internalId('33612345678@s.whatsapp.net')

describe.each(databases)('one user by many names, on $name', ({ open }) => {
  const start = useGateway(open)

  /** A gateway with one WhatsApp account, and a way to say what upstream showed of people. */
  async function given() {
    const api = await start()
    const account = await api.given.account({ provider: 'WHATSAPP', name: 'Team phone' })
    const show = (...attendees: readonly ReturnType<typeof attendeeObservation>[]) =>
      api.store.transaction((sql) =>
        ingestAttendees(sql, { workspaceId: account.workspaceId, accountId: account.id, attendees, origin }),
      )
    return Object.assign(api, { account, show })
  }

  const seenAs = (key: string, identifiers: Parameters<typeof userObservation>[0], displayName = 'Ada') =>
    attendeeObservation(key, {
      providerId: identifiers[0].value,
      user: userObservation(identifiers, { displayName }),
      contact: key === 'old',
    })

  it('joins those that one payload shows as one, answers to both ids, and parts them again', async () => {
    await using api = await given()
    await api.show(seenAs('old', [jid, publicId('33612345678')]), seenAs('new', [lid]))
    const { users } = await api.query(FindMany, {
      refs: [jid, lid].map(({ value }) => ({ internalId: { provider: 'WHATSAPP' as const, value } })),
    })
    const [oldId = '', newId = ''] = users.flatMap((user) => (user.__typename === 'User' ? [user.id] : []))

    await api.show(seenAs('new', [lid, jid, publicId('33612345678')]))
    const { node: joined } = await api.query(ById, { id: newId })
    const [join] = joined && 'joins' in joined ? (joined.joins ?? []) : []
    const undone = await api.query(Undo, { join: join?.id ?? '' })
    const { node: apart } = await api.query(ById, { id: newId })
    const again = await api.query(Undo, { join: join?.id ?? '' })

    expect(oldId).not.toBe(newId)
    expect(joined).toMatchObject({ id: oldId, knownStatus: { reasons: [{ kind: 'CONTACT' }] } })
    expect(join).toMatchObject({ source: 'ATTENDEE_LIST', survivor: { id: oldId }, joined: { id: oldId } })
    expect(join?.proof.map(({ value }) => value).sort()).toEqual([lid.value, jid.value].sort())
    expect(undone.undoIdentityJoin).toMatchObject({ __typename: 'IdentityJoinUndone', join: { joined: { id: newId } } })
    expect(apart).toMatchObject({ id: newId, identifiers: [{ value: lid.value }, { value: 'attendee-new' }] })
    expect(again.undoIdentityJoin.__typename).toBe('NothingToUndo')
  })

  it('goes on answering to a public ID that has changed', async () => {
    await using api = await given()
    const named = (name: string) => attendeeObservation('ada', { user: userObservation([jid, publicId(name)]) })
    await api.show(named('33612345678'))
    await api.show(named('33699999999'))

    const { users } = await api.query(FindMany, {
      refs: ['33612345678', '33699999999'].map((value) => ({ publicId: { provider: 'WHATSAPP' as const, value } })),
    })

    const ids = users.map((user) => (user.__typename === 'User' ? user.id : null))
    expect(ids).toEqual([ids[0], ids[0]])
    expect(ids[0]).not.toBeNull()
  })

  it('finds a number in whichever way its country writes it', async () => {
    await using api = await given()
    const brazilian = [internalId('551187654321@s.whatsapp.net'), publicId('551187654321')] as const
    await api.show(seenAs('br', [...brazilian], 'Santos'))

    const { users } = await api.query(FindMany, {
      refs: [{ text: { text: '+55 11 98765-4321', provider: 'WHATSAPP' } }, { text: { text: 'wa.me/551187654321' } }],
    })

    expect(users).toMatchObject([{ displayName: 'Santos' }, { displayName: 'Santos' }])
  })

  it('guesses nothing between two meanings, and says who each would be', async () => {
    await using api = await given()
    await api.show(seenAs('ada', [jid, publicId('33612345678')]))

    const { users } = await api.query(FindMany, { refs: [{ text: { text: '33612345678' } }] })

    expect(users[0]).toMatchObject({ __typename: 'AmbiguousIdentifier', argument: 'refs[0].text.text' })
    const candidates = users[0]?.__typename === 'AmbiguousIdentifier' ? users[0].candidates : []
    expect(new Set(candidates.map(({ provider }) => provider)).size).toBeGreaterThan(3)
    expect(candidates.filter(({ user }) => user !== null).map(({ provider }) => provider)).toEqual([
      'WHATSAPP',
      'WHATSAPP',
    ])
  })

  it('answers 1,000 refs of all kinds with as many statements as ten', async () => {
    await using api = await given()
    const people = Array.from({ length: 40 }, (_, index) => `3361000${String(index).padStart(4, '0')}`)
    await api.show(
      ...people.map((phone) => seenAs(phone, [internalId(`${phone}@s.whatsapp.net`), publicId(phone)], phone)),
    )
    const { id = '' } =
      (
        await api.store.sql<{ id: string }>(
          {
            name: 'test_user',
            text: 'select user_id as id from attendee where account_id = $1 limit 1',
          },
          [api.account.id],
        )
      )[0] ?? {}
    const refsOf = (phone: string) => [
      { internalId: { provider: 'WHATSAPP' as const, value: `${phone}@s.whatsapp.net` } },
      { publicId: { provider: 'WHATSAPP' as const, value: phone } },
      { text: { text: `https://wa.me/${phone}` } },
      { id: globalId('User', { id }) },
      { text: { text: 'https://linkedin.com.evil.example/in/ada' } },
    ]
    const refs = Array.from({ length: 200 }, (_, index) => refsOf(people[index % 40] ?? '')).flat()

    await api.query(FindMany, { refs: refs.slice(0, 10) })
    const forTen = api.statements()
    const { users } = await api.query(FindMany, { refs })

    expect(users).toHaveLength(1000)
    expect(api.statements()).toBe(forTen)
    expect(users.map(({ __typename }) => __typename)).toEqual(
      refs.map((_, index) => (index % 5 === 4 ? 'InvalidIdentifier' : 'User')),
    )
  })

  it('reads a national number only with its country: the one asked with, or the account’s', async () => {
    await using api = await given()
    const account = globalId('Account', { id: String(api.account.id) })
    const text = '06 12 34 56 78'
    const found = async (variables: object) =>
      (await api.query(Parse, { text, provider: 'WHATSAPP', ...variables })).parseIdentifier.map(({ value }) => value)

    const without = await found({ account })
    const refused = await api.query(SetCountry, { account, country: 'zz' })
    const set = await api.query(SetCountry, { account, country: 'fr' })

    expect(without).toEqual([])
    expect(refused.setAccountCountry).toMatchObject({ __typename: 'UnknownCountry', country: 'zz' })
    expect(set.setAccountCountry).toMatchObject({ account: { defaultCountry: 'FR' } })
    expect(await found({ account })).toContain('33612345678')
    expect(await found({ country: 'FR' })).toContain('33612345678')
  })

  it('tells all that a text can mean, and why, without any statement', async () => {
    await using api = await given()

    const { parseIdentifier } = await api.query(Parse, { text: 'https://fr.linkedin.com/in/Julien-Crepieux?trk=x' })

    expect(parseIdentifier).toEqual([
      {
        provider: 'LINKEDIN',
        kind: 'PROVIDER_PUBLIC_ID',
        userKind: 'PERSON',
        value: 'julien-crepieux',
        scope: 'GLOBAL',
        url: 'https://www.linkedin.com/in/julien-crepieux',
        because: expect.stringMatching(/\w/),
      },
    ])
  })
})
