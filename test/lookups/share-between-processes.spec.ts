import { expect, it } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { createPostgresDatabase } from '../harness/databases.ts'
import { startGatewayProcess } from '../harness/start-process.ts'
import { givenLookups } from './harness.ts'

const findUser = `query ($value: String!) {
  user(ref: { publicId: { provider: LINKEDIN, value: $value } }) { __typename ... on User { publicId } } }`

async function find(url: string, value: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: findUser, variables: { value } }),
  })
  return ((await response.json()) as { data: { user: unknown } }).data.user
}

it.skipIf(!process.env['TEST_DATABASE_URL'])(
  'makes one call for a person whom two processes are asked for at once, and spends one budget',
  async () => {
    const { url: databaseUrl, drop } = await createPostgresDatabase()
    const store = await openStore({ url: databaseUrl })
    {
      await using given = await givenLookups(store, { sandbox: { latencyMs: 100 } })
      const settings = {
        databaseUrl,
        upstreamUrl: given.url,
        workspaceId: given.workspaceId,
        budgets: 'LINKEDIN.PROFILE=1/day',
        lookupsPerOperation: 10,
      }
      await using one = await startGatewayProcess(settings)
      await using other = await startGatewayProcess(settings)
      const urls = Array.from({ length: 30 }, () => [one.url, other.url]).flat()

      const answers = await Promise.all(urls.map((url) => find(url, 'margaret-hamilton')))
      const calls = given.calls().length
      // Both healthy LinkedIn accounts have one lookup a day: three people are one too many for all processes together.
      const people = ['barbara-liskov', 'tim-berners-lee']
      const others = await Promise.all(people.map((value, index) => find(urls[index] ?? '', value)))

      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
        new Set([JSON.stringify({ __typename: 'User', publicId: 'margaret-hamilton' })]),
      )
      expect(calls).toBe(1)
      expect(others.map((answer) => (answer as { __typename: string }).__typename).sort()).toEqual([
        'User',
        'UserDeferred',
      ])
      expect(given.calls()).toHaveLength(2)
    }
    await store.close()
    await drop()
  },
)
