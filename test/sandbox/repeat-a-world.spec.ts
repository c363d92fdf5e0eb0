import { expect, it } from 'vitest'
import { castAccounts, castChats } from '../../src/sandbox/cast.ts'
import { createWorld } from '../../src/sandbox/world/index.ts'
import { startSandbox } from './harness.ts'

const paths = [
  '/accounts',
  '/chats',
  '/messages',
  '/chat_attendees',
  `/chats/${castChats.marieGroup}`,
  `/users/ada-lovelace?account_id=${castAccounts.marieLinkedin}&linkedin_sections=*`,
]

/** All bodies, but for the port that pictures are linked at. */
async function bodies(seed: number): Promise<string> {
  await using sandbox = await startSandbox({ seed, size: 'demo' })
  const texts = await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(`${sandbox.url}/api/v1${path}`, { headers: { 'x-api-key': 'sandbox' } })
      return response.text()
    }),
  )
  return texts.join('\n').replaceAll(sandbox.url, '')
}

it('says the same for the same seed, and something else for another', async () => {
  const [one, same, other] = [await bodies(7), await bodies(7), await bodies(8)]

  expect(same).toBe(one)
  expect(other).not.toBe(one)
})

it('keeps the cast and its ids whatever the seed and size', async () => {
  for (const options of [{ seed: 1 }, { seed: 2, size: 'demo' as const }]) {
    await using sandbox = await startSandbox(options)
    expect((await sandbox.get(`/chats/${castChats.marieGroup}`)).body).toMatchObject({ name: 'Women and engines' })
  }
})

it('is of a fixed date, or of the time it is given', () => {
  const latest = (now?: () => number) => {
    const [chat] = createWorld({ now }).chatsByActivity()
    return chat?.lastActivityAt ?? 0
  }
  const reference = Date.parse('2026-11-20T12:00:00.000Z')
  const later = Date.parse('2027-03-01T12:00:00.000Z')

  expect(latest()).toBeLessThan(reference)
  expect(latest(() => later) - latest()).toBe(later - reference)
})

it('holds a large world, whose messages are written when they are read', () => {
  const world = createWorld({ size: 'large' })
  const count = world.chats.reduce((sum, chat) => sum + world.messages.count(chat), 0)
  const chat = world.chats.at(-1)
  if (!chat) throw new Error('A large world has chats')

  expect(world.attendees.length).toBeGreaterThan(100_000)
  expect(world.chats.length).toBeGreaterThan(60_000)
  expect(count).toBeGreaterThan(500_000)
  expect(world.messages.at(chat, 0)).toMatchObject({ chat, index: 0 })
})
