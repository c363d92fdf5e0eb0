import { setImmediate as nextTurn } from 'node:timers/promises'
import { PGlite, type Results, type Transaction } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { lockDirectory } from './lock-directory.ts'
import type { Opened } from './opened.ts'
import { bigIntType, readTimestamp, type Sql, timestampType } from './sql.ts'

/**
 * PostgreSQL inside this process, in a folder; in memory when `directory` is null. One connection: statements queue.
 * A new database is made of `image`, if there is one: a whole data folder packed by PGlite, much faster than none.
 */
export async function openPglite({ directory, image }: EmbeddedOptions): Promise<Opened> {
  const release = directory ? await lockDirectory(directory) : async () => {}
  const pglite = await PGlite.create({
    ...(image && { loadDataDir: image }),
    ...(directory && { dataDir: `${directory}/database` }),
    parsers: { [bigIntType]: (text) => text, [timestampType]: readTimestamp },
    extensions: { btree_gin, pg_trgm },
  })
  return {
    kind: 'pglite',
    sql: sqlOver(pglite),
    read: sqlOver(pglite),
    transaction: (work) => pglite.transaction((transaction) => work(yielding(sqlOver(transaction)))),
    exclusively: (work) => work(),
    run: (text, values = []) => runForeign(pglite, text, values),
    async listen(channel, onNotice) {
      const stop = await pglite.listen(channel, onNotice)
      return { [Symbol.asyncDispose]: stop }
    },
    notify: async (channel, payload) => void (await pglite.query('select pg_notify($1, $2)', [channel, payload])),
    async close() {
      await pglite.close()
      await release()
    },
    prismaAdapter: new PrismaPGlite(pglite),
  }
}

export type EmbeddedOptions = { readonly directory: string | null; readonly image?: Blob }

function sqlOver(target: Pick<PGlite | Transaction, 'query'>): Sql {
  return async <Row>({ text }: { text: string }, parameters: readonly unknown[] = []) =>
    (await target.query<Row>(text, [...parameters])).rows
}

/** The database works in this thread and never waits: without a pause, requests would stand outside to the end of the work. */
function yielding(sql: Sql): Sql {
  return async (...statement) => {
    await nextTurn()
    return sql(...statement)
  }
}

const driversOwn = { parsers: { [bigIntType]: Number, [timestampType]: (text: string) => new Date(text) } }

async function runForeign(pglite: PGlite, text: string, values: readonly unknown[]) {
  type Row = Record<string, unknown>
  try {
    if (values.length > 0) return await pglite.query<Row>(text, [...values], driversOwn)
    const results: readonly Results<Row>[] = await pglite.exec(text, driversOwn)
    return { rows: results.flatMap(({ rows }) => rows) }
  } catch (error) {
    // A transaction that the text itself began would leave the only connection unusable.
    await pglite.query('rollback').catch(() => {})
    throw error
  }
}
