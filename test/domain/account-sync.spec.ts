import { describe, expect, it } from 'vitest'
import { accountSync, type StreamSync } from '../../src/domain/account-sync.ts'
import { type SyncState, syncStreams } from '../../src/domain/sync.ts'

function streams(...states: readonly SyncState[]): readonly StreamSync[] {
  return states.flatMap((state, index) => {
    const stream = syncStreams[index]
    const finishedAt = state === 'DONE' ? `2026-11-0${index + 1}T00:00:00.000Z` : null
    return stream ? [{ stream, state, rows: 1, requests: 1, startedAt: null, finishedAt, lastError: null }] : []
  })
}

const now = new Date('2026-11-03T00:00:30Z')

describe('the sync of an account', () => {
  it.each<[string, readonly SyncState[], string, number]>([
    ['nothing begun', [], 'WAITING', 0],
    ['some lists read', ['DONE', 'DONE', 'RUNNING'], 'RUNNING', 2 / 6],
    ['a list between two others', ['DONE', 'DONE', 'DONE'], 'RUNNING', 3 / 6],
    ['a failure', ['DONE', 'FAILED', 'RUNNING'], 'FAILED', 1 / 6],
    ['all there is', ['DONE', 'DONE', 'UNSUPPORTED', 'DONE', 'DONE', 'DONE'], 'DONE', 1],
  ])('with %s', (_with, states, state, progress) => {
    expect(accountSync(streams(...states), null, now)).toMatchObject({ state, progress })
  })

  it('was last successful when a list was last read to its end', () => {
    expect(accountSync(streams('DONE', 'DONE', 'FAILED'), null, now).lastSuccessAt).toBe('2026-11-02T00:00:00.000Z')
    expect(accountSync(streams('RUNNING'), null, now).lastSuccessAt).toBeNull()
  })

  it('was not successful when the list of accounts alone was read', () => {
    expect(accountSync(streams('DONE', 'FAILED'), null, now)).toMatchObject({ lastSuccessAt: null, lagSeconds: null })
  })

  it('lags behind its last success, and counts what no webhook had told', () => {
    const reading = {
      finishedAt: '2026-11-03T00:00:00.000Z',
      wholeReadAt: null,
      wholeAt: null,
      missed: 3,
      lastError: null,
    }
    expect(accountSync(streams('DONE', 'DONE'), reading, now)).toMatchObject({ lagSeconds: 30, missed: 3 })
  })
})
