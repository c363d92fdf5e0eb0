import { describe, expect, it } from 'vitest'
import { saveCheckpoint } from '../../src/store/checkpoints.ts'
import { databases } from '../harness/databases.ts'
import { useGateway } from '../harness/gateway.ts'
import { graphql } from '../harness/graphql.ts'

const Sync = graphql(`
  query Sync {
    accounts {
      nodes {
        name
        sync {
          state
          progress
          lastSuccessAt
          streams { stream state rows requests startedAt finishedAt lastError }
        }
      }
    }
  }
`)

describe.each(databases)('the sync of an account, on $name', ({ open }) => {
  const start = useGateway(open)

  it('tells how far each list is read', async () => {
    await using api = await start()
    const { id } = await api.given.account({ name: 'Ada' })
    await api.given.account({ name: 'Alan' })
    const at = '2026-11-01T00:00:00.000Z'
    const counts = { rows: 250, requests: 3, startedAt: at, cursor: null }
    const read = { stream: 'RELATIONS', state: 'DONE', ...counts, finishedAt: at, lastError: null } as const
    const failed = { stream: 'CHATS', state: 'FAILED', ...counts, finishedAt: null, lastError: 'No answer' } as const
    for (const checkpoint of [failed, read]) await saveCheckpoint(api.store.sql, id, at, checkpoint)

    const { accounts } = await api.query(Sync)

    const { cursor: _, ...readStream } = read
    const { cursor: __, ...failedStream } = failed
    expect(accounts.nodes).toEqual([
      {
        name: 'Ada',
        sync: { state: 'FAILED', progress: 1 / 6, lastSuccessAt: at, streams: [readStream, failedStream] },
      },
      { name: 'Alan', sync: { state: 'WAITING', progress: 0, lastSuccessAt: null, streams: [] } },
    ])
  })
})
