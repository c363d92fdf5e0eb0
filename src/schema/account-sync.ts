import type { AccountSync, StreamSync } from '../domain/account-sync.ts'
import { builder } from './builder.ts'
import { SyncStateEnum, SyncStreamEnum } from './enums.ts'

const StreamSyncType = builder.objectRef<StreamSync>('StreamSync').implement({
  description: 'How far the reading of one list of an account has come.',
  fields: (t) => ({
    stream: t.expose('stream', { type: SyncStreamEnum, description: 'Which list.' }),
    state: t.expose('state', { type: SyncStateEnum, description: 'How far it has come.' }),
    rows: t.exposeInt('rows', { description: 'Rows read so far.' }),
    requests: t.exposeInt('requests', {
      description:
        'Answers of upstream read so far, the members of a group being one; requests that failed are not counted.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When it began. Null before.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended. Null before.',
    }),
    lastError: t.exposeString('lastError', {
      nullable: true,
      description: 'What last went wrong, in words. Null when nothing did.',
    }),
  }),
})

export const AccountSyncType = builder.objectRef<AccountSync>('AccountSync').implement({
  description: 'What has been read of an account: its past, and since then what is new.',
  fields: (t) => ({
    state: t.expose('state', {
      type: SyncStateEnum,
      description: 'DONE when every list is read that the provider has; FAILED when any has failed.',
    }),
    progress: t.exposeFloat('progress', { description: 'From 0 to 1: the part of the lists that is read.' }),
    lastSuccessAt: t.expose('lastSuccessAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When one of its own lists, or what is new, was last read to its end. Null when nothing was. The contact list, ' +
        'which is read less often, may be older.',
    }),
    lagSeconds: t.exposeInt('lagSeconds', {
      nullable: true,
      description:
        'How long ago that is: webhooks bring what is new at once, but what they lost since is not here yet. Null when nothing was ever read.',
    }),
    wholeAt: t.expose('wholeAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the lists were last compared whole, which alone shows which contacts, chats and members are gone; that ' +
        'somebody was listed is never taken back. Null before that.',
    }),
    missedByWebhooks: t.exposeInt('missed', {
      description: 'How much the readings after the first sync found that no webhook had told.',
    }),
    lastError: t.exposeString('lastError', {
      nullable: true,
      description:
        'Why the latest reading of what is new did not come to its end, or what it had to leave out, or that, for rows ' +
        'which nobody could understand, it is not known what is gone. Null when nothing went wrong.',
    }),
    streams: t.expose('streams', { type: [StreamSyncType], description: 'The lists whose reading has begun.' }),
  }),
})
