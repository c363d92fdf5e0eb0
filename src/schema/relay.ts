import { defaultPageSize, maximumPageSize } from '../domain/page.ts'
import { formatGlobalId } from './global-id.ts'

const cursor =
  'A place in the list, opaque: `WyJjaGF0cyIs…`. Good for the same list in the same order only, and kept by no server.'
const cursorIsBelieved = (argument: string) =>
  `A cursor given as \`${argument}\` counts as a row that does, without a look whether that row is still in the list.`
const nullAtNothing = 'Null when the page is empty.'

/** How the relay plugin names and describes what it adds. */
export const relay = {
  cursorType: 'String',
  encodeGlobalID: formatGlobalId,
  nodeQueryOptions: false,
  nodesQueryOptions: false,
  nodesOnConnection: { description: 'The rows of the page, without their cursors.' },
  nodeTypeOptions: { description: 'Something that can be fetched again by its id alone.' },
  idFieldOptions: { description: 'Opaque, and unique among everything in the graph: `VXNlcjo0Mg`. It never changes.' },
  pageInfoTypeOptions: { description: 'Where a page lies in its list.', shareable: true },
  hasNextPageFieldOptions: {
    description: `Whether more follows after this page. ${cursorIsBelieved('before')}`,
  },
  hasPreviousPageFieldOptions: {
    description: `Whether anything comes before this page. ${cursorIsBelieved('after')}`,
  },
  startCursorFieldOptions: { description: `Give it as \`before\` to read the previous page. ${nullAtNothing}` },
  endCursorFieldOptions: { description: `Give it as \`after\` to read the next page. ${nullAtNothing}` },
  edgesFieldOptions: { description: 'The rows of the page, with their cursors.' },
  pageInfoFieldOptions: { description: 'Where this page lies in the list.' },
  cursorFieldOptions: { description: cursor },
  nodeFieldOptions: { description: 'The row itself.' },
  firstArgOptions: {
    description: `Read this many from the start of the range, 0 to ${maximumPageSize}. ${defaultPageSize} when neither \`first\` nor \`last\` is given; both can't be.`,
  },
  lastArgOptions: { description: `Read this many from the end of the range, 0 to ${maximumPageSize}.` },
  afterArgOptions: { description: 'The range starts behind the row with this cursor.' },
  beforeArgOptions: { description: 'The range ends ahead of the row with this cursor.' },
} as const
