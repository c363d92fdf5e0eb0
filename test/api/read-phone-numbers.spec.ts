import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { refusal, useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId, type Seed } from '../harness/seed.ts'

const People = graphql(`
  query People {
    attendees(first: 10) {
      nodes {
        displayName
        user { phoneNumber }
        identifiers {
          ... on ProviderInternalId { phoneNumber }
          ... on ProviderPublicId { phoneNumber }
        }
      }
    }
  }
`)
const ByPhone = graphql(`
  query ByPhone($number: PhoneNumber!, $provider: Provider, $account: ID) {
    user(ref: { phone: { number: $number, provider: $provider } }, account: $account, lookup: NEVER) {
      __typename
      ... on User { displayName provider phoneNumber }
      ... on AmbiguousIdentifier { candidates { provider phoneNumber } }
    }
  }
`)
const number = '+33612345678'

async function givenPeople(given: Seed) {
  const whatsapp = await given.account({ provider: 'WHATSAPP' })
  const telegram = await given.account({ provider: 'TELEGRAM' })
  const people = [
    { account: whatsapp, name: 'Ada', publicId: '33612345678', internalId: '33612345678@s.whatsapp.net' },
    { account: whatsapp, name: 'Grace', publicId: null, internalId: '10039543086819@lid' },
    { account: telegram, name: 'Margaret', publicId: '33612345678', internalId: '700000001' },
    { account: telegram, name: 'Rosalind', publicId: 'rosalind_f', internalId: '700000002' },
  ]
  for (const { account, ...names } of people) {
    await given.attendee(account, await given.user({ ...names, provider: account.provider }))
  }
  return { whatsapp, telegram }
}

describe.each(databases.slice(0, 1))('a phone number', ({ open }) => {
  const start = useGateway(open)

  it('is shown whole where a user goes by it, and never made of a LID, a handle or another number', async () => {
    await using api = await start()
    await givenPeople(api.given)

    const { attendees } = await api.query(People)

    const shown = attendees.nodes.map(({ displayName, user, identifiers }) => [
      displayName,
      user.phoneNumber,
      identifiers.map((identifier) => ('phoneNumber' in identifier ? identifier.phoneNumber : undefined)),
    ])
    expect(shown).toEqual([
      ['Ada', number, [number, number, undefined]],
      ['Grace', null, [null, undefined]],
      ['Margaret', number, [null, number, undefined]],
      ['Rosalind', null, [null, null, undefined]],
    ])
  })

  it('names the user of the network that is said, or that the account is on', async () => {
    await using api = await start()
    const { telegram } = await givenPeople(api.given)

    const said = await api.query(ByPhone, { number, provider: 'WHATSAPP' })
    const asked = await api.query(ByPhone, { number, account: globalId('Account', telegram) })
    const neither = await api.query(ByPhone, { number })
    const unknown = await api.query(ByPhone, { number: '+12025550177', provider: 'TELEGRAM' })

    expect(said.user).toEqual({ __typename: 'User', displayName: 'Ada', provider: 'WHATSAPP', phoneNumber: number })
    expect(asked.user).toMatchObject({ displayName: 'Margaret', provider: 'TELEGRAM' })
    expect(neither.user).toEqual({
      __typename: 'AmbiguousIdentifier',
      candidates: expect.arrayContaining([
        { provider: 'WHATSAPP', phoneNumber: number },
        { provider: 'TELEGRAM', phoneNumber: number },
      ]),
    })
    expect(unknown.user).toEqual({ __typename: 'UserNotFound' })
  })

  it.each(['33612345678', '+33 6 12 34 56 78', '0033612345678', '06 12 34 56 78', '+3361234567890123', '+', ''])(
    'is not %j, which is refused before anything is read',
    async (junk) => {
      await using api = await start()

      const { message, extensions } = await refusal(api.query(ByPhone, { number: junk }))

      expect(extensions).toEqual({ code: 'BAD_USER_INPUT' })
      expect(message).toContain('such as +33612345678')
      expect(api.statements()).toBeLessThanOrEqual(1)
    },
  )
})
