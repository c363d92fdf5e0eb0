import { expect, it } from 'vitest'
import { answerJson, given, rejection } from './harness.ts'

const ada = { provider: 'LINKEDIN', provider_id: 'ACoAAada', public_identifier: 'ada-demo', headline: '', websites: [] }
const lookup = { accountId: 'acc_1', provider: 'LINKEDIN' } as const

it.each([
  ['a/../../accounts', 'a%2F..%2F..%2Faccounts'],
  ['a?account_id=acc_2', 'a%3Faccount_id%3Dacc_2'],
  ['https://www.linkedin.com/in/ada#x', 'https%3A%2F%2Fwww.linkedin.com%2Fin%2Fada%23x'],
  ['rené', 'ren%C3%A9'],
  ['33600000011@s.whatsapp.net', '33600000011%40s.whatsapp.net'],
])('keeps %s within its path segment', async (identifier, segment) => {
  await using world = await given((_asked, response) => answerJson(response, ada))

  await world.upstream.getProfile({ ...lookup, identifier })

  expect(world.asked.map(({ url }) => url)).toEqual([`/api/v1/users/${segment}?account_id=acc_1`])
})

it.each(['', '.', '..', 'me', 'relations', 'followers', 'following', 'Invite', '\ud800'])(
  'does not send “%s”, which would ask for something else',
  async (identifier) => {
    await using world = await given((_asked, response) => answerJson(response, ada))

    const error = await rejection(world.upstream.getProfile({ ...lookup, identifier }))

    expect(error).toMatchObject({ name: 'InvalidRequestError', code: 'INVALID_REQUEST', status: null })
    expect(world.asked).toEqual([])
  },
)

it('asks for the product and the sections that are wanted', async () => {
  await using world = await given((_asked, response) => answerJson(response, ada))

  await world.upstream.getProfile({
    ...lookup,
    identifier: 'ada-demo',
    linkedinApi: 'recruiter',
    linkedinSections: ['about', 'skills'],
  })

  expect(world.asked[0]?.url).toBe(
    '/api/v1/users/ada-demo?account_id=acc_1&linkedin_api=recruiter&linkedin_sections=about%2Cskills',
  )
})

it('knows that the own profile is the owner', async () => {
  await using world = await given((_asked, response) => answerJson(response, ada))

  const own = await world.upstream.getOwnProfile(lookup)

  expect(own).toMatchObject({ isSelf: true, user: { identifiers: [{ value: 'ACoAAada' }, { value: 'ada-demo' }] } })
  expect(world.asked[0]?.url).toBe('/api/v1/users/me?account_id=acc_1')
})

it('reads a company from its own route', async () => {
  const body = {
    object: 'CompanyProfile',
    id: '1000',
    name: 'Demo Co',
    public_identifier: 'demo-co',
    followers_count: 3,
  }
  await using world = await given((_asked, response) => answerJson(response, body))

  const company = await world.upstream.getCompany({ accountId: 'acc_1', identifier: 'urn:li:fsd_company:1000' })

  expect(company.user).toMatchObject({ userKind: 'COMPANY', displayName: 'Demo Co' })
  expect(world.asked[0]?.url).toBe('/api/v1/linkedin/company/urn%3Ali%3Afsd_company%3A1000?account_id=acc_1')
})
