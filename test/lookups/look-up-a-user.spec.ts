import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestUsers } from '../../src/store/ingest/users.ts'
import type { Store } from '../../src/store/open.ts'
import { databases } from '../harness/databases.ts'
import { userObservation } from '../harness/observations.ts'
import { givenGateway } from './gateway.ts'

const findUsers = `
  query ($refs: [UserRef!]!, $account: ID, $lookup: LookupPolicy, $maxAge: Int) {
    users(refs: $refs, account: $account, lookup: $lookup, maxAge: $maxAge) {
      __typename
      ... on User { displayName publicId knownStatus { __typename ... on Unknown { unknown: because }
        ... on Undetermined { undetermined: because retryAt } } }
      ... on UserNotFound { askedAt }
      ... on UserDeferred { because message retryAt jobId }
      ... on ProviderProblem { class account { name } reconnectUrl }
    }
  }`

const showProfile = `
  query ($ref: UserRef!, $account: ID, $wanted: LookupPolicy) {
    user(ref: $ref, account: $account) {
      ... on User {
        id
        profile(lookup: $wanted, account: $account) {
          __typename
          ... on Profile { complete missingSections ageSeconds summary unmet { __typename } account { name } }
          ... on UserDeferred { because }
          ... on ProviderProblem { class }
        }
        knownStatus { ... on Unknown { because } }
      }
    }
  }`

type Users = { readonly users: readonly Record<string, unknown>[] }
type Shown = { readonly user: Record<string, unknown> }

const memberId = (value: string) =>
  ({
    provider: 'LINKEDIN',
    userKind: 'PERSON',
    kind: 'PROVIDER_INTERNAL_ID',
    scope: 'LINKEDIN_CLASSIC',
    value,
  }) as const
const linkedin = (value: string) => ({ publicId: { provider: 'LINKEDIN', value } })
const text = (value: string) => ({ text: { text: value } })

describe.each(databases)('the graph on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  it('looks strangers up, once each, and tells what it cost', async () => {
    await using given = await givenGateway(store)
    const refs = [linkedin('margaret-hamilton'), text('linkedin.com/in/margaret-hamilton/'), linkedin('no-such-person')]

    const first = await given.query<Users>(findUsers, { refs })
    const again = await given.query<Users>(findUsers, { refs })

    expect(first.data.users).toMatchObject([
      { displayName: 'Margaret Hamilton', publicId: 'margaret-hamilton' },
      { displayName: 'Margaret Hamilton' },
      { __typename: 'UserNotFound', askedAt: '2026-11-20T12:00:00.000Z' },
    ])
    expect(first.cost).toMatchObject({ lookups: 2, upstreamCalls: 2, deduped: 1 })
    expect(again.data).toEqual(first.data)
    expect(again.cost).toMatchObject({ lookups: 0, upstreamCalls: 0 })
    expect(given.calls()).toHaveLength(2)
  })

  it('looks up whom only a write has named, once', async () => {
    await using given = await givenGateway(store)
    const { internalId = '' } = given.sandbox.world.users.find(({ publicId }) => publicId === 'margaret-hamilton') ?? {}
    const users = [userObservation([memberId(internalId)])]
    const origin = { source: 'WRITE', observedAt: '2026-11-20T11:00:00.000Z' } as const
    const { workspaceId } = given
    await store.transaction((sql) => ingestUsers(sql, { workspaceId, users, nameSource: 'ATTENDEE', origin }))
    const refs = [{ internalId: { provider: 'LINKEDIN', value: internalId } }]

    const first = await given.query<Users>(findUsers, { refs })
    const again = [await given.query<Users>(findUsers, { refs }), await given.query<Users>(findUsers, { refs })]

    expect(first.data.users).toMatchObject([{ displayName: 'Margaret Hamilton', publicId: 'margaret-hamilton' }])
    expect(first.cost).toMatchObject({ lookups: 1 })
    for (const { data, cost } of again) {
      expect(data).toEqual(first.data)
      expect(cost).toMatchObject({ lookups: 0 })
    }
  })

  it('asks nobody with NEVER', async () => {
    await using given = await givenGateway(store)

    const { data, cost } = await given.query<Users>(findUsers, {
      refs: [linkedin('margaret-hamilton')],
      lookup: 'NEVER',
    })

    expect(data.users).toEqual([{ __typename: 'UserNotFound', askedAt: null }])
    expect(cost).toMatchObject({ lookups: 0, upstreamCalls: 0, cacheHits: 0 })
    expect(given.calls()).toHaveLength(0)
  })

  it('defers what is over the client’s cap, and keeps the rest', async () => {
    await using given = await givenGateway(store)
    const refs = ['margaret-hamilton', 'barbara-liskov', 'tim-berners-lee'].map(linkedin)

    const { data, errors } = await given.query<Users>(findUsers, { refs }, { 'x-max-lookups': '1' })

    expect(errors).toBeUndefined()
    expect(data.users.map((user) => user['__typename'])).toEqual(['User', 'UserDeferred', 'UserDeferred'])
    expect(data.users[1]).toMatchObject({
      because: 'OPERATION_CAP',
      message: expect.stringContaining('ask in another operation, allow more with x-max-lookups'),
      retryAt: '2026-11-20T12:00:00.000Z',
    })
    expect(given.calls()).toHaveLength(1)
  })

  it('says when an account without any budget left can ask again', async () => {
    await using given = await givenGateway(store, { budgets: 'LINKEDIN.PROFILE=1/day' })
    const refs = ['margaret-hamilton', 'barbara-liskov'].map(linkedin)

    const { data } = await given.query<Users>(findUsers, { refs, account: given.accountId('Marie Curie') })

    expect(data.users).toContainEqual(
      expect.objectContaining({
        because: 'BUDGET',
        message: expect.stringContaining('The account rests: ask again after 2026-11-21T12:00:00.000Z'),
      }),
    )
  })

  it('refuses a cap that is no number, before any call', async () => {
    await using given = await givenGateway(store)

    const { errors } = await given.query(
      findUsers,
      { refs: [linkedin('margaret-hamilton')] },
      { 'x-max-lookups': 'few' },
    )

    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    expect(given.calls()).toHaveLength(0)
  })

  it('estimates what a query would ask, without asking', async () => {
    await using given = await givenGateway(store)
    await given.query(findUsers, { refs: [linkedin('margaret-hamilton')] })
    const estimate = `query ($document: String!, $variables: String) {
      estimateLookups(document: $document, variables: $variables) { lookups cacheHits } }`
    const refs = ['margaret-hamilton', 'barbara-liskov', 'tim-berners-lee'].map(linkedin)

    const { data } = await given.query(estimate, { document: findUsers, variables: JSON.stringify({ refs }) })

    expect(data).toEqual({ estimateLookups: { lookups: 2, cacheHits: 0 } })
    expect(given.calls()).toHaveLength(1)
  })

  it('estimates no more than could be asked at once', async () => {
    await using given = await givenGateway(store)
    const page = (below: string) => `attendees(first: 50) { nodes { chats(first: 50) { nodes { ${below} } } } }`
    const estimate = (name: string, document: string) =>
      `${name}: estimateLookups(document: "{ ${document} }") { lookups }`
    const deep = page('participants(first: 50) { nodes { chats(first: 50) { nodes { id } } } }')
    const wide = page('id name kind')

    const often = Array.from({ length: 10 }, (_, index) => estimate(`number${index}`, wide)).join(' ')

    const answers = [estimate('one', deep), often, estimate('one', wide)].map((asked) => given.query(`{ ${asked} }`))
    const [tooDeep, tooOften, enough] = await Promise.all(answers)

    expect(tooDeep?.errors).toMatchObject([{ path: ['one'], extensions: { code: 'QUERY_TOO_COMPLEX' } }])
    expect(tooOften?.errors?.[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_COMPLEX' } })
    expect(enough).toMatchObject({ data: { one: { lookups: 0 } } })
  })

  it.each(['ALWAYS', 'NEVER'])('estimates no stored answer where nothing is stored, with %s', async (lookup) => {
    await using given = await givenGateway(store)
    await given.backfill()
    const document = `{ attendees(filter: { provider: MESSENGER }, first: 5) { nodes { user {
      profile(lookup: ${lookup}) { __typename } } } } }`
    const estimate = `query ($document: String!) { estimateLookups(document: $document) { lookups cacheHits } }`

    const { data } = await given.query(estimate, { document })

    expect(data).toEqual({ estimateLookups: { lookups: 0, cacheHits: 0 } })
  })

  it('tells public from private only by a profile', async () => {
    await using given = await givenGateway(store)
    await given.backfill()
    const ref = { publicId: { provider: 'INSTAGRAM', value: 'vera.rubin' } }

    const { data } = await given.query<Users>(findUsers, { refs: [ref] })

    expect(data.users).toMatchObject([{ knownStatus: { __typename: 'Unknown', unknown: 'PRIVATE' } }])
    expect(given.calls()).toHaveLength(1)
  })

  it('shows which parts of a throttled profile are missing', async () => {
    await using given = await givenGateway(store)
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: 'throttled', times: 1 })
    const account = given.accountId('Marie Curie')
    const variables = { ref: linkedin('margaret-hamilton'), wanted: 'IF_MISSING', account }

    const first = await given.query<Shown>(showProfile, variables)
    const again = await given.query<Shown>(showProfile, variables)

    expect(first.data.user['profile']).toMatchObject({ complete: false, missingSections: ['about'] })
    expect(again.data.user['profile']).toMatchObject({ complete: false, unmet: { __typename: 'UserDeferred' } })
    expect(given.calls()).toHaveLength(1)
  })

  it('tells the budgets of an account', async () => {
    await using given = await givenGateway(store, { budgets: 'LINKEDIN.PROFILE=2/day' })
    const query = `query ($id: ID!) { account(id: $id) { budgets { method used limit windowSeconds resetsAt source } } }`
    await given.query(findUsers, { refs: [linkedin('margaret-hamilton')], account: given.accountId('Marie Curie') })

    const { data } = await given.query<{ account: { budgets: unknown } }>(query, { id: given.accountId('Marie Curie') })

    expect(data.account.budgets).toContainEqual({
      method: 'PROFILE',
      used: 1,
      limit: 2,
      windowSeconds: 86_400,
      resetsAt: '2026-11-21T12:00:00.000Z',
      source: 'CONFIGURED',
    })
  })

  it.each([
    ['a disconnected account', 'Rosalind Franklin', 'RECONNECT_NEEDED'],
    ['an account of another network', 'radium.studio', 'OTHER_PROVIDER'],
  ])('refuses %s before any call', async (_what, name, problem) => {
    await using given = await givenGateway(store, { reconnectUrl: () => 'https://reconnect.example/' })
    const variables = { refs: [linkedin('margaret-hamilton')], account: given.accountId(name) }

    const { data } = await given.query<Users>(findUsers, variables)

    expect(data.users).toMatchObject([{ __typename: 'ProviderProblem', class: problem, account: { name } }])
    expect(given.calls()).toHaveLength(0)
  })

  it.each([
    ['whose account is disconnected', 'Rosalind Franklin', {}, undefined, 'ProviderProblem'],
    ['who is over the cap', 'Marie Curie', { 'x-max-lookups': '0' }, undefined, 'UserDeferred'],
    ['for whom no budget is left', 'Marie Curie', {}, 'LINKEDIN.PROFILE=1/day', 'UserDeferred'],
  ])('gives somebody %s as stored, tells why, and counts no lookup', async (_who, name, headers, budgets, unmet) => {
    await using given = await givenGateway(store, budgets === undefined ? {} : { budgets })
    await given.query(findUsers, { refs: [linkedin('barbara-liskov')], account: given.accountId('Marie Curie') })
    const account = given.accountId(name)
    const refresh = `query ($ref: UserRef!, $account: ID!) {
      user(ref: $ref, lookup: ALWAYS, account: $account) {
        ... on User { displayName profile { ... on Profile { ageSeconds unmet { __typename } } } }
      }
    }`

    const { data, cost } = await given.query<Shown>(refresh, { ref: linkedin('barbara-liskov'), account }, headers)

    expect(data.user).toEqual({
      displayName: 'Barbara Liskov',
      profile: { ageSeconds: 0, unmet: { __typename: unmet } },
    })
    expect(cost).toMatchObject({ lookups: 0, upstreamCalls: 0 })
    expect(given.calls()).toHaveLength(1)
  })

  it('says why there is no profile when it could not be asked for', async () => {
    await using given = await givenGateway(store)
    await given.backfill()
    const refresh = `query ($ref: UserRef!, $account: ID!) {
      user(ref: $ref, lookup: ALWAYS, account: $account) { ... on User { profile { ... on ProviderProblem { class } } } }
    }`

    const { data } = await given.query<Shown>(refresh, {
      ref: linkedin('ada-lovelace'),
      account: given.accountId('Rosalind Franklin'),
    })

    expect(data.user).toEqual({ profile: { class: 'RECONNECT_NEEDED' } })
  })

  it('counts a lookup that the provider refused', async () => {
    await using given = await givenGateway(store)
    given.sandbox.faults.add({ match: { path: '/users/' }, fault: '503', times: 1 })

    const { data, cost } = await given.query<Users>(findUsers, { refs: [linkedin('barbara-liskov')] })

    expect(data.users).toMatchObject([{ class: 'UNAVAILABLE' }])
    expect(cost).toMatchObject({ lookups: 1, upstreamCalls: 1 })
  })

  it('refuses accounts that do not exist or are of another workspace, before any call', async () => {
    await using given = await givenGateway(store)
    await using other = await givenGateway(store)
    const refs = [linkedin('margaret-hamilton')]

    const answers = [
      await given.query(findUsers, { refs, account: other.accountId('Marie Curie') }),
      await given.query(findUsers, { refs, account: 'QWNjb3VudDo5OTk5OTk' }),
      await given.query(findUsers, { refs, account: 'nonsense' }),
    ]

    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(Array(3).fill('BAD_USER_INPUT'))
    expect(given.calls()).toHaveLength(0)
  })

  it('shows the whole phone numbers of a profile, and of the proof that two users are one person', async () => {
    await using given = await givenGateway(store)
    await given.backfill()
    const query = `query ($ref: UserRef!) { user(ref: $ref) { ... on User {
      profile(lookup: IF_MISSING) { ... on Profile { isContact isPrivate phones phoneNumbers } }
      sameAs { proof phoneNumber }
    } } }`

    const { data } = await given.query<Shown>(query, { ref: linkedin('ada-lovelace') })

    expect(data.user).toMatchObject({
      profile: { isContact: true, isPrivate: false, phones: ['+447700900815'], phoneNumbers: ['+447700900815'] },
      sameAs: expect.arrayContaining([
        { proof: 'EQUAL_PHONE', phoneNumber: '+447700900815' },
        { proof: 'DECLARED_PROFILE', phoneNumber: null },
      ]),
    })
    expect(given.calls()).toHaveLength(1)
  })

  it('queues what it may not ask now, reports its progress, and can be stopped', async () => {
    await using given = await givenGateway(store, { budgets: 'LINKEDIN.PROFILE=50/day@60s' })
    const refs = ['margaret-hamilton', 'barbara-liskov', 'tim-berners-lee', 'thomas-edison'].map(linkedin)
    const request = `mutation ($refs: [UserRef!]!) { requestLookups(input: { refs: $refs }) {
      results { __typename ... on UserDeferred { message jobId job { id } } } job { id total waiting found } } }`
    type Requested = { requestLookups: { results: Record<string, unknown>[]; job: { id: string } } }

    const { data } = await given.query<Requested>(request, { refs }, { 'x-max-lookups': '1' })
    const { job, results } = data.requestLookups
    await given.queue.next()
    const progress = `query ($id: ID!) { lookupJob(id: $id) { state waiting found nextAt items { state user { displayName } } } }`
    const during = await given.query(progress, { id: job.id })
    const stop = `mutation ($id: ID!) { cancelLookups(input: { job: $id }) { __typename
      ... on LookupsCancelled { job { state } } ... on Problem { message } } }`
    const stopped = await given.query(stop, { id: job.id })
    const again = await given.query(`mutation ($id: ID!) { cancelLookupJob(id: $id) { state } }`, { id: job.id })
    const nothing = await given.query(stop, { id: 'junk' })
    const { data: refetched } = await given.query(`query ($id: ID!) { node(id: $id) { __typename id } }`, {
      id: job.id,
    })
    while (given.queue.due()) await given.queue.next()

    expect(results.map((result) => result['__typename'])).toEqual(['User', ...Array(3).fill('UserDeferred')])
    expect(results[1]).toMatchObject({ jobId: job.id, job: { id: job.id } })
    expect(results[1]?.['message']).toBe(
      'This operation asked about as many users as it may: it is queued, and its job asks as soon as it may.',
    )
    expect(job).toMatchObject({ total: 3, waiting: 3, found: 0 })
    expect(during.data).toMatchObject({
      lookupJob: {
        state: 'RUNNING',
        waiting: 2,
        found: 1,
        nextAt: '2026-11-20T12:01:00.000Z',
        items: [{ user: { displayName: 'Barbara Liskov' } }, { state: 'WAITING' }, { state: 'WAITING' }],
      },
    })
    expect(stopped.data).toEqual({ cancelLookups: { __typename: 'LookupsCancelled', job: { state: 'CANCELLED' } } })
    expect(again.data).toEqual({ cancelLookupJob: { state: 'CANCELLED' } })
    expect(nothing.data).toMatchObject({
      cancelLookups: { __typename: 'NothingToCancel', message: expect.stringContaining('no job') },
    })
    expect(refetched).toEqual({ node: { __typename: 'LookupJob', id: job.id } })
    expect(given.calls()).toHaveLength(2)
  })

  it('tells the progress of a job over server-sent events until it has ended', async () => {
    await using given = await givenGateway(store, { budgets: 'LINKEDIN.PROFILE=50/day@60s' })
    const request = `mutation ($refs: [UserRef!]!) { requestLookups(input: { refs: $refs }) { job { id } } }`
    const refs = ['margaret-hamilton', 'barbara-liskov'].map(linkedin)
    type Requested = { requestLookups: { job: { id: string } } }
    const { data } = await given.query<Requested>(request, { refs }, { 'x-max-lookups': '0' })

    const query = `subscription ($job: ID!) { lookupProgress(job: $job) { state waiting } }`
    const response = await fetch(`${given.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables: { job: data.requestLookups.job.id } }),
    })
    const seen: string[] = []
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      for (const [, line = ''] of chunk.matchAll(/^data: (\{.*\})$/gm)) {
        const { lookupProgress } = JSON.parse(line).data
        seen.push(`${lookupProgress.state} ${lookupProgress.waiting}`)
        await given.queue.next()
      }
    }

    expect(seen[0]).toBe('RUNNING 2')
    expect(seen.at(-1)).toBe('DONE 0')
    expect(given.calls()).toHaveLength(2)
  })
})
