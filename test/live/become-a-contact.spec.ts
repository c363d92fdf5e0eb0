import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castUsers } from '../../src/sandbox/cast.ts'
import { type Live, startLive } from './harness.ts'
import { AcceptInvitation, type Writer, writerTo } from './writing.ts'

describe('becoming a contact', () => {
  let live: Live
  let writer: Writer

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
    writer = writerTo(live)
  })
  afterAll(() => live[Symbol.asyncDispose]())

  it('happens to who invited the account, once, and is refused when nobody did', async () => {
    const from = () => writer.byInternalId(castAccounts.marieLinkedin, castUsers.timLinkedin)
    const accepting = { input: await from() }
    const before = writer.writes()
    const since = (await live.changes()).length

    const first = await live.query(AcceptInvitation, accepting)
    const second = await live.query(AcceptInvitation, accepting)
    const another = await live.query(AcceptInvitation, { input: await from() })
    await live.settled()

    expect(first.acceptInvitation).toEqual({
      cursor: expect.any(String),
      __typename: 'InvitationAccepted',
      user: { knownStatus: { primary: { kind: 'CONTACT' } } },
    })
    expect(second).toEqual(first)
    expect(another.acceptInvitation.__typename).toBe('NoInvitation')
    expect(writer.writes() - before).toBe(1)
    const told = (await live.changes()).slice(since).filter(({ reason }) => reason === 'CONTACT')
    expect(told).toHaveLength(1)
  })
})
