import { GraphQLClient, gql } from 'graphql-request'

const WhoIs = gql`
  query WhoIs($text: String!) {
    user(ref: { text: { text: $text } }, lookup: NEVER) {
      __typename
      ... on User { displayName knownStatus { ... on Known { primary { summary } } } }
      ... on Problem { message }
    }
  }
`

type Answer = {
  readonly user: {
    readonly displayName?: string
    readonly knownStatus?: { readonly primary?: { readonly summary: string } }
    readonly message?: string
  }
}

/** Whom a pasted text names and why they are known, or why there is nobody, as one line. */
export async function whoIs(url: string, text: string): Promise<string> {
  const { user } = await new GraphQLClient(url).request<Answer>(WhoIs, { text })
  return user.displayName
    ? `${user.displayName}: ${user.knownStatus?.primary?.summary ?? 'not known'}`
    : `${user.message}`
}

if (import.meta.main) console.log(await whoIs('http://127.0.0.1:4000/graphql', process.argv[2] ?? 'ada-lovelace'))
