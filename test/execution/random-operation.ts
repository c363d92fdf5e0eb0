import fc, { type GeneratorValue } from 'fast-check'
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

export type RandomOperation = { readonly query: string; readonly variables: Readonly<Record<string, unknown>> }

/** Values that mean something in the world asked, by the name of the argument or input field, or else of its type. */
export type Values = Readonly<Record<string, readonly unknown[]>>

type Literal = { readonly enum: string }

/** A valid query of random shape: aliases, fragments on types and interfaces, conditions, literals and variables. */
export function randomQuery(schema: GraphQLSchema, values: Values, g: GeneratorValue): RandomOperation {
  const definitions: string[] = []
  const variables: Record<string, unknown> = {}
  const fragments: string[] = []
  let names = 0
  const among = <Value>(some: readonly Value[]) => some[g(fc.nat, { max: some.length - 1 })] as Value
  const chance = (outOf: number) => g(fc.nat, { max: outOf - 1 }) === outOf - 1
  const fresh = (prefix: string) => `${prefix}${names++}`

  const root = schema.getQueryType() as GraphQLObjectType
  const fields = Object.values(root.getFields()).filter(({ name }) => name !== '_service')
  const selections = Array.from({ length: g(fc.integer, { min: 1, max: 3 }) }, () => fieldText(among(fields), 5))
  const query = `query (${definitions.join(' ')}) { ${selections.join(' ')} } ${fragments.join(' ')}`
  return { query: query.replace('query ()', 'query'), variables }

  /** Every field has a name of its own in the answer, so that no two can collide; often enough the plain one. */
  function fieldText(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type)
    const given = argumentsText(field)
    const alias = given === '' && !chance(3) ? '' : `${fresh('a')}: `
    const below = isCompositeType(type) ? ` ${selectionText(type, depth - 1)}` : ''
    return `${alias}${field.name}${given}${conditionText()}${below}`
  }

  function selectionText(type: GraphQLNamedType, depth: number): string {
    const parts = ['__typename']
    if (isObjectType(type) && chance(8)) parts.push(fragmentText(type, depth))
    if (isObjectType(type) || isInterfaceType(type)) parts.push(...fieldTexts(type, depth))
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type).filter(() => chance(2))
      parts.push(...possible.map((one) => fragmentText(one, depth)))
    }
    if (isObjectType(type) && chance(6)) parts.push(fragmentText(type, depth))
    return `{ ${parts.join(' ')} }`
  }

  function fieldTexts(type: { getFields(): Readonly<Record<string, GraphQLField<unknown, unknown>>> }, depth: number) {
    const possible = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    )
    if (possible.length === 0) return []
    const count = g(fc.integer, { min: 1, max: Math.min(6, possible.length) })
    const chosen = new Set(Array.from({ length: count }, () => among(possible)))
    return [...chosen].map((field) => fieldText(field, depth))
  }

  function fragmentText(type: GraphQLObjectType, depth: number): string {
    const selection = `{ ${['__typename', ...fieldTexts(type, depth)].join(' ')} }`
    if (chance(2)) return `... on ${type.name}${conditionText()} ${selection}`
    const name = fresh('F')
    fragments.push(`fragment ${name} on ${type.name} ${selection}`)
    const again = chance(3) ? ` ...${name}${conditionText()}` : ''
    return `...${name}${conditionText()}${again}`
  }

  function conditionText(): string {
    if (!chance(8)) return ''
    const wanted = g(fc.boolean)
    return ` @${among(['include', 'skip'])}(if: ${chance(2) ? wanted : variable('Boolean!', wanted)})`
  }

  function variable(type: string, value: unknown): string {
    const name = fresh('v')
    definitions.push(`$${name}: ${type}`)
    variables[name] = value
    return `$${name}`
  }

  function argumentsText(field: GraphQLField<unknown, unknown>): string {
    const texts = field.args.flatMap((argument) => argumentText(argument) ?? [])
    return texts.length > 0 ? `(${texts.join(', ')})` : ''
  }

  function argumentText(argument: GraphQLArgument): string | null {
    const isRequired = isNonNullType(argument.type) && argument.defaultValue === undefined
    if (!isRequired && !chance(3)) return null
    const value = valueFor(argument.name, argument.type)
    return `${argument.name}: ${chance(2) ? variable(String(argument.type), plain(value)) : literal(value, argument.type)}`
  }

  function valueFor(name: string, given: GraphQLInputType): unknown {
    if (!isNonNullType(given) && chance(12)) return null
    const type = getNullableType(given)
    if (isListType(type)) {
      const size = g(fc.integer, { min: 0, max: 3 })
      return Array.from({ length: size }, () => valueFor(name, type.ofType))
    }
    if (isEnumType(type)) return { enum: among(type.getValues()).name } satisfies Literal
    if (isInputObjectType(type)) {
      const members = Object.values(type.getFields())
      const chosen = type.isOneOf
        ? [among(members)]
        : members.filter(({ type: one }) => isNonNullType(one) || chance(2))
      return Object.fromEntries(
        chosen.map((one) => {
          const member = type.isOneOf ? notNull(one.name, one.type) : valueFor(one.name, one.type)
          return [one.name, member]
        }),
      )
    }
    return among(values[name] ?? values[getNamedType(type).name] ?? [null])
  }

  /** A value as it is written in a document, here and there with a variable within. */
  function literal(value: unknown, given: GraphQLInputType): string {
    if (value !== null && chance(6)) return variable(String(given), plain(value))
    if (isLiteral(value)) return value.enum
    const type = getNullableType(given)
    if (Array.isArray(value) && isListType(type)) {
      return `[${value.map((item) => literal(item, type.ofType)).join(', ')}]`
    }
    if (typeof value !== 'object' || value === null) return JSON.stringify(value)
    const members = Object.entries(value).map(([name, member]) => {
      if (!isInputObjectType(type)) return `${name}: ${JSON.stringify(member)}`
      const { type: one } = type.getFields()[name] as GraphQLInputField
      const memberType = type.isOneOf ? new GraphQLNonNull(getNullableType(one)) : one
      return `${name}: ${literal(member, memberType)}`
    })
    return `{ ${members.join(', ')} }`
  }

  function notNull(name: string, type: GraphQLInputType): unknown {
    for (;;) {
      const value = valueFor(name, type)
      if (value !== null) return value
    }
  }
}

const isLiteral = (value: unknown): value is Literal => typeof value === 'object' && value !== null && 'enum' in value

function plain(value: unknown): unknown {
  if (isLiteral(value)) return value.enum
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]))
}
