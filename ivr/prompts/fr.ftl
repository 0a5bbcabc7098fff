# Tout ce qu'une personne entend en français. Phrases courtes; l'action d'abord, la touche ensuite.

## Partout
take-your-time = Prenez votre temps. Nous ne raccrocherons pas. Pour réentendre, appuyez sur l'étoile. Pour parler à une personne, appuyez sur le 0.
wrong-key = Je suis désolée, cette touche ne sert pas ici. Essayons encore.
wrong-length = Je suis désolée, il me faut { $count } chiffres. Essayons encore. Pour recommencer en cours de route, appuyez sur l'étoile.
typed-so-far = { $count ->
    [1] Nous recommençons. Jusqu'ici, vous avez entré { $digits }. Entrez le dernier chiffre.
   *[other] Nous recommençons. Jusqu'ici, vous avez entré { $digits }. Entrez les { $count } autres chiffres.
}
to-a-person = Ce n'est pas grave. Une personne va vous aider.
nobody-here = À cette heure, il n'y a personne ici.
first-step = Il n'y a pas d'étape avant celle-ci.
apology = Nous sommes désolés. L'erreur vient de nous, pas de vous. Une personne va vous aider.
once-more = Nous sommes désolés, nous avons perdu le fil de cet appel. Recommençons.
place-safe = Nous sommes désolés, il y a un court délai de notre côté. Restez en ligne, s'il vous plaît. Votre place est gardée.
more = Pour en entendre d'autres, appuyez sur le { $key }.
right = Si c'est exact, appuyez sur le { $key }.
again = Pour l'entrer de nouveau, appuyez sur le { $key }.
yes = Si oui, appuyez sur le { $key }.
no = Si non, appuyez sur le { $key }.
star-again = Pour réentendre, appuyez sur l'étoile.

## Les premières questions
language-choice = Bienvenue sur la ligne des rendez-vous. Pour le français, appuyez sur le { $key }.
language-other = Pour le français, appuyez sur le { $key }.
back-greet = Ravie de vous retrouver sur la ligne des rendez-vous.
back-one = Pour continuer avec la place gardée pour ce numéro, appuyez sur le { $key }.
back-one-live = Pour continuer avec la place utilisée en ce moment sur un autre téléphone, appuyez sur le { $key }.
back-several = Pour la place dont le billet finit par { $digits }, appuyez sur le { $key }.
back-several-live = Pour la place dont le billet finit par { $digits }, utilisée en ce moment sur un autre téléphone, appuyez sur le { $key }.
back-else = Si vous êtes quelqu'un d'autre, appuyez sur le { $key }.
go-on-there = Pour continuer là où vous étiez à votre dernier appel, appuyez sur le { $key }.
go-on-anew = Pour recommencer, appuyez sur le { $key }.
go-on-birth = Entrez une date de naissance que vous avez donnée à cet appel: quatre chiffres pour l'année, deux pour le mois, deux pour le jour.
go-on-unknown = Je suis désolée, ce n'est pas une date de naissance de cet appel. Essayons encore.
booked-before = À votre dernier appel, un rendez-vous a été pris. Pour l'entendre, appuyez sur le { $key } quand on vous le demande.
in-use = Cette place est utilisée en ce moment sur un autre téléphone.
in-use-mine = Si elle est à vous et que vous voulez continuer ici, appuyez sur le { $key }.
moved = Votre place continue sur un autre téléphone, où quelqu'un a dit qu'elle est à lui. Vous pouvez raccrocher ici.
main-greet = À tout moment, l'étoile fait réentendre, et le 9 revient une étape en arrière. Si vous appelez par un service de relais, appuyez sur le 7 pour avoir le double du temps.
relay-on = Tout vous attend maintenant deux fois plus longtemps, et si nous vous rappelons, une personne est là d'abord. Pour changer cela, appuyez sur le { $key }.
relay-off = Tout va de nouveau à son rythme habituel. Pour avoir le double du temps, appuyez sur le { $key }.
main-book = Pour prendre rendez-vous avec les touches de votre téléphone, appuyez sur le { $key }.
main-line = Si vous avez un billet, ou pour savoir combien de temps on attend, appuyez sur le { $key }.
main-ticket = Si vous avez un billet, appuyez sur le { $key }.
main-manage = Pour écouter, changer ou annuler un rendez-vous, appuyez sur le { $key }.
main-person = Pour parler à une personne, appuyez sur le { $key }.
before-how-long = Pour savoir combien de temps on attend, appuyez sur le { $key }.
how-long-open = Nous sommes ouverts.
how-long-until = Nous sommes ouverts jusqu'à { $until }.
how-long-person = Si vous demandez une personne maintenant, { $ahead ->
    [0] il n'y a personne devant vous.
    [1] une personne est avant vous.
   *[other] environ { $ahead } personnes sont avant vous.
}
how-long-hour = Vous attendrez plus d'une heure.
how-long-left = { $left ->
    [0] Aucun rendez-vous n'est libre en ce moment. Ce qui se libère va à ceux qui l'attendent.
    [1] Un rendez-vous est libre en ce moment. Qui peut le prendre dépend de la date de naissance.
   *[other] { $left } rendez-vous sont libres en ce moment. Qui peut les prendre dépend de la date de naissance.
}
how-long-units = { $ahead ->
    [1] Une personne les attend déjà.
   *[other] Environ { $ahead } personnes les attendent déjà.
}
how-long-back = Pour revenir aux choix, appuyez sur le { $key }.
whom-greet = Pour qui est le rendez-vous?
whom-self = Pour vous-même, appuyez sur le { $key }.
whom-other = Pour quelqu'un d'autre, appuyez sur le { $key }.
whom-several = Pour deux personnes ou plus, ensemble, appuyez sur le { $key }.
how-many-greet = Combien de personnes viennent ensemble?
how-many = Pour { $count } personnes, appuyez sur le { $key }.

## Un billet
ticket-greet = Entrez les huit chiffres de votre billet.
ticket-birth = Entrez la date de naissance qui va avec ce billet: quatre chiffres pour l'année, deux pour le mois, deux pour le jour.
ticket-mistyped = Je suis désolée, un des chiffres n'est pas exact. Regardez le billet, et essayons encore.
ticket-unknown = Je suis désolée, nous ne trouvons pas de place pour ce billet et cette date de naissance. Regardez le billet, et essayons encore.

## La date de naissance
birth-self = Entrez votre date de naissance: quatre chiffres pour l'année, deux pour le mois, deux pour le jour.
birth-other = Entrez la date de naissance de cette personne: quatre chiffres pour l'année, deux pour le mois, deux pour le jour.
birth-nth = Entrez la date de naissance de la personne numéro { $count }: quatre chiffres pour l'année, deux pour le mois, deux pour le jour.
birth-example = Pour le neuf mars mille neuf cent trente-quatre, cela fait { $digits }.
birth-impossible = Je suis désolée, cette date n'existe pas. Essayons encore.
birth-future = Je suis désolée, cette date est encore à venir. Essayons encore.
birth-twice = Vous avez déjà nommé quelqu'un avec cette date de naissance. Pour deux personnes nées le même jour, une personne vous aide.
birth-check = Vous avez entré { $birth }.

## Le lieu
near-greet = Appelez-vous de { $region }?
near-yes = Si oui, appuyez sur le { $key }.
near-no = Pour aller ailleurs, appuyez sur le { $key }.
full-region = { $region } est complet pour le moment.
full-until = { $region } est complet pour le moment. D'autres rendez-vous s'y ouvrent { $when }.
full-near = Pour { $region }, à environ { $travel } de route, appuyez sur le { $key }.
full-wait = Pour attendre { $region }, appuyez sur le { $key }.
region-greet = Où aimeriez-vous aller?
region-choice = Pour { $region }, appuyez sur le { $key }.
region-anywhere = Pour le premier de ces endroits, appuyez sur le { $key }.
region-only = Vous pouvez prendre rendez-vous maintenant à cet endroit: { $region }.
clinic-greet = Ces cliniques ont des heures libres.
clinic-choice = Pour { $clinic }, { $address }, appuyez sur le { $key }.
clinic-only = La clinique est { $clinic }, { $address }.
nothing-now = Je suis désolée, il n'y a rien à réserver maintenant pour cette date de naissance.
nothing-who = Pour le moment, les rendez-vous sont pour les personnes nées { $birth } ou avant.
nothing-until = D'autres rendez-vous seront offerts { $when }.
nothing-known = La prochaine ouverture n'est pas encore connue.
nothing-wait = Pour attendre ce qui se libère, où que ce soit, appuyez sur le { $key }.
nothing-other-date = Pour entrer une autre date de naissance, appuyez sur le { $key }.
person-keeps-place = Pour parler à une personne, qui vous garde une place, appuyez sur le { $key }.

## Le code d'invitation
code-greet = Entrez les huit chiffres du code d'invitation. Il est dans la lettre que vous avez reçue.
code-nth = Entrez les huit chiffres du code d'invitation de la personne numéro { $count }. Il est dans la lettre qu'elle a reçue.
code-mistyped = Je suis désolée, un des chiffres n'est pas exact. Regardez la lettre, et essayons encore.
code-unknown = Je suis désolée, ce code ne va pas avec cette date de naissance. Regardez la lettre, et essayons encore.

## Les heures
times-greet = { $count ->
    [1] Cette heure vous est gardée pendant que vous choisissez.
   *[other] Ces heures vous sont gardées pendant que vous choisissez.
}
times-choice = Pour { $when }, appuyez sur le { $key }.
times-choice-apart = Pour { $when }, et la dernière personne à { $until }, appuyez sur le { $key }.
times-others = Pour d'autres heures, appuyez sur le { $key }.
times-no-later = Il n'y a rien de plus tard. Voici de nouveau les premières heures.
times-kept = Il n'y a rien d'autre pour le moment. Voici ce qui est gardé pour vous: { $clinic }, { $address }.
times-gone = Je suis désolée, cette heure n'est plus libre. Nous en cherchons une autre.
already = Cette personne a déjà un rendez-vous.
already-hear = Pour l'entendre, appuyez sur le { $key }.
already-other = Pour prendre rendez-vous pour quelqu'un d'autre, appuyez sur le { $key }.

## C'est réservé
booked = C'est réservé. Le rendez-vous est à vous, même si vous raccrochez. Prenez un crayon et du papier. Prenez votre temps.
booked-ready = Quand vous aurez de quoi écrire, appuyez sur le { $key }.
reference-for = Pour la personne née { $birth }:
reference-is = Votre numéro de référence est le { $reference }.
reference-again = Encore une fois, votre numéro de référence est le { $reference }.
appointment-place = L'endroit est { $clinic }, { $address }.
appointment-when = On vous attend { $when }.
second-when = Votre deuxième rendez-vous est au même endroit, { $when }.
second-waits = Votre deuxième rendez-vous n'a pas encore d'heure. Une personne pourra vous en dire plus quand vous rappellerez.
reference-on = Pour continuer, appuyez sur le { $key }.
reference-bring = Pour réentendre l'adresse et savoir quoi apporter, appuyez sur le { $key }.
bring-what = Apportez votre carte d'assurance maladie, et de quoi lire en attendant.
bring-said = { $sentence }
texts-greet = Est-ce que ce téléphone reçoit des messages textes?
texts-none = Ce téléphone ne reçoit pas de messages textes de nous, parce qu'on nous l'a demandé.
text-sent = Nous allons vous envoyer la référence par message texte.
farewell-greet = Tout est fait. Nous avons été heureux de vous aider. Vous pouvez raccrocher.
farewell-again = Pour réentendre votre rendez-vous, appuyez sur le { $key }.
farewell-other = Pour prendre rendez-vous pour quelqu'un d'autre, appuyez sur le { $key }.
goodbye = Merci de votre appel. Au revoir.

## Un rendez-vous déjà pris
manage-birth = Entrez la date de naissance de la personne du rendez-vous: quatre chiffres pour l'année, deux pour le mois, deux pour le jour.
manage-reference = Entrez les huit chiffres de la référence.
reference-mistyped = Désolé, un des chiffres n'est pas juste. Regardez la référence, et essayons encore.
reference-unknown = Désolé, nous ne trouvons aucun rendez-vous pour cette référence et cette date de naissance. Essayons encore.
offer-when = Une heure s'est libérée et est gardée pour vous: { $when }.
offer-take = Pour la prendre, appuyez sur le { $key }.
offer-leave = Pour la laisser à quelqu'un d'autre et garder votre place sur la liste, appuyez sur le { $key }.
offer-left = Elle va à quelqu'un d'autre. Vous gardez votre place sur la liste.
offer-over = Désolé, cette heure n'est plus gardée. Vous gardez votre place sur la liste.
manage-hear = Pour écouter la référence, appuyez sur le { $key }.
manage-change = Pour changer l'heure ou le lieu, appuyez sur le { $key }.
manage-cancel = Pour annuler, appuyez sur le { $key }.
cancel-greet = Voulez-vous annuler ce rendez-vous? Quelqu'un d'autre l'aurait.
cancel-keep = Pour le garder, appuyez sur le { $key }.
cancel-yes = Pour l'annuler, appuyez sur le { $key }.
cancelled = Le rendez-vous est annulé.
move-greet = Vous gardez ce que vous avez jusqu'à ce que vous choisissiez autre chose.
move-here = Pour une autre heure au même endroit, appuyez sur le { $key }.
move-elsewhere = Pour un autre endroit, appuyez sur le { $key }.
move-keep = Pour ne rien changer, appuyez sur le { $key }.
move-over = Ce rendez-vous n'existe plus: il a été annulé entre-temps.
move-nothing = Il n'y a rien d'autre pour le moment. Votre rendez-vous reste comme il était.
changed = C'est changé. L'ancienne heure est cédée.

## La file
joined = Vous avez une place dans la file. Elle est gardée pour vous. Avec votre billet, vous pouvez toujours la retrouver. Notez-le si vous pouvez. Votre billet est le { $ticket }.
joined-again = Encore une fois, votre billet est le { $ticket }. Si vous raccrochez, vous ne perdez pas votre place: rappelez dans la demi-heure, et nous continuons.
joined-hidden = Nous ne voyons pas le numéro de votre téléphone. Quand vous rappellerez, gardez votre billet sous la main: nous vous demanderons si vous en avez un.
joined-book = Pour prendre rendez-vous avec les touches de votre téléphone tout en gardant votre place, appuyez sur le { $key }.
joined-leave = Pour quitter la file, appuyez sur le { $key }.
joined-quiet = Pour attendre sans musique, appuyez sur le { $key }.
joined-callback = Pour être rappelé sans perdre votre place, appuyez sur le { $key }.
joined-more = Pour une autre langue, ou pour quitter la file, appuyez sur le { $key }.
wait-for-units = Quand ce sera votre tour, nous vous le dirons aussitôt, et une heure sera gardée pour vous. Qui a appelé avant vous passe d'abord.
joined-other = Les personnes pour qui vous appelez ont une place plus tôt dans la file. Vous continuez là.
turn-greet = C'est votre tour. Une heure est gardée pour vous. Vous avez huit minutes.
turn-on = Pour choisir maintenant, appuyez sur le { $key }.
turn-birth = Entrez votre date de naissance, pour que nous vous reconnaissions: quatre chiffres pour l'année, deux pour le mois, deux pour le jour.
turn-birth-unknown = Désolé, ce n'est pas la date de naissance donnée pour cette place. Essayons encore.
seat-over = Vous choisissez depuis huit minutes. Vous n'avez rien perdu: une personne va vous aider, à votre place dans la file.
still-waiting = Vous êtes déjà dans la file, et votre place est gardée.
wait-position = Vous êtes le numéro { $position } dans la file.
wait-next = Vous êtes le numéro { $position } dans la file. Personne n'est devant vous.
wait-within = { $most ->
    [1] Vous attendrez moins d'une minute.
   *[other] Vous attendrez moins de { $most } minutes.
}
wait-range = Vous attendrez entre { $least } et { $most } minutes.
wait-or-more = { $least ->
    [0] On ne sait pas encore combien de temps vous attendrez.
    [1] Vous attendrez une minute ou plus.
   *[other] Vous attendrez { $least } minutes ou plus.
}
wait-hour = Vous attendrez plus d'une heure. Vous êtes environ à la place { $about }.
wait-earlier-key = Quelqu'un qui a appelé plus tôt est devant vous.
wait-fewer-desks = Moins de personnes répondent au téléphone maintenant.
wait-longer-calls = Les appels durent plus longtemps que prévu.
wait-nobody = En ce moment, personne ne répond à nos téléphones.
wait-units = { $ahead ->
    [1] Une personne est avant vous,
   *[other] Environ { $ahead } personnes sont avant vous,
} { $left ->
    [1] et il reste un rendez-vous.
   *[other] et il reste { $left } rendez-vous.
}
wait-too-few = { $left ->
    [1] Il reste un rendez-vous,
   *[other] Il reste { $left } rendez-vous,
} { $ahead ->
    [1] et une personne est avant vous.
   *[other] et environ { $ahead } personnes sont avant vous.
} Cela pourrait ne pas suffire. Pour chercher ailleurs, appuyez sur le { $key }.
wait-all-held = { $ahead ->
    [0] C'est bientôt votre tour.
    [1] Une personne est avant vous.
   *[other] Environ { $ahead } personnes sont avant vous.
} Tout ce qui est libre est entre d'autres mains, et peut revenir.
wait-none-left = Il ne reste aucun rendez-vous selon votre souhait. Votre place est gardée. Pour chercher ailleurs, appuyez sur le { $key }.
wait-passed = C'est bientôt votre tour. { $left ->
    [1] Il reste un rendez-vous pour une personne, et vous en voulez { $people }.
   *[other] Il reste des rendez-vous pour { $left } personnes, et vous en voulez { $people }.
} Pour changer, appuyez sur le { $key }.
wait-still = Nous ne vous avons pas oublié. Votre place est gardée.
wait-quiet = La musique est coupée. Un son doux toutes les dix secondes vous dit que nous sommes là. Pour la musique, appuyez sur le { $key }.
wait-music = Voici de nouveau la musique.
wait-connecting = Un instant, s'il vous plaît. Nous vous mettons en communication avec une personne.
leave-greet = Voulez-vous quitter la file? Votre place serait cédée.
leave-keep = Pour garder votre place, appuyez sur le { $key }.
leave-yes = Pour quitter la file, appuyez sur le { $key }.
left = Vous avez quitté la file.
connecting = Une personne est là pour vous. Nous vous mettons en communication.
returned = La communication avec la personne a été coupée. Vous n'avez rien perdu: votre place est la même.
on-hold = Un instant, s'il vous plaît: restez en ligne. La personne qui vous aide revient bientôt.
passed-on = Nous vous passons à une collègue ou à un collègue. Vous ne recommencez pas: votre place dans la file est la même.

## Avant l'ouverture, et après la fermeture
closed-until = Nous sommes fermés. Nous ouvrons { $when }.
closed-registers = Vous pourrez vous inscrire pour cette ouverture à partir de { $when }. Appeler plus tôt ne change rien.
closed-unknown = Nous sommes fermés, et la prochaine ouverture n'est pas encore connue. Dès qu'elle le sera, vous pourrez vous inscrire ici.
closed-keep = Pour garder une place pour ce moment, appuyez sur le { $key }.
before-opening = Nous sommes fermés. Qui voulez-vous inscrire?
before-opening-known = Quelque chose est déjà gardé pour ce numéro.
birth-wrong = Si la date n'est pas exacte, appuyez sur le { $key }.
may-we-call = Pouvons-nous vous appeler quand ce sera votre tour?
registered = L'inscription est faite. Le numéro est { $lot }.
registered-again = Encore une fois, le numéro est { $lot }.
registered-draw = Nous ouvrons { $when }. L'ordre est tiré au sort à ce moment: appeler tôt ou souvent ne change rien.
registered-before = C'est déjà gardé, et rien n'a changé.
registered-left-out = Une des personnes que vous avez nommées est déjà inscrite à une autre place, et y reste.
registered-wrong-people = Une inscription est pour une à cinq personnes, chacune avec sa propre date de naissance.
registered-too-many = Ce numéro garde déjà autant de places qu'un numéro peut en avoir.
kept-place = Votre place est gardée. Nous ouvrons { $when }. Votre billet est le { $ticket }.
kept-where = C'est pour { $region }.
kept-call = Nous vous appellerons quand ce sera votre tour.
kept-no-call = Appelez-nous à ce moment: nous connaissons votre place.
kept-hear = Pour l'entendre, appuyez sur le { $key }.
kept-number = Pour l'inscription numéro { $lot }, appuyez sur le { $key }.
kept-other = Pour inscrire quelqu'un d'autre, appuyez sur le { $key }.
kept-give-up = Pour y renoncer, appuyez sur le { $key }.
give-up-greet = Voulez-vous y renoncer?
give-up-keep = Pour la garder, appuyez sur le { $key }.
given-up = C'est fait, vous y avez renoncé.
hidden-greet = Nous ne voyons pas le numéro de votre téléphone.
hidden-code = Si vous avez un code d'invitation, appuyez sur le { $key }.
hidden-keep = Pour garder une place juste après les personnes tirées au sort, appuyez sur le { $key }.
drawing = L'ordre est tiré au sort en ce moment. Un instant, s'il vous plaît.
drawn-rank = Le tirage vous donne le rang { $position } sur { $count }.
closing-soon = Nous fermons à { $until }.
closing-carried = D'ici la fermeture, nous ne pourrons pas servir tout le monde. Vous ne perdez rien: votre place est gardée, et passe en premier à la prochaine ouverture.
closed-carried = Nous venons de fermer. Vous ne perdez rien: votre place est gardée, et passe en premier à la prochaine ouverture.
paused-technical = Nous avons un ennui technique, et personne ne peut réserver pour l'instant. Personne ne perd sa place.
paused-emergency = Nous avons dû interrompre notre travail un moment. Personne ne perd sa place.
paused-supply = D'autres rendez-vous arrivent, et personne ne peut réserver avant. Personne ne perd sa place.
announced = { $sentence }
callbacks-off = Pour l'instant, nous ne pouvons pas promettre de nouveaux rappels. Votre place est gardée : restez en ligne, ou rappelez plus tard.

## Au poste, et dans les messages textes
desk-ready = Votre poste est ouvert.
desk-test = Ceci est un essai de votre téléphone. Vous entendez ces mots: il fonctionne. Vous pouvez continuer à votre écran.
text-reference = Votre rendez-vous: référence { $reference }, { $clinic }, { $address }, { $when }.
text-second = Deuxième rendez-vous: { $when }.
text-reminder = Demain: { $clinic }, { $address }, { $when }, référence { $reference }. Pour changer ou annuler, appelez le { $hotline }.
text-offer = Une heure est gardée pour vous jusqu'à { $until }: { $clinic }, { $address }, { $when }. Pour la prendre, appelez le { $hotline }.
text-stopped = Vous ne recevrez plus de messages ni d'appels de nous. Envoyez START pour en recevoir de nouveau.
text-started = Vous recevrez de nouveau nos messages. Envoyez STOP pour les arrêter.
text-help = Ceci est la ligne des rendez-vous. Appelez le { $hotline }. Envoyez STOP pour ne plus recevoir de messages.

## Un rappel
callback-greet = Bonjour. C'est la ligne des rendez-vous, pour l'appel que vous avez demandé.
callback-lost = Bonjour. C'est la ligne des rendez-vous. Votre appel a été coupé: nous vous rappelons.
callback-me = Si c'est vous qui l'avez demandé, appuyez sur le { $key }.
callback-not-me = Si vous êtes quelqu'un d'autre, appuyez sur le { $key }.
callback-another-time = Pour un autre moment, appuyez sur le { $key }.
callback-never = Pour ne plus être appelé, appuyez sur le { $key }.
callback-when = Quand pouvons-nous rappeler?
callback-in-two-hours = Dans deux heures, appuyez sur le { $key }.
callback-in-the-morning = Demain matin, appuyez sur le { $key }.
callback-now = Pour continuer maintenant, appuyez sur le { $key }.
callback-later-today = Nous rappellerons dans environ deux heures. Votre place est gardée.
callback-tomorrow = Nous rappellerons demain matin. Votre place est gardée.
callback-wrong = Veuillez nous excuser. Nous n'appellerons plus ce numéro pour cela.
callback-never-sure = Voulez-vous que nous n'appelions plus jamais ce numéro?
callback-never-yes = Pour ne plus recevoir d'appels de nous, appuyez sur le { $key }.
callback-never-no = Pour revenir, appuyez sur le { $key }.
callback-no-more = Nous n'appellerons plus ce numéro. Votre place est gardée pour le jour où vous nous appelez.
callback-missed = C'était la ligne des rendez-vous, pour l'appel que vous avez demandé. Votre place est gardée. Nous rappellerons. Vous pouvez aussi nous appeler.
callback-lost-missed = C'était la ligne des rendez-vous: votre appel a été coupé. Votre place est gardée. Nous rappellerons. Vous pouvez aussi nous appeler.
callback-ticket = Votre billet est le { $ticket }.
callback-over = Cet appel n'est plus nécessaire. Au revoir.
callback-goodbye = Au revoir.
notice-greet = Bonjour. C'est la ligne des rendez-vous, avec un message pour la personne qui a pris ou demandé un rendez-vous depuis ce téléphone.
notice-me = Si c'est vous, appuyez sur le { $key }.
notice-not-me = Sinon, et pour ne plus être appelé, appuyez sur le { $key }.
notice-why = Merci. D'abord, nous vérifions que c'est bien vous.
notice-missed = C'était la ligne des rendez-vous, avec un message pour vous. Nous rappellerons. Vous pouvez aussi nous appeler.
notice-no-more = Veuillez nous excuser. Nous n'appellerons plus ce numéro.
reminded-come = Si vous comptez venir, appuyez sur le { $key }.
reminded-thanks = Merci. Au plaisir de vous voir.
callback-desk = Merci. Un instant: une personne est là pour vous.
callback-head = Merci. Vous êtes en tête de la file. La prochaine personne libre vous parlera.
long-call = Vous êtes en ligne depuis plus de trois heures et demie. La compagnie de téléphone met fin à un appel après quatre heures. Vous ne perdez rien: votre place est gardée.
long-call-back = Quand ce sera votre tour, nous vous appellerons au { $phone }.
long-call-again = Si cet appel prend fin, rappelez-nous dans la demi-heure, et nous continuerons.
call-me-greet = Nous pouvons vous appeler quand ce sera votre tour. Vous gardez votre place en attendant.
call-me = Pour qu'on vous rappelle au { $phone }, appuyez sur le { $key }.
call-me-other = Pour un autre numéro, appuyez sur le { $key }.
call-me-stay = Pour rester plutôt en ligne, appuyez sur le { $key }.
call-number = Entrez le numéro où nous devons vous appeler: dix chiffres, avec l'indicatif régional.
call-promised = C'est promis: nous appellerons le { $phone }, du numéro que vous avez appelé.
call-window = Nous vous appellerons aujourd'hui entre { $since } et { $until }.
call-window-day = Nous vous appellerons { $day }, entre { $since } et { $until }.
call-not-today = Nous ne pouvons pas vous promettre un appel pour aujourd'hui. Votre place est gardée.
call-when-turn = Nous vous appellerons dès que ce sera votre tour.
call-when-free = Il ne reste rien pour vous en ce moment. Vous gardez votre place, et nous vous appellerons dès qu'un rendez-vous se libère, quel que soit le jour.
call-ticket = Votre billet est le { $ticket }.
call-ticket-again = Encore une fois, votre billet est le { $ticket }.
call-hang-up = Vous pouvez raccrocher maintenant. Nous ne demandons jamais d'argent.
call-stay = Pour rester plutôt en ligne, appuyez sur le { $key }.
number-malformed = Je suis désolée, ce n'est pas un numéro que nous pouvons appeler. Essayons encore.
number-foreign = Je suis désolée, nous ne pouvons pas appeler les numéros d'autres pays. Essayons encore.
number-premium = Je suis désolée, nous ne pouvons pas appeler ce genre de numéro. Essayons encore.
number-ours = Ce numéro mène chez nous. Entrez le numéro de votre propre téléphone.
number-already = Je suis désolée, ce numéro a déjà autant d'appels promis qu'il peut en avoir. Entrez-en un autre.
number-no-calls = Ce numéro nous a demandé de ne plus appeler. Appelez de ce numéro, ou entrez-en un autre.
wait-callback = Pour être plutôt rappelé, appuyez sur le { $key }.
text-near = C'est bientôt votre tour : nous vous appellerons sous peu. Gardez ce téléphone près de vous. Ou appelez le { $hotline }, billet { $ticket }. Envoyez ARRET pour ne plus recevoir ni messages ni appels.
text-late = Notre appel viendra plus tard que prévu. Veuillez nous excuser. Votre place est gardée, et nous appellerons quand ce sera votre tour. Ou appelez le { $hotline }, billet { $ticket }. Envoyez ARRET pour ne plus recevoir ni messages ni appels.
text-missed = Nous vous avons appelé, comme demandé. Votre place est gardée, et nous rappellerons. Ou appelez le { $hotline }, billet { $ticket }. Envoyez ARRET pour ne plus recevoir ni messages ni appels.
