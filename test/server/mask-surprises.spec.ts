import { afterAll, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { refusal, startGateway } from '../harness/gateway.ts'
import { createSeed } from '../harness/seed.ts'

describe('an error that nobody meant', async () => {
  const store = await openStore({ directory: null })
  const given = await createSeed(store.sql)
  await given.account()
  afterAll(() => store.close())

  it('is logged, and shown without what it says', async () => {
    const surprise = new Error('relation "chat" holds a secret')
    const failing: typeof store.sql = async (statement, parameters) => {
      if (statement.name.startsWith('chats')) throw surprise
      return store.sql(statement, parameters)
    }
    await using api = await startGateway({ ...store, read: failing }, given.workspaceId)

    const error = await refusal(api.query('{ chats { totalCount } }'))

    expect(error).toEqual({
      message: 'Something went wrong on our side.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    })
    expect(api.logged).toEqual([{ err: surprise }])
  })

  it('is the same when not even the viewer can be found', async () => {
    const failing: typeof store.sql = () => Promise.reject(new Error('no connection to secret host'))
    await using api = await startGateway({ ...store, read: failing }, given.workspaceId)

    const { message, extensions } = await refusal(api.query('{ viewer { workspace } }'))

    expect({ message, extensions }).toEqual({
      message: 'Something went wrong on our side.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    })
    expect(api.logged).toHaveLength(1)
  })
})
