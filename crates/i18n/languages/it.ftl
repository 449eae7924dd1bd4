# Italiano. Si dà del tu, frasi brevi; gli argomenti sono gli stessi di en.ftl.

## La lingua

language-name = Italiano
language-choice = Lingua

## Parole a sé

skip-to-content = Vai al contenuto
home = Inizio
back = Indietro
close = Chiudi
done = Fatto
save = Salva
undo = Annulla
remove = Togli
cancel = Annulla
clear = Azzera
understood = Ho capito
not-now = Non ora
later = Più tardi
reload = Ricarica
print = Stampa
you = Tu
guest-numbered = Ospite { NUMBER($number) }
add = Aggiungi
search = Cerca
filter = Filtra
loading = Caricamento
quantity = Quantità
one-less = Uno in meno
one-more = Uno in più
table-word = Tavolo
table-named = Tavolo { $table }
try-again = Riprova
reconnect-now = Riconnetti ora
load-again = Ricarica
look-at-the-menu = Guarda il menu
percent = { $number } %
quoted = «{ $words }»

## Elenchi

list-comma = { $first }, { $next }
list-and = { $first } e { $last }
list-or = { $first } o { $last }
list-more = { $count ->
    [one] un altro
   *[other] altri { NUMBER($count) }
}

## Tempi

just-now = adesso
minutes = { NUMBER($minutes) } min
hours = { NUMBER($hours) } h
hours-and-minutes = { NUMBER($hours) } h { NUMBER($minutes) } min

## Intorno alle pagine dell'ospite

menu = Menu
orders = Ordini
bill = Conto
cart = Carrello
payment = Pagamento
call-the-waiter = Chiama il cameriere
see-the-bill = Vedi il conto
badge-ready = { $count ->
    [one] pronto
   *[other] pronti
}
form-not-understood = Qualcosa in questo modulo non è chiaro. Riprova.
form-not-understood-look = Qualcosa in questo modulo non è chiaro. Controlla e riprova.
request-not-understood = Qualcosa in questa richiesta non è chiaro.
update-ready = C’è un aggiornamento.
page-not-found = Pagina non trovata.
page-not-found-text = La pagina che cerchi non esiste. Se hai inquadrato un codice, inquadralo di nuovo.

## La connessione

live = In diretta
live-slow = In diretta, linea lenta
live-by-requests = In diretta, a richieste
connecting = Connessione
offline = Offline
moved = Spostato
signed-out = Uscito
again-in = di nuovo tra { NUMBER($seconds) } s
taps-waiting = { NUMBER($count) } in attesa
milliseconds = { NUMBER($count) } ms
no-connection = Nessuna connessione.
no-connection-since = Nessuna connessione dalle { $time }.
connecting-now = Connessione in corso.
offline-last-known = Nessuna connessione. Vedi gli ultimi dati ricevuti.
offline-last-known-since = Nessuna connessione dalle { $time }. Vedi gli ultimi dati ricevuti.
offline-taps-kept = { $count ->
    [one] Nessuna connessione. Il tuo tocco è conservato e parte da solo.
   *[other] Nessuna connessione. I tuoi { NUMBER($count) } tocchi sono conservati e partono da soli.
}
offline-taps-open = { $count ->
    [one] Nessuna connessione. Il tuo tocco parte da solo, se non chiudi prima questa pagina.
   *[other] Nessuna connessione. I tuoi { NUMBER($count) } tocchi partono da soli, se non chiudi prima questa pagina.
}
waits-for-the-connection = Aspetta la connessione
device-keeps = Restano su questo dispositivo e partono in ordine.
device-cannot-keep = Questo dispositivo non può conservarli: non chiudere la pagina finché non sono partiti.
device-cannot-keep-offline = Questo dispositivo non può conservare ciò che non è ancora partito: non chiudere la pagina mentre è offline.
taps-wait-for-the-connection = { $count ->
    [one] Un tocco aspetta la connessione.
   *[other] { NUMBER($count) } tocchi aspettano la connessione.
}
not-ordered = Non ordinato: { $dishes }.

## Ciò che l'ospite sente man mano

kitchen-has-seen = La cucina ha visto { $what }.
your-order = il tuo ordine
something-for-your-table = Qualcosa per il tuo tavolo
ready-is = Pronto: { $what }.
another-phone = Un altro telefono
has-joined = { $name } si è unito al tavolo.
is-coming-now = { $name } sta arrivando.
paid-thank-you = Pagati { $amount }. Grazie.
just-sold-out = { $dish } è appena finito. È ancora nel carrello.
just-costs = { $dish }, nel vostro carrello, ora costa { $now } e non { $before }.

## Chi non può stare al tavolo

closed-title = Questo tavolo è chiuso
closed-text = Grazie della visita! Sei appena arrivato? Inquadra il codice sul tuo tavolo.
where-title = Dove sei seduto?
where-text = Inquadra il codice sul tuo tavolo: il menu si apre qui, con tutto ciò che il tavolo sceglie.
one-moment = Un momento
one-moment-title = Un momento.
waiting-text = Abbiamo detto al personale che sei qui. Questa pagina si apre da sola appena ti fanno entrare.
waiting-not-cleared-text = Il tavolo di chi c’era prima non è ancora libero. Abbiamo detto al personale che sei qui. Quando è libero, inquadra di nuovo il codice.
read-the-menu-meanwhile = Intanto leggi il menu
look-again = Guarda di nuovo
thank-you = Grazie
ended-text = Grazie della visita. Questo è il tuo conto, da conservare.
ended-text-store = Grazie della visita a { $store }. Questo è il tuo conto, da conservare.
just-arrived = Sei appena arrivato? Inquadra il codice sul tuo tavolo.

## Il primo passo dopo il codice

welcome = Benvenuto.
welcome-text = A questo tavolo c’è già qualcuno. Ti unisci a loro.
how-many = In quanti siete?
how-many-optional = In quanti siete? (facoltativo)
how-many-text = Lo vede il cameriere. Chi ha un telefono inquadra il codice e si unisce.
more-than = Più di { NUMBER($count) }
number-of-people = Numero di persone
skip-this = Salta
sit-down = Siediti
table-code = Codice del tavolo
table-code-text = Quattro cifre. Te le dice il cameriere, oppure sono sul cartoncino del tavolo.
table-code-label = Codice del tavolo, quattro cifre
table-code-wrong = Non è il codice di questo tavolo. Cambia con ogni compagnia: chiedi al cameriere quello attuale.
open-the-table = Apri il tavolo
move-title = Ti sposti al tavolo { $table }?
move-text = Questo telefono è al tavolo { $old }. Ciò che ha scelto lì resta al tavolo { $old }.
move-to-table = Spostati al tavolo { $table }
stay-at-table = Resta al tavolo { $table }
paid-page-title = Siete insieme?
paid-title = Sei con chi ha appena pagato?
paid-text = Se è così, un cameriere fa entrare questo telefono. Se ti sei appena seduto, il tavolo ricomincia da capo per te.
paid-no = No, ci siamo appena seduti
paid-yes = Sì, siamo insieme
seated-title = Sei seduto qui
seated-text = Questo telefono è già al tavolo { $table }.
back-to-the-table = Torna al tavolo
pause-title = Una breve pausa
pause-text = Troppi tentativi con un codice sbagliato. Chiedi al cameriere, o inquadra di nuovo il codice del tavolo tra qualche minuto.
unknown-title = Non conosciamo questo tavolo
unknown-text = Forse il codice è vecchio. Inquadra di nuovo il codice sul tuo tavolo, o chiedi a un cameriere: può aprirti il tavolo.

## Su un altro telefono

continue-elsewhere = Continua su un altro telefono
continue-scan = Inquadralo con l’altro telefono. Prende il tuo posto al tavolo, con tutto ciò che hai scelto; questo si ferma.
continue-once = Vale una volta sola, per cinque minuti.
qr-code = Codice QR
continue-title = Continui qui?
continue-text = Il tuo posto al tavolo passa a questo telefono, con tutto ciò che hai scelto. L’altro si ferma.
continue-here = Continua su questo telefono
link-used-title = Questo link è già stato usato
link-used-text = Vale una volta sola, per cinque minuti. Creane uno nuovo sull’altro telefono, o inquadra il codice sul tuo tavolo.
moved-title = Continui altrove
moved-text = Il tuo posto al tavolo ora è su { $device }, con tutto ciò che è stato inviato. Questo telefono si è fermato.
continue-here-instead = Continua invece qui
never-sent-kept = { $count ->
    [one] Un tocco non è mai partito. Aspetta qui finché non continui su questo telefono.
   *[other] { NUMBER($count) } tocchi non sono mai partiti. Aspettano qui finché non continui su questo telefono.
}
never-sent-lost = { $count ->
    [one] Un tocco non è mai partito, e questo telefono non può conservarlo.
   *[other] { NUMBER($count) } tocchi non sono mai partiti, e questo telefono non può conservarli.
}
an-iphone = un iPhone
an-ipad = un iPad
an-android-phone = un telefono Android
a-mac = un Mac
a-windows-computer = un computer Windows
a-linux-computer = un computer Linux
another-device = un altro dispositivo

## Il menu

loading-the-menu = Caricamento del menu
categories = Categorie
allergens = Allergeni
nothing-found = Nessun piatto per { $filter }
nothing-found-text = Prova un’altra parola, o allenta il filtro. Anche la cucina aiuta volentieri: chiama il cameriere.
show-the-whole-menu = Mostra tutto il menu
view-cart = Vedi il carrello
not-sent = non inviato
not-added-count = { $count ->
    [one] { NUMBER($count) } non aggiunto
   *[other] { NUMBER($count) } non aggiunti
}
sold-out = Finito
few-left = { $count ->
    [one] Ne resta { NUMBER($count) }
   *[other] Ne restano { NUMBER($count) }
}
contains-list = Contiene { $what }
add-dish = Aggiungi { $dish }
add-dish-again = Aggiungi { $dish }, { NUMBER($count) } nel carrello
dish-added = { $dish }: aggiunto al carrello.
search-the-menu = Cerca nel menu
clear-the-search = Cancella la ricerca
filter-the-menu = Filtra il menu
filters-active = { $count ->
    [one] attivo
   *[other] attivi
}
show-only = Mostra solo
hide-dishes = Nascondi i piatti che contengono
no-dish-left = Non resta nessun piatto
show-dishes = { $count ->
    [one] Mostra { NUMBER($count) } piatto
   *[other] Mostra { NUMBER($count) } piatti
}
filter-summary = { $all ->
    [one] { NUMBER($shown) } piatto su { NUMBER($all) }, { $filter }
   *[other] { $shown ->
        [one] { NUMBER($shown) } piatto su { NUMBER($all) }, { $filter }
       *[other] { NUMBER($shown) } piatti su { NUMBER($all) }, { $filter }
    }
}
show-all = Mostra tutto
without-list = senza { $what }

allergen-gluten = Glutine
allergen-crustaceans = Crostacei
allergen-eggs = Uova
allergen-fish = Pesce
allergen-peanuts = Arachidi
allergen-soybeans = Soia
allergen-milk = Latte
allergen-nuts = Frutta a guscio
allergen-celery = Sedano
allergen-mustard = Senape
allergen-sesame = Sesamo
allergen-sulphites = Solfiti
allergen-lupin = Lupini
allergen-molluscs = Molluschi
tag-vegetarian = Vegetariano
tag-vegan = Vegano
tag-gluten-free = Senza glutine
tag-spicy = Piccante
tag-signature = Specialità della casa
tag-new = Novità
allergy = Allergia

## Un piatto

waiter-lets-you-in = Un cameriere ti fa entrare tra un momento
quantity-range = Da 1 a { NUMBER($max) }
shorten-note = Accorcia la nota
added-to-the-cart = Aggiunto al carrello.
any-requests = Qualche richiesta?
note-example = La salsa a parte, per favore
note-allergies = Per le allergie, dillo anche al cameriere.
note-too-long = Una nota può avere { NUMBER($most) } caratteri: { NUMBER($over) } di troppo.
name-too-long = Un nome può avere { NUMBER($most) } caratteri: { NUMBER($over) } di troppo.
reason-too-long = Un motivo può avere { NUMBER($most) } caratteri: { NUMBER($over) } di troppo.
contains-none = Non contiene nessuno dei quattordici allergeni.
contains-sentence = Contiene { $what }.
contains-also = Con le tue scelte anche { $what }.
free-of = Senza { $what }
contains-free-of = Contiene { $adds }, senza { $removes }
if-you-like = Se vuoi
as-you-like = A piacere
up-to = Fino a { NUMBER($max) }
choose-exactly = Scegli { NUMBER($count) }
from-to = Da { NUMBER($min) } a { NUMBER($max) }
service-added = Al conto si aggiunge il servizio: { $rate }.
service-added-from = { $covers ->
    [one] Servizio: { $rate } da { NUMBER($covers) } persona in su.
   *[other] Servizio: { $rate } da { NUMBER($covers) } persone in su.
}

## Il carrello

your-tables-cart = Il carrello del tavolo
cart-items = { $count ->
    [one] { NUMBER($count) } voce
   *[other] { NUMBER($count) } voci
}
nothing-chosen = Ancora niente di scelto
nothing-chosen-text = Ciò che ognuno al tavolo aggiunge compare qui, nel suo colore. Niente va in cucina finché qualcuno non preme Invia.
for-the-table = Per il tavolo
remove-dish = Togli { $dish }
one-less-dish = Uno in meno: { $dish }
one-more-dish = Uno in più: { $dish }
quantity-of = Quantità di { $dish }
dish-removed = { $dish }: tolto
not-added = Non aggiunto
dish-unnamed = Piatto
take-so-many = Prendine { NUMBER($count) }
add-so-many = Aggiungine { NUMBER($count) }
send-mine = Invia i miei
send-to-the-kitchen = Invia in cucina
send-for-the-table = Invia per il tavolo
cancel-for-free = Puoi annullare gratis finché la cucina non l’ha visto.
sent-without-connection = Nessuna connessione. Va in cucina da solo, appena torna.
sent-to-the-kitchen = Inviato in cucina.
advice-price-changed = Non è stato inviato niente. Il pulsante mostra il nuovo prezzo; se va bene, invia di nuovo.
advice-sold-out = Non è stato inviato niente. Toglilo, poi invia il resto.
advice-needs-waiter = Il cameriere è stato chiamato. Tutto resta nel carrello finché non lo invia.
advice-unknown-product = Non è stato inviato niente. Toglilo e scegli un altro piatto.
advice-only-left = Non è stato inviato niente. Ordinane di meno, poi invia di nuovo.
advice-nothing-sent = Non è stato inviato niente.
advice-still-in-cart = I tuoi piatti sono ancora nel carrello.
they-chose-it = L’ha scelto: { $names }.
they-chose-it-ask = L’ha scelto: { $names }. Chiedi di toglierlo.

## Ordini

nothing-ordered = Ancora niente di ordinato
nothing-ordered-text = Quando invii il primo piatto lo segui qui, dalla padella al tavolo.
about-time = Circa { $time }
about-minutes = Circa { NUMBER($minutes) } min
soon = Tra poco
running-late = In ritardo
expected-around-then = Previsto per allora:
waiting-for-the-kitchen-list = In attesa della cucina:
any-moment-now = Da un momento all’altro:
kitchen-knows = La cucina lo sa:
ready-now = Pronto ora: { $what }.
ready-waiter-brings = Pronto: { $what }. Il cameriere lo porta al tavolo.
not-sent-yet-portions = { $count ->
    [one] { NUMBER($count) } non ancora inviato
   *[other] { NUMBER($count) } non ancora inviati
}
kitchen-does-not-know = La cucina non ne sa ancora niente
sent-by-you = inviato da te,
sent-by = inviato da { $name },
served-at = servito
cancelled-at = annullato
order-number = n. { $number }
order-not-sent = non ancora inviato
first-round = Primo giro
second-round = Secondo giro
third-round = Terzo giro
round-number = Giro { NUMBER($number) }
dishes = { $count ->
    [one] { NUMBER($count) } piatto
   *[other] { NUMBER($count) } piatti
}
for-you = Per te
for-guest = Per { $name }
step-sent = Inviato
step-seen = Visto
step-preparing = In corso
step-ready = Pronto
step-served = Servito
not-sent-yet = Non ancora inviato
held = Più tardi
any-moment = A momenti
cancelled = Annullato
cancelled-not-billed = Annullato. Non è sul conto.
cancelled-not-billed-at = Annullato ({ $time }). Non è sul conto.
kept-on-this-phone = Conservato su questo telefono. Va in cucina da solo.
goes-by-itself = Va in cucina da solo, se non chiudi prima questa pagina.
waiting-for-the-kitchen = In attesa della cucina
being-prepared = In preparazione
seen-by = Visto da { $name }
need-a-change = Vuoi cambiare qualcosa? Chiedi al cameriere
dish-cancelled = { $dish }: annullato.
cancel-dish = Annulla { $dish }

## Il conto

nothing-to-pay = Niente da pagare
nothing-to-pay-text = I piatti compaiono qui quando vanno in cucina, con la parte di ciascuno.
on-the-house = Niente da pagare: offre la casa.
updates-as-you-order = Si aggiorna mentre ordini.
you-asked-for-the-bill = Hai chiesto il conto: { $time }
asked-for-the-bill = { $name } ha chiesto il conto: { $time }
bill-on-its-way = Il conto è in arrivo
saw-the-call = Visto da { $name } ({ $time }): arriva con il terminale.
waiter-shortly = Il cameriere arriva a momenti. Puoi ancora ordinare; il conto si aggiorna.
paid-in-full = Pagato
paid-in-full-at = Pagato: { $time }
paid-come-back = { $amount }. Grazie, e torna presto.
how-to-pay = Come pagare
pay-at-the-table = Al tavolo
pay-at-the-table-text = Chiedi il conto: il cameriere arriva con il terminale per la carta, o prende contanti. Potete dividerlo come volete.
pay-separately = Pagate separati?
pay-separately-text = Di’ il tuo nome al cameriere: sul conto i piatti di ognuno sono sotto il suo.
tips = Mance
tips-service-text = Gradite, mai dovute. Il servizio è già compreso.
tips-text = Gradite, mai dovute.
ask-again = Chiedi di nuovo
ask-for-the-bill = Chiedi il conto
covers = { $count ->
    [one] { NUMBER($count) } coperto
   *[other] { NUMBER($count) } coperti
}
not-a-receipt = non è uno scontrino
left-to-pay = Resta da pagare
service-rate = Servizio { $rate }
tips-thank-you = Mance, grazie
dishes-and-drinks = Piatti e bevande
total = Totale
paid-in-cash = Pagato in contanti,
paid-by-card = Pagato con carta,
tax-by-rate = IVA compresa, per aliquota
tax-included = IVA compresa
net = Imponibile
tax = IVA

## Chiamare qualcuno

what-can-we-bring = Cosa ti portiamo?
call-waiter = Cameriere
call-water = Acqua
call-bill = Il conto
call-asked = Chiesto
is-coming = { $name } arriva
waiter-told = Il cameriere è avvisato.
told-waiter = Abbiamo avvisato il cameriere.
told-water = Acqua: abbiamo avvisato il cameriere.
told-bill = Il conto: abbiamo avvisato il cameriere.
waiting-banner = Un cameriere ti fa entrare tra un momento. Intanto leggi il menu.

## Le persone al tavolo

at-this-table = A questo tavolo
at-this-table-list = A questo tavolo: { $names }
your-name = Il tuo nome
table-knows-your-name = Il tavolo conosce il tuo nome.
good-evening = Buonasera.
tell-who-you-are = Di’ al tavolo chi sei, così si sa chi ha ordinato cosa.
one-is-here = { $name } è già qui. Di’ chi sei, così si sa chi ha ordinato cosa.
others-are-here = { $names } sono già qui. Di’ chi sei, così si sa chi ha ordinato cosa.

## La porta d'ingresso

front-title = Comanda · la sala di un ristorante in tempo reale
staff = Personale
sign-in = Accedi
front-foot = Comanda, un solo programma per tutta la sala.
no-restaurant = Nessun ristorante, per ora
no-restaurant-run = Esegui { $command } sul server per averne uno di prova, poi ricarica questa pagina.
the-floor = La sala
the-kitchen = La cucina
guests-scan = Ospiti: inquadrate il codice sul vostro tavolo. Il menu si apre lì.
hero-start = Ogni tavolo, ogni comanda,
hero-end = una sola verità.
hero-text = Comanda fa girare la sala di un ristorante in tempo reale: gli ospiti ordinano dal telefono, i camerieri lavorano sui tablet, la cucina sugli schermi a parete, e ogni schermo mostra la stessa cosa in un batter d’occhio.
hero-skeleton-title = Ogni tavolo, ogni comanda
hero-skeleton-text = Comanda fa girare la sala di un ristorante in tempo reale.
open-the-rooms = Apri le tre sale
pins-and-qr = PIN e QR
slip-described = Una comanda: tavolo 7, tre piatti e un vino, ognuno con il suo stato
slip-foot = la stessa comanda su ogni schermo
slip-large = Grande
slip-salad = Media cottura, insalata
slip-glass = Al calice
slip-spoons = Due cucchiaini
step-into-a-room = Entra in una sala
demo-lead = Questo è un ristorante di prova, { $store }. Prova tutto: non si rompe niente.
guests-phone = Il telefono dell’ospite
sit-down-at = Siediti al tavolo { $table }
table-is-free = Il tavolo { $table } è libero. Leggi il menu, riempite un carrello insieme, inviatelo, segui ogni piatto fino al tavolo.
waiters-tablet = Il tablet del cameriere
waiters-tablet-text = La sala com’è, colorata secondo ciò che serve a ogni tavolo. Ordini in tre tocchi, chiamate, conti.
open-the-floor = Apri la sala
kitchens-wall = La parete della cucina
kitchens-wall-text = Le comande più vecchie per prime, tempi leggibili a tre metri, chiuse con un tocco o un tasto.
open-the-kitchen = Apri la cucina
demo-keys = Le chiavi della prova
demo-name = Nome
demo-works-as = Lavora come
demo-pin = PIN
qr-code-of-table = Codice QR del tavolo { $table }
only-this-computer = Lo apre solo questo computer
only-this-computer-run = Per i telefoni della stessa rete, avvia Comanda con { $command } o { $other }.
scan-with-your-phone = Inquadralo con il telefono
scan-with-your-phone-text = Un telefono della stessa rete si siede al tavolo { $table }, accanto a te. Più telefoni hanno un solo carrello.
open-one-more-phone = Oppure apri qui un altro telefono
demo-why = Vedi questa pagina perché è un’installazione di prova. In un ristorante vero qui si accede.

## I colori

theme-system = Tema: come il dispositivo
theme-light = Tema: chiaro
theme-dark = Tema: scuro
theme-kitchen = Tema: cucina

## Prima del programma, o senza

browser-too-old = Questo browser è troppo vecchio per Comanda
browser-update = Aggiorna questo browser, o apri questo indirizzo in un altro.
browser-needs = A Comanda serve Chrome 119, Firefox 128 o Safari 17 (iOS 17), o più recente.
browser-waiter = Anche il cameriere prende il tuo ordine.
page-stands-still = Questa pagina non si aggiorna da sola. I pulsanti funzionano; ricaricala per vedere le novità.
screen-stands-still = Questo schermo è fermo
screen-stands-still-text = Non mostra niente di nuovo, e i suoi pulsanti non fanno niente.
screen-stands-still-help = Ricaricalo. Se non basta, aggiorna questo browser, permettigli WebAssembly (la modalità di isolamento di un iPad non lo fa), o usa un altro schermo.

## Ciò che le regole rifiutano

refused-unknown-table = Non conosciamo questo tavolo. Inquadra di nuovo il codice sul tavolo, o chiedi a un cameriere.
refused-unknown-session = Non troviamo il conto di questo tavolo. Inquadra di nuovo il codice sul tavolo.
refused-table-closed = Questo tavolo è stato chiuso. Inquadra il codice sul tavolo per ricominciare.
refused-table-occupied = Questo tavolo è già occupato.
refused-party-has-paid = Chi è a questo tavolo ha appena pagato. Di’ se sei con loro.
refused-table-not-cleared = Questo telefono dice di essere una nuova compagnia. Prima chiudi il tavolo; poi inquadra di nuovo il codice.
refused-awaiting-approval = Un cameriere ti fa entrare tra un momento.
refused-not-awaiting-approval = Questo tavolo non aspetta un’approvazione.
refused-table-code-needed = Scrivi il codice di quattro cifre che ti ha dato il cameriere.
refused-wrong-table-code = Non è il codice di questo tavolo. Chiedi al cameriere quello attuale.
refused-table-full = { $max ->
    [one] A questo tavolo c’è già { NUMBER($max) } telefono. Chiedi a un cameriere.
   *[other] A questo tavolo ci sono già { NUMBER($max) } telefoni. Chiedi a un cameriere.
}
refused-invalid-covers = I coperti vanno da 1 a { NUMBER($max) }.
refused-not-allowed = Qui non puoi farlo.
refused-not-yours = È di un’altra persona al tavolo.
refused-unknown-guest = Non conosciamo questo ospite a questo tavolo.
refused-invalid-name = Un nome ha da 1 a { NUMBER($max) } caratteri.
refused-unknown-product = Non è più nel menu.
refused-unknown-product-named = { $dish } non è più nel menu.
refused-unknown-modifier = { $dish } non prevede questa scelta.
refused-choose-one = Scegli una voce di «{ $group }».
refused-choose-exactly = Scegli { NUMBER($count) } voci di «{ $group }».
refused-choose-at-least = { $count ->
    [one] Scegli almeno { NUMBER($count) } voce di «{ $group }».
   *[other] Scegli almeno { NUMBER($count) } voci di «{ $group }».
}
refused-choose-at-most = { $count ->
    [one] Scegli al massimo { NUMBER($count) } voce di «{ $group }».
   *[other] Scegli al massimo { NUMBER($count) } voci di «{ $group }».
}
refused-choose-one-dish = { $dish }: scegli una voce di «{ $group }».
refused-choose-exactly-dish = { $dish }: scegli { NUMBER($count) } voci di «{ $group }».
refused-choose-at-least-dish = { $count ->
    [one] { $dish }: scegli almeno { NUMBER($count) } voce di «{ $group }».
   *[other] { $dish }: scegli almeno { NUMBER($count) } voci di «{ $group }».
}
refused-choose-at-most-dish = { $count ->
    [one] { $dish }: scegli al massimo { NUMBER($count) } voce di «{ $group }».
   *[other] { $dish }: scegli al massimo { NUMBER($count) } voci di «{ $group }».
}
refused-sold-out = { $dish } è finito.
refused-only-left = { $left ->
    [0] Di { $dish } non ne resta.
    [one] Di { $dish } ne resta solo { NUMBER($left) }.
   *[other] Di { $dish } ne restano solo { NUMBER($left) }.
}
refused-invalid-quantity = Una quantità va da 1 a { NUMBER($max) }.
refused-note-too-long = Una nota ha al massimo { NUMBER($max) } caratteri.
refused-unknown-line = Questa voce non è più nel carrello.
refused-cart-full = Il carrello è pieno ({ NUMBER($max) } voci). Invialo prima di aggiungere altro.
refused-nothing-to-send = Non c’è ancora niente da inviare.
refused-price-changed = Il prezzo è cambiato: ora è { $now }, non { $expected }.
refused-needs-waiter = È un ordine grande. Chiama un cameriere: lo guarda con te e lo invia.
refused-needs-waiter-portions = È un ordine grande (più di { NUMBER($portions) } piatti). Chiama un cameriere: lo guarda con te e lo invia.
refused-needs-waiter-total = È un ordine grande (più di { $total }). Chiama un cameriere: lo guarda con te e lo invia.
refused-needs-waiter-both = È un ordine grande (più di { NUMBER($portions) } piatti, o più di { $total }). Chiama un cameriere: lo guarda con te e lo invia.
refused-already-exists = Esiste già.
refused-too-many = Questo tavolo è arrivato al limite di { NUMBER($max) } { $what ->
    [orders] ordini
    [items] voci
    [calls] chiamate
    [payments] pagamenti
   *[recalls] richiami
}. Chiedi a un cameriere di aprirne uno nuovo.
refused-too-many-calls = { $max ->
    [one] Hai chiamato { NUMBER($max) } volta. Chiedi a un cameriere di persona.
   *[other] Hai chiamato { NUMBER($max) } volte. Chiedi a un cameriere di persona.
}
refused-unknown-ticket = Non troviamo questa comanda.
refused-unknown-item = Non troviamo questa voce.
refused-already = È già { $state ->
    [seen] visto
    [started] iniziato
    [ready] pronto
    [on-the-board] sullo schermo
    [bumped] chiuso
    [taken-back] ripreso
    [open] aperto
    [cancelled] annullato
    [waiting] in attesa di qualcuno
   *[done] fatto
}.
refused-too-late-to-cancel = La cucina l’ha già visto. Qui non si può più annullare.
refused-too-late-to-undo = È troppo tardi per annullare.
refused-nothing-to-serve = Qui non c’è niente da servire.
refused-unknown-call = A questa chiamata è già stato risposto.
refused-already-called = L’hai già chiesto; qualcuno sta arrivando.
refused-nothing-to-pay = Non c’è niente da pagare.
refused-paid-in-full = Il conto è pagato.
refused-balance-changed = Il conto è cambiato: ora restano { $remaining } da pagare. Non è stato registrato niente.
refused-invalid-part = Un conto si divide in 2 fino a { NUMBER($max) } parti.
refused-unknown-payment = Non troviamo questo pagamento.
refused-too-late-to-void = È troppo tardi per riprendere da solo questo pagamento. Può farlo un responsabile.
refused-amount-not-positive = Un importo deve essere più di zero.
refused-amount-too-large = È più di quanto resta da pagare ({ $remaining }).
refused-invalid-tip = Una mancia non può essere negativa né più di { $max }.
refused-tendered-too-little = I contanti dati sono meno dell’importo da pagare.
refused-paid-already = { $paid } sono già pagati. Prima un responsabile deve restituirli.
refused-balance-due = Restano da pagare { $remaining }.
refused-cart-not-empty = Qualcosa nel carrello non è stato inviato. Prima invialo o toglilo.
refused-not-served = { $count ->
    [one] Un piatto non è ancora stato servito.
   *[other] { NUMBER($count) } piatti non sono ancora stati serviti.
}
refused-too-late-to-reopen = È troppo tardi per tornare indietro. Un responsabile può riaprire il tavolo.
refused-wrong-currency = Questo locale conta in { $store }, non in { $given }.
refused-reason-needed = Di’ perché (al massimo { NUMBER($max) } caratteri).
refused-field-missing = { $what }: da compilare.
refused-field-not-understood = { $what }: scrivi un numero.
refused-field-too-long = { $what }: al massimo { NUMBER($max) } caratteri.
refused-field-below-zero = { $what }: non può essere sotto zero.
refused-field-too-low = { $what }: deve essere almeno { NUMBER($min) }.
refused-field-too-high = { $what }: deve essere al massimo { NUMBER($max) }.
refused-field-price = { $what }: il prezzo è troppo alto.
refused-field-unknown = { $what }: non esiste più. Scegline un’altra.
refused-field-repeated = { $what }: la stessa cosa compare due volte.
refused-field-too-few-options = { $what }: ne chiede { NUMBER($min) }, più di quante ne offre.
refused-field-too-many-defaults = { $what }: al massimo { NUMBER($max) } possono essere già scelte.
refused-field-nested = { $what }: ciò che una scelta apre non può aprirne un’altra.
refused-changed-meanwhile = { $what }: qualcun altro l’ha cambiato nel frattempo. Guardalo di nuovo prima di cambiarlo.
refused-too-many-menu = { $what ->
    [edits] Si possono fare al massimo { NUMBER($max) } modifiche alla volta.
    [options] Un gruppo ha al massimo { NUMBER($max) } opzioni.
   *[parts] Ce ne sono già { NUMBER($max) }, più di quante Comanda ne tenga.
}
office-field = { $field ->
   *[name] Nome
    [description] Descrizione
    [hint] Nota
    [price] Prezzo
    [category] Categoria
    [station] Postazione
    [tax-class] Classe IVA
    [allergens] Allergeni
    [tags] Contrassegni
    [groups] Scelte
    [options] Opzioni
    [picture] Immagine
    [prep-minutes] Tempo di preparazione
    [position] Posto
    [archived] Nel menù
    [min] Almeno
    [max] Al massimo
    [rates] Aliquota
    [warn-minutes] Da fare entro
    [late-minutes] In ritardo dopo
    [tagline] Motto
    [address] Indirizzo
    [locale] Lingua
    [time-zone] Fuso orario
    [day-ends-hour] La giornata finisce alle
    [seating] Come si siedono gli ospiti
    [service] Servizio
    [unseen] Limite di quanto nessuno ha visto
}

## Ciò che va storto per strada

fault-key-reused = È già stato inviato con un altro contenuto. Riprova.
fault-unauthenticated = Accedi, o inquadra di nuovo il codice sul tavolo.
fault-replaced = Continui su { $device }. Questo dispositivo si è fermato.
fault-forbidden = Non puoi vederlo.
fault-not-found = Non l’abbiamo trovato.
fault-rate-limited = Troppo in una volta. Aspetta { NUMBER($seconds) } s e riprova.
fault-wrong-pin = { $tries ->
    [0] PIN sbagliato. Nessun tentativo rimasto.
    [one] PIN sbagliato. Resta un tentativo.
   *[other] PIN sbagliato. Restano { NUMBER($tries) } tentativi.
}
fault-locked = Troppi PIN sbagliati. L’accesso di questa persona si riapre tra un po’; un responsabile può aiutare.
fault-wrong-enrolment-code = Questo codice non vale più. Chiedine uno nuovo a un responsabile.
fault-unavailable = Comanda ora non può salvare. Niente è andato perso; riprova tra un momento.
fault-internal = Qualcosa è andato storto da parte nostra. Non è cambiato niente.
unreachable = Nessuna connessione. Niente è andato perso; continuiamo a provare.
garbled = La risposta non è chiara. Riprova.
fault-nul-characters = Un testo non può contenere caratteri NUL invisibili.
fault-tapped-too-long-ago = È stato toccato più di una settimana fa, troppo perché Comanda sappia se è stato preso. Guarda il tavolo e tocca di nuovo. Se era adesso, l’orologio di questo dispositivo è sbagliato: regolalo.
fault-unknown-place = Questa pagina non si trova più. Ricomincia dall’inizio.
fault-own-access = Nessuno toglie l’accesso a sé stesso. Può farlo un altro responsabile.
fault-device-name = Dai a questo schermo un nome da 1 a { NUMBER($max) } caratteri.
fault-pin-digits = Un PIN ha da { NUMBER($min) } a { NUMBER($max) } cifre.
fault-too-large = È troppo grande: al massimo { NUMBER($max) } KiB.
fault-speaks-websocket = Questo indirizzo parla websocket.
page-not-drawn = Questa pagina non è riuscita. Ricaricala.

## Come sta un tavolo

table-free = Libero
table-approval = Vuole entrare
table-seated = Seduti
table-ordering = Ordina
table-waiting = In attesa
table-ready = Pronto da servire
table-bill-asked = Vuole il conto
table-paying = Paga

## L'ufficio

office = Ufficio
office-settings = Impostazioni
office-settings-title = Impostazioni · Ufficio
office-settings-saved = Impostazioni salvate
office-house = Il locale
office-guests = Ospiti
office-open-by-scan = La scansione apre il tavolo
office-staff-approves = Li fa entrare un cameriere
office-table-code = Con il codice del tavolo a quattro cifre
office-service-percent = Servizio, per cento
office-service-from = Servizio da quanti ospiti
office-unseen-portions = Piatti inviabili senza che nessuno li veda (vuoto: nessun limite)
office-unseen-total = Importo inviabile senza che nessuno lo veda (vuoto: nessun limite)
office-parts = Scelte, postazioni, IVA
office-parts-title = Scelte, postazioni, IVA · Ufficio
office-groups = Scelte
office-stations = Postazioni
office-tax-classes = Classi IVA
office-add = Aggiungi
office-rate-here = IVA al tavolo, per cento
office-rate-away = IVA da asporto, per cento
office-add-option = Aggiungi un’opzione
office-option-name = Nome dell’opzione
office-option-price = Differenza di prezzo di { $what }
office-option-default = { $what } è già scelta
office-option-remove = Togli { $what }
office-from-the-start = Già scelta
office-title = Menù · Ufficio
office-menu = Modifica il menù
office-floor = Sala
office-sign-in = Accedi all’ufficio
office-sign-in-text = L’ufficio è per responsabili e titolari.
office-lost = Le modifiche degli altri non arrivano. Ciò che salvi viene conservato e inviato dopo.
office-find = Cerca un piatto
office-new-dish = Nuovo piatto
office-new-heading = Nuova categoria
office-heading-name = Nome della categoria
office-rename = Rinomina { $what }
office-archived = { $count ->
    [one] Fuori menù: { NUMBER($count) } piatto
   *[other] Fuori menù: { NUMBER($count) } piatti
}
office-up = Sposta { $what } in su
office-down = Sposta { $what } in giù
office-moved = { $what }: spostato
office-saved = { $what }: salvato
office-added = { $what }: aggiunto
office-taken-off = { $what }: tolto dal menù
office-brought-back = { $what }: di nuovo nel menù
office-take-off = Togli dal menù
office-bring-back = Rimetti nel menù
office-dish = Piatto
office-choose = Scegli un piatto
office-choose-text = Ciò che salvi è subito su ogni telefono.
office-not-there = Questo piatto non esiste.
office-please-choose = Scegli
office-preview = Come lo vedono gli ospiti
office-prices = Cambia i prezzi
office-prices-percent = Di quanto per cento
office-prices-of = Di
office-prices-all = Tutto il menù
office-prices-round = Arrotondati a
office-prices-preview = Prezzi vecchi e nuovi
office-prices-apply = { $count ->
    [0] Niente da cambiare
    [one] Cambia { NUMBER($count) } prezzo
   *[other] Cambia { NUMBER($count) } prezzi
}
office-prices-changed = { $count ->
    [one] { NUMBER($count) } prezzo cambiato
   *[other] { NUMBER($count) } prezzi cambiati
}

## The way in

gate-waiter = Accedi per servire ai tavoli
gate-waiter-text = A questo tablet serve il PIN di un cameriere.
gate-sign-in = Accedi
