import { describe, expect, it } from 'vitest'
import { databases } from '../harness/databases.ts'
import { refusal, useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'
import { globalId } from '../harness/seed.ts'

const FindUsers = graphql(`
  query FindUsers($refs: [UserRef!]!) {
    users(refs: $refs) {
      __typename
      ... on User { displayName }
      ... on InvalidIdentifier { argument value message }
    }
  }
`)

const FindUser = graphql(`
  query FindUser($ref: UserRef!) {
    user(ref: $ref) {
      __typename
      ... on User { id displayName profileUrl identifiers { __typename ... on ProviderInternalId { value } ... on ProviderPublicId { value url } ... on UnipileId { value account { name } } } }
    }
  }
`)

describe.each(databases)('finding users, on $name', ({ open }) => {
  const start = useGateway(open)

  it('takes any of their identifiers, as anybody writes them', async () => {
    await using api = await start()
    const account = await api.given.account({ provider: 'WHATSAPP', name: 'Team phone' })
    const internalId = '33600000001@s.whatsapp.net'
    const grace = await api.given.user({ provider: 'WHATSAPP', internalId, publicId: '33600000001' })
    const { unipileId } = await api.given.attendee(account, grace)

    const answers = await Promise.all(
      [
        { id: globalId('User', grace) },
        { unipileId },
        { internalId: { provider: 'WHATSAPP' as const, value: internalId } },
        { publicId: { provider: 'WHATSAPP' as const, value: '+33 6 00 00 00 01' } },
        { publicId: { provider: 'WHATSAPP' as const, value: 'https://wa.me/33600000001' } },
      ].map((ref) => api.query(FindUser, { ref })),
    )

    const url = 'https://wa.me/33600000001'
    const expected = {
      user: {
        __typename: 'User',
        id: globalId('User', grace),
        displayName: 'Grace Hopper',
        profileUrl: url,
        identifiers: [
          { __typename: 'ProviderInternalId', value: internalId },
          { __typename: 'ProviderPublicId', value: '33600000001', url },
          { __typename: 'UnipileId', value: unipileId, account: { name: 'Team phone' } },
        ],
      },
    }
    expect(answers).toEqual(answers.map(() => expected))
  })

  it('keeps a person and a company with one slug apart', async () => {
    await using api = await start()
    await api.given.user({ kind: 'PERSON', name: 'A person', publicId: 'unipile' })
    await api.given.user({ kind: 'COMPANY', name: 'A company', publicId: 'unipile' })
    const named = { provider: 'LINKEDIN', value: 'unipile' } as const

    const { users } = await api.query(FindUsers, {
      refs: [{ publicId: named }, { publicId: { ...named, kind: 'COMPANY' } }],
    })

    expect(users).toMatchObject([{ displayName: 'A person' }, { displayName: 'A company' }])
  })

  it('finds the user that another was joined into', async () => {
    await using api = await start()
    const survivor = await api.given.user({ name: 'Survivor' })
    const joined = await api.given.user({ name: 'Joined' })
    await api.given.redirect(joined, survivor)

    const { user } = await api.query(FindUser, { ref: { id: globalId('User', joined) } })

    expect(user).toMatchObject({ id: globalId('User', survivor), displayName: 'Survivor' })
  })

  it('gives one answer for each ref, in order, with one statement for each kind of ref', async () => {
    await using api = await start()
    const account = await api.given.account({ provider: 'X' })
    const handles = Array.from({ length: 40 }, (_, index) => `user${index}`)
    const people = await Promise.all(
      handles.map(async (handle, index) => {
        const facts = { name: handle, publicId: handle, internalId: String(90_000 + index) }
        const user = await api.given.user({ provider: 'X', ...facts })
        return { handle, user, attendee: await api.given.attendee(account, user) }
      }),
    )
    const refsTo = (some: typeof people) =>
      some.flatMap(({ handle, user, attendee }) => [
        { publicId: { provider: 'X' as const, value: `@${handle.toUpperCase()}` } },
        { id: globalId('User', user) },
        { internalId: { provider: 'X' as const, value: user.internalId } },
        { unipileId: attendee.unipileId },
        { publicId: { provider: 'X' as const, value: 'nobody' } },
      ])

    const few = await api.query(FindUsers, { refs: refsTo(people.slice(0, 2)) })
    const statementsForFew = api.statements()
    const refs = Array.from({ length: 5 }, () => refsTo(people)).flat()
    const many = await api.query(FindUsers, { refs })

    expect(few.users).toHaveLength(10)
    expect(many.users).toHaveLength(1000)
    expect(many.users.slice(0, 5).map((user) => ('displayName' in user ? user.displayName : user.__typename))).toEqual([
      'user0',
      'user0',
      'user0',
      'user0',
      'UserNotFound',
    ])
    expect(api.statements()).toBe(statementsForFew)
  })

  it('answers what can name nobody with what is wrong, and the others all the same', async () => {
    await using api = await start()
    await api.given.user({ name: 'Grace', publicId: 'grace' })
    const long = 'x'.repeat(10_000)

    const { users } = await api.query(FindUsers, {
      refs: [
        { publicId: { provider: 'LINKEDIN', value: 'grace' } },
        { publicId: { provider: 'WHATSAPP', value: 'no phone' } },
        { publicId: { provider: 'X', value: '\u0000' } },
        { internalId: { provider: 'LINKEDIN', value: long } },
        { unipileId: 'short' },
        { id: globalId('Chat', { id: 1 }) },
      ],
    })

    const invalid = users.map((user) => (user.__typename === 'InvalidIdentifier' ? user.argument : user.__typename))
    expect(invalid).toEqual([
      'User',
      'refs[1].publicId.value',
      'refs[2].publicId.value',
      'refs[3].internalId.value',
      'refs[4].unipileId',
      'refs[5].id',
    ])
    expect(JSON.stringify(users).length).toBeLessThan(2000)
  })

  it('takes at most 1,000 refs', async () => {
    await using api = await start()
    const refs = Array.from({ length: 1001 }, () => ({ id: globalId('User', { id: 1 }) }))

    const { message, extensions } = await refusal(api.query(FindUsers, { refs }))

    expect(message).toBe('refs must be at most 1000 refs.')
    expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'refs' })
  })
})
