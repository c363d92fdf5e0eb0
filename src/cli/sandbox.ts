import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { createSandbox, servedTimes } from '../sandbox/index.ts'
import type { Command } from './command.ts'
import { explainListenError, UsageError } from './usage.ts'

const sizes = ['tiny', 'demo', 'large'] as const

/** `acquaint sandbox [--seed 1] [--size demo] [--port 4010]`: the bundled upstream alone, until it is stopped. */
export const sandbox: Command = async ({ options, print, signal, config }) => {
  const { values } = parseArgs({
    args: [...options],
    options: { seed: { type: 'string' }, size: { type: 'string' }, port: { type: 'string' } },
  })
  const size = sizes.find((name) => name === (values.size ?? 'demo'))
  if (!size) throw new UsageError(`--size is ${values.size}, but it should be one of ${sizes.join(', ')}.`)
  const seed = wholeNumber('--seed', values.seed ?? '1', 2 ** 31 - 1)
  const port = wholeNumber('--port', values.port ?? '4010', 65_535)

  await using upstream = createSandbox({ ...servedTimes, seed, size })
  const { url } = await upstream.listen({ host: config.host, port }).catch((error: unknown) => {
    throw explainListenError(error, '--port', port)
  })
  print(`The sandbox upstream answers at ${url} (X-API-KEY: sandbox). Serve it with:`)
  print(`  UNIPILE_DSN=${url} UNIPILE_API_KEY=sandbox npm start`)
  if (!signal.aborted) await once(signal, 'abort')
  return 0
}

function wholeNumber(option: string, text: string, maximum: number): number {
  const number = Number(text)
  if (text !== '' && Number.isInteger(number) && number >= 0 && number <= maximum) return number
  throw new UsageError(`${option} is ${text}, but it should be a whole number from 0 to ${maximum}.`)
}
