import { requiredAccount } from '../accounts.ts'
import { formatCursor, parseCursor } from '../cursor.ts'
import type { Call, Context, Endpoint, Reply } from '../endpoint.ts'
import { readLimit } from '../listing.ts'
import { notFound, Problem } from '../problem.ts'
import { companyShape } from '../shapes/company.ts'
import { ownProfileShapes } from '../shapes/own-profile.ts'
import { profileShapes, type View } from '../shapes/profile.ts'
import { relationShape } from '../shapes/relation.ts'
import { type LinkedinProduct, linkedinProducts } from '../world/identifiers.ts'
import { attendeesForUser, contactsOf } from '../world/knowing.ts'
import type { Account } from '../world/types.ts'
import { fullName } from '../world/user.ts'
import { findCompany, findPerson } from './find-user.ts'

/** Says that an account's provider has no such feature. */
export const notImplemented = (account: Account): Problem =>
  new Problem('feature_not_implemented', `${account.provider} has no such feature`)

function sendProfile(context: Context, call: Call): Reply {
  const { world } = context
  const { query } = call
  const account = requiredAccount(context, call)
  const shape = profileShapes[account.provider]
  if (!shape) throw notImplemented(account)
  const identifier = call.params['identifier'] ?? ''
  const user = findPerson(world, account, identifier)
  if (!user) throw notFound('User')
  const known = attendeesForUser(world, account, user)
  const invitation = world.invitations.find(account, user)
  const view: View = {
    isSelf: user === account.owner,
    isContact: known.some(({ contactSince }) => contactSince !== null),
    distance: known[0]?.distance ?? (user.isPrivate ? -1 : 3),
    invitation: invitation && { type: invitation.direction, status: 'PENDING' },
    product: productOf(account, query),
    sections: query.getAll('linkedin_sections').flatMap((names) => names.split(',')),
    isThrottled: call.isThrottled,
    origin: call.origin,
    askedFor: identifier.endsWith('@lid') ? identifier : user.internalId,
  }
  return { body: { object: 'UserProfile', provider: account.provider, ...shape(user, view) } }
}

function productOf(account: Account, query: URLSearchParams): LinkedinProduct {
  const name = query.get('linkedin_api') ?? 'classic'
  const product = (Object.keys(linkedinProducts) as LinkedinProduct[]).find((known) => known === name)
  if (!product) throw new Problem('invalid_parameters', '/linkedin_api Expected recruiter or sales_navigator')
  if (product !== 'classic' && !account.features.includes(product)) {
    throw new Problem('feature_not_subscribed', `The account has no ${product}`)
  }
  return product
}

function sendOwnProfile(context: Context, call: Call): Reply {
  const account = requiredAccount(context, call)
  const shape = ownProfileShapes[account.provider]
  if (!shape) throw notImplemented(account)
  return { body: { object: 'AccountOwnerProfile', provider: account.provider, ...shape(account, call.origin) } }
}

function listRelations(context: Context, call: Call): Reply {
  const account = requiredAccount(context, call)
  if (account.provider !== 'LINKEDIN') throw notImplemented(account)
  const cursor = call.query.get('cursor')
  const content = cursor ? parseCursor(cursor) : { limit: call.query.get('limit'), filter: call.query.get('filter') }
  const limit = readLimit(content['limit'], 1000)
  const start = Number(content['startIndex'] ?? 0)
  const filter = typeof content['filter'] === 'string' ? content['filter'].toLowerCase() : ''
  const contacts = contactsOf(context.world, account).filter(({ user }) =>
    fullName(user).toLowerCase().includes(filter),
  )
  const next = start + limit
  return {
    body: {
      object: 'UserRelationsList',
      items: contacts.slice(start, next).map((contact) => relationShape(contact, call.origin)),
      cursor: next < contacts.length ? formatCursor({ limit, startIndex: next, ...(filter ? { filter } : {}) }) : null,
    },
  }
}

function refuseFeature(context: Context, call: Call): never {
  throw notImplemented(requiredAccount(context, call))
}

function sendCompany(context: Context, call: Call): Reply {
  const account = requiredAccount(context, call)
  if (account.provider !== 'LINKEDIN') throw notImplemented(account)
  const company = findCompany(context.world, call.params['identifier'] ?? '')
  if (!company) throw notFound('Company')
  return { body: companyShape(company, call.origin) }
}

// The words that are routes come before the one that takes everything else for an identifier.
export const userEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/users/me', class: 'live', answer: sendOwnProfile },
  { method: 'GET', path: '/users/relations', class: 'live', answer: listRelations },
  { method: 'GET', path: '/users/followers', class: 'live', answer: refuseFeature },
  { method: 'GET', path: '/users/following', class: 'live', answer: refuseFeature },
  { method: 'GET', path: '/users/invite', class: 'live', answer: refuseFeature },
  { method: 'GET', path: '/users/:identifier', class: 'live', answer: sendProfile },
  { method: 'GET', path: '/linkedin/company/:identifier', class: 'live', answer: sendCompany },
]
