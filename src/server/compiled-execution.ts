import {
  type ASTNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isScalarType,
  isSpecifiedScalarType,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Plugin } from 'graphql-yoga'

export type CompiledExecutionOptions = {
  /** How often a query has to be asked before it is worth compiling. */
  readonly afterUses?: number
}

/**
 * Compiles queries that are asked again and again into functions. Only speed differs: what the compiler can't serve
 * faithfully is interpreted, and so is a query again that met an error, which compilers and interpreters tell in
 * different words. Loaders remember meanwhile, so no more is read for that.
 */
export function useCompiledExecution({ afterUses = 2 }: CompiledExecutionOptions = {}): Plugin {
  const queries = new WeakMap<DocumentNode, Map<string, Query>>()

  function compiledFor(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined) {
    const named = queries.get(document) ?? new Map<string, Query>()
    queries.set(document, named)
    const query = named.get(operationName ?? '') ?? { uses: 0 }
    named.set(operationName ?? '', query)
    query.uses += 1
    if (query.uses <= afterUses) return null
    query.compiled ??= { run: compile(schema, document, operationName) }
    return query.compiled.run
  }

  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const run = compiledFor(args.schema, args.document, args.operationName)
      if (!run) return
      setExecuteFn(async (given) => {
        const result = await run(given.contextValue, given.variableValues ?? {})
        return result && !result.errors ? result : executeFn(given)
      })
    },
  }
}

type Query = { uses: number; compiled?: { readonly run: Run | null } }

/** Null when the variables are none that the query takes. */
type Run = (context: unknown, variables: Readonly<Record<string, unknown>>) => Answer | Promise<Answer>
type Answer = ExecutionResult | null

/** Null when the operation has to be interpreted. */
function compile(schema: GraphQLSchema, document: DocumentNode, operationName?: string | null): Run | null {
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== OperationTypeNode.QUERY || !isFaithful(schema, document)) return null
  // What resolvers give for enums and GraphQL's own scalars is what is sent.
  const compiled = compileQuery(schema, document, operationName ?? undefined, { disableLeafSerialization: true })
  if (!isCompiledQuery(compiled)) return null
  const { variableDefinitions = [] } = operation
  // The compiler's own reading of variables lets some pass that are none.
  const accepts = (variables: Readonly<Record<string, unknown>>) =>
    variableDefinitions.length === 0 || !getVariableValues(schema, variableDefinitions, { ...variables }).errors
  return (context, variables) => (accepts(variables) ? compiled.query(undefined, context, variables) : null)
}

/**
 * Prisma's plugin finds what it has loaded ahead by paths that compiled queries do not give it, and the compiler leaves
 * out variables within a value that only its scalar can read.
 */
function isFaithful(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema)
  let faithful = true
  const enter = (node: ASTNode) => {
    if (types.getFieldDef()?.extensions['pothosPrismaSelect']) faithful = false
    const type = node.kind.endsWith('Value') && getNamedType(types.getInputType())
    if (type && isScalarType(type) && !isSpecifiedScalarType(type)) faithful = false
  }
  visit(document, visitWithTypeInfo(types, { enter }))
  return faithful
}
