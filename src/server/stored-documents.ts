import { readFileSync } from 'node:fs'
import { createInMemoryAPQStore, useAPQ } from '@graphql-yoga/plugin-apq'
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { z } from 'zod'
import { InvalidConfigurationError } from '../domain/errors.ts'

/** Documents by their id, which is what `documentId` or `extensions.persistedQuery.sha256Hash` gives. */
export type TrustedDocuments = ReadonlyMap<string, string>

const maximumStoredDocuments = 1000
const maximumStoredLength = 20_000

/** Reads a JSON object of documents by id, as `graphql-codegen` and `relay-compiler` write it. */
export function readTrustedDocuments(file: string): TrustedDocuments {
  try {
    const documents = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))
    return new Map(Object.entries(documents))
  } catch (error) {
    const what = 'should name a JSON file with an object of GraphQL documents by id'
    throw new InvalidConfigurationError(`ACQUAINT_TRUSTED_DOCUMENTS is ${file}, but ${what}.`, { cause: error })
  }
}

/** Answers the trusted documents and nothing else; null answers any document, and takes a hash for one sent before. */
export function useStoredDocuments(trusted: TrustedDocuments | null): Plugin {
  if (trusted === null) return useHashes()
  return usePersistedOperations({
    getPersistedOperation: (id) => trusted.get(id) ?? null,
    extractPersistedOperationId: ({ extensions, ...given }, { method, url }) =>
      readId(method === 'GET' ? parametersOf(url) : given) ?? readHash(extensions),
    customErrors: {
      notFound: { message: 'No trusted document has this id.', extensions: { code: 'PERSISTED_QUERY_NOT_IN_LIST' } },
      keyNotFound: {
        message: 'Name a trusted document by its id.',
        extensions: { code: 'PERSISTED_QUERY_ID_REQUIRED' },
      },
      persistedQueryOnly: {
        message: 'Only trusted documents are answered here: send the id of one instead of a document.',
        extensions: { code: 'PERSISTED_QUERY_ONLY' },
      },
    },
  })
}

/** Takes a hash for a document sent before. One that the library takes no notice of, and no document with it, is refused. */
function useHashes(): Plugin {
  const { onParams, ...plugin } = useAPQ({ store: createDocumentStore() })
  return {
    ...plugin,
    onParams(given) {
      const { query, extensions } = given.params
      if (query == null && extensions?.persistedQuery != null) checkHash(extensions)
      return onParams?.(given)
    },
  }
}

function checkHash(extensions: unknown): void {
  const [issue] = AskedByHash.safeParse(extensions).error?.issues ?? []
  if (!issue) return
  const message = `${['extensions', ...issue.path].join('.')} must be ${issue.message}.`
  throw new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } })
}

/** Long documents are answered, but not kept: a thousand of them must not fill the memory. */
function createDocumentStore() {
  const store = createInMemoryAPQStore({ max: maximumStoredDocuments, ttl: 24 * 60 * 60 * 1000 })
  return {
    get: (hash: string) => store.get(hash),
    set: (hash: string, document: string) =>
      document.length <= maximumStoredLength ? store.set(hash, document) : undefined,
  }
}

const Given = z.object({ documentId: z.string() })
const AskedByHash = z.object({
  persistedQuery: z.object({ version: z.literal(1, '1'), sha256Hash: z.string('text') }, 'an object'),
})
const Extensions = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) })

function parametersOf(url: string): object {
  return Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1)))
}

function readId(given: object): string | null {
  return Given.safeParse(given).data?.documentId ?? null
}

function readHash(extensions: unknown): string | null {
  return Extensions.safeParse(extensions).data?.persistedQuery.sha256Hash ?? null
}
