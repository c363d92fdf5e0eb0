import { describe, expect, it } from 'vitest'
import { DatabaseAwayError } from '../../src/domain/database-errors.ts'
import type { IngestedAccount } from '../../src/store/ingest/accounts.ts'
import type { SyncContext } from '../../src/sync/context.ts'
import { explain } from '../../src/sync/explain.ts'
import { createFirstSyncs } from '../../src/sync/first-syncs.ts'

describe('the first syncs of a process', () => {
  it('are four at once, whoever begins them, and one for each account', async () => {
    const begun: unknown[] = []
    const sql = (_statement: unknown, parameters: readonly unknown[]) => {
      begun.push(parameters[0])
      return new Promise(() => {})
    }
    const { signal } = new AbortController()
    const context = { database: { sql }, now: () => new Date(), signal } as unknown as SyncContext
    const firstSyncs = createFirstSyncs()

    for (const id of [1, 2, 3, 3, 4, 5, 6]) void firstSyncs.read(context, { id } as IngestedAccount)
    await new Promise(setImmediate)

    expect(begun).toEqual([1, 2, 3, 4])
  })
})

describe('what went wrong', () => {
  it('is told to clients when it was refused, and not when the database was away', () => {
    expect(explain(new DatabaseAwayError(null))).toBe('Something went wrong inside Acquaint; its log says what.')
  })
})
