# Todo lo que una persona oye en español. Frases cortas; primero la acción, después la tecla.

## En todas partes
take-your-time = Tómese su tiempo. No vamos a colgar. Para oírlo otra vez, marque asterisco. Para hablar con una persona, marque el 0.
wrong-key = Lo siento, esa tecla no sirve aquí. Probemos otra vez.
wrong-length = Lo siento, necesito { $count } números. Probemos otra vez. Para empezar de nuevo mientras marca, marque asterisco.
typed-so-far = { $count ->
    [1] Empezamos de nuevo. Hasta ahora usted marcó { $digits }. Marque el último número.
   *[other] Empezamos de nuevo. Hasta ahora usted marcó { $digits }. Marque los otros { $count } números.
}
to-a-person = No se preocupe. Una persona le va a ayudar.
nobody-here = A esta hora no hay nadie aquí.
first-step = Desde aquí no hay un paso atrás.
apology = Lo sentimos. El error es nuestro, no suyo. Una persona le va a ayudar.
once-more = Lo sentimos, perdimos el hilo de esta llamada. Empecemos de nuevo.
place-safe = Lo sentimos, hay una breve demora de nuestra parte. Por favor, no cuelgue. Su lugar está guardado.
more = Para oír otros, marque el { $key }.
right = Si es correcto, marque el { $key }.
again = Para marcarla otra vez, marque el { $key }.
yes = Si la respuesta es sí, marque el { $key }.
no = Si la respuesta es no, marque el { $key }.
star-again = Para oírlo otra vez, marque asterisco.

## Las primeras preguntas
language-choice = Le damos la bienvenida a la línea de citas. Para español, marque el { $key }.
language-other = Para español, marque el { $key }.
back-greet = Qué bueno que llama otra vez a la línea de citas.
back-one = Para seguir con el lugar guardado para este número, marque el { $key }.
back-one-live = Para seguir con el lugar que está en uso en otro teléfono en este momento, marque el { $key }.
back-several = Para el lugar cuyo número de turno termina en { $digits }, marque el { $key }.
back-several-live = Para el lugar cuyo número termina en { $digits }, en uso en otro teléfono en este momento, marque el { $key }.
back-else = Si usted es otra persona, marque el { $key }.
go-on-there = Para seguir donde estaba en su última llamada, marque el { $key }.
go-on-anew = Para empezar de nuevo, marque el { $key }.
go-on-birth = Marque una fecha de nacimiento que dio en esa llamada: cuatro cifras para el año, dos para el mes, dos para el día.
go-on-unknown = Lo siento, esa no es una fecha de nacimiento de esa llamada. Probemos otra vez.
booked-before = En su última llamada se reservó una cita. Para oírla, marque el { $key } cuando se le pregunte.
in-use = Este lugar está en uso en otro teléfono en este momento.
in-use-mine = Si es suyo y quiere seguir aquí, marque el { $key }.
moved = Su lugar sigue en otro teléfono, donde alguien dijo que es suyo. Puede colgar aquí.
main-greet = En cualquier momento, el asterisco repite, y el 9 vuelve un paso atrás. Si llama por un servicio de retransmisión, marque el 7 para tener el doble de tiempo.
relay-on = Ahora todo le espera el doble de tiempo, y cuando le llamemos, una persona estará ahí primero. Para cambiarlo, marque el { $key }.
relay-off = Todo va otra vez a su ritmo habitual. Para tener el doble de tiempo, marque el { $key }.
main-book = Para hacer una cita con las teclas de su teléfono, marque el { $key }.
main-line = Si tiene un número de turno, o para saber cuánto hay que esperar, marque el { $key }.
main-ticket = Si tiene un número de turno, marque el { $key }.
main-manage = Para oír, cambiar o cancelar una cita, marque el { $key }.
main-person = Para hablar con una persona, marque el { $key }.
before-how-long = Para saber cuánto hay que esperar, marque el { $key }.
how-long-open = Estamos abiertos.
how-long-until = Estamos abiertos hasta { $until }.
how-long-person = Si pide ahora una persona, { $ahead ->
    [0] no hay nadie antes que usted.
    [1] hay una persona antes que usted.
   *[other] hay unas { $ahead } personas antes que usted.
}
how-long-hour = Esperará más de una hora.
how-long-left = { $left ->
    [0] No hay ninguna cita libre en este momento. Lo que se libera es para quienes lo esperan.
    [1] Hay una cita libre en este momento. Quién puede reservarla depende de la fecha de nacimiento.
   *[other] Hay { $left } citas libres en este momento. Quién puede reservarlas depende de la fecha de nacimiento.
}
how-long-units = { $ahead ->
    [1] Una persona las espera ya.
   *[other] Unas { $ahead } personas las esperan ya.
}
how-long-back = Para volver a las opciones, marque el { $key }.
whom-greet = ¿Para quién es la cita?
whom-self = Para usted, marque el { $key }.
whom-other = Para otra persona, marque el { $key }.
whom-several = Para dos personas o más, juntas, marque el { $key }.
how-many-greet = ¿Cuántas personas vienen juntas?
how-many = Para { $count } personas, marque el { $key }.

## Un número de turno
ticket-greet = Marque las ocho cifras de su número de turno.
ticket-birth = Marque la fecha de nacimiento que va con este turno: cuatro cifras para el año, dos para el mes, dos para el día.
ticket-mistyped = Lo siento, una de las cifras no es correcta. Mire su número de turno, y probemos otra vez.
ticket-unknown = Lo siento, no encontramos un lugar para ese número de turno y esa fecha de nacimiento. Mire su número de turno, y probemos otra vez.

## La fecha de nacimiento
birth-self = Marque su fecha de nacimiento: cuatro cifras para el año, dos para el mes, dos para el día.
birth-other = Marque la fecha de nacimiento de esa persona: cuatro cifras para el año, dos para el mes, dos para el día.
birth-nth = Marque la fecha de nacimiento de la persona número { $count }: cuatro cifras para el año, dos para el mes, dos para el día.
birth-example = Para el nueve de marzo de mil novecientos treinta y cuatro, son { $digits }.
birth-impossible = Lo siento, esa fecha no existe. Probemos otra vez.
birth-future = Lo siento, esa fecha está aún por venir. Probemos otra vez.
birth-twice = Ya nombró a alguien con esta fecha de nacimiento. Para dos personas nacidas el mismo día, le ayuda una persona.
birth-check = Usted marcó { $birth }.

## Dónde
near-greet = ¿Llama usted desde { $region }?
near-yes = Si es así, marque el { $key }.
near-no = Para ir a otro lugar, marque el { $key }.
full-region = { $region } está completo por ahora.
full-until = { $region } está completo por ahora. Allí se abren más citas el { $when }.
full-near = Para { $region }, a { $travel } de camino más o menos, marque el { $key }.
full-wait = Para esperar { $region }, marque el { $key }.
region-greet = ¿Adónde le gustaría ir?
region-choice = Para { $region }, marque el { $key }.
region-anywhere = Para el primero de estos lugares, marque el { $key }.
region-only = El lugar donde puede hacer la cita ahora es { $region }.
clinic-greet = Estas clínicas tienen horas.
clinic-choice = Para { $clinic }, { $address }, marque el { $key }.
clinic-only = La clínica es { $clinic }, { $address }.
nothing-now = Lo siento, ahora no hay citas para esa fecha de nacimiento.
nothing-who = En este momento las citas son para personas nacidas { $birth } o antes.
nothing-until = Se abren más citas el { $when }.
nothing-known = Todavía no se sabe cuándo se abren más.
nothing-wait = Para esperar lo que quede libre, donde sea, marque el { $key }.
nothing-other-date = Para marcar otra fecha de nacimiento, marque el { $key }.
person-keeps-place = Para hablar con una persona, que le guarda un lugar, marque el { $key }.

## El código de invitación
code-greet = Marque los ocho números del código de invitación. Está en la carta que recibió.
code-nth = Marque las ocho cifras del código de invitación de la persona número { $count }. Está en la carta que recibió.
code-mistyped = Lo siento, uno de los números no es correcto. Mire la carta, y probemos otra vez.
code-unknown = Lo siento, ese código no va con esa fecha de nacimiento. Mire la carta, y probemos otra vez.

## Las horas
times-greet = { $count ->
    [1] Esta hora se le guarda mientras escoge.
   *[other] Estas horas se le guardan mientras escoge.
}
times-choice = Para el { $when }, marque el { $key }.
times-choice-apart = Para { $when }, y la última persona a { $until }, marque el { $key }.
times-others = Para otras horas, marque el { $key }.
times-no-later = No hay horas más tarde. Estas son otra vez las primeras.
times-kept = No hay nada más por ahora. Esto está guardado para usted: { $clinic }, { $address }.
times-gone = Lo siento, esa hora ya no está libre. Buscamos otra.
already = Esta persona ya tiene una cita.
already-hear = Para oírla, marque el { $key }.
already-other = Para hacer una cita para otra persona, marque el { $key }.

## Ya está
booked = Su cita está hecha. Es suya, aunque cuelgue. Busque lápiz y papel. Tómese su tiempo.
booked-ready = Cuando tenga con qué escribir, marque el { $key }.
reference-for = Para la persona nacida { $birth }:
reference-is = Su número de referencia es { $reference }.
reference-again = Otra vez, su número de referencia es { $reference }.
appointment-place = El lugar es { $clinic }, { $address }.
appointment-when = Le esperan el { $when }.
second-when = Su segunda cita es en el mismo lugar, el { $when }.
second-waits = Su segunda cita todavía no tiene hora. Una persona le puede decir más cuando llame otra vez.
reference-on = Para seguir, marque el { $key }.
reference-bring = Para oír otra vez la dirección y qué traer, marque el { $key }.
bring-what = Traiga su tarjeta de salud, y algo para leer mientras espera.
bring-said = { $sentence }
texts-greet = ¿Este teléfono recibe mensajes de texto?
texts-none = Este teléfono no recibe mensajes nuestros, porque pidió no recibirlos.
text-sent = Le vamos a mandar la referencia por mensaje de texto.
farewell-greet = Todo está hecho. Fue un gusto ayudarle. Ya puede colgar.
farewell-again = Para oír su cita otra vez, marque el { $key }.
farewell-other = Para hacer una cita para otra persona, marque el { $key }.
goodbye = Gracias por llamar. Adiós.

## Una cita ya hecha
manage-birth = Marque la fecha de nacimiento de la persona de la cita: cuatro cifras para el año, dos para el mes, dos para el día.
manage-reference = Marque las ocho cifras de la referencia.
reference-mistyped = Lo siento, una de las cifras no es correcta. Mire la referencia y probemos otra vez.
reference-unknown = Lo siento, no encontramos ninguna cita con esta referencia y fecha de nacimiento. Probemos otra vez.
offer-when = Quedó libre una hora y está guardada para usted: { $when }.
offer-take = Para tomarla, marque el { $key }.
offer-leave = Para dejarla a otra persona y conservar su lugar en la lista, marque el { $key }.
offer-left = Será para otra persona. Usted conserva su lugar en la lista.
offer-over = Lo siento, esa hora ya no está guardada. Usted conserva su lugar en la lista.
manage-hear = Para oír la referencia, marque el { $key }.
manage-change = Para cambiar la hora o el lugar, marque el { $key }.
manage-cancel = Para cancelar, marque el { $key }.
cancel-greet = ¿Quiere cancelar esta cita? La tendría otra persona.
cancel-keep = Para conservarla, marque el { $key }.
cancel-yes = Para cancelarla, marque el { $key }.
cancelled = La cita está cancelada.
move-greet = Conserva lo que tiene hasta que elija otra cosa.
move-here = Para otra hora en el mismo lugar, marque el { $key }.
move-elsewhere = Para otro lugar, marque el { $key }.
move-keep = Para dejarlo como está, marque el { $key }.
move-over = Esa cita ya no existe: se canceló mientras tanto.
move-nothing = No hay nada más por ahora. Su cita sigue como estaba.
changed = Está cambiada. La hora anterior queda libre.

## La fila
joined = Usted tiene un lugar en la fila. Está guardado para usted. Con su número de turno siempre puede encontrarlo otra vez. Anótelo si puede. Su número de turno es el { $ticket }.
joined-again = Otra vez, su número de turno es el { $ticket }. Si cuelga, no pierde su lugar: llame otra vez dentro de media hora, y seguimos.
joined-hidden = No vemos el número de su teléfono. Cuando llame otra vez, tenga a mano su número de turno: le preguntaremos si tiene uno.
joined-book = Para hacer una cita con las teclas de su teléfono sin perder su lugar, marque el { $key }.
joined-leave = Para salir de la fila, marque el { $key }.
joined-quiet = Para esperar sin música, marque el { $key }.
joined-callback = Para que le llamemos sin perder su lugar, marque el { $key }.
joined-more = Para otro idioma, o para salir de la fila, marque el { $key }.
wait-for-units = Cuando le toque, se lo diremos enseguida, y habrá una hora guardada para usted. Quien llamó antes que usted va primero.
joined-other = Las personas por quienes llama tienen un lugar anterior en la fila. Usted sigue allí.
turn-greet = Es su turno. Hay una hora guardada para usted. Tiene ocho minutos.
turn-on = Para elegir ahora, marque el { $key }.
turn-birth = Marque su fecha de nacimiento, para reconocerle: cuatro cifras para el año, dos para el mes, dos para el día.
turn-birth-unknown = Lo siento, esa no es la fecha de nacimiento dada para este lugar. Probemos otra vez.
seat-over = Lleva ocho minutos eligiendo. No ha perdido nada: una persona le ayudará, en su lugar de la fila.
still-waiting = Usted ya está en la fila, y su lugar está guardado.
wait-position = Usted es el número { $position } en la fila.
wait-next = Usted es el número { $position } en la fila. No hay nadie antes que usted.
wait-within = { $most ->
    [1] Esperará menos de un minuto.
   *[other] Esperará menos de { $most } minutos.
}
wait-range = Esperará entre { $least } y { $most } minutos.
wait-or-more = { $least ->
    [0] Todavía no se sabe cuánto esperará.
    [1] Esperará un minuto o más.
   *[other] Esperará { $least } minutos o más.
}
wait-hour = Esperará más de una hora. Está más o menos en el lugar { $about }.
wait-earlier-key = Alguien que llamó antes está ahora delante.
wait-fewer-desks = Ahora hay menos personas en los teléfonos.
wait-longer-calls = Las llamadas duran más de lo que pensábamos.
wait-nobody = Ahora no hay nadie en nuestros teléfonos.
wait-units = { $ahead ->
    [1] Hay una persona antes que usted,
   *[other] Hay unas { $ahead } personas antes que usted,
} { $left ->
    [1] y queda una cita.
   *[other] y quedan { $left } citas.
}
wait-too-few = { $left ->
    [1] Queda una cita,
   *[other] Quedan { $left } citas,
} { $ahead ->
    [1] y hay una persona antes que usted.
   *[other] y hay unas { $ahead } personas antes que usted.
} Puede que no alcancen. Para buscar en otra parte sin perder su lugar, marque el { $key }.
wait-all-held = { $ahead ->
    [0] Ya casi le toca.
    [1] Hay una persona antes que usted.
   *[other] Hay unas { $ahead } personas antes que usted.
} Todo lo libre lo miran otros ahora, y puede volver.
wait-none-left = No queda ninguna cita como la que desea. Su lugar está guardado. Para buscar en otra parte, marque el { $key }.
wait-passed = Ya casi le toca. { $left ->
    [1] La única cita libre es para una persona, y usted pidió { $people }.
   *[other] Las únicas citas libres son para { $left } personas, y usted pidió { $people }.
} Para cambiarlo, marque el { $key }.
wait-still = No nos hemos olvidado de usted. Su lugar está guardado.
wait-quiet = La música está apagada. Un tono suave cada diez segundos le dice que seguimos aquí. Para la música, marque el { $key }.
wait-music = Aquí está la música otra vez.
wait-connecting = Un momento, por favor. Le comunicamos con una persona.
leave-greet = ¿Quiere salir de la fila? Perdería su lugar.
leave-keep = Para guardar su lugar, marque el { $key }.
leave-yes = Para salir de la fila, marque el { $key }.
left = Usted salió de la fila.
connecting = Una persona está aquí para usted. Le estamos comunicando.
returned = Se cortó la comunicación con la persona. No ha perdido nada: su lugar es el mismo.
on-hold = Un momento, por favor: no cuelgue. La persona que le atiende vuelve enseguida.
passed-on = Le pasamos con otra persona del equipo. No empieza de nuevo: su lugar en la fila es el mismo.

## Antes de abrir, y después de cerrar
closed-until = Estamos cerrados. Abrimos el { $when }.
closed-registers = Para esa apertura puede inscribirse desde el { $when }. Llamar antes no cambia nada.
closed-unknown = Estamos cerrados, y todavía no se sabe cuándo abrimos. En cuanto se sepa, podrá inscribirse aquí.
closed-keep = Para guardar un lugar para entonces, marque el { $key }.
before-opening = Estamos cerrados. ¿A quién quiere inscribir?
before-opening-known = Ya hay algo guardado para este número.
birth-wrong = Si la fecha no es correcta, marque el { $key }.
may-we-call = ¿Podemos llamarle cuando le toque?
registered = Inscripción hecha. El número es { $lot }.
registered-again = Otra vez, el número es { $lot }.
registered-draw = Abrimos el { $when }. Entonces se sortea el orden: llamar antes o muchas veces no cambia nada.
registered-before = Eso ya está guardado, y nada ha cambiado.
registered-left-out = Una de las personas que nombró ya está inscrita en otro lugar, y sigue allí.
registered-wrong-people = Una inscripción es para una a cinco personas, cada una con su propia fecha de nacimiento.
registered-too-many = Este número ya guarda tantos lugares como un número puede tener.
kept-place = Su lugar está guardado. Abrimos el { $when }. Su número de turno es { $ticket }.
kept-where = Es para { $region }.
kept-call = Le llamamos cuando le toque.
kept-no-call = Llámenos entonces: conocemos su lugar.
kept-hear = Para oírlo, marque el { $key }.
kept-number = Para la inscripción número { $lot }, marque el { $key }.
kept-other = Para inscribir a otra persona, marque el { $key }.
kept-give-up = Para renunciar a su lugar, marque el { $key }.
give-up-greet = ¿Quiere renunciar a su lugar?
give-up-keep = Para guardarlo, marque el { $key }.
given-up = Queda anulado.
hidden-greet = No vemos el número de su teléfono.
hidden-code = Si tiene un código de invitación, marque el { $key }.
hidden-keep = Para guardar un lugar justo después de quienes salgan en el sorteo, marque el { $key }.
drawing = El orden se sortea en este momento. Un momento, por favor.
drawn-rank = En el sorteo le tocó el número { $position } de { $count }.
closing-soon = Cerramos a { $until }.
closing-carried = Hasta cerrar no podemos atender a todos los que esperan. No pierde nada: su lugar está guardado, y va primero cuando abramos otra vez.
closed-carried = Acabamos de cerrar. No pierde nada: su lugar está guardado, y va primero cuando abramos otra vez.
paused-technical = Tenemos un problema técnico, y por un momento nadie puede reservar. Nadie pierde su lugar.
paused-emergency = Tuvimos que interrumpir el trabajo por un momento. Nadie pierde su lugar.
paused-supply = Vienen más citas en camino, y nadie puede reservar hasta que lleguen. Nadie pierde su lugar.
announced = { $sentence }
callbacks-off = Por el momento no podemos prometer nuevas llamadas. Su lugar está guardado: quédese en la línea, o llame más tarde.

## En el puesto, y en los mensajes
desk-ready = Su puesto está abierto.
desk-test = Esta es una prueba de su teléfono. Usted oye estas palabras: funciona. Puede seguir en su pantalla.
text-reference = Su cita: referencia { $reference }, { $clinic }, { $address }, { $when }.
text-second = Segunda cita: { $when }.
text-reminder = Mañana: { $clinic }, { $address }, { $when }, referencia { $reference }. Para cambiar o cancelar, llame al { $hotline }.
text-offer = Hay una hora guardada para usted hasta las { $until }: { $clinic }, { $address }, { $when }. Para tomarla, llame al { $hotline }.
text-stopped = Ya no recibirá mensajes ni llamadas nuestras. Mande START para recibirlos otra vez.
text-started = Recibirá otra vez nuestros mensajes. Mande STOP para dejar de recibirlos.
text-help = Esta es la línea de citas. Llame al { $hotline }. Mande STOP para no recibir más mensajes.

## Una llamada nuestra
callback-greet = Hola. Es la línea de citas, con la llamada que usted pidió.
callback-lost = Hola. Es la línea de citas. Su llamada se cortó: le volvemos a llamar.
callback-me = Si fue usted quien la pidió, marque el { $key }.
callback-not-me = Si usted es otra persona, marque el { $key }.
callback-another-time = Para otro momento, marque el { $key }.
callback-never = Para no recibir más llamadas, marque el { $key }.
callback-when = ¿Cuándo podemos llamar?
callback-in-two-hours = Dentro de dos horas, marque el { $key }.
callback-in-the-morning = Mañana por la mañana, marque el { $key }.
callback-now = Para seguir ahora, marque el { $key }.
callback-later-today = Volveremos a llamar en unas dos horas. Su lugar está guardado.
callback-tomorrow = Volveremos a llamar mañana por la mañana. Su lugar está guardado.
callback-wrong = Perdone la molestia. No volveremos a llamar a este número por eso.
callback-never-sure = ¿Quiere que no volvamos a llamar nunca a este número?
callback-never-yes = Para no recibir más llamadas nuestras, marque el { $key }.
callback-never-no = Para volver, marque el { $key }.
callback-no-more = No volveremos a llamar a este número. Su lugar está guardado para cuando usted nos llame.
callback-missed = Era la línea de citas, con la llamada que usted pidió. Su lugar está guardado. Volveremos a llamar. También puede llamarnos usted.
callback-lost-missed = Era la línea de citas: su llamada se cortó. Su lugar está guardado. Volveremos a llamar. También puede llamarnos usted.
callback-ticket = Su número de turno es el { $ticket }.
callback-over = Esta llamada ya no es necesaria. Adiós.
callback-goodbye = Adiós.
notice-greet = Hola. Es la línea de citas, con un mensaje para quien reservó o pidió una cita desde este teléfono.
notice-me = Si es usted, marque el { $key }.
notice-not-me = Si no lo es, y para no recibir más llamadas, marque el { $key }.
notice-why = Gracias. Primero comprobamos que es usted.
notice-missed = Era la línea de citas, con un mensaje para usted. Volveremos a llamar. También puede llamarnos usted.
notice-no-more = Perdone la molestia. No volveremos a llamar a este número.
reminded-come = Si va a venir, marque el { $key }.
reminded-thanks = Gracias. Le esperamos.
callback-desk = Gracias. Un momento: una persona está aquí para usted.
callback-head = Gracias. Usted está al frente de la fila. La próxima persona libre hablará con usted.
long-call = Usted lleva más de tres horas y media en la línea. La compañía telefónica termina una llamada después de cuatro. No pierde nada: su lugar se conserva.
long-call-back = Cuando sea su turno, le llamaremos al { $phone }.
long-call-again = Si esta llamada se corta, llame otra vez dentro de media hora, y seguimos.
call-me-greet = Podemos llamarle cuando sea su turno. Mientras tanto, usted conserva su lugar.
call-me = Para recibir la llamada en el { $phone }, marque el { $key }.
call-me-other = Para otro número, marque el { $key }.
call-me-stay = Para quedarse en la línea, marque el { $key }.
call-number = Marque el número al que debemos llamarle: diez cifras, con el código de área.
call-promised = Prometido: llamaremos al { $phone }, desde el número al que usted llamó.
call-window = Le llamaremos hoy entre { $since } y { $until }.
call-window-day = Le llamaremos el { $day }, entre { $since } y { $until }.
call-not-today = No podemos prometerle una llamada para hoy. Su lugar está guardado.
call-when-turn = Le llamaremos en cuanto sea su turno.
call-when-free = Por ahora no queda nada para usted. Usted conserva su lugar, y le llamaremos en cuanto quede libre una cita, sea el día que sea.
call-ticket = Su número de turno es el { $ticket }.
call-ticket-again = Otra vez, su número de turno es el { $ticket }.
call-hang-up = Ya puede colgar. Nunca pedimos dinero.
call-stay = Para quedarse en la línea, marque el { $key }.
number-malformed = Lo siento, ese no es un número al que podamos llamar. Probemos otra vez.
number-foreign = Lo siento, no podemos llamar a números de otros países. Probemos otra vez.
number-premium = Lo siento, no podemos llamar a números de ese tipo. Probemos otra vez.
number-ours = Ese número es el nuestro. Marque el número de su propio teléfono.
number-already = Lo siento, a ese número ya le prometimos tantas llamadas como puede tener. Marque otro.
number-no-calls = Ese número nos pidió que no llamáramos. Llame desde él, o marque otro.
wait-callback = Para que le llamemos nosotros, marque el { $key }.
text-near = Su turno está cerca: le llamaremos pronto. Tenga este teléfono a mano. O llame al { $hotline }, número de turno { $ticket }. Envíe ALTO para no recibir más mensajes ni llamadas.
text-late = Nuestra llamada llegará más tarde de lo que dijimos. Perdone. Su lugar está guardado y le llamaremos cuando sea su turno. O llame al { $hotline }, número de turno { $ticket }. Envíe ALTO para no recibir más mensajes ni llamadas.
text-missed = Le llamamos, como usted pidió. Su lugar está guardado y volveremos a llamar. O llame al { $hotline }, número de turno { $ticket }. Envíe ALTO para no recibir más mensajes ni llamadas.
