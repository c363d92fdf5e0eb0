import { PrismaClient } from '../../prisma/generated/client.ts'
import { databaseError } from './database-away.ts'
import { migrate } from './migrate.ts'
import { type EmbeddedOptions, openPglite } from './open-pglite.ts'
import { openPostgres } from './open-postgres.ts'
import type { Opened } from './opened.ts'
import { cacheReads, canCacheReads } from './read-cache.ts'
import type { Database } from './sql.ts'
import { ensureTextIndex } from './text-index.ts'

export type Store = Database & {
  readonly prisma: PrismaClient
  /** Migrations applied by this opening, oldest first. */
  readonly migrated: readonly string[]
  /** False where the server can't have the index that finds parts of names: text search then reads all of them. */
  readonly hasTextIndex: boolean
  /** False where answers are not to be kept in memory, or the server does not tell what that takes. */
  readonly keepsAnswers: boolean
}

/** A PostgreSQL server, or an embedded database in a folder; in memory when that is null. */
type DatabaseOptions = { readonly url: string; readonly poolSize?: number } | EmbeddedOptions

export type StoreOptions = DatabaseOptions & {
  /** About how much memory answers may take that are given again while nothing has changed; none for 0. */
  readonly readCacheBytes?: number
}

const usualReadCacheBytes = 64 * 2 ** 20

/** Opens the database and brings its schema up to date. Opening twice, or from two processes at once, is safe. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { readCacheBytes = usualReadCacheBytes } = options
  const opened = 'url' in options ? await openPostgres(options.url, options) : await openPglite(options)
  try {
    const upToDate = await opened.exclusively(async () => ({
      migrated: await migrate(opened),
      hasTextIndex: await ensureTextIndex(opened),
    }))
    const keepsAnswers = readCacheBytes > 0 && (await canCacheReads(opened.read))
    const prisma = openPrisma(opened)
    return {
      ...opened,
      ...(keepsAnswers && { read: cacheReads(opened.read, { mostBytes: readCacheBytes }) }),
      ...upToDate,
      keepsAnswers,
      prisma,
      async close() {
        await prisma.$disconnect()
        await opened.close()
      },
    }
  } catch (error) {
    await opened.close()
    throw error
  }
}

function openPrisma({ prismaAdapter }: Opened): PrismaClient {
  const client = new PrismaClient({ adapter: prismaAdapter }).$extends({
    query: {
      $allOperations: ({ args, query }) =>
        query(args).catch((error: unknown) => {
          throw databaseError(error)
        }),
    },
  })
  // It has all that the client has, but for events, which nobody listens to.
  return client as unknown as PrismaClient
}
