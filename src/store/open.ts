import { PrismaClient } from '../../prisma/generated/client.ts'
import { migrate } from './migrate.ts'
import { type EmbeddedOptions, openPglite } from './open-pglite.ts'
import { openPostgres } from './open-postgres.ts'
import type { Database } from './sql.ts'
import { ensureTextIndex } from './text-index.ts'

export type Store = Database & {
  readonly prisma: PrismaClient
  /** Migrations applied by this opening, oldest first. */
  readonly migrated: readonly string[]
  /** False where the server can't have the index that finds parts of names: text search then reads all of them. */
  readonly hasTextIndex: boolean
}

export type StoreOptions =
  /** A PostgreSQL server. */
  | { readonly url: string; readonly poolSize?: number }
  /** An embedded database in this folder; in memory when null. */
  | EmbeddedOptions

/** Opens the database and brings its schema up to date. Opening twice, or from two processes at once, is safe. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const opened = 'url' in options ? await openPostgres(options.url, options) : await openPglite(options)
  try {
    const upToDate = await opened.exclusively(async () => ({
      migrated: await migrate(opened),
      hasTextIndex: await ensureTextIndex(opened),
    }))
    const prisma = new PrismaClient({ adapter: opened.prismaAdapter })
    return {
      ...opened,
      ...upToDate,
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
