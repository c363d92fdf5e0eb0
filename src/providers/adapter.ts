import type { ParsedIdentifier } from '../domain/identifier-candidate.ts'
import type { Provider } from '../domain/provider.ts'
import type { IdentifierShape } from './identifier-shape.ts'
import type { WebAddress } from './text/web-address.ts'

/** A request to upstream, as data: who sends it, and how often, is decided elsewhere. */
export type LookupRequest = {
  readonly method: 'GET'
  /** Below the API's root, every segment encoded; the account is the sender's to add. */
  readonly path: string
}

/** What the reader of a bare text may take for granted. */
export type BareTextOptions = {
  /** ISO 3166 code of the country whose national phone numbers are meant; null when there is none to assume. */
  readonly defaultCountry: string | null
}

/**
 * What differs between networks, and nothing else. Every member is pure and total: no text makes it throw.
 */
export type ProviderAdapter = {
  readonly provider: Provider
  /** Upstream's name for the network. */
  readonly upstreamType: string
  /** What the network calls somebody in one's contacts. */
  readonly contactWord: 'Relation' | 'Friend' | 'Contact'
  /** Upstream can be asked about a user of this network. */
  readonly canLookUp: boolean
  /** Upstream lists the contacts of an account on this network. */
  readonly hasRelationsList: boolean

  /** The registered domains whose addresses, subdomains included, are this network's. */
  readonly domains: readonly string[]
  /** The schemes with which the network's apps address a user: `tg:`, without the colon. */
  readonly schemes: readonly string[]

  /** Reads an address on one of `domains`, or with one of `schemes`. */
  parseAddress(address: WebAddress): ParsedIdentifier
  /** No other network gives out identifiers of this form, so only this one reads the text. */
  ownsText(text: string): boolean
  /** Reads what is no address: a handle, a number, an id. */
  parseBareText(text: string, options: BareTextOptions): ParsedIdentifier

  /** The kinds of identifier that the network gives to its users. */
  readonly shapes: readonly IdentifierShape[]
}
