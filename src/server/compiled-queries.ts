import {
  type ASTNode,
  type ASTVisitFn,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeInfo,
  TypeMetaFieldDef,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import { renderingSchema } from '../schema/index.ts'
import { renderRows } from '../schema/render-rows.ts'
import { writeFragmentsBackwards } from './fragment-order.ts'
import { readNeededVariables } from './needed-variables.ts'

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
  // The compiler writes into the nodes that it reads, which others share.
  const own = copyOf(document)
  if (isRendered) renderRowsOf(own, operationName)
  writeFragmentsBackwards(own)
  const compiled = compileQuery(isRendered ? renderingSchema() : schema, own, operationName ?? undefined)
  if (!isCompiledQuery(compiled)) return null
  const { variableDefinitions = [] } = operation
  const hasNeeded = readNeededVariables(schema, document)
  // The compiler's own reading of variables lets some pass that are none, and null where there has to be something.
  const accepts = (variables: Readonly<Record<string, unknown>>) =>
    variableDefinitions.length === 0 ||
    (hasNeeded(variables) && !getVariableValues(schema, variableDefinitions, { ...variables }).errors)
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
 * The schema of compiled queries has fields that nobody is shown. Prisma's plugin finds what it has loaded ahead by paths
 * that compiled queries do not give it. The compiler leaves out variables within a value that only its scalar can read,
 * takes the conditions of one spread of a fragment for those of all, and answers fragments ahead of the fields that follow
 * them, what is asked twice, and `__proto__`, in another order.
 */
function isFaithful(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema)
  let faithful = true
  const spread = new Set<string>()
  let hasConditions = false
  let spreadsAgain = false
  const fields: Asked[] = []
  const enter: ASTVisitFn<ASTNode> = (node, _key, _parent, _path, ancestors) => {
    if (node.kind === Kind.DIRECTIVE) hasConditions = true
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      if (spread.has(node.name.value)) spreadsAgain = true
      spread.add(node.name.value)
    }
    if (node.kind === Kind.FIELD) {
      const type = types.getParentType()?.name
      const key = (node.alias ?? node.name).value
      if (key === '__proto__') faithful = false
      fields.push({ key, type, isConditional: isConditional(node, ancestors) })
    }
    if (node.kind === Kind.SELECTION_SET && !endsWithFragments(node)) faithful = false
    const field = types.getFieldDef()
    if (field === SchemaMetaFieldDef || field === TypeMetaFieldDef || field?.extensions['seesSchema']) faithful = false
    if (field?.extensions['pothosPrismaSelect']) faithful = false
    const type = node.kind.endsWith('Value') && getNamedType(types.getInputType())
    if (type && isScalarType(type) && !isSpecifiedScalarType(type)) faithful = false
  }
  visit(document, visitWithTypeInfo(types, { enter }))
  return faithful && !(hasConditions && (spreadsAgain || isAskedAgain(schema, fields)))
}

type Asked = { readonly key: string; readonly type: string | undefined; readonly isConditional: boolean }

/** A field that may be left out where it is asked for first comes where it is asked for again. */
function isAskedAgain(schema: GraphQLSchema, fields: readonly Asked[]): boolean {
  const mayBeOne = (one: Asked, other: Asked) =>
    one.key === other.key &&
    (one.type === other.type || [one, other].some(({ type }) => !isObjectType(schema.getType(type ?? ''))))
  return fields.some((one) => one.isConditional && fields.some((other) => other !== one && mayBeOne(one, other)))
}

/** Whether a condition on the field or a fragment around it decides; of named fragments, that may be wherever they are. */
function isConditional({ directives = [] }: FieldNode, ancestors: Parameters<ASTVisitFn<ASTNode>>[4]): boolean {
  if (directives.length > 0) return true
  for (const ancestor of ancestors.toReversed()) {
    if (!('kind' in ancestor)) continue
    if (ancestor.kind === Kind.FRAGMENT_DEFINITION) return true
    if (ancestor.kind === Kind.INLINE_FRAGMENT && (ancestor.directives ?? []).length > 0) return true
    if (ancestor.kind === Kind.FIELD || ancestor.kind === Kind.OPERATION_DEFINITION) return false
  }
  return false
}

function endsWithFragments({ selections }: SelectionSetNode): boolean {
  const first = selections.findIndex(({ kind }) => kind !== Kind.FIELD)
  return first === -1 || selections.slice(first).every(({ kind }) => kind !== Kind.FIELD)
}
