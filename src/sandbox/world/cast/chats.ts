import type { Theme } from '../dialogues/index.ts'
import type { Chat } from '../types.ts'
import type { CastAttendee } from './attendees.ts'

/** A chat of the cast; its account is that of its members. */
export type ChatPlan = {
  readonly members: readonly [CastAttendee, ...CastAttendee[]]
  readonly theme: Theme
  readonly messages: number
  /** Days before the world was made on which it began. */
  readonly forDays: number
  readonly isDeleted?: boolean
} & Partial<
  Pick<Chat, 'kind' | 'name' | 'subject' | 'contentType' | 'product' | 'unreadCount' | 'isReadOnly' | 'isPinned'>
>

/** The chats of the cast. The place in the list is the chat's number. */
export const chatPlans = {
  marieWithAda: { members: ['adaOfMarie'], theme: 'partnership', messages: 42, forDays: 300, unreadCount: 2 },
  nikolaWithAda: { members: ['adaOfNikola'], theme: 'hiring', messages: 10, forDays: 90 },
  marieWithGrace: { members: ['graceOfMarie'], theme: 'sales', messages: 15, forDays: 60 },
  marieWithGraceInSalesNavigator: {
    members: ['graceOfMarieInSalesNavigator'],
    theme: 'sales',
    messages: 5,
    forDays: 50,
    product: 'sales_navigator',
  },
  marieWithKatherine: { members: ['katherineOfMarie'], theme: 'sales', messages: 20, forDays: 120 },
  nikolaWithKatherine: { members: ['katherineOfNikola'], theme: 'partnership', messages: 6, forDays: 30 },
  marieWithHedy: { members: ['hedyOfMarie'], theme: 'hiring', messages: 4, forDays: 20, product: 'recruiter' },
  marieWithRadia: {
    members: ['radiaOfMarie'],
    theme: 'partnership',
    messages: 3,
    forDays: 25,
    contentType: 'inmail',
    subject: 'A bridge between our networks',
  },
  marieWithEmmy: { members: ['emmyOfMarie'], theme: 'partnership', messages: 8, forDays: 400, isDeleted: true },
  marieWithEngines: { members: ['enginesOfMarie'], theme: 'support', messages: 6, forDays: 15 },
  marieAdvertOfLamps: {
    members: ['lampsOfMarie'],
    theme: 'adverts',
    messages: 1,
    forDays: 12,
    contentType: 'sponsored',
    isReadOnly: true,
  },
  marieOfferOfMember: {
    members: ['memberOfMarie'],
    theme: 'adverts',
    messages: 1,
    forDays: 7,
    contentType: 'linkedin_offer',
    isReadOnly: true,
  },
  marieGroup: {
    members: ['alanOfMarie', 'katherineOfMarie', 'adaOfMarie'],
    kind: 'group',
    name: 'Women and engines',
    theme: 'crew',
    messages: 18,
    forDays: 45,
  },
  marieWhatsappWithAda: {
    members: ['adaOfMarieWhatsapp'],
    theme: 'friends',
    messages: 55,
    forDays: 200,
    isPinned: true,
  },
  marieWhatsappWithGrace: { members: ['graceOfMarieWhatsapp'], theme: 'friends', messages: 9, forDays: 250 },
  marieWhatsappWithGraceByLid: {
    members: ['graceOfMarieWhatsappByLid'],
    theme: 'friends',
    messages: 4,
    forDays: 14,
    unreadCount: 1,
  },
  marieWhatsappGroup: {
    members: ['adaOfMarieWhatsapp', 'alanOfMarieWhatsapp', 'namelessOfMarieWhatsapp'],
    kind: 'group',
    name: 'Climbing on Thursdays',
    theme: 'club',
    messages: 30,
    forDays: 150,
  },
  supportWhatsappWithAda: { members: ['adaOfSupportWhatsapp'], theme: 'support', messages: 8, forDays: 33 },
  studioInstagramWithAda: { members: ['adaOfStudioInstagram'], theme: 'friends', messages: 7, forDays: 22 },
  studioInstagramWithFrida: { members: ['fridaOfStudioInstagram'], theme: 'support', messages: 8, forDays: 18 },
  nikolaTelegramWithAda: { members: ['adaOfNikolaTelegram'], theme: 'crew', messages: 12, forDays: 70 },
  nikolaTelegramWithAlan: { members: ['alanOfNikolaTelegram'], theme: 'friends', messages: 11, forDays: 65 },
  nikolaTelegramGroup: {
    members: ['adaOfNikolaTelegram', 'alanOfNikolaTelegram'],
    kind: 'group',
    name: 'Release crew',
    theme: 'crew',
    messages: 24,
    forDays: 80,
  },
  nikolaTelegramChannel: {
    members: ['hypatiaOfNikolaTelegram'],
    kind: 'channel',
    name: 'Alexandria library news',
    theme: 'announcements',
    messages: 16,
    forDays: 365,
    isReadOnly: true,
  },
  studioTwitterWithGrace: { members: ['graceOfStudioTwitter'], theme: 'support', messages: 4, forDays: 9 },
  studioTwitterWithLinea: { members: ['lineaOfStudioTwitter'], theme: 'support', messages: 3, forDays: 5 },
  studioMessengerWithKatherine: { members: ['katherineOfStudioMessenger'], theme: 'support', messages: 8, forDays: 11 },
  studioMessengerWithGeorge: { members: ['georgeOfStudioMessenger'], theme: 'support', messages: 5, forDays: 4 },
} satisfies Record<string, ChatPlan>
export type CastChat = keyof typeof chatPlans
