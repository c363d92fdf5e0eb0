import type { IdentityLink } from '../domain/identity-link.ts'
import { formatInternationalNumber } from '../providers/phone/international.ts'
import { builder } from './builder.ts'
import { IdentityProofEnum, ProofStrengthEnum } from './enums.ts'
import { UserType } from './refs.ts'
import { userOf } from './user-of.ts'

const IdentityLinkType = builder.objectRef<IdentityLink>('IdentityLink').implement({
  description: 'A user of another provider who is the same person, and the proof of it.',
  fields: (t) => ({
    user: t.field({
      type: UserType,
      description: 'The same person, elsewhere.',
      resolve: userOf,
    }),
    proof: t.expose('proof', { type: IdentityProofEnum, description: 'What proves it.' }),
    strength: t.expose('strength', { type: ProofStrengthEnum, description: 'How good the proof is.' }),
    evidence: t.exposeString('evidence', {
      description: 'What the proof rests on: the phone number in digits, or the address of the declared profile.',
    }),
    phoneNumber: t.field({
      type: 'PhoneNumber',
      nullable: true,
      description: 'The phone number that both have, in one of its spellings. Null when the proof is another.',
      resolve: ({ proof, evidence }) => (proof === 'EQUAL_PHONE' ? formatInternationalNumber(evidence) : null),
    }),
    observedAt: t.expose('observedAt', {
      type: 'DateTime',
      description: 'When the later half of the proof was first observed.',
    }),
    through: t.field({
      type: UserType,
      nullable: true,
      description: 'The user in between, whom the proof is of. Null when it is of this user directly.',
      resolve: ({ throughId }, _arguments, { loaders }) =>
        throughId === null ? null : loaders.userById.load(throughId),
    }),
  }),
})

builder.objectField(UserType, 'sameAs', (t) =>
  t.field({
    type: [IdentityLinkType],
    description:
      'Users of other providers who are proven to be the same person: an equal phone number, or a profile that they ' +
      'publish on this one. Links lead on over strong proof only. Never concluded from a name or a picture.',
    resolve: ({ id }, _arguments, { loaders }) => loaders.identityLinksByUser.load(id),
  }),
)
