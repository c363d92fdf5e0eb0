import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readExampleQueries } from '../../src/server/example-queries.ts'
import { type Live, startLive } from '../live/harness.ts'

type People = readonly ({
  readonly __typename?: string
  readonly displayName?: string
  readonly message?: string
} | null)[]
type Answer = {
  readonly viewer?: { readonly workspace: string }
  readonly attendees?: { readonly nodes: People }
  readonly chats?: { readonly nodes: readonly { readonly kind: string }[] }
  readonly users?: People
  readonly _entities?: People
  readonly estimateLookups?: { readonly lookups: number }
}

describe('the example queries, over the people of the sandbox', () => {
  let live: Live
  beforeAll(async () => {
    live = await startLive()
  })
  afterAll(() => live[Symbol.asyncDispose]())

  const namesOf = (people: People = []) => people.map((one) => one?.displayName ?? one?.__typename ?? null)

  it('tell in order who I am, whom I know, what a text means, my inbox, who else knows them, and what it costs', async () => {
    const answers: Answer[] = []
    for (const { query, variables } of readExampleQueries()) {
      answers.push(await live.query<Answer>(query, JSON.parse(variables ?? '{}')))
    }
    const [me, known, pasted, inbox, team, entities, cost] = answers

    expect(me?.viewer?.workspace).toMatch(/\w/)
    expect(me?.attendees?.nodes).toHaveLength(5)
    expect(namesOf(known?.attendees?.nodes)).toContain('Ada Lovelace')
    expect(namesOf(pasted?.users)).toEqual(['Ada Lovelace', 'Ada Lovelace', 'Ada Lovelace', 'AmbiguousIdentifier'])
    expect(inbox?.chats?.nodes.map(({ kind }) => kind)).toContain('DIRECT')
    expect(namesOf(team?.users)).toEqual(['Ada Lovelace', 'Ada Lovelace', null])
    expect(team?.users?.at(-1)?.message).toMatch(/\w/)
    expect(namesOf(entities?._entities)).toEqual(['Ada Lovelace', 'Ada Lovelace', null, 'Ada Lovelace'])
    expect(cost?.estimateLookups).toMatchObject({ lookups: 1 })
  })

  it('come with variables to change', () => {
    expect(readExampleQueries().filter(({ variables }) => variables === null)).toEqual([])
  })
})
