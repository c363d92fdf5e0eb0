/** The networks a person can be reached on. Upstream's `TWITTER` is our `X`. */
export const providers = ['LINKEDIN', 'WHATSAPP', 'INSTAGRAM', 'TELEGRAM', 'X', 'MESSENGER'] as const
export type Provider = (typeof providers)[number]
