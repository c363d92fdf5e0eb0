import { readDialogue } from './dialogue.ts'

export const sales = [
  `< Hi {owner}, I saw your talk about {product}. Do you also work with teams of our size? We are about forty people in {city}.
   > Hi {other}, thanks for writing! Yes, most of our customers are between twenty and two hundred people.
   < Good to hear. What would it cost us, roughly?
   > For forty seats it comes to {amount} a month, and the first month is on us.
   < That is within what we planned. Could you show it to my colleague too?
   > Gladly. Does {day} at {time} work for both of you?
   < {day} works, please send an invitation to both of us.
   > Done. I added a short agenda so that half an hour is enough.`,
  `> Hello {other}, congratulations on the new office in {city}! Is {company} still comparing tools for {product}?
   < Thank you! We are, though the decision moved to next quarter.
   > Understood. Would a written comparison help you in the meantime?
   < It would, especially how you differ when it comes to data retention.
   > I will write that up and send it by {day}.
   < Perfect. Our legal team will also want the processing agreement.
   > Attached to the same mail then, in its current version.
   < Much appreciated, {owner}.`,
  `< We went through the proposal. Two questions: is support in the price, and can we start with one team?
   > Support is included on working days, and starting with one team is what I would suggest anyway.
   < Then the only thing left is the notice period. Three months is long for us.
   > I can make it one month for the first year.
   < That settles it. Who signs on your side?
   > I do. You get the document for signature this afternoon.
   < Signed. Looking forward to working with you!
   > Welcome aboard, {other}! The kick-off is on {day} at {time}.`,
  `> Hi {other}, how did the first weeks with {product} go?
   < Better than expected, the team in {city} uses it every day.
   > That is lovely to read. Is there anything that gets in their way?
   < Exports. They need a spreadsheet every Monday and somebody does it by hand.
   > There is a scheduled export since last week, I can switch it on for you.
   < Please do. And the invoice for this month shows {amount}, is that with the new seats?
   > Exactly, six seats were added on {day}.
   < Then all is clear. Thanks, {owner}.`,
].map(readDialogue)

export const partnership = [
  `> Hi {other}, we both seem to serve architects in {city}. Shall we compare notes?
   < Good idea, I was about to ask the same.
   > We could start small: we mention you in our guide, you mention us in yours.
   < Agreed. I would also like to do a joint workshop in spring.
   > Count me in. Thirty people would be a good size.
   < {company} can host. We have a room for forty.
   > Wonderful. I will draft the programme until {day}.
   < And I will ask for the room. Talk to you on {day}!`,
  `< {owner}, the integration with {product} is ready on our side.
   > That was quick! Where can we try it?
   < On the staging server, credentials come in a separate message.
   > Got them. Logging in works, but the first sync stops half way.
   < Do you see an error at the end of the log?
   > It says that the token has expired after ten minutes.
   < Ah, that is our test setting. Try again now, please.
   > Runs through. Let's announce it on {day}.`,
  `< Would {company} and you like to share a stand at the fair in {city}?
   > Perhaps. What does a stand cost this year?
   < {amount} for twelve square metres, which we would split.
   > That is fair. Do we get the corner near the entrance again?
   < I asked for it. They decide by {day}.
   > Then reserve it for both of us, I will clear the budget.
   < Reserved. I still need your logo as a vector file.
   > On its way. Thanks for organising this, {other}!`,
].map(readDialogue)

export const hiring = [
  `> Hello {other}, your work on {product} caught my eye. Are you open to hearing about a role with us in {city}?
   < Hi {owner}, thanks! I am not actively looking, but I am curious.
   > It is a senior position in a team of five, remote if you like, with {amount} as a starting point.
   < That sounds interesting. What would the first months look like?
   > You would take over the search service, which nobody owns at the moment.
   < I like that kind of problem. Could we talk on {day}?
   > {day} at {time} is free. I will send you a link.
   < Perfect, talk to you then.`,
  `< Good morning {owner}, I applied for the design position last week. Did my portfolio reach you?
   > Good morning {other}, it did, and the team liked the museum project a lot.
   < That makes me happy. What happens next?
   > A conversation of forty-five minutes with two of us, and then a half day together.
   < Great. I am free every afternoon except {day}.
   > Then let's take the day after, at {time}.
   < Confirmed. Should I prepare anything?
   > Bring one project that went wrong. We will do the same.`,
  `> {other}, would you give us a reference for your former colleague? It takes ten minutes.
   < With pleasure. She was the best thing that happened to {company}.
   > Lovely. What should we know about working with her?
   < She asks until she has understood, and then she is faster than everybody.
   > And where did she need help?
   < In saying no. Give her a manager who does it for her.
   > That is very helpful, thank you.
   < Any time. Greet her from all of us in {city}!`,
].map(readDialogue)

export const support = [
  `< Hello, my order has not arrived yet. It was due on {day}.
   > Hello {other}, I am sorry about that. Could you give me the order number?
   < It is 48-1107, in my name.
   > Thank you. The parcel is held at the depot in {city}, there was no name on the bell.
   < Right, we have just moved. Can they try again?
   > They can, on {day} between ten and two. Does that suit you?
   < Yes, somebody will be at home.
   > Wonderful, I arranged it. Write to me if anything is odd.`,
  `< Since this morning I cannot log in any more. It says that my account is locked.
   > I see it, {other}: five attempts with a wrong password at {time}. Was that you?
   < Ah. That was probably my daughter.
   > That happens! I unlocked it, please choose a new password.
   < It works again. Thank you!
   > You're welcome. Shall I switch on the second factor for you?
   < Yes please, that would calm me down.
   > Done, you will be asked for a code at the next login.`,
  `< Hi, the invoice from {day} shows {amount}, we had agreed on less.
   > Let me look. You are right, the discount is missing.
   < Can you correct it before our books close?
   > The corrected one has just been sent to your accounting.
   < They have it. That was fast.
   > I also made sure that it does not happen next month.
   < Thank you {owner}, have a nice week.
   > You too, {other}!`,
  `< Does {product} also come in green?
   > It does from next month on, and you can reserve it today.
   < Then please put two aside for me.
   > Two in green, reserved for {other}. Shall we ship them or do you come by?
   < I will come by, I am in {city} on {day} anyway.
   > We are open until {time}.
   < See you then!
   > See you, {other}.`,
].map(readDialogue)
