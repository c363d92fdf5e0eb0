import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openApp } from '../app.ts'
import type { Config } from '../config.ts'
import { createSyncRunner } from '../sync/runner.ts'
import type { Command } from './command.ts'
import { createSyncReport } from './sync-report.ts'
import { explainListenError } from './usage.ts'

/** How long what was asked for may take once the process is told to end. */
const graceMs = 10_000

/** `acquaint serve`: the GraphQL server. It answers from what the database has while the first sync reads the rest. */
export const serve: Command = async ({ config, logger, options, signal, print }) => {
  parseArgs({ args: [...options] })
  print(config.upstream.kind === 'sandbox' ? sandboxNotice : `Upstream is ${config.upstream.baseUrl}.`)
  await using app = await openApp({ config, logger })
  let report = createSyncReport(print, process.stdout.isTTY)
  const runner = createSyncRunner({
    context: app.syncContext({
      onProgress: (progress) => report.onProgress(progress),
      onLeftOut: (leftOut) => report.onLeftOut(leftOut),
      signal,
    }),
    pause: (milliseconds, abort) => sleep(milliseconds, undefined, { signal: abort }),
    onAttempt(result, error) {
      report.finish(result)
      // Accounts whose past is read now need not wait until the list of accounts is read again.
      void workers.readings.plan().catch((cause: unknown) => logger.warn({ err: cause }, 'readings are planned later'))
      if (error)
        print(`Upstream could not be read: ${error instanceof Error ? error.message : error}. Trying again soon.`)
      print(`GraphiQL: ${url}`)
      report = createSyncReport(print, false)
    },
  })

  await using lookupJobs = await app.openLookupJobs()
  await lookupJobs.start()
  await using workers = await app.openWorkers({ signal })
  const server = app.createServer({ syncStatus: runner.status, lookupJobs, workers })
  const url = await listen(server, config)
  print(`Serving ${config.host === '127.0.0.1' ? 'this machine only' : config.host}. GraphiQL: ${url}`)
  // An account is read again once its past is read, however the others fare.
  const running = Promise.all([workers.run(), runner.run(), workers.readings.start()])
  if (!signal.aborted) await once(signal, 'abort')
  await server.stop(graceMs)
  await running
  return 0
}

const sandboxNotice =
  'No Unipile workspace is configured (UNIPILE_DSN, UNIPILE_API_KEY): serving the invented people of the sandbox.'

async function listen(server: Server, { host, port }: Config): Promise<string> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw explainListenError(error, 'PORT', port)
  }
  const { port: taken } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}/graphql`
}
