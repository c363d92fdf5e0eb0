import { readDialogue } from './dialogue.ts'

export const friends = [
  `< Are you coming on {day}? We are eight so far.
   > I am! What can I bring?
   < Something sweet, everybody brings salad.
   > Then it will be the lemon cake again.
   < You are the best 🍋
   > Is {time} still right?
   < A bit later, the oven is slow. Say half an hour.
   > Perfect, that gives me time for the icing.`,
  `> I am in {city} until {day}, do you have time for a coffee?
   < For you always. Same place as last time?
   > The one with the terrible chairs? Yes please.
   < 😂 exactly that one. At {time}?
   > Make it ten minutes later, my train is never on time.
   < Noted. I have so much to tell you.
   > Good things, I hope!
   < Mostly! You'll see.`,
  `< How was the marathon??
   > Long. But I finished, under four hours!
   < Wow, congratulations! I could not even watch that long.
   > My knees agree with you. I walk down stairs backwards now.
   < Take a bath and a week off.
   > Planned. Climbing on {day} instead?
   < That is not a week off, {owner}.
   > It is for the knees 😄`,
  `> Did you see the flat in the end?
   < Yes! Bright, quiet, and {amount} cheaper than ours.
   > So when do you move?
   < If they choose us, in the first week of the month.
   > I can help with the van, I still have it until {day}.
   < You would save us. There is pizza in it for you.
   > I would have come without pizza. But now I insist.
   < Deal 🍕`,
].map(readDialogue)

export const club = [
  `< Who is in for {day}? The hall opens at {time}.
   < Me! And I bring somebody who has never climbed.
   > In as well. I have two spare pairs of shoes, 39 and 42.
   < 42 would be great.
   < I cannot make it this week, my shoulder is still angry.
   > Get well! We will send pictures to make you jealous.
   < That's mean. And please do.
   < Reserved for five people, see you at the entrance.`,
  `< The weather for {day} looks good. Hike from {city}?
   > Yes please. The long way or the short way?
   < Long, we took the short one last time.
   < I would join, if we are back before dark.
   > With a start at {time} we are back by five.
   < I take care of the train tickets, {amount} for all of us.
   < Thanks! I will bring tea for everybody.
   > And I bring the map that nobody reads.`,
  `< Reminder: the room needs to be paid by {day}.
   > Sent mine this morning.
   < Mine too. How much is missing?
   < {amount}, three people have not paid yet.
   < Ah, one of them is me. Done now!
   > Who writes to the other two?
   < I will. Same procedure as every year.
   < Thanks for taking care of this 💛`,
].map(readDialogue)

export const crew = [
  `< Release of {product} is planned for {day}, is anything still open?
   > The migration has been tested twice, that part is fine.
   < Docs are missing the new settings, I finish them today.
   < And the translations for {city} came back with questions.
   > I will answer those before lunch.
   < Then freeze at {time}?
   > Freeze at {time}. Shout if you need longer.
   < 👍 from me.`,
  `< The dashboard shows a spike since {time}, does anybody know why?
   > That is the import of {company}, they sent everything at once.
   < Should we slow them down?
   > No, the queue drains. It will be over in twenty minutes.
   < Seeing it go down now.
   < Let's write that down for the next big customer.
   > I add it to the handbook.
   < And maybe a limit in the first week. I open a ticket.`,
  `< Minutes of today: we go with the second design, {company} reviews it by {day}.
   > Thank you for writing. I missed the part about the budget.
   < {amount} for this phase, the rest after the review.
   < I think that was {amount} plus travel.
   > Travel to {city} comes on top, right. I put that into the sheet.
   < Who tells the agency?
   > I do, I talk to them at {time} anyway.
   < Great, then see you all on {day}.`,
].map(readDialogue)

export const announcements = [
  `< This week: opening hours change from {day} on, we now close at {time}.
   < New in the catalogue: {product}, made in {city}.
   < Our spring workshop is fully booked. A second date follows.
   < Maintenance on {day} at {time}. Expect ten minutes without service.
   < Thank you for a thousand readers! The next issue is about {city}.
   < {company} joins us as a partner. More about that on {day}.
   < The recording of the last session is online for all members.
   < Save the date: the yearly meeting takes place in {city}.`,
].map(readDialogue)

export const adverts = [
  `< {company} invites you: see how {product} saves your team a day a week.
   < Last seats for the free webinar on {day} at {time}. Register in one click.
   < Professionals like you save up to {amount} a year with {product}.
   < You are in the closer selection for our programme in {city}. Apply until {day}.
   < A gift for you: one month of {product} at no cost.
   < How does {company} compare? Download the report and find out.
   < Only until {day}: {product} for teams at half the price.
   < Still undecided? Talk to one of our advisers at {time}.`,
].map(readDialogue)
