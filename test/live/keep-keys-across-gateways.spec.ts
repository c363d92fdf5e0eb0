import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GraphQLClient } from 'graphql-request'
import { describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { createSandbox } from '../../src/sandbox/index.ts'
import { createPostgresDatabase } from '../harness/databases.ts'
import { startProcess } from './gateway-process.ts'
import { until } from './harness.ts'
import {
  AcceptInvitation,
  SendInvitation,
  SendMessage,
  SetChatRead,
  StartChat,
  type Writer,
  writerTo,
} from './writing.ts'

const { marieLinkedin, marieWhatsapp } = castAccounts

/** An upstream, a place for a database, and gateways over them, one after another or side by side. */
async function given(isShared = false) {
  const parts = new AsyncDisposableStack()
  const upstream = parts.use(createSandbox({ size: 'tiny', now: () => Date.now() }))
  const { url } = await upstream.listen()
  async function place(): Promise<Record<string, string>> {
    if (isShared) {
      const database = await createPostgresDatabase()
      parts.defer(() => database.drop())
      return { DATABASE_URL: database.url }
    }
    const directory = await mkdtemp(join(tmpdir(), 'acquaint-keys-'))
    parts.defer(() => rm(directory, { recursive: true, force: true }))
    return { ACQUAINT_DATA_DIR: directory, DATABASE_URL: '' }
  }
  // Nothing is read but what a write asks for.
  const environment = { UNIPILE_DSN: url, ACQUAINT_READ_EVERY_MINUTES: '1440', ...(await place()) }
  return {
    upstream,
    async start() {
      const gateway = await startProcess(environment)
      const client = new GraphQLClient(`${gateway.url}/graphql`)
      const query: typeof client.request = client.request.bind(client)
      return { ...gateway, query, writer: writerTo({ upstream, query }) }
    },
    /** The next first message is written, and nobody is told. */
    loseAnswer: () =>
      upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault: 'hang', times: 1, isDoneFirst: true }),
    writtenChats: () => upstream.requests.filter(({ method, path }) => method === 'POST' && path === '/chats').length,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  }
}

type Gateway = Awaited<ReturnType<Awaited<ReturnType<typeof given>>['start']>>

/** One write of each kind, as functions that ask for it again with the same key. */
async function eachWrite(writer: Writer) {
  const key = () => ({ idempotencyKey: randomUUID() })
  const { id: chat } = await writer.findChat(({ unipileId }) => unipileId === castChats.marieWithAda)
  const start = (await writer.toStranger(marieWhatsapp, { text: 'Before the night' })).input
  const message = { chat, text: 'See you tomorrow', ...key() }
  const read = { chat, ...key() }
  const invitation = await writer.byInternalId(marieLinkedin, writer.stranger('LINKEDIN'))
  const acceptance = await writer.byInternalId(marieLinkedin, castUsers.timLinkedin)
  return async ({ query }: Gateway) => [
    await query(StartChat, { input: start }),
    await query(SendMessage, { input: message }),
    await query(SetChatRead, { input: read }),
    await query(SendInvitation, { input: invitation }),
    await query(AcceptInvitation, { input: acceptance }),
  ]
}

describe('the key of a write', () => {
  it('stands for the same after the gateway was stopped and started', { timeout: 120_000 }, async () => {
    await using world = await given()
    const first = await world.start()
    const ask = await eachWrite(first.writer)
    const before = first.writer.writes()
    const answers = await ask(first)
    expect(first.writer.writes() - before).toBe(5)
    await first[Symbol.asyncDispose]()

    await using second = await world.start()
    const again = await ask(second)

    expect(again).toEqual(answers)
    expect(answers.flatMap((answer) => Object.values(answer).map(({ __typename }) => __typename))).toEqual([
      'ChatStarted',
      'MessageSent',
      'ChatReadSet',
      'InvitationSent',
      'InvitationAccepted',
    ])
    expect(second.writer.writes() - before).toBe(5)
  })

  it('is nobody’s after a crash in the middle, until the message is seen', { timeout: 120_000 }, async () => {
    await using world = await given()
    const first = await world.start()
    const { input } = await first.writer.toStranger(marieWhatsapp, { text: 'Are you still there?' })
    world.loseAnswer()
    const cut = first.query(StartChat, { input }).catch((error: unknown) => error)
    await until(async () => world.writtenChats() === 1)
    await first.kill()
    await cut

    await using second = await world.start()
    const answer = async () => (await second.query(StartChat, { input })).startChat
    const atFirst = await answer()
    await until(async () => (await answer()).__typename === 'ChatStarted')

    expect(atFirst.__typename).toBe('OutcomeUnknown')
    expect(await answer()).toMatchObject({ sentMessage: { text: 'Are you still there?', isOwn: true } })
    expect(world.writtenChats()).toBe(1)
  })
})

describe.skipIf(!process.env['TEST_DATABASE_URL'])('the key of a write, given to two gateways', () => {
  it('lets one of them write, and both tell of it', { timeout: 120_000 }, async () => {
    await using world = await given(true)
    await using one = await world.start()
    await using other = await world.start()
    const { input } = await one.writer.toStranger(marieWhatsapp, { text: 'Just once' })
    const different = { ...input, text: 'Something else' }
    world.upstream.faults.add({ match: { method: 'POST', path: '/chats' }, fault: 'slow', delayMs: 500 })

    const asked = [one, other, one, other].map((gateway) => gateway.query(StartChat, { input }))
    const answers = await Promise.all(asked)
    const reused = await Promise.all([one, other].map(({ query }) => query(StartChat, { input: different })))

    expect(world.writtenChats()).toBe(1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.startChat.__typename).toBe('ChatStarted')
    expect(reused.map(({ startChat }) => startChat.__typename)).toEqual([
      'IdempotencyKeyReused',
      'IdempotencyKeyReused',
    ])
    expect(world.writtenChats()).toBe(1)
  })

  it('keeps the other from writing when one dies over it', { timeout: 120_000 }, async () => {
    await using world = await given(true)
    const one = await world.start()
    await using other = await world.start()
    const { input } = await one.writer.toStranger(marieWhatsapp, { text: 'Who answers for it?' })
    world.loseAnswer()
    const cut = one.query(StartChat, { input }).catch((error: unknown) => error)
    await until(async () => world.writtenChats() === 1)
    const waiting = other.query(StartChat, { input })
    await one.kill()
    await cut

    const answer = await waiting
    await until(async () => (await other.query(StartChat, { input })).startChat.__typename === 'ChatStarted')

    expect(answer.startChat.__typename).toBe('OutcomeUnknown')
    expect(world.writtenChats()).toBe(1)
  })
})
