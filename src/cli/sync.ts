import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openApp } from '../app.ts'
import { backfill, isWorthRetrying } from '../sync/backfill.ts'
import type { Command } from './command.ts'
import { createSyncReport } from './sync-report.ts'

/** `acquaint sync`: reads each list that was never read to its end, then stops. What comes later is a server's to read. */
export const sync: Command = async ({ config, logger, options, signal, print }) => {
  parseArgs({ args: [...options] })
  await using app = await openApp({ config, logger })
  const report = createSyncReport(print, process.stdout.isTTY)
  const context = app.syncContext({ ...report, signal })
  try {
    const result = await backfill(context, {
      retries: 3,
      pause: (ms, abort) => sleep(ms, undefined, { signal: abort }),
    })
    report.finish(result)
    return result.failures.some(isWorthRetrying) ? 1 : 0
  } catch (error) {
    report.finish(null)
    if (signal.aborted) return 130
    throw error
  }
}
