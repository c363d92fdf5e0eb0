import { complexityFromQuery } from '@pothos/plugin-complexity'
import { type DocumentNode, type GraphQLError, type GraphQLSchema, getOperationAST, Kind, parse } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { QueryTooComplexError, QueryTooDeepError } from '../domain/errors.ts'

const maximumTokens = 4000
const maximumDepth = 20
const maximumValues = 50_000

/** Refuses documents that are too long before they are parsed to the end, and queries that are too much before they run. */
export function useQueryLimits(maskError: (error: unknown) => Error): Plugin {
  return {
    onParse: ({ setParseFn }) =>
      setParseFn((source, options) => parse(source, { ...options, maxTokens: maximumTokens })),
    onExecute: ({ args, setResultAndStopExecution }) => {
      const refusal = refuse(args)
      if (refusal) setResultAndStopExecution({ errors: [maskError(refusal) as GraphQLError] })
    },
  }
}

type Execution = {
  readonly document: DocumentNode
  readonly schema: GraphQLSchema
  readonly operationName?: string | null | undefined
  readonly variableValues?: unknown
}

function refuse({ document, schema, operationName, variableValues }: Execution): Error | null {
  const operation = getOperationAST(document, operationName)
  // Execution itself says what is wrong with the operation's name, or with the variables.
  if (!operation) return null
  const others = document.definitions.filter(({ kind }) => kind !== Kind.OPERATION_DEFINITION)
  const chosen: DocumentNode = { ...document, definitions: [operation, ...others] }
  try {
    const variables = (variableValues ?? {}) as Record<string, unknown>
    const { complexity, depth } = complexityFromQuery(chosen, { schema, variables })
    if (depth > maximumDepth) return new QueryTooDeepError(depth, maximumDepth)
    return complexity > maximumValues ? new QueryTooComplexError(complexity, maximumValues) : null
  } catch {
    return null
  }
}
