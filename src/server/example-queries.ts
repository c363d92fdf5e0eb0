import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../examples/queries/', import.meta.url))

export type ExampleQuery = { readonly name: string; readonly query: string; readonly variables: string | null }

/** The queries that GraphiQL opens with, in the order of their files' names; variables lie beside them as JSON. */
export function readExampleQueries(): readonly ExampleQuery[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'))
  return names.sort().map((name) => {
    const variables = folder + name.replace(/graphql$/, 'json')
    return {
      name,
      query: readFileSync(folder + name, 'utf8'),
      variables: existsSync(variables) ? readFileSync(variables, 'utf8') : null,
    }
  })
}
