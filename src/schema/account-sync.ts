import type { AccountSync, StreamSync } from '../domain/account-sync.ts'
import { builder } from './builder.ts'
import { SyncStateEnum, SyncStreamEnum } from './enums.ts'

const StreamSyncType = builder.objectRef<StreamSync>('StreamSync').implement({
  description: 'How far the reading of one list of an account has come.',
  fields: (t) => ({
    stream: t.expose('stream', { type: SyncStreamEnum, description: 'Which list.' }),
    state: t.expose('state', { type: SyncStateEnum, description: 'How far it has come.' }),
    rows: t.exposeInt('rows', { description: 'Rows read so far.' }),
    requests: t.exposeInt('requests', { description: 'Requests made to upstream so far.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'Null before it began.' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'Null before its end.' }),
    lastError: t.exposeString('lastError', { nullable: true, description: 'What last went wrong, in words.' }),
  }),
})

export const AccountSyncType = builder.objectRef<AccountSync>('AccountSync').implement({
  description: 'How far the reading of an account’s past has come.',
  fields: (t) => ({
    state: t.expose('state', {
      type: SyncStateEnum,
      description: 'DONE when every list is read that the provider has; FAILED when any has failed.',
    }),
    progress: t.exposeFloat('progress', { description: 'From 0 to 1: the part of the lists that is read.' }),
    lastSuccessAt: t.expose('lastSuccessAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a list was last read to its end. Null when none was.',
    }),
    streams: t.expose('streams', { type: [StreamSyncType], description: 'The lists whose reading has begun.' }),
  }),
})
