/** The command line says something that can't be done. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** What a person can do about a server that can't listen, where `setting` says its port; else the error as it came. */
export function explainListenError(error: unknown, setting: string, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error
  return new UsageError(
    `${setting} is ${port}, which another program uses: set ${setting} to a free one, or stop that program.`,
  )
}

export const usage = `Usage: acquaint [command] [options]

  serve              the GraphQL server, after a first sync (the default)
  sync               the first sync alone, then stops: what comes later is read by serve
  lookup             finds the people named on standard input, one a line, in any way: addresses, phones, handles, IDs
                     --account <name or Unipile ID> --provider LINKEDIN --wait
  webhooks           register --url https://… | list | remove: what upstream tells this gateway as it happens
  sandbox            the bundled upstream alone: --seed 1 --size tiny|demo|large --port 4010

Settings are environment variables; the README lists them.`
