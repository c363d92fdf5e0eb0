/** Read by Relay’s compiler, never run. */
declare function graphql(strings: TemplateStringsArray): unknown

/** A page that grows: Relay writes the query for the next page itself, which only works on true connections. */
export const inbox = graphql`
  fragment inbox on Query @refetchable(queryName: "inboxNextPage") @argumentDefinitions(
    count: { type: "Int", defaultValue: 10 }
    cursor: { type: "String" }
  ) {
    chats(first: $count, after: $cursor) @connection(key: "inbox_chats") {
      edges { node { id ...inbox_chat } }
    }
  }
`

/** A row that is read again by its id alone: Relay writes a query through node. */
export const row = graphql`
  fragment inbox_chat on Chat @refetchable(queryName: "inboxChatAgain") {
    name
    unreadCount
    ...inbox_messages
  }
`

/** A list below a row, paged in both directions. */
export const messages = graphql`
  fragment inbox_messages on Chat @refetchable(queryName: "inboxEarlierMessages") @argumentDefinitions(
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    messages(first: $count, after: $cursor) @connection(key: "inbox_messages") {
      edges { node { id text sentAt sender { displayName } } }
    }
  }
`

export const page = graphql`
  query inboxQuery {
    ...inbox
  }
`
