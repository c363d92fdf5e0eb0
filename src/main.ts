#!/usr/bin/env node
import { pino } from 'pino'
import type { Command } from './cli/command.ts'
import { lookup } from './cli/lookup.ts'
import { sandbox } from './cli/sandbox.ts'
import { serve } from './cli/serve.ts'
import { sync } from './cli/sync.ts'
import { UsageError, usage } from './cli/usage.ts'
import { webhooks } from './cli/webhooks.ts'
import { ConfigError, readConfig } from './config.ts'
import { AcquaintError } from './domain/errors.ts'

const commands: Readonly<Record<string, Command>> = { serve, sandbox, sync, lookup, webhooks }

const stop = new AbortController()
const signals = ['SIGINT', 'SIGTERM'] as const
/** A second signal ends the process at once; what comes sooner is the first again, which npm passes on as well. */
const sameSignalMs = 500
for (const name of signals) process.on(name, onSignal)
process.exitCode = await run(process.argv.slice(2))

function onSignal(): void {
  stop.abort()
  const letGo = () => {
    for (const name of signals) process.off(name, onSignal)
  }
  setTimeout(letGo, sameSignalMs).unref()
}

async function run([name = 'serve', ...options]: readonly string[]): Promise<number> {
  const print = (line: string) => console.log(line)
  if (name === 'help' || [name, ...options].some((option) => option === '--help' || option === '-h')) {
    print(usage)
    return 0
  }
  try {
    const command = commands[name]
    if (!command) throw new UsageError(`There is no command ${name}.\n\n${usage}`)
    const config = readConfig(process.env)
    const logger = pino({ level: config.logLevel }, pino.destination(2))
    return await command({ config, logger, options, signal: stop.signal, print })
  } catch (error) {
    if (!isRefusal(error)) throw error
    console.error(error.message)
    return 2
  }
}

/** What a person can put right; whatever else is thrown is ours to mend, and shows its stack. */
function isRefusal(error: unknown): error is Error {
  const isBadOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  return error instanceof ConfigError || error instanceof UsageError || error instanceof AcquaintError || isBadOption
}
