import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Identifier } from '../../src/domain/identifier.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { type GivenLookups, givenLookups, instagram, slug } from './harness.ts'

let store: Store
let given: GivenLookups
beforeAll(async () => {
  store = await openStore({ directory: null })
  given = await givenLookups(store)
})
afterAll(async () => {
  await given[Symbol.asyncDispose]()
  await store.close()
})

const messenger: Identifier = { ...slug('george.boole'), provider: 'MESSENGER' }

it.each([
  ['no account', slug('margaret-hamilton'), null, 'UNKNOWN_ACCOUNT'],
  ['an identifier of another network', instagram('vera.rubin'), 'Marie Curie', 'OTHER_PROVIDER'],
  ['a disconnected account', slug('margaret-hamilton'), 'Rosalind Franklin', 'RECONNECT_NEEDED'],
  ['a network that has no lookups', messenger, 'Radium Studio', 'UNSUPPORTED'],
])('refuses %s', async (_what, identifier, accountName, problem) => {
  const accounts = accountName === null ? [] : [given.accountOf(accountName)]

  const answer = await given.ask(identifier, { accounts })

  expect(answer).toMatchObject({ kind: 'PROBLEM', problem })
  expect(given.calls()).toHaveLength(0)
})
