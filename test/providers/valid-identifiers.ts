import fc from 'fast-check'
import type { Identifier, IdentifierScope, UserKind } from '../../src/domain/identifier.ts'
import type { Provider } from '../../src/domain/provider.ts'

const values = {
  slug: fc
    .stringMatching(/^[a-z0-9][a-z0-9-]{2,60}$/)
    .filter((value) => !reserved.has(value) && !/^a(?:co|do|cw|e.)aa/.test(value)),
  slugBeyondAscii: fc.stringMatching(/^[a-z0-9-]{1,20}[éüñßøçж中🚀]{1,5}[a-z0-9-]{0,20}$/u),
  member: (start: string) => fc.stringMatching(/^AA[A-Z][\w-]{33}$/).map((rest) => start + rest),
  companySlug: fc.stringMatching(/^[a-z0-9.'&-]{0,20}[a-z][a-z0-9.'&-]{0,20}$/),
  companyNumber: fc.stringMatching(/^[1-9]\d{0,18}$/),
  phone: fc.stringMatching(/^336\d{8}$/),
  lid: fc.stringMatching(/^[1-9]\d{4,19}@lid$/),
  instagramUsername: fc
    .stringMatching(/^[a-z0-9_]{2,15}(?:\.[a-z0-9_]{2,14})?$/)
    .filter((value) => !reserved.has(value)),
  telegramUsername: fc.stringMatching(/^[a-z][a-z0-9_]{3,30}[a-z0-9]$/).filter((value) => !reserved.has(value)),
  handle: fc.stringMatching(/^[a-z0-9_]{2,15}$/).filter((value) => !reserved.has(value)),
  vanity: fc.stringMatching(/^[a-z]{5,20}(?:\.[a-z0-9]{1,20})?$/).filter((value) => !reserved.has(value)),
  number: fc.stringMatching(/^[1-9]\d{0,14}$/),
  messagingNumber: fc.stringMatching(/^[1-9]\d{15,18}$/),
  unipileId: fc.stringMatching(/^[\w-]{19,21}[a-zA-Z]$/),
}

/** Words that name pages of some network, or routes of upstream. */
const reserved: ReadonlySet<string> = new Set(
  (
    '_n _u about accounts api ar challenge create developer direct directory download emails explore graphql help legal live lite ' +
    'locations login logout nametag oauth policies press privacy qr reel reels session share shop shopping stories terms ' +
    'topics tv web account compose hashtag home intent jobs messages notifications search settings signup tos widgets ' +
    'addemoji addlist addstickers addtheme auction boost call confirmphone contact giftcode invoice joinchat proxy ' +
    'setlanguage socks bookmarks business dialog events facebook friends gaming groups marketplace media messenger notes ' +
    'pages people permalink.php photo photo.php photos plugins posts profile profile.php public recover sharer sharer.php ' +
    'story.php videos watch me relations followers following invite edit unavailable who_to_follow'
  ).split(' '),
)

/** Identifiers of every shape, as the networks and upstream give them out. */
export const validIdentifiers: fc.Arbitrary<Identifier> = fc.oneof(
  publicId('LINKEDIN', fc.oneof(values.slug, values.slugBeyondAscii)),
  internalId('LINKEDIN', values.member('ACo'), 'LINKEDIN_CLASSIC'),
  internalId('LINKEDIN', values.member('ADo'), 'LINKEDIN_CLASSIC'),
  internalId('LINKEDIN', values.member('ACw'), 'LINKEDIN_SALES_NAVIGATOR'),
  internalId('LINKEDIN', values.member('AEM'), 'LINKEDIN_RECRUITER'),
  publicId('LINKEDIN', fc.oneof(values.companySlug, values.slugBeyondAscii), 'COMPANY'),
  internalId('LINKEDIN', values.companyNumber, 'GLOBAL', 'COMPANY'),
  publicId('WHATSAPP', values.phone),
  internalId(
    'WHATSAPP',
    fc.oneof(
      values.lid,
      values.phone.map((phone) => `${phone}@s.whatsapp.net`),
    ),
  ),
  publicId('INSTAGRAM', fc.oneof(values.instagramUsername, values.number)),
  internalId('INSTAGRAM', fc.oneof(values.number, values.messagingNumber)),
  internalId('INSTAGRAM', values.messagingNumber, 'INSTAGRAM_MESSAGING'),
  publicId('TELEGRAM', fc.oneof(values.telegramUsername, values.phone)),
  internalId('TELEGRAM', values.number),
  publicId('X', fc.oneof(values.handle, values.number)),
  internalId('X', values.number),
  publicId('MESSENGER', values.vanity),
  internalId('MESSENGER', values.number),
  fc.record({
    provider: fc.constantFrom<Provider>('LINKEDIN', 'WHATSAPP', 'INSTAGRAM', 'TELEGRAM', 'X', 'MESSENGER'),
    userKind: fc.constant<UserKind>('PERSON'),
    kind: fc.constant('UNIPILE_ID' as const),
    scope: fc.constant<IdentifierScope>('ACCOUNT'),
    value: values.unipileId,
  }),
)

function publicId(provider: Provider, value: fc.Arbitrary<string>, userKind: UserKind = 'PERSON') {
  return value.map((value): Identifier => ({ provider, userKind, kind: 'PROVIDER_PUBLIC_ID', scope: 'GLOBAL', value }))
}

function internalId(
  provider: Provider,
  value: fc.Arbitrary<string>,
  scope: IdentifierScope = 'GLOBAL',
  userKind: UserKind = 'PERSON',
) {
  return value.map((value): Identifier => ({ provider, userKind, kind: 'PROVIDER_INTERNAL_ID', scope, value }))
}
