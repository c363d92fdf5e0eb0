import {
  astFromValue,
  type GraphQLArgument,
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
  print,
} from 'graphql'

const chapters = {
  'queries.md': { title: 'What can be asked', has: (type: GraphQLNamedType) => type.name === 'Query' },
  'mutations.md': {
    title: 'What can be changed, and followed',
    has: ({ name }: GraphQLNamedType) => name === 'Mutation' || name === 'Subscription',
  },
  'lists.md': { title: 'Lists', has: ({ name }: GraphQLNamedType) => /(Connection|Edge|^PageInfo)$/.test(name) },
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

const introduction = `# The schema, to browse

Written from the schema by \`npm run schema\`. A type in a table leads to what it is; an \`!\` says that something is
always there, and an argument with an \`=\` has that value when it is left out. A list is a connection: \`first\` and
\`after\` read forwards, \`last\` and \`before\` backwards, \`pageInfo\` tells whether more follows.

Begin with [User](objects.md#user), [Attendee](objects.md#attendee), [Chat](objects.md#chat) and
[KnownStatus](interfaces-and-unions.md#knownstatus): the rest hangs on those.
`

/** The reference of a schema as Markdown: each page’s text by its file’s name. */
export function schemaReference(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type))
  const byChapter = Map.groupBy(types, chapterOf)
  const typesOf = (file: Chapter) => byChapter.get(file) ?? []
  const pages = files.map((file) => [file, page(file, typesOf(file))] as const)
  const contents = files.map(
    (file) => `## [${chapters[file].title}](${file})\n\n${typesOf(file).map(link).join(' · ')}\n`,
  )
  return new Map([['README.md', [introduction, ...contents].join('\n')], ...pages])
}

function page(file: Chapter, types: readonly GraphQLNamedType[]): string {
  const others = files.map((other) =>
    other === file ? `**${chapters[other].title}**` : `[${chapters[other].title}](${other})`,
  )
  const navigation = ['[Contents](README.md)', ...others].join(' · ')
  return [`# ${chapters[file].title}`, '', navigation, '', types.map(section).join('\n')].join('\n')
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
  return [row, ...field.args.map((argument) => [`· ${argument.name}`, givenLink(argument), about(argument)])]
}

function inputRow(field: GraphQLInputField): readonly string[] {
  return [`**${field.name}**`, givenLink(field), about(field)]
}

/** The type of what a client gives, with its value when left out. */
function givenLink(given: GraphQLInputField | GraphQLArgument): string {
  const value = given.defaultValue === undefined ? null : astFromValue(given.defaultValue, given.type)
  return value ? `${typeLink(given)} = \`${print(value)}\`` : typeLink(given)
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
