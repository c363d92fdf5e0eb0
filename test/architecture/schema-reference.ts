import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql'

const chapters = {
  'queries.md': { title: 'What can be asked', has: (type: GraphQLNamedType) => type.name === 'Query' },
  'mutations.md': {
    title: 'What can be changed, and followed',
    has: ({ name }: GraphQLNamedType) => name === 'Mutation' || name === 'Subscription',
  },
  'objects.md': { title: 'Objects', has: (type: GraphQLNamedType) => isObjectType(type) },
  'interfaces-and-unions.md': {
    title: 'Interfaces and unions',
    has: (type: GraphQLNamedType) => isInterfaceType(type) || isUnionType(type),
  },
  'inputs.md': { title: 'Inputs', has: (type: GraphQLNamedType) => isInputObjectType(type) },
  'enums-and-scalars.md': {
    title: 'Enums and scalars',
    has: (type: GraphQLNamedType) => isEnumType(type) || (isScalarType(type) && !isSpecifiedScalarType(type)),
  },
}
type Chapter = keyof typeof chapters

const files = Object.keys(chapters) as readonly Chapter[]

/** The reference of a schema as Markdown: each page’s text by its file’s name. */
export function schemaReference(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type))
  const byChapter = Map.groupBy(types, chapterOf)
  return new Map(
    files.map((file) => [file, `# ${chapters[file].title}\n\n${(byChapter.get(file) ?? []).map(section).join('\n')}`]),
  )
}

function chapterOf(type: GraphQLNamedType): Chapter | null {
  return files.find((file) => chapters[file].has(type)) ?? null
}

function section(type: GraphQLNamedType): string {
  return [`## ${type.name}`, '', type.description ?? '', '', ...membersOf(type)].join('\n')
}

function membersOf(type: GraphQLNamedType): readonly string[] {
  if (isUnionType(type)) return [`One of ${type.getTypes().map(link).join(', ')}.`, '']
  if (isEnumType(type))
    return table(
      ['value', 'meaning'],
      type.getValues().map((value) => [value.name, about(value)]),
    )
  if (isInputObjectType(type)) return table(['field', 'type', ''], Object.values(type.getFields()).map(inputRow))
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  const interfaces =
    type.getInterfaces().length > 0 ? [`Implements ${type.getInterfaces().map(link).join(', ')}.`, ''] : []
  return [...interfaces, ...table(['field', 'type', ''], Object.values(type.getFields()).flatMap(fieldRows))]
}

function fieldRows(field: GraphQLField<unknown, unknown>): readonly (readonly string[])[] {
  const row = [`**${field.name}**`, typeLink(field), about(field)]
  return [row, ...field.args.map((argument) => [`· ${argument.name}`, typeLink(argument), about(argument)])]
}

function inputRow(field: GraphQLInputField): readonly string[] {
  return [`**${field.name}**`, typeLink(field), about(field)]
}

function typeLink({ type }: Pick<GraphQLInputField, 'type'> | Pick<GraphQLField<unknown, unknown>, 'type'>): string {
  const named = getNamedType(type)
  return String(type).replace(named.name, link(named)).replaceAll(/^\[\[/g, '\\[[')
}

function link(type: GraphQLNamedType): string {
  const chapter = chapterOf(type)
  return chapter === null ? type.name : `[${type.name}](${chapter}#${type.name.toLowerCase()})`
}

type Documented = {
  readonly description?: string | null | undefined
  readonly deprecationReason?: string | null | undefined
}

function about({ description, deprecationReason }: Documented): string {
  const text = [deprecationReason && `*Deprecated:* ${deprecationReason}`, description].filter(Boolean).join(' ')
  return text.replaceAll('\n', ' ').replaceAll('|', '\\|')
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line), '']
}
