import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestAccounts } from '../../src/store/ingest/accounts.ts'
import type { Store } from '../../src/store/open.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { beginWrite, findWrite, giveUpWrite, traceWrite } from '../../src/store/writes/client-writes.ts'
import { takeUnsettledWrites } from '../../src/store/writes/unsettled-writes.ts'
import { databases } from '../harness/databases.ts'
import { accountObservation } from '../harness/observations.ts'

const startedAt = '2026-11-20T12:00:00.000Z'
const later = (seconds: number) => new Date(Date.parse(startedAt) + seconds * 1000).toISOString()

describe.each(databases)('looking for what became of writes, on $name', ({ open }) => {
  let store: Store
  let workspaceId: number
  let accountId: number

  beforeAll(async () => {
    store = await open()
    workspaceId = await ensureWorkspace(store.sql, 'lost', 'Test')
    const accounts = [accountObservation()]
    const [account] = await ingestAccounts(store.sql, { workspaceId, accounts, observedAt: startedAt })
    accountId = account?.id ?? 0
  })
  afterAll(() => store.close())

  async function begin(key: string, { hasGoneOut }: { hasGoneOut: boolean }) {
    const claim = { workspaceId, mutation: 'sendInvitation', key, startedAt }
    await beginWrite(store.sql, claim, { inputDigest: 'input', accountId, heldUntil: later(15) })
    const trace = { chatUnipileId: null, recipientProviderId: 'ada@s.whatsapp.net', text: null }
    if (hasGoneOut) await traceWrite(store.sql, claim, trace, { result: 'INVITATION_SENT', accountId })
    return claim
  }

  const taken = async (seconds: number) =>
    (await takeUnsettledWrites(store.sql, accountId, later(seconds))).map(({ key }) => key)

  it('happens ever more seldom', async () => {
    await giveUpWrite(store.sql, await begin('seldom', { hasGoneOut: true }))

    const looks: number[] = []
    for (let seconds = 1; seconds <= 100; seconds++) if ((await taken(seconds)).length > 0) looks.push(seconds)

    expect(looks).toEqual([1, 2, 4, 8, 16, 32, 64])
  })

  it('concerns those whose process died with them, once it must be dead', async () => {
    await begin('died', { hasGoneOut: true })
    await begin('unsent', { hasGoneOut: false })

    expect(await taken(14)).not.toContain('died')
    expect(await taken(200)).toContain('died')
    expect(await findWrite(store.sql, { workspaceId, mutation: 'sendInvitation', key: 'unsent' })).toBeNull()
  })
})
