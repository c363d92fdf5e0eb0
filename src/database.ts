import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { openStore, type Store } from './store/open.ts'

/** Opens the database that is configured. What its server does not allow, the log says. */
export async function openDatabase(config: Config, logger: Logger): Promise<Store> {
  const { databaseUrl, dataDirectory, readCacheMegabytes } = config
  const readCacheBytes = readCacheMegabytes * 2 ** 20
  const store = await openStore({
    ...(databaseUrl ? { url: databaseUrl } : { directory: dataDirectory }),
    readCacheBytes,
  })
  if (!store.hasTextIndex) {
    logger.warn({}, 'text search reads all names: the database may not have the extensions pg_trgm and btree_gin')
  }
  if (readCacheBytes > 0 && !store.keepsAnswers) {
    logger.warn({}, 'no answer is kept in memory: the database does not let its role see pg_control_checkpoint()')
  }
  return store
}

/** Whether the database answers now. */
export async function pingDatabase({ sql }: Store): Promise<'ok' | 'unreachable'> {
  return sql({ name: 'ping', text: 'select 1' }).then(
    () => 'ok' as const,
    () => 'unreachable' as const,
  )
}
