import { PrismaClient } from '../../prisma/generated/client.ts'
import { migrate } from './migrate.ts'
import { type EmbeddedOptions, openPglite } from './open-pglite.ts'
import { openPostgres } from './open-postgres.ts'
import type { Database } from './sql.ts'

export type Store = Database & {
  readonly prisma: PrismaClient
  /** Migrations applied by this opening, oldest first. */
  readonly migrated: readonly string[]
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
    const migrated = await opened.exclusively(() => migrate(opened))
    const prisma = new PrismaClient({ adapter: opened.prismaAdapter })
    return {
      ...opened,
      prisma,
      migrated,
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
