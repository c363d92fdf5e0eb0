import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'

/** A field that is asked for, and whether it is whatever the variables are. */
export type Selected = { readonly node: FieldNode; readonly isCertain: boolean }

/** The fields of a selection set, those of its fragments among them. */
export function selectedFields(
  { fragments }: Pick<GraphQLResolveInfo, 'fragments'>,
  selectionSet: SelectionSetNode | undefined,
  isCertain = true,
): readonly Selected[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    const certain = isCertain && (selection.directives ?? []).length === 0
    if (selection.kind === Kind.FIELD) return [{ node: selection, isCertain: certain }]
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]
    return selectedFields({ fragments }, fragment?.selectionSet, certain)
  })
}

/** What is asked of the rows of a connection, by `nodes` or by `edges`. */
export function selectedOfRows(info: Pick<GraphQLResolveInfo, 'fragments'>, connection: FieldNode) {
  return selectedFields(info, connection.selectionSet).flatMap(({ node, isCertain }) => {
    if (node.name.value === 'nodes') return selectedFields(info, node.selectionSet, isCertain)
    if (node.name.value !== 'edges') return []
    return selectedFields(info, node.selectionSet, isCertain)
      .filter((edge) => edge.node.name.value === 'node')
      .flatMap((edge) => selectedFields(info, edge.node.selectionSet, edge.isCertain))
  })
}
