import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { refusal } from '../harness/gateway.ts'
import { askerTo } from './asking.ts'
import { type Live, startLive } from './harness.ts'
import { SendInvitation, SendMessage, StartChat, writerTo } from './writing.ts'

const { marieLinkedin } = castAccounts

describe('a text to be sent', () => {
  let live: Live
  let writing: ReturnType<typeof fieldsOf>

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
    writing = fieldsOf(live)
  })
  afterAll(() => live[Symbol.asyncDispose]())

  const fieldsOf = (asked: Live) => {
    const { to, into } = askerTo(asked)
    return {
      'sendMessage text': async (text: string) =>
        asked.query(SendMessage, { input: { ...(await into(castChats.marieWithAda)), text } }),
      'startChat text': async (text: string) =>
        asked.query(StartChat, { input: { ...(await to(marieLinkedin, castUsers.adaLinkedin)), text } }),
      'startChat subject': async (subject: string) =>
        asked.query(StartChat, {
          input: { ...(await to(marieLinkedin, castUsers.adaLinkedin)), text: 'Hello', subject },
        }),
      'sendInvitation message': async (message: string) =>
        asked.query(SendInvitation, { input: { ...(await to(marieLinkedin)), message } }),
    }
  }
  const fields = ['sendMessage text', 'startChat text', 'startChat subject', 'sendInvitation message'] as const
  const texts = [
    ['NUL', 'Hello\0'],
    ['another control character', 'Hello\u001b[1m'],
    ['half a surrogate pair', 'Hello \ud83d'],
  ] as const

  it.each(fields.flatMap((field) => texts.map(([what, text]) => [field, what, text] as const)))(
    '%s is refused with %s in it, before anything goes out',
    async (field, _what, text) => {
      const before = writerTo(live).writes()

      const { message, extensions } = await refusal(writing[field](text))

      expect(extensions).toEqual({ code: 'BAD_USER_INPUT', argument: `input.${field.split(' ')[1]}` })
      expect(message).toContain('without control characters')
      expect(writerTo(live).writes()).toBe(before)
    },
  )

  it.each(fields)('%s goes out with its lines and signs', async (field) => {
    const answer = Object.values(await writing[field]('Hello,\r\n\n\tyou 👋\n'))

    expect(answer).toEqual([expect.objectContaining({ cursor: expect.any(String) })])
  })
})
