/** What people and groups of the world are called; ASCII, so that a name in small letters is its sort name. */
export const firstNames = words(`
  Abigail Adrian Agnes Ahmed Aisha Albert Alma Amara Andrea Anton Astrid Beatriz Bruno Carla Cedric Chiara Dagmar Daniel
  Diego Elena Elias Emma Erik Fatima Felix Flora Gabriel Greta Hana Hugo Ibrahim Ines Ivan Jasmin Jonas Julia Karim Kira
  Lars Leila Louis Lucia Magnus Maria Marek Mina Nadia Niels Nora Oscar Paula Pedro Priya Rafael Rosa Samir Selma Simon
  Sofia Tariq Thea Tomas Vera Yusuf`)

/** Last names are a beginning and an ending. */
export const nameBeginnings = words(`
  Ander Berg Blom Brand Carl Cole Dahl Drei Eber Eis Falk Feld Frei Gold Graf Gros Hage Hall Hart Heim Hoff Holm Jans
  Kauf Kest Klein Koch Lang Lars Lind Loh Lund Mark Meer Mond Neu Nord Ober Olm Oster Pal Pauls Reich Ring Ros Roth
  Sand Schon Silber Sol Stein Stern Strand Sund Tann Thor Vold Wald Weber Wester Wind Winter Wolf Zim`)
export const nameEndings = words(`
  a ach ahl and aro bach beck berg blad bro burg by dahl dal dorf e er feld felt gaard gren hart haus heim holm hus
  kamp land ler lund man mann mark meyer ner quist rud sen sjo son stad stein strand strom thal trup um us vall vik
  wald ward wig wood`)
export const occupations = words(`
  Accountant Architect Biologist Buyer Chemist Composer Consultant Designer Developer Director Economist Editor Engineer
  Founder Geologist Historian Journalist Lawyer Librarian Manager Mathematician Nurse Physicist Pilot Recruiter
  Researcher Salesperson Statistician Teacher Translator Writer Zoologist`)

export const topics = words(`
  Alumni Astronomy Badminton Biking Books Budget Chess Choir Climbing Coffee Cooking Crew Design Dinner Engineering
  Family Festival Football Friends Garden Hackathon Hiking History Launch Market Moving Music Neighbours Photography
  Poker Reading Running`)

/** Something to say in a chat, of the length that messages have. */
export const sayings = [
  'Thanks, that is just what I needed.',
  'Could you send me the slides from yesterday before the meeting starts?',
  'Yes',
  'I will be ten minutes late, please begin without me. The train stands at the bridge again.',
  'See you on Thursday then!',
  'Which of the two offers did they take in the end? I have heard both.',
  'Happy birthday! All the best for the new year, and let us meet soon.',
  'ok, done',
]

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
