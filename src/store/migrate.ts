import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import { DatabaseRoleError, UnknownMigrationsError } from '../domain/database-errors.ts'
import type { Opened } from './opened.ts'

const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const noFilters = { externalTables: [], externalEnums: [] }

/**
 * Applies the migrations that the database lacks, with Prisma's own schema engine compiled to WebAssembly, so nothing
 * is downloaded. Returns their names. Throws UnknownMigrationsError, changing nothing, when the database has had
 * migrations that this version does not know, and DatabaseRoleError when the role may not create tables. One that fails
 * changes nothing either, and is tried again the next time. Nobody else may migrate the database meanwhile.
 */
export async function migrate(database: Opened): Promise<readonly string[]> {
  const migrations = await readMigrations()
  const applied = await appliedMigrations(database)
  const unknown = applied.filter((name) => !migrations.some(({ path }) => path === name))
  if (unknown.length > 0) throw new UnknownMigrationsError(unknown)
  if (applied.length === migrations.length) return []
  await expectToCreate(database)

  if (await hasMigrations(database)) await database.sql(forgetFailed)
  let cause: unknown
  const adapter = withWholeScripts(database, (error) => {
    cause = error
  })
  const engine = await schemaEngine(adapter)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsFolder,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
        shadowDbInitScript: '',
        migrationDirectories: migrations,
      },
      filters: noFilters,
    })
    return appliedMigrationNames
  } catch (error) {
    // The engine says where it was and not what went wrong.
    throw cause ?? error
  } finally {
    engine.free()
  }
}

async function readMigrations() {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.sort().map(async (path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(`${migrationsFolder}/${path}/migration.sql`, 'utf8') },
      },
    })),
  )
}

/** A script is one transaction: what it failed to finish it has undone. Prisma would have somebody look at that first. */
const forgetFailed = {
  name: 'migrations_forget_failed',
  text: `update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null`,
}

async function hasMigrations({ sql }: Opened): Promise<boolean> {
  const [table] = await sql<{ exists: boolean }>({
    name: 'migrations_table',
    text: `select to_regclass('_prisma_migrations') is not null as exists`,
  })
  return table?.exists ?? false
}

async function expectToCreate({ sql }: Opened): Promise<void> {
  const [refused] = await sql<{ role: string; schema: string }>({
    name: 'migrations_role',
    text: `select quote_ident(current_user) as role, coalesce(quote_ident(current_schema()), 'public') as schema
      where has_schema_privilege(current_schema(), 'CREATE') is not true`,
  })
  if (refused) throw new DatabaseRoleError(refused.role, refused.schema)
}

async function appliedMigrations(database: Opened): Promise<readonly string[]> {
  if (!(await hasMigrations(database))) return []
  const rows = await database.sql<{ name: string }>({
    name: 'migrations_applied',
    text: `select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
  })
  return rows.map(({ name }) => name)
}

/** Prisma's adapter cuts scripts at every semicolon, those within functions too. The server knows where statements end. */
function withWholeScripts(
  { prismaAdapter, run }: Opened,
  onError: (error: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = prismaAdapter
  return {
    provider,
    adapterName,
    async connect() {
      const adapter = await prismaAdapter.connect()
      adapter.executeScript = async (script) => {
        await run(script).catch((error) => {
          onError(error)
          throw error
        })
      }
      return adapter
    },
    connectToShadowDb: () => prismaAdapter.connectToShadowDb(),
  }
}

async function schemaEngine(adapter: SqlMigrationAwareDriverAdapterFactory) {
  loading ??= loadSchemaEngine()
  await loading
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter))
}

/** Once for the process: the bindings keep views of one instance's memory. */
let loading: Promise<void> | undefined

/** The package's own entry wants Node's experimental WebAssembly imports; this does by hand what that would. */
async function loadSchemaEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'))
  const { exports } = await WebAssembly.instantiate(await WebAssembly.compile(bytes), {
    './schema_engine_bg.js': bindings,
  })
  bindings.__wbg_set_wasm(exports)
  const start = exports['__wbindgen_start'] as () => void
  start()
}
