import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { generate } from '@graphql-codegen/cli'
import { describe, expect, it } from 'vitest'

const folder = 'test/clients/.generated'
const operation = `
  import { graphql } from './gql/index.ts'
  import type { PeopleQuery } from './gql/graphql.ts'

  export const People = graphql(\`
    query People($filter: AttendeeFilter) {
      attendees(filter: $filter, first: 3) {
        nodes { displayName lastInteractionAt knownStatus { __typename ... on Known { primary { kind summary } } } }
      }
    }
  \`)

  export function firstOf(people: PeopleQuery): string | undefined {
    const [first] = people.attendees.nodes
    const asText: string | null | undefined = first?.lastInteractionAt
    // @ts-expect-error what was not asked for is not there
    void first?.headline
    return first?.knownStatus.__typename === 'Known' ? first.knownStatus.primary.summary : asText ?? undefined
  }
`

describe('the client preset of GraphQL Code Generator', () => {
  it('types our operations so that they compile strictly', async () => {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder)
    try {
      await writeFile(`${folder}/people.ts`, operation)
      await generate(
        {
          schema: 'schema.graphql',
          documents: `${folder}/people.ts`,
          generates: { [`${folder}/gql/`]: { preset: 'client', config: { ...scalars, useTypeImports: true } } },
          importExtension: '.ts',
          silent: true,
        },
        true,
      )

      await expect(compileStrictly(`${folder}/people.ts`)).resolves.toMatchObject({ stdout: '' })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe('gql.tada', () => {
  it('types our operations so that they compile strictly', async () => {
    await expect(compileStrictly('test/clients/typed-by-tada.ts')).resolves.toMatchObject({ stdout: '' })
  })
})

/** Rejects with what the compiler says of a file, under `--strict` and nothing of our own settings. */
function compileStrictly(file: string) {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--allowImportingTsExtensions']
  const compiler = 'node_modules/typescript/bin/tsc'
  return promisify(execFile)(process.execPath, [compiler, ...options, '--ignoreConfig', file])
}

const scalars = {
  scalars: { DateTime: 'string', URL: 'string', ChangeCursor: 'string', PhoneNumber: 'string', _Any: 'unknown' },
  strictScalars: true,
}
