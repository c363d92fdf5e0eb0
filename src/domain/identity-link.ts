/** What proves that users of two providers are one person. Names and pictures never do. */
export const identityProofs = ['EQUAL_PHONE', 'DECLARED_PROFILE', 'MUTUALLY_DECLARED_PROFILES'] as const
export type IdentityProof = (typeof identityProofs)[number]

/** STRONG when both sides attest it, or the provider does; WEAK when one person said so alone. */
export const proofStrengths = ['STRONG', 'WEAK'] as const
export type ProofStrength = (typeof proofStrengths)[number]

/** A user of another provider who is the same person. */
export type IdentityLink = {
  readonly userId: string
  readonly proof: IdentityProof
  readonly strength: ProofStrength
  /** What the proof rests on: the phone number in digits, or the address of the declared profile. */
  readonly evidence: string
  /** When the later half of the proof was first observed. */
  readonly observedAt: string
  /** The user in between, when the proof is of them: links are followed over strong proof only. */
  readonly throughId: string | null
}
