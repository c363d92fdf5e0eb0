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
  Kind,
  OperationTypeNode,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import { renderingSchema } from '../schema/index.ts'
import { renderRows } from '../schema/render-rows.ts'

/** Null when the variables are none that the query takes. */
export type Run = (context: unknown, variables: Readonly<Record<string, unknown>>) => Answer | Promise<Answer>
type Answer = ExecutionResult | null

/** A query as a function; null when it has to be interpreted. */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  isRendered: boolean,
): Run | null {
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== OperationTypeNode.QUERY || !isFaithful(schema, document)) return null
  // What resolvers give for enums and GraphQL's own scalars is what is sent.
  // The compiler writes into the nodes that it reads, which others share.
  const own = copyOf(document)
  if (isRendered) renderRowsOf(own, operationName)
  const compiled = compileQuery(isRendered ? renderingSchema() : schema, own, operationName ?? undefined, {
    disableLeafSerialization: true,
  })
  if (!isCompiledQuery(compiled)) return null
  const { variableDefinitions = [] } = operation
  // The compiler's own reading of variables lets some pass that are none.
  const accepts = (variables: Readonly<Record<string, unknown>>) =>
    variableDefinitions.length === 0 || !getVariableValues(schema, variableDefinitions, { ...variables }).errors
  return (context, variables) => (accepts(variables) ? compiled.query(undefined, context, variables) : null)
}

function renderRowsOf(document: DocumentNode, operationName: string | null | undefined): void {
  const operation = getOperationAST(document, operationName)
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
  if (operation)
    renderRows(
      { schema: renderingSchema(), fragments: Object.fromEntries(fragments.map((one) => [one.name.value, one])) },
      operation,
    )
}

function copyOf(document: DocumentNode): DocumentNode {
  return parse(document.loc?.source.body ?? print(document))
}

/**
 * Prisma's plugin finds what it has loaded ahead by paths that compiled queries do not give it. The compiler leaves out
 * variables within a value that only its scalar can read, takes the conditions of one spread of a fragment for those of
 * all, and answers fragments ahead of the fields that follow them in another order.
 */
function isFaithful(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema)
  let faithful = true
  const spread = new Set<string>()
  let hasConditions = false
  let spreadsAgain = false
  const enter = (node: ASTNode) => {
    if (node.kind === Kind.DIRECTIVE) hasConditions = true
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      if (spread.has(node.name.value)) spreadsAgain = true
      spread.add(node.name.value)
    }
    if (node.kind === Kind.SELECTION_SET && !endsWithFragments(node)) faithful = false
    if (types.getFieldDef()?.extensions['pothosPrismaSelect']) faithful = false
    const type = node.kind.endsWith('Value') && getNamedType(types.getInputType())
    if (type && isScalarType(type) && !isSpecifiedScalarType(type)) faithful = false
  }
  visit(document, visitWithTypeInfo(types, { enter }))
  return faithful && !(hasConditions && spreadsAgain)
}

function endsWithFragments({ selections }: SelectionSetNode): boolean {
  const first = selections.findIndex(({ kind }) => kind !== Kind.FIELD)
  return first === -1 || selections.slice(first).every(({ kind }) => kind !== Kind.FIELD)
}
