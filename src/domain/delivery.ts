/**
 * What became of something a webhook told. PENDING is stored and will be applied; IGNORED is nothing we have a use for;
 * UNREADABLE has a shape that we do not know; FAILED was tried as often as makes sense.
 */
export const deliveryOutcomes = ['PENDING', 'APPLIED', 'IGNORED', 'UNREADABLE', 'FAILED'] as const
export type DeliveryOutcome = (typeof deliveryOutcomes)[number]

/** A delivery as it is stored. Deliveries that say the same are one. */
export type Delivery = {
  readonly id: string
  readonly event: string
  readonly accountUnipileId: string | null
  readonly outcome: DeliveryOutcome
  /** The account's owner sent the message, from here or from another device. */
  readonly echo: boolean
  /** How often it was delivered. */
  readonly times: number
  readonly attempts: number
  /** Why it is not applied, in words; null when nothing went wrong. */
  readonly problem: string | null
  readonly receivedAt: string
  readonly settledAt: string | null
}

/** What the receiver of webhooks answers: all but MALFORMED are kept. */
export type Receipt = 'STORED' | 'DUPLICATE' | 'MALFORMED'

/** How many deliveries of an event came to which outcome, and how often they were delivered in all. */
export type DeliveryCount = {
  readonly outcome: DeliveryOutcome
  readonly event: string
  readonly count: number
  readonly times: number
}
