import type { Viewer } from '../domain/account.ts'
import { setDefaultCountry } from '../store/default-country.ts'
import { undoJoin } from '../store/ingest/undo-join.ts'
import type { Database } from '../store/sql.ts'
import { replayDelivery } from '../store/webhooks/claims.ts'
import type { Viewers } from './viewers.ts'

/** What a viewer may change in the store itself; each is one transaction, and scoped like what they may read. */
export type Changes = ReturnType<typeof createChanges>

export type ChangesOptions = Pick<Database, 'transaction'> & {
  readonly viewers: Pick<Viewers, 'forget'>
  readonly viewer: Viewer
  readonly now: () => Date
}

export function createChanges({ transaction, viewers, viewer: { workspaceId }, now }: ChangesOptions) {
  return {
    /** Takes a join apart; null when there is no such join, or it is undone already. */
    undoJoin: (joinId: string) => transaction((sql) => undoJoin(sql, { workspaceId, joinId, at: now().toISOString() })),
    /** Has a delivery applied again; false when there is no such one, or it waits already. */
    replayDelivery: (id: string) => transaction((sql) => replayDelivery(sql, workspaceId, id)),
    async setDefaultCountry(accountId: number, country: string | null) {
      await transaction((sql) => setDefaultCountry(sql, { workspaceId, accountId, country }))
      viewers.forget()
    },
  }
}
