# English. Every sentence begins here: what this file holds, each language must hold, with the same arguments.
# A number of things is written NUMBER($count); a choice by it names each plural form that the language has.
# Names, dishes and amounts come as they are, and keep their direction of writing to themselves.

## The language itself

# By its own name, as the switch shows it.
language-name = English
language-choice = Language

## Words of their own

skip-to-content = Skip to content
home = Home
back = Back
close = Close
done = Done
save = Save
undo = Undo
remove = Remove
cancel = Cancel
clear = Clear
understood = Understood
not-now = Not now
later = Later
reload = Reload
print = Print
you = You
# Somebody at the table who has not said a name: which one.
guest-numbered = Guest { NUMBER($number) }
add = Add
search = Search
filter = Filter
loading = Loading
quantity = Quantity
one-less = One less
one-more = One more
table-word = Table
table-named = Table { $table }
try-again = Try again
reconnect-now = Reconnect now
load-again = Load again
look-at-the-menu = Look at the menu
# A rate such as “10 %”.
percent = { $number } %
quoted = “{ $words }”

## Lists: “Mara, Leo and Ines”, “milk, eggs or nuts”, “Mara and 3 more”

list-comma = { $first }, { $next }
list-and = { $first } and { $last }
list-or = { $first } or { $last }
list-more = { NUMBER($count) } more

## Times

just-now = just now
minutes = { NUMBER($minutes) } min
hours = { NUMBER($hours) } h
hours-and-minutes = { NUMBER($hours) } h { NUMBER($minutes) } min

## Around a guest's page

menu = Menu
orders = Orders
bill = Bill
cart = Cart
payment = Payment
call-the-waiter = Call the waiter
see-the-bill = See the bill
# Read out after the number of dishes that stand ready.
badge-ready = { $count ->
    [one] ready
   *[other] ready
}
form-not-understood = Something in this form was not understood. Please try again.
form-not-understood-look = Something in this form was not understood. Please look at it and try again.
request-not-understood = Something in this request was not understood.
update-ready = An update is ready.
page-not-found = Page not found.
page-not-found-text = The page you asked for does not exist. If you scanned a code, please scan it again.

## The connection

live = Live
live-slow = Live, slow line
live-by-requests = Live, by requests
connecting = Connecting
offline = Offline
moved = Moved
signed-out = Signed out
again-in = again in { NUMBER($seconds) } s
taps-waiting = { NUMBER($count) } waiting
milliseconds = { NUMBER($count) } ms
no-connection = No connection.
no-connection-since = No connection since { $time }.
connecting-now = Connecting.
offline-last-known = No connection. You see what was last known.
offline-last-known-since = No connection since { $time }. You see what was last known.
offline-taps-kept = { $count ->
    [one] No connection. Your tap is kept and goes out by itself.
   *[other] No connection. Your { NUMBER($count) } taps are kept and go out by themselves.
}
offline-taps-open = { $count ->
    [one] No connection. Your tap goes out by itself, unless this page is closed before.
   *[other] No connection. Your { NUMBER($count) } taps go out by themselves, unless this page is closed before.
}
waits-for-the-connection = Waits for the connection
device-keeps = They are kept on this device and will be sent in order.
device-cannot-keep = This device can’t keep them: don’t close this page until they are sent.
device-cannot-keep-offline = This device can’t keep what is not sent yet: don’t close this page while it is offline.
taps-wait-for-the-connection = { $count ->
    [one] One tap waits for the connection.
   *[other] { NUMBER($count) } taps wait for the connection.
}
not-ordered = Not ordered: { $dishes }.

## What a guest hears as it happens

kitchen-has-seen = The kitchen has seen { $what }.
your-order = your order
something-for-your-table = Something for your table
ready-is = Ready: { $what }.
another-phone = Another phone
has-joined = { $name } has joined your table.
is-coming-now = { $name } is coming.
paid-thank-you = { $amount } paid. Thank you.
just-sold-out = { $dish } has just sold out. It is still in the cart.
just-costs = { $dish } in your cart costs { $now } now, not { $before }.

## Who may not be at the table

closed-title = This table is closed
closed-text = Thanks for coming! Just arrived? Scan the code on your table.
where-title = Where do you sit?
where-text = Scan the code on your table and the menu opens here, with everything your table chooses.
one-moment = One moment
one-moment-title = One moment.
waiting-text = We’ve told the staff that you are here. This page opens by itself as soon as they let you in.
waiting-not-cleared-text = The last party’s table is not cleared yet. We’ve told the staff that you are here. When it is free, scan its code once more.
read-the-menu-meanwhile = Read the menu meanwhile
look-again = Look again
thank-you = Thank you
ended-text = Thank you for coming. This is your bill to keep.
ended-text-store = Thank you for coming to { $store }. This is your bill to keep.
just-arrived = Just arrived? Scan the code on your table.

## The first step after a scan

welcome = Welcome.
welcome-text = Somebody sits at this table already. You join them.
how-many = How many are you?
how-many-optional = How many are you? (optional)
how-many-text = Your waiter sees it. Everybody with a phone scans the code and joins.
more-than = More than { NUMBER($count) }
number-of-people = Number of people
skip-this = Skip this
sit-down = Sit down
table-code = Table code
table-code-text = Four digits. Your waiter tells you, or they stand on the card on your table.
table-code-label = Four-digit table code
table-code-wrong = That is not this table’s code. Codes change from party to party: ask your waiter for the current one.
open-the-table = Open the table
move-title = Move to table { $table }?
move-text = This phone sits at table { $old }. What it has chosen there stays at table { $old }.
move-to-table = Move to table { $table }
stay-at-table = Stay at table { $table }
paid-page-title = Are you with them?
paid-title = Are you with the party that has just paid?
paid-text = If you are, a waiter lets this phone in. If you have just sat down, the table begins afresh for you.
paid-no = No, we have just sat down
paid-yes = Yes, we are together
seated-title = You sit here
seated-text = This phone sits at table { $table } already.
back-to-the-table = Back to the table
pause-title = A short pause
pause-text = There were too many tries with a wrong code. Please ask your waiter, or scan the table’s code again in a few minutes.
unknown-title = We don’t know this table
unknown-text = The code may be an old one. Please scan the code on your table again, or ask a waiter: they can open the table for you.

## On another phone

continue-elsewhere = Continue on another phone
continue-scan = Scan this with the other phone. It takes your place at the table, with all you have chosen; this phone stops.
continue-once = It works once, for five minutes.
qr-code = QR code
continue-title = Continue here?
continue-text = Your place at the table comes to this phone, with all you have chosen. The other phone stops.
continue-here = Continue on this phone
link-used-title = This link has been used
link-used-text = It works once, for five minutes. Make a new one on the other phone, or scan the code on your table.
moved-title = You continue elsewhere
moved-text = Your place at the table is on { $device } now, with all that was sent. This phone has stopped.
continue-here-instead = Continue here instead
never-sent-kept = { $count ->
    [one] One tap was never sent. It waits here until you continue on this phone.
   *[other] { NUMBER($count) } taps were never sent. They wait here until you continue on this phone.
}
never-sent-lost = { $count ->
    [one] One tap was never sent, and this phone can’t keep it.
   *[other] { NUMBER($count) } taps were never sent, and this phone can’t keep them.
}
an-iphone = an iPhone
an-ipad = an iPad
an-android-phone = an Android phone
a-mac = a Mac
a-windows-computer = a Windows computer
a-linux-computer = a Linux computer
another-device = another device

## The menu

loading-the-menu = Loading the menu
categories = Categories
allergens = Allergens
nothing-found = No dish for { $filter }
nothing-found-text = Try another word, or loosen the filter. The kitchen is glad to help, too: ring for your waiter.
show-the-whole-menu = Show the whole menu
view-cart = View cart
not-sent = not sent
not-added-count = { NUMBER($count) } not added
sold-out = Sold out
few-left = { NUMBER($count) } left
contains-list = Contains { $what }
add-dish = Add { $dish }
add-dish-again = Add { $dish }, { NUMBER($count) } in the cart
dish-added = { $dish } added to the cart.
search-the-menu = Search the menu
clear-the-search = Clear the search
filter-the-menu = Filter the menu
# Read out after the number of filters.
filters-active = { $count ->
    [one] active
   *[other] active
}
show-only = Show only
hide-dishes = Hide dishes that contain
no-dish-left = No dish is left
show-dishes = { $count ->
    [one] Show { NUMBER($count) } dish
   *[other] Show { NUMBER($count) } dishes
}
filter-summary = { $all ->
    [one] { NUMBER($shown) } of { NUMBER($all) } dishes, { $filter }
   *[other] { NUMBER($shown) } of { NUMBER($all) } dishes, { $filter }
}
show-all = Show all
without-list = without { $what }

# The fourteen allergens of Regulation (EU) 1169/2011, in its own words for each language.
allergen-gluten = Gluten
allergen-crustaceans = Crustaceans
allergen-eggs = Eggs
allergen-fish = Fish
allergen-peanuts = Peanuts
allergen-soybeans = Soy
allergen-milk = Milk
allergen-nuts = Nuts
allergen-celery = Celery
allergen-mustard = Mustard
allergen-sesame = Sesame
allergen-sulphites = Sulphites
allergen-lupin = Lupin
allergen-molluscs = Molluscs
tag-vegetarian = Vegetarian
tag-vegan = Vegan
tag-gluten-free = Gluten-free
tag-spicy = Spicy
tag-signature = House favourite
tag-new = New
allergy = Allergy

## A dish

waiter-lets-you-in = A waiter will let you in in a moment
quantity-range = 1 to { NUMBER($max) }
shorten-note = Please shorten your note
added-to-the-cart = Added to the cart.
any-requests = Any requests?
note-example = Sauce on the side, please
note-allergies = For allergies, please tell your waiter as well.
note-too-long = A note has room for { NUMBER($most) } characters: { NUMBER($over) } too many.
name-too-long = A name has room for { NUMBER($most) } characters: { NUMBER($over) } too many.
reason-too-long = A reason has room for { NUMBER($most) } characters: { NUMBER($over) } too many.
contains-none = Contains none of the fourteen allergens.
contains-sentence = Contains { $what }.
contains-also = With your choices also { $what }.
free-of = Free of { $what }
contains-free-of = Contains { $adds }, free of { $removes }
if-you-like = If you like
as-you-like = As you like
up-to = Up to { NUMBER($max) }
choose-exactly = Choose { NUMBER($count) }
from-to = { NUMBER($min) } to { NUMBER($max) }
service-added = { $rate } service is added to the bill.
service-added-from = { $rate } service is added for parties of { NUMBER($covers) } or more.

## The cart

your-tables-cart = Your table’s cart
cart-items = { $count ->
    [one] { NUMBER($count) } item
   *[other] { NUMBER($count) } items
}
nothing-chosen = Nothing chosen yet
nothing-chosen-text = Whatever anyone at the table adds appears here, in their colour. Nothing goes to the kitchen until someone presses send.
for-the-table = For the table
remove-dish = Remove { $dish }
one-less-dish = One less { $dish }
one-more-dish = One more { $dish }
quantity-of = Quantity of { $dish }
dish-removed = { $dish } removed
not-added = Not added
dish-unnamed = Dish
# The way on after a refusal: as many as are left.
take-so-many = Take { NUMBER($count) }
add-so-many = Add { NUMBER($count) }
send-mine = Send mine
send-to-the-kitchen = Send to the kitchen
send-for-the-table = Send for the table
cancel-for-free = You can cancel for free until the kitchen has seen it.
sent-without-connection = No connection. It goes to the kitchen by itself as soon as there is one.
sent-to-the-kitchen = Sent to the kitchen.
advice-price-changed = Nothing was sent. The button shows the new price; send again if that is all right.
advice-sold-out = Nothing was sent. Remove it, then send the rest.
advice-needs-waiter = Your waiter has been called. Everything stays in the cart until they send it.
advice-unknown-product = Nothing was sent. Remove it and choose another dish.
advice-only-left = Nothing was sent. Order fewer, then send again.
advice-nothing-sent = Nothing was sent.
advice-still-in-cart = Your dishes are still in the cart.
they-chose-it = { $names } chose it.
they-chose-it-ask = { $names } chose it: ask them to remove it.

## Orders

nothing-ordered = Nothing ordered yet
nothing-ordered-text = Once you send your first dish you can follow it here, from the pan to the table.
about-time = About { $time }
about-minutes = About { NUMBER($minutes) } min
soon = Soon
running-late = Running late
expected-around-then = Expected around then:
waiting-for-the-kitchen-list = Waiting for the kitchen:
any-moment-now = Any moment now:
kitchen-knows = The kitchen knows:
ready-now = Ready now: { $what }.
ready-waiter-brings = Ready: { $what }. Your waiter brings it to your table.
not-sent-yet-portions = { $count ->
    [one] { NUMBER($count) } not sent yet
   *[other] { NUMBER($count) } not sent yet
}
kitchen-does-not-know = The kitchen does not know about these
# Each is followed by the time, or by how long ago.
sent-by-you = sent by you,
sent-by = sent by { $name },
served-at = served
cancelled-at = cancelled
order-number = no. { $number }
order-not-sent = not sent yet
first-round = First round
second-round = Second round
third-round = Third round
round-number = Round { NUMBER($number) }
dishes = { $count ->
    [one] { NUMBER($count) } dish
   *[other] { NUMBER($count) } dishes
}
for-you = For you
for-guest = For { $name }
step-sent = Sent
step-seen = Seen
step-preparing = Preparing
step-ready = Ready
step-served = Served
not-sent-yet = Not sent yet
held = Later
any-moment = Any moment
cancelled = Cancelled
cancelled-not-billed = Cancelled. It is not on your bill.
cancelled-not-billed-at = Cancelled ({ $time }). It is not on your bill.
kept-on-this-phone = Kept on this phone. It goes to the kitchen by itself.
goes-by-itself = It goes to the kitchen by itself, unless this page is closed before.
waiting-for-the-kitchen = Waiting for the kitchen
being-prepared = Being prepared
seen-by = Seen by { $name }
need-a-change = Need a change? Ask your waiter
dish-cancelled = { $dish } cancelled.
cancel-dish = Cancel { $dish }

## The bill

nothing-to-pay = Nothing to pay
nothing-to-pay-text = Dishes appear here when they are sent to the kitchen, with everyone’s share.
on-the-house = Nothing to pay: these are on the house.
updates-as-you-order = Updates as you order.
you-asked-for-the-bill = You asked for the bill at { $time }
asked-for-the-bill = { $name } asked for the bill at { $time }
bill-on-its-way = The bill is on its way
saw-the-call = { $name } saw it at { $time } and is on the way with the terminal.
waiter-shortly = Your waiter will be with you shortly. You can still order; we’ll update the bill.
paid-in-full = Paid in full
paid-in-full-at = Paid in full at { $time }
paid-come-back = { $amount }. Thank you, and come back soon.
how-to-pay = How to pay
pay-at-the-table = At the table
pay-at-the-table-text = Ask for the bill; your waiter comes with the card terminal, or takes cash. You can split it any way you like.
pay-separately = Paying separately?
pay-separately-text = Tell your waiter your name: everyone’s dishes are on the bill under theirs.
tips = Tips
tips-service-text = Welcome, never expected. Service is already included.
tips-text = Welcome, never expected.
ask-again = Ask again
ask-for-the-bill = Ask for the bill
covers = { $count ->
    [one] { NUMBER($count) } cover
   *[other] { NUMBER($count) } covers
}
not-a-receipt = not a receipt
left-to-pay = Left to pay
service-rate = Service { $rate }
tips-thank-you = Tips, thank you
dishes-and-drinks = Dishes and drinks
total = Total
# Each is followed by the time, or by how long ago.
paid-in-cash = Paid in cash,
paid-by-card = Paid by card,
tax-by-rate = Tax included, by rate
tax-included = Tax included
net = Net
tax = Tax

## Calling for somebody

what-can-we-bring = What can we bring you?
call-waiter = Waiter
call-water = Water
call-bill = The bill
call-asked = Asked
is-coming = { $name } is coming
waiter-told = Your waiter has been told.
told-waiter = We’ve told your waiter.
told-water = Water: we’ve told your waiter.
told-bill = The bill: we’ve told your waiter.
waiting-banner = A waiter will let you in in a moment. Read the menu meanwhile.

## The people at the table

at-this-table = At this table
at-this-table-list = At this table: { $names }
your-name = Your name
table-knows-your-name = The table knows your name.
good-evening = Buonasera.
tell-who-you-are = Tell the table who you are, so we know who ordered what.
one-is-here = { $name } is already here. Say who you are, so we know who ordered what.
others-are-here = { $names } are already here. Say who you are, so we know who ordered what.

## The front door

front-title = Comanda · a restaurant’s floor in real time
staff = Staff
sign-in = Sign in
front-foot = Comanda, one binary for the whole floor.
no-restaurant = No restaurant set up yet
no-restaurant-run = Run { $command } on the server for one to try, then load this page again.
the-floor = The floor
the-kitchen = The kitchen
guests-scan = Guests: scan the code on your table. It opens the menu right there.
hero-start = Every table, every ticket,
hero-end = one truth.
hero-text = Comanda runs a restaurant’s floor in real time: guests order on their phones, waiters work from tablets, the kitchen from wall displays, and every screen shows the same thing within a blink.
hero-skeleton-title = Every table, every ticket
hero-skeleton-text = Comanda runs a restaurant’s floor in real time.
open-the-rooms = Open the three rooms
pins-and-qr = PINs and QR
slip-described = An order slip: table 7, three dishes and a wine, each with its live state
slip-foot = the same slip on every screen
slip-large = Large
slip-salad = Medium rare, salad
slip-glass = By the glass
slip-spoons = Two spoons
step-into-a-room = Step into a room
demo-lead = This is a demo restaurant, { $store }. Try anything; you can’t break it.
guests-phone = The guest’s phone
sit-down-at = Sit down at table { $table }
table-is-free = Table { $table } is free. Read the menu, fill a cart together, send it, follow every dish to the table.
waiters-tablet = The waiter’s tablet
waiters-tablet-text = The floor as it stands, coloured by what each table needs. Take orders in three taps, answer calls, close bills.
open-the-floor = Open the floor
kitchens-wall = The kitchen’s wall
kitchens-wall-text = Tickets oldest first, timers you can read from three metres, bumped by a tap or a number key.
open-the-kitchen = Open the kitchen
demo-keys = Keys of the demo
demo-name = Name
demo-works-as = Works as
demo-pin = PIN
qr-code-of-table = QR code of table { $table }
only-this-computer = Only this computer can open it
only-this-computer-run = For phones in the same network, start Comanda with { $command } or { $other }.
scan-with-your-phone = Scan it with your phone
scan-with-your-phone-text = A phone in the same network sits down at table { $table }, next to you. Several phones share one cart.
open-one-more-phone = Or open one more phone here
demo-why = You see this page because this is a demo install. A real restaurant’s front door is its sign-in.

## How the device is painted

theme-system = Theme: as this device
theme-light = Theme: light
theme-dark = Theme: dark
theme-kitchen = Theme: kitchen

## Before the program runs, or where it does not

browser-too-old = This browser is too old for Comanda
browser-update = Please update this browser, or open this address in another one.
browser-needs = Comanda needs Chrome 119, Firefox 128 or Safari 17 (iOS 17), or a newer one.
browser-waiter = Your waiter takes your order, too.
page-stands-still = This page does not move by itself. Its buttons work; load it again to see what is new.
screen-stands-still = This screen is not running
screen-stands-still-text = It shows nothing new, and its buttons do nothing.
screen-stands-still-help = Load it again. If that does not help, update this browser, allow it WebAssembly (an iPad’s Lockdown Mode does not), or use another screen.

## What the rules refuse: one sentence for each code

refused-unknown-table = We don't know this table. Please scan the code on the table again, or ask a waiter.
refused-unknown-session = We can't find this table's session. Please scan the code on the table again.
refused-table-closed = This table has been closed. Scan the code on the table to start again.
refused-table-occupied = This table is already taken.
refused-party-has-paid = The party at this table has just paid. Please say whether you are with them.
refused-table-not-cleared = This phone says it is a new party. Close the table first; then it scans the code again.
refused-awaiting-approval = A waiter will let you in in a moment.
refused-not-awaiting-approval = This table isn't waiting for approval.
refused-table-code-needed = Please enter the four-digit code your waiter gave you.
refused-wrong-table-code = That is not this table's code. Please ask your waiter for the current one.
refused-table-full = This table already has { NUMBER($max) } phones. Please ask a waiter.
refused-invalid-covers = Covers must be between 1 and { NUMBER($max) }.
refused-not-allowed = You are not allowed to do this here.
refused-not-yours = This belongs to somebody else at the table.
refused-unknown-guest = We don't know this guest at this table.
refused-invalid-name = A name has 1 to { NUMBER($max) } characters.
refused-unknown-product = This is not on the menu any more.
refused-unknown-product-named = { $dish } is not on the menu any more.
refused-unknown-modifier = { $dish } doesn't come with that option.
refused-choose-one = Please choose one of “{ $group }”.
refused-choose-exactly = Please choose { NUMBER($count) } of “{ $group }”.
refused-choose-at-least = Please choose at least { NUMBER($count) } of “{ $group }”.
refused-choose-at-most = Please choose at most { NUMBER($count) } of “{ $group }”.
refused-choose-one-dish = { $dish }: please choose one of “{ $group }”.
refused-choose-exactly-dish = { $dish }: please choose { NUMBER($count) } of “{ $group }”.
refused-choose-at-least-dish = { $dish }: please choose at least { NUMBER($count) } of “{ $group }”.
refused-choose-at-most-dish = { $dish }: please choose at most { NUMBER($count) } of “{ $group }”.
refused-sold-out = { $dish } is sold out.
refused-only-left = { $left ->
    [one] Only { NUMBER($left) } of { $dish } left.
   *[other] Only { NUMBER($left) } of { $dish } left.
}
refused-invalid-quantity = A quantity is between 1 and { NUMBER($max) }.
refused-note-too-long = A note has at most { NUMBER($max) } characters.
refused-unknown-line = This line is no longer in the cart.
refused-cart-full = The cart is full ({ NUMBER($max) } lines). Send it before adding more.
refused-nothing-to-send = There is nothing to send yet.
refused-price-changed = The price has changed: it is now { $now }, not { $expected }.
refused-needs-waiter = That is a large order. Please call a waiter, who looks at it with you and sends it.
refused-needs-waiter-portions = That is a large order (more than { NUMBER($portions) } dishes). Please call a waiter, who looks at it with you and sends it.
refused-needs-waiter-total = That is a large order (more than { $total }). Please call a waiter, who looks at it with you and sends it.
refused-needs-waiter-both = That is a large order (more than { NUMBER($portions) } dishes, or more than { $total }). Please call a waiter, who looks at it with you and sends it.
refused-already-exists = This was created before.
refused-too-many = This table has reached its limit of { NUMBER($max) } { $what ->
    [orders] orders
    [items] items
    [calls] calls
    [payments] payments
   *[recalls] recalls
}. Please ask a waiter to start a new one.
refused-too-many-calls = { $max ->
    [one] You have called { NUMBER($max) } times. Please ask a waiter in person.
   *[other] You have called { NUMBER($max) } times. Please ask a waiter in person.
}
refused-unknown-ticket = We can't find this ticket.
refused-unknown-item = We can't find this item.
refused-already = This is already { $state ->
    [seen] seen
    [started] started
    [ready] ready
    [on-the-board] on the board
    [bumped] bumped
    [taken-back] taken back
    [open] open
    [cancelled] cancelled
    [waiting] waiting for somebody
   *[done] done
}.
refused-too-late-to-cancel = The kitchen has seen this already. It can't be cancelled here any more.
refused-too-late-to-undo = It is too late to undo this.
refused-nothing-to-serve = Nothing here is ready to serve.
refused-unknown-call = This call has been answered already.
refused-already-called = You have already called for this; somebody is on the way.
refused-nothing-to-pay = There is nothing to pay.
refused-paid-in-full = The bill is paid in full.
refused-balance-changed = The bill has changed: { $remaining } is left to pay now. Nothing was booked.
refused-invalid-part = A bill is split into 2 to { NUMBER($max) } parts.
refused-unknown-payment = We can't find this payment.
refused-too-late-to-void = It is too late to take this payment back yourself. A manager can.
refused-amount-not-positive = An amount must be more than zero.
refused-amount-too-large = That is more than what is left to pay ({ $remaining }).
refused-invalid-tip = A tip can't be negative or more than { $max }.
refused-tendered-too-little = The cash given is less than the amount to pay.
refused-paid-already = { $paid } has been paid already. A manager has to give the money back first.
refused-balance-due = { $remaining } is still to pay.
refused-cart-not-empty = Something in the cart has not been sent. Send or remove it first.
refused-not-served = { $count ->
    [one] One dish has not been served yet.
   *[other] { NUMBER($count) } dishes have not been served yet.
}
refused-too-late-to-reopen = It is too late to take this back. A manager can reopen the table.
refused-wrong-currency = This store counts in { $store }, not in { $given }.
refused-reason-needed = Please say why (at most { NUMBER($max) } characters).
refused-field-missing = { $what }: please fill this in.
refused-field-not-understood = { $what }: please write a number.
refused-field-too-long = { $what }: at most { NUMBER($max) } characters.
refused-field-below-zero = { $what }: this can’t be below zero.
refused-field-too-low = { $what }: this must be at least { NUMBER($min) }.
refused-field-too-high = { $what }: this must be at most { NUMBER($max) }.
refused-field-price = { $what }: this price is too high.
refused-field-unknown = { $what }: this does not exist any more. Please choose another.
refused-field-repeated = { $what }: the same is there twice.
refused-field-too-few-options = { $what }: this asks for { NUMBER($min) }, more than it offers.
refused-field-too-many-defaults = { $what }: at most { NUMBER($max) } can be chosen from the start.
refused-field-nested = { $what }: what a choice opens can’t open another.
refused-changed-meanwhile = { $what } was changed by somebody else meanwhile. Please look at it again before you change it.
refused-too-many-menu = { $what ->
    [edits] At most { NUMBER($max) } changes can be made at once.
    [options] A group has at most { NUMBER($max) } options.
   *[parts] There are { NUMBER($max) } of these already, more than Comanda keeps.
}
office-field = { $field ->
   *[name] Name
    [description] Description
    [hint] Note
    [price] Price
    [category] Category
    [station] Station
    [tax-class] Tax class
    [allergens] Allergens
    [tags] Marks
    [groups] Choices
    [options] Options
    [picture] Picture
    [prep-minutes] Preparation time
    [position] Place
    [archived] On the menu
    [min] At least
    [max] At most
    [rates] Tax rate
    [warn-minutes] Due after
    [late-minutes] Late after
    [tagline] Tagline
    [address] Address
    [locale] Language
    [time-zone] Time zone
    [day-ends-hour] The business day ends at
    [seating] How guests are seated
    [service] Service charge
    [unseen] Limit on what nobody has seen
}

## What goes wrong on the way

fault-key-reused = This was sent before with other contents. Please try again.
fault-unauthenticated = Please sign in, or scan the code on the table again.
fault-replaced = You continue on { $device }. This device has stopped.
fault-forbidden = You are not allowed to see this.
fault-not-found = We couldn't find this.
fault-rate-limited = That was a lot at once. Please wait { NUMBER($seconds) } s and try again.
fault-wrong-pin = { $tries ->
    [0] Wrong PIN. No tries left.
    [one] Wrong PIN. One try left.
   *[other] Wrong PIN. { NUMBER($tries) } tries left.
}
fault-locked = Too many wrong PINs. Sign-in for this person opens again in a while; a manager can help.
fault-wrong-enrolment-code = That code is not valid any more. Ask a manager for a new one.
fault-unavailable = Comanda can't save right now. Nothing was lost; please try again in a moment.
fault-internal = Something went wrong on our side. Nothing was changed.
unreachable = No connection. Nothing was lost; we keep trying.
garbled = The answer was not understood. Please try again.
fault-nul-characters = Text can't contain invisible NUL characters.
fault-tapped-too-long-ago = This was tapped more than a week ago, too long for Comanda to know whether it was taken. Please look at the table and tap it again. If it was just now, this device's clock is wrong: please set it.
fault-unknown-place = This page can't be found any more. Please start from the top.
fault-own-access = Nobody ends their own access. Another manager can.
fault-device-name = Give this screen a name of 1 to { NUMBER($max) } characters.
fault-pin-digits = A PIN has { NUMBER($min) } to { NUMBER($max) } digits.
fault-too-large = That is too large: at most { NUMBER($max) } KiB.
fault-speaks-websocket = This address speaks websocket.
page-not-drawn = This page could not be drawn. Please load it again.

## How a table stands

table-free = Free
table-approval = Waiting to join
table-seated = Seated
table-ordering = Ordering
table-waiting = Waiting
table-ready = Ready to serve
table-bill-asked = Wants the bill
table-paying = Paying

## The office

office = Office
office-settings = Settings
office-settings-title = Settings · Office
office-settings-saved = Settings saved
office-house = The house
office-guests = Guests
office-open-by-scan = The scan opens the table
office-staff-approves = A waiter lets them in
office-table-code = With the table’s code of four digits
office-service-percent = Service charge, percent
office-service-from = Service charge from so many guests
office-unseen-portions = Dishes guests may send unseen (empty: no limit)
office-unseen-total = Amount guests may send unseen (empty: no limit)
office-parts = Choices, stations, taxes
office-parts-title = Choices, stations, taxes · Office
office-groups = Choices
office-stations = Stations
office-tax-classes = Tax classes
office-add = Add
office-rate-here = Tax eaten here, percent
office-rate-away = Tax taken away, percent
office-add-option = Add an option
office-option-name = Name of the option
office-option-price = Price difference of { $what }
office-option-default = { $what } is chosen from the start
office-option-remove = Remove { $what }
office-from-the-start = From the start
office-title = Menu · Office
office-menu = Edit the menu
office-floor = Floor
office-sign-in = Sign in to the office
office-sign-in-text = The office is for managers and owners.
office-lost = What others change does not arrive. What you save is kept and sent later.
office-find = Find a dish
office-new-dish = New dish
office-new-heading = New heading
office-heading-name = Name of the heading
office-rename = Rename { $what }
office-archived = { $count ->
    [one] Off the menu: { NUMBER($count) } dish
   *[other] Off the menu: { NUMBER($count) } dishes
}
office-up = Move { $what } up
office-down = Move { $what } down
office-moved = { $what } moved
office-saved = { $what } saved
office-added = { $what } added
office-taken-off = { $what } is off the menu
office-brought-back = { $what } is on the menu again
office-take-off = Take off the menu
office-bring-back = Put back on the menu
office-dish = Dish
office-choose = Choose a dish
office-choose-text = What you save is on every phone at once.
office-not-there = This dish does not exist.
office-please-choose = Please choose
office-preview = As guests see it
office-prices = Change prices
office-prices-percent = By how many percent
office-prices-of = Of
office-prices-all = The whole menu
office-prices-round = Rounded to
office-prices-preview = Old and new prices
office-prices-apply = { $count ->
    [0] Nothing to change
    [one] Change { NUMBER($count) } price
   *[other] Change { NUMBER($count) } prices
}
office-prices-changed = { $count ->
    [one] { NUMBER($count) } price changed
   *[other] { NUMBER($count) } prices changed
}

## The way in

gate-waiter = Sign in to wait tables
gate-waiter-text = This tablet needs a waiter’s PIN.
gate-sign-in = Sign in
