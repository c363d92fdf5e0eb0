import type { User } from '../types.ts'
import type { UserPlan } from '../user.ts'

const adaPhone = '447700900815'
const gracePhone = '12025550190'

const ada = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  company: 'Analytical Engines',
  location: 'London, United Kingdom',
}
const grace = {
  firstName: 'Grace',
  lastName: 'Hopper',
  company: 'Harbor Compilers',
  location: 'Arlington, United States',
}
const alan = { firstName: 'Alan', lastName: 'Turing', company: 'Bombe Labs', location: 'Manchester, United Kingdom' }
const katherine = {
  firstName: 'Katherine',
  lastName: 'Johnson',
  company: 'Orbit & Sons',
  location: 'Hampton, United States',
}
const marie = { firstName: 'Marie', lastName: 'Curie', company: 'Radium Studio', location: 'Paris, France' }
const nikola = { firstName: 'Nikola', lastName: 'Tesla', company: 'Radium Studio', location: 'Zagreb, Croatia' }
const studio = { firstName: 'Radium Studio', lastName: '', company: 'Radium Studio', location: 'Paris, France' }
const hidden = { firstName: '', lastName: '', isPrivate: true }

/** The people of every world, at one provider each. The place in the list is the user's number. */
export const userPlans = {
  marieLinkedin: { provider: 'LINKEDIN', ...marie, publicId: 'marie-curie', headline: 'Founder of Radium Studio' },
  nikolaLinkedin: {
    provider: 'LINKEDIN',
    ...nikola,
    publicId: 'nikola-tesla',
    headline: 'Engineering at Radium Studio',
  },
  marieWhatsapp: { provider: 'WHATSAPP', ...marie, phone: '33612340001' },
  studioInstagram: { provider: 'INSTAGRAM', ...studio, publicId: 'radium.studio', headline: 'Things that glow' },
  nikolaTelegram: { provider: 'TELEGRAM', ...nikola, publicId: 'nikola_ac', phone: '385912340001' },
  studioTwitter: { provider: 'TWITTER', ...studio, publicId: 'RadiumStudio', headline: 'Things that glow' },
  studioMessenger: { provider: 'MESSENGER', ...studio, publicId: 'radium.studio' },
  supportWhatsapp: { provider: 'WHATSAPP', ...studio, phone: '33612340002' },
  rosalindLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Rosalind',
    lastName: 'Franklin',
    company: 'Radium Studio',
    publicId: 'rosalind-franklin',
    headline: 'Photography at Radium Studio',
  },

  adaLinkedin: {
    provider: 'LINKEDIN',
    ...ada,
    publicId: 'ada-lovelace',
    headline: 'Writes programs for engines yet to be built',
    phone: adaPhone,
    links: ['https://www.instagram.com/ada.countess/'],
  },
  adaWhatsapp: { provider: 'WHATSAPP', ...ada, phone: adaPhone },
  adaInstagram: {
    provider: 'INSTAGRAM',
    ...ada,
    publicId: 'ada.countess',
    headline: 'Poetical science',
    links: ['https://www.linkedin.com/in/ada-lovelace'],
  },
  adaTelegram: { provider: 'TELEGRAM', ...ada, publicId: 'ada_lovelace', phone: adaPhone },

  graceLinkedin: { provider: 'LINKEDIN', ...grace, publicId: 'grace-hopper', headline: 'Rear admiral of compilers' },
  graceWhatsapp: { provider: 'WHATSAPP', ...grace, phone: gracePhone },
  graceTwitter: { provider: 'TWITTER', ...grace, publicId: 'gracehopper', headline: 'Nanoseconds, by the foot' },

  alanLinkedin: { provider: 'LINKEDIN', ...alan, publicId: 'alan-turing', headline: 'Can machines think?' },
  alanWhatsapp: { provider: 'WHATSAPP', ...alan },
  alanTelegram: { provider: 'TELEGRAM', ...alan, publicId: 'alan_turing' },

  katherineLinkedin: {
    provider: 'LINKEDIN',
    ...katherine,
    publicId: 'katherine-johnson',
    headline: 'Trajectories, by hand',
  },
  katherineMessenger: { provider: 'MESSENGER', ...katherine, publicId: 'katherine.johnson' },

  annieLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Annie',
    lastName: 'Easley',
    company: 'Centaur Energy',
    publicId: 'annie-easley',
    headline: 'Batteries and rockets',
  },
  hedyLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Hedy',
    lastName: 'Lamarr',
    company: 'Frequency Hopping',
    publicId: 'hedy-lamarr',
    headline: 'Inventor, sometimes on screen',
  },
  radiaLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Radia',
    lastName: 'Perlman',
    company: 'Spanning Tree',
    publicId: 'radia-perlman',
    headline: 'I think that I shall never see a graph more lovely',
  },
  emmyLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Emmy',
    lastName: 'Noether',
    company: 'Symmetry',
    publicId: 'emmy-noether',
    headline: 'What is conserved and why',
  },
  enginesCompany: {
    provider: 'LINKEDIN',
    kind: 'COMPANY',
    firstName: 'Analytical Engines',
    lastName: '',
    publicId: 'analytical-engines',
    headline: 'Engines that weave algebraic patterns',
  },
  lampsCompany: {
    provider: 'LINKEDIN',
    kind: 'COMPANY',
    firstName: 'Menlo Lamps',
    lastName: '',
    publicId: 'menlo-lamps',
    headline: 'Light for everybody',
  },
  // Shares the company's slug: `/in/…` and `/company/…` are two users.
  charlesLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Charles',
    lastName: 'Babbage',
    company: 'Analytical Engines',
    publicId: 'analytical-engines',
    headline: 'Difference maker',
  },
  memberLinkedin: { provider: 'LINKEDIN', ...hidden },
  unknownMemberLinkedin: { provider: 'LINKEDIN', ...hidden },
  margaretLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Margaret',
    lastName: 'Hamilton',
    company: 'Apollo Software',
    publicId: 'margaret-hamilton',
    headline: 'Coined software engineering',
  },
  barbaraLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Barbara',
    lastName: 'Liskov',
    company: 'Substitution',
    publicId: 'barbara-liskov',
    headline: 'Objects of my own type',
  },
  timLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Tim',
    lastName: 'Berners-Lee',
    company: 'Hypertext',
    publicId: 'tim-berners-lee',
    headline: 'This is for everyone',
  },
  thomasLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Thomas',
    lastName: 'Edison',
    publicId: 'thomas-edison',
    headline: 'Has blocked the team',
    refusal: 'blocked_recipient',
  },
  claudeLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Claude',
    lastName: 'Shannon',
    publicId: 'claude-shannon',
    headline: 'Out of reach',
    refusal: 'user_unreachable',
  },
  johnLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'John',
    lastName: 'von Neumann',
    publicId: 'john-von-neumann',
    headline: 'Costs more credits than there are',
    refusal: 'insufficient_credits',
  },
  donaldLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Donald',
    lastName: 'Knuth',
    publicId: 'donald-knuth',
    headline: 'Was invited a while ago',
    refusal: 'already_invited_recently',
  },
  edsgerLinkedin: {
    provider: 'LINKEDIN',
    firstName: 'Edsger',
    lastName: 'Dijkstra',
    publicId: 'edsger-dijkstra',
    headline: 'Considered unreachable for now',
    refusal: 'cannot_resend_yet',
  },

  maryWhatsapp: { provider: 'WHATSAPP', firstName: 'Mary', lastName: 'Jackson' },
  dorothyWhatsapp: { provider: 'WHATSAPP', firstName: 'Dorothy', lastName: 'Vaughan', phone: '12025550177' },
  namelessWhatsapp: { provider: 'WHATSAPP', firstName: '', lastName: '' },

  fridaInstagram: {
    provider: 'INSTAGRAM',
    firstName: 'Frida',
    lastName: 'Kahlo',
    publicId: 'frida.kahlo',
    isPrivate: true,
  },
  veraInstagram: {
    provider: 'INSTAGRAM',
    firstName: 'Vera',
    lastName: 'Rubin',
    publicId: 'vera.rubin',
    isPrivate: true,
  },
  carolineInstagram: {
    provider: 'INSTAGRAM',
    firstName: 'Caroline',
    lastName: 'Herschel',
    publicId: 'caroline.herschel',
    headline: 'Comets before breakfast',
  },

  hypatiaTelegram: { provider: 'TELEGRAM', firstName: 'Hypatia', lastName: '', publicId: 'hypatia_alex' },
  sophieTelegram: { provider: 'TELEGRAM', firstName: 'Sophie', lastName: 'Germain', phone: '33612349999' },

  jocelynTwitter: {
    provider: 'TWITTER',
    firstName: 'Jocelyn',
    lastName: 'Bell',
    publicId: 'jocelynbell',
    isPrivate: true,
  },
  lineaTwitter: { provider: 'TWITTER', firstName: 'Linea', lastName: 'Eighteen', publicId: '1815' },
  georgeMessenger: { provider: 'MESSENGER', firstName: 'George', lastName: 'Boole', publicId: 'george.boole' },
} satisfies Record<string, UserPlan>
export type CastUser = keyof typeof userPlans

/** The number of a user of the cast. */
export const castUserNumber = (name: CastUser): number => Object.keys(userPlans).indexOf(name)

const castSize = Object.keys(userPlans).length

/** Whether a user is one of the cast, of whom the generated people leave alone what is known of them. */
export const isCast = ({ number }: User): boolean => number < castSize
