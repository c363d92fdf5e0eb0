import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { World } from '../../bench/world/facts.ts'
import { loadWorld } from '../../bench/world/load-world.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { parseIdentifier } from '../../src/providers/parse-identifier.ts'
import { computeEvidence } from '../../src/store/ingest/evidence.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { createPostgresDatabase } from '../harness/databases.ts'

describe.skipIf(!process.env['TEST_DATABASE_URL'])('loading a world into PostgreSQL', () => {
  let world: World
  let store: Store
  let drop: () => Promise<void>

  beforeAll(async () => {
    const database = await createPostgresDatabase()
    drop = database.drop
    world = await loadWorld(database.url, { attendees: 4_000, progress: () => {} })
    store = await openStore({ url: database.url })
  })
  afterAll(async () => {
    await store.close()
    await drop()
  })

  it('makes as many rows as it was asked for', async () => {
    const [counts] = await store.sql<{ attendees: number; chats: number; participants: number }>({
      name: 'test_counts',
      text: `
        select (select count(*)::int from attendee) as attendees, (select count(*)::int from chat) as chats,
          (select count(*)::int from participant) as participants`,
    })

    expect(counts?.attendees).toBe(4_000)
    expect(counts?.chats).toBeCloseTo(2_000, -2)
    expect(counts?.participants).toBeCloseTo(12_000, -3)
    expect(world.accounts).toHaveLength(20)
  })

  it('gives attendees the evidence that ingest computes', async () => {
    const before = await evidence()
    await computeEvidence(
      store.sql,
      Array.from({ length: 4_000 }, (_, index) => String(index + 1)),
    )

    expect(await evidence()).toEqual(before)
    for (const reason of ['contact', 'direct', 'in_group']) {
      expect(before.some(({ row }) => row[reason] === true)).toBe(true)
    }
  })

  it('gives users identifiers that can be pasted', async () => {
    const identifiers = await store.sql<{ provider: Provider; kind: string; value: string }>({
      name: 'test_identifiers',
      text: 'select provider, kind, value from user_identifier where user_id % 50 = 1',
    })
    const read = identifiers.map(({ provider, kind, value }) => {
      const parsed = parseIdentifier(value, { provider })
      return parsed.candidates.some((candidate) => candidate.kind === kind && candidate.value === value)
    })

    expect(new Set(identifiers.map(({ provider }) => provider)).size).toBe(6)
    expect(read).not.toContain(false)
  })

  const evidence = () =>
    store.sql<{ row: Record<string, unknown> }>({
      name: 'test_evidence',
      text: 'select to_jsonb(attendee) as row from attendee order by id',
    })
})
