/** The command line says something that can't be done. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const usage = `Usage: acquaint [command] [options]

  serve              the GraphQL server, after a first sync (the default)
  sync               reads what upstream has into the database, and stops
  lookup             finds the people named on standard input, one a line, in any way: addresses, phones, handles, IDs
                     --account <name or Unipile ID> --provider LINKEDIN --wait
  webhooks           register --url https://… | list | remove: what upstream tells this gateway as it happens
  sandbox            the bundled upstream alone: --seed 1 --size tiny|demo|large --port 4010

Settings are environment variables; the README lists them.`
