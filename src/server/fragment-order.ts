import { type DocumentNode, Kind, type SelectionNode, visit } from 'graphql'

/**
 * Writes the fragments of each selection set backwards: the compiler keeps them on a stack, so that it comes to the last
 * one first. Fields, which it reads as they come, stand before them.
 */
export function writeFragmentsBackwards(document: DocumentNode): void {
  visit(document, {
    SelectionSet(node: { selections: readonly SelectionNode[] }) {
      const isField = ({ kind }: SelectionNode) => kind === Kind.FIELD
      const fragments = node.selections.filter((selection) => !isField(selection))
      node.selections = [...node.selections.filter(isField), ...fragments.toReversed()]
    },
  })
}
