/** DIRECT has exactly one other party; a CHANNEL is one-to-many and says nothing about knowing its members. */
export const chatKinds = ['DIRECT', 'GROUP', 'CHANNEL'] as const
export type ChatKind = (typeof chatKinds)[number]
