import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId, type SeededUser } from '../harness/seed.ts'

const Read = graphql(`
  query Read($ref: UserRef!, $text: String!, $account: ID) {
    user(ref: $ref, account: $account, lookup: NEVER) {
      __typename
      ... on User { id }
      ... on InvalidIdentifier { message }
      ... on AmbiguousIdentifier { candidates { provider kind value } }
    }
    parseIdentifier(text: $text, account: $account) { provider kind value }
  }
`)

const Find = graphql(`
  query Find($ref: UserRef!) {
    user(ref: $ref, lookup: NEVER) {
      __typename
      ... on User { id }
      ... on AmbiguousIdentifier { candidates { kind value user { id } } }
    }
  }
`)

describe.each(databases.slice(0, 1))('a text', ({ open }) => {
  const start = useGateway(open)

  it.each([
    ['WHATSAPP', '0612345678', 'The phone number has no country; write it with + and the country code'],
    ['LINKEDIN', '@ada.countess', 'LinkedIn slugs'],
    ['WHATSAPP', 'https://www.linkedin.com/in/ada-lovelace', 'It is of LinkedIn'],
  ] as const)('that can name nobody on the account’s network, %s, is refused with why: %s', async (...given) => {
    const [provider, text, why] = given
    await using api = await start()
    const account = globalId('Account', await api.given.account({ provider }))

    const { user, parseIdentifier } = await api.query(Read, { ref: { text: { text } }, text, account })

    expect(parseIdentifier).toEqual([])
    const beginning = 'ref.text.text can name nobody on the network of the account: '
    expect(user).toMatchObject({ __typename: 'InvalidIdentifier', message: expect.stringContaining(beginning + why) })
  })

  it('has the meanings that the account’s network gives it, and no others', async () => {
    await using api = await start()
    const account = globalId('Account', await api.given.account({ provider: 'TELEGRAM' }))
    const text = '33612349999'

    const { user, parseIdentifier } = await api.query(Read, { ref: { text: { text } }, text, account })

    expect(parseIdentifier.map(({ provider }) => provider)).toEqual(['TELEGRAM', 'TELEGRAM'])
    expect(user).toEqual({ __typename: 'AmbiguousIdentifier', candidates: parseIdentifier })
  })

  it('names the owner of what was written, whoever has the identifier computed from it', async () => {
    await using api = await start()
    const phone = '33612345678'
    const jid = `${phone}@s.whatsapp.net`
    const byPhone = await api.given.user({ provider: 'WHATSAPP', internalId: '140000000000001@lid', publicId: phone })
    const byJid = await api.given.user({ provider: 'WHATSAPP', internalId: jid })
    const provider = 'WHATSAPP' as const
    const askedFor = (user: SeededUser) => ({ user: { __typename: 'User', id: globalId('User', user) } })

    expect(await api.query(Find, { ref: { publicId: { provider, value: phone } } })).toEqual(askedFor(byPhone))
    expect(await api.query(Find, { ref: { internalId: { provider, value: jid } } })).toEqual(askedFor(byJid))
    expect(await api.query(Find, { ref: { text: { text: `wa.me/${phone}` } } })).toEqual(askedFor(byPhone))
    expect(await api.query(Find, { ref: { text: { text: jid } } })).toEqual(askedFor(byJid))
  })

  it('of which several users have other spellings is refused with a name for each that can be asked for', async () => {
    await using api = await start()
    const provider = 'WHATSAPP' as const
    const [asWritten, spelling] = ['5511987654321', '551187654321']
    const one = await api.given.user({ provider, internalId: '140000000000001@lid', publicId: spelling })
    const other = await api.given.user({ provider, internalId: `${spelling}@s.whatsapp.net` })

    const { user } = await api.query(Find, { ref: { publicId: { provider, value: asWritten } } })

    const candidates = user.__typename === 'AmbiguousIdentifier' ? user.candidates : []
    expect(candidates.map((candidate) => candidate.user?.id).sort()).toEqual(
      [one, other].map((found) => globalId('User', found)).sort(),
    )
    for (const { kind, value, user: owner } of candidates) {
      const named = { provider, value }
      const ref = kind === 'PROVIDER_PUBLIC_ID' ? { publicId: named } : { internalId: named }
      expect(await api.query(Find, { ref })).toMatchObject({ user: { id: owner?.id } })
    }
  })
})
