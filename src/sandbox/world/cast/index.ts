import { addConversation } from '../conversations.ts'
import { makeKnown } from '../knowing.ts'
import type { Account, Attendee, User } from '../types.ts'
import { createUser, type UserPlan } from '../user.ts'
import type { World } from '../world.ts'
import { accountPlans } from './accounts.ts'
import { type AttendeePlan, attendeePlans, type CastAttendee } from './attendees.ts'
import { type ChatPlan, chatPlans } from './chats.ts'
import { userPlans } from './users.ts'

const day = 24 * 60 * 60 * 1000

/** Brings the cast, its accounts and its chats into a world that must still be empty. */
export function addCast(world: World): void {
  const users = mapPlans(userPlans, (plan: UserPlan) => world.addUser(createUser(world.users.length, plan)))
  const accounts = mapPlans(accountPlans, (plan) => addAccount(world, users[plan.owner], plan))
  const attendees = mapPlans(attendeePlans, (plan: AttendeePlan) =>
    makeKnown(world, accounts[plan.account], users[plan.user], {
      ...plan,
      contactSince: plan.contactForDays === undefined ? null : world.clock.startedAt - plan.contactForDays * day,
    }),
  )
  mapPlans(chatPlans, (plan: ChatPlan) => addChat(world, attendees, plan))
}

function addAccount(
  world: World,
  owner: User,
  plan: { readonly name: string; readonly features?: Account['features']; readonly status?: Account['status'] },
): Account {
  const account = world.addAccount({
    provider: owner.provider,
    name: plan.name,
    createdAt: world.clock.startedAt - 1000 * day,
    owner,
    features: plan.features ?? [],
    status: plan.status ?? 'OK',
  })
  makeKnown(world, account, owner, { isSelf: true })
  return account
}

function addChat(world: World, attendees: Record<CastAttendee, Attendee>, plan: ChatPlan): void {
  const { members, messages, forDays, isDeleted = false, ...rest } = plan
  const chat = addConversation(world, {
    ...rest,
    account: attendees[members[0]].account,
    members: members.map((member) => attendees[member]),
    writtenCount: messages,
    startedAt: world.clock.startedAt - forDays * day,
  })
  chat.isDeleted = isDeleted
}

function mapPlans<K extends string, P, R>(plans: Record<K, P>, made: (plan: P) => R): Record<K, R> {
  const results: Partial<Record<K, R>> = {}
  for (const name of Object.keys(plans) as K[]) results[name] = made(plans[name])
  return results as Record<K, R>
}
