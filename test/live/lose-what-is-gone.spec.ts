import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { graphql } from '../harness/graphql.ts'
import { type Live, startLive } from './harness.ts'

const { adaTelegram, alanLinkedin, annieLinkedin, radiaLinkedin } = castUsers

const KnownStatus = graphql(`
  query ($user: UserRef!, $account: ID!) {
    latestChangeCursor
    user(ref: $user) {
      ... on User { knownStatus(account: $account) { __typename ... on Known { reasons { kind summary } } } }
    }
    account(id: $account) { sync { missedByWebhooks } }
  }
`)
const Changes = graphql(`
  query ($since: ChangeCursor) {
    relationshipChanges(since: $since, first: 100) {
      nodes {
        __typename
        at
        ... on ReasonLost { user { internalId } account { unipileId } reason }
        ... on BecameUnknown { user { internalId } account { unipileId } }
      }
    }
  }
`)

describe('what no webhook tells is gone', () => {
  let live: Live

  beforeAll(async () => {
    live = await startLive()
    live.unplug()
  })
  afterAll(() => live[Symbol.asyncDispose]())

  type Person = (typeof castUsers)[keyof typeof castUsers]

  async function look({ provider, internalId }: Person, accountUnipileId: string) {
    const account = await live.accountId(accountUnipileId)
    const ref = { internalId: { provider: provider as 'LINKEDIN' | 'TELEGRAM', value: internalId } }
    const { user, account: found, latestChangeCursor } = await live.query(KnownStatus, { user: ref, account })
    const status = 'knownStatus' in user ? user.knownStatus : null
    const reasons = status?.__typename === 'Known' ? status.reasons.map(({ kind }) => kind) : status?.__typename
    const summaries = status?.__typename === 'Known' ? status.reasons.map(({ summary }) => summary) : []
    return { reasons, summaries, missed: found?.sync.missedByWebhooks ?? 0, cursor: latestChangeCursor }
  }

  /** What was told of a person since, with whether it was told at a moment of the reading. */
  async function toldSince(since: string, readFrom: number, { internalId }: Person) {
    const { relationshipChanges } = await live.query(Changes, { since })
    return relationshipChanges.nodes.flatMap((change) => {
      if (!('user' in change) || change.user.internalId !== internalId) return []
      const at = Date.parse(change.at)
      const isInTime = at >= readFrom && at <= Date.now()
      return [[change.__typename, 'reason' in change ? change.reason : null, change.account.unipileId, isInTime]]
    })
  }

  it.each([
    {
      what: 'a lost contact',
      person: annieLinkedin,
      account: castAccounts.marieLinkedin,
      happens: () =>
        live.upstream.emit({
          type: 'lose_relation',
          account_id: castAccounts.marieLinkedin,
          user: annieLinkedin.internalId,
        }),
      before: ['CONTACT'],
      lost: 'CONTACT',
    },
    {
      what: 'a deleted chat',
      person: radiaLinkedin,
      account: castAccounts.marieLinkedin,
      happens: () => live.upstream.emit({ type: 'delete_chat', chat_id: castChats.marieWithRadia }),
      before: ['EXISTING_CHAT'],
      lost: 'EXISTING_CHAT',
    },
    {
      what: 'a group that the owner of the account has left',
      person: alanLinkedin,
      account: castAccounts.marieLinkedin,
      happens: () => live.upstream.emit({ type: 'leave_group', chat_id: castChats.marieGroup }),
      before: ['SHARED_GROUP'],
      lost: 'SHARED_GROUP',
    },
  ])('takes its evidence away when the lists are compared: $what', async (gone) => {
    const { person, account, happens, before, lost } = gone
    const first = await look(person, account)
    expect(first.reasons).toEqual(before)
    happens()
    const readFrom = Date.now()

    await live.read(account, { whole: true })

    const last = await look(person, account)
    expect(last.reasons).toEqual(['LISTED'])
    expect(last.summaries).toEqual([expect.stringContaining('no contact, chat or group is known of')])
    expect(last.missed).toBeGreaterThan(first.missed)
    expect(await toldSince(first.cursor, readFrom, person)).toEqual([['ReasonLost', lost, account, true]])
  })

  it('takes it away at the next small reading where a member has left a group', async () => {
    const account = castAccounts.nikolaTelegram
    await live.read(account)
    const first = await look(adaTelegram, account)
    expect(first.reasons).toEqual(['EXISTING_CHAT', 'SHARED_GROUP'])
    const chat_id = castChats.nikolaTelegramGroup
    live.upstream.emit({ type: 'leave_group', chat_id, user: adaTelegram.internalId })
    const readFrom = Date.now()

    await live.read(account)

    const last = await look(adaTelegram, account)
    expect(last.reasons).toEqual(['EXISTING_CHAT'])
    expect(last.missed).toBeGreaterThan(first.missed)
    expect(await toldSince(first.cursor, readFrom, adaTelegram)).toEqual([
      ['ReasonLost', 'SHARED_GROUP', account, true],
    ])
  })

  it('tells it once, however often the lists are compared after that', async () => {
    const account = castAccounts.marieLinkedin
    await live.read(account, { whole: true })
    const { cursor, missed } = await look(annieLinkedin, account)

    await live.read(account, { whole: true })

    expect((await live.query(Changes, { since: cursor })).relationshipChanges.nodes).toEqual([])
    expect((await look(annieLinkedin, account)).missed).toBe(missed)
  })
})
