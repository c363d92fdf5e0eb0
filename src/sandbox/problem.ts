const statuses = {
  invalid_parameters: 400,
  missing_parameters: 400,
  malformed_request: 400,
  limit_too_high: 400,
  invalid_action: 400,
  too_many_characters: 400,
  missing_credentials: 401,
  disconnected_account: 401,
  wrong_account: 401,
  feature_not_subscribed: 403,
  account_mismatch: 403,
  resource_not_found: 404,
  unsupported_media_type: 415,
  invalid_account: 422,
  invalid_recipient: 422,
  no_connection_with_recipient: 422,
  blocked_recipient: 422,
  user_unreachable: 422,
  unprocessable_entity: 422,
  insufficient_credits: 422,
  not_allowed_inmail: 422,
  already_invited_recently: 422,
  cannot_resend_yet: 422,
  cannot_invite_attendee: 422,
  already_connected: 422,
  limit_exceeded: 422,
  cant_send_message: 422,
  too_many_requests: 429,
  unexpected_error: 500,
  provider_error: 500,
  feature_not_implemented: 501,
  service_unavailable: 503,
  request_timeout: 504,
} as const

export type ProblemType = keyof typeof statuses

/** All that the API refuses by name. */
export const problemTypes = Object.keys(statuses) as readonly ProblemType[]

/** Thrown by an endpoint to answer with an error body. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly type: ProblemType
  readonly status: number

  constructor(type: ProblemType, detail: string, status: number = statuses[type]) {
    super(detail)
    this.type = type
    this.status = status
  }

  /** The body as the API writes it; `type` is what clients match on. */
  get body(): { readonly title: string; readonly detail: string; readonly type: string; readonly status: number } {
    const words = this.type.replaceAll('_', ' ')
    return {
      title: words.charAt(0).toUpperCase() + words.slice(1),
      detail: this.message,
      type: `errors/${this.type}`,
      status: this.status,
    }
  }
}

/** The error for something that there is none of, such as `Chat`. */
export const notFound = (what: string): Problem =>
  new Problem('resource_not_found', `The requested resource was not found.\n${what} not found`)
