### Что закон говорит об одном деле: самому человеку и суду.

## Сила и время
force-none = Это расчёт. Он не имеет юридической силы.
force-sandbox = УЧЕБНЫЙ РЕЕСТР: это не имеет юридической силы. Никто не обязан что-либо делать из-за этого.
force-live = Вот что закон говорит о вашем деле.
force-test = Это проверка. Она не имеет юридической силы, делать ничего не нужно, и из неё ничего не следует.
as-of = По состоянию на { $at }.
as-of-known = По состоянию на { $at }, по тому, что было записано к { $known }.
by-law = По закону { $regime }, редакция { $version }.

## Человеку: заголовки
you-must = Что вам нужно сделать
you-restricted = Что ограничено
you-unclear = О чём нельзя сказать точно
you-can = Что вы можете сделать
you-served = Как вас уведомили
you-next = Что будет дальше
you-closed-heading = В каком состоянии ваше дело

## Человеку: что сделать
must-nothing = Сейчас вам ничего делать не нужно.
must-duty = { $duty }: не позднее { $due }.
must-duty-open = { $duty }: день пока не назначен.
must-duty-late = { $duty }: срок был { $due }. Вы всё ещё можете это сделать.
must-duty-ends = Это сразу прекратит ограничения.
must-duty-ends-some = Ограничения, которые это сразу прекратит: { $measures }. Что прекратятся и остальные, этот закон не говорит.
must-duty-ends-not = Всё же сделайте это. Этот закон не говорит, что ограничения этим прекратятся.
must-duty-met = { $duty }: сделано. Спасибо.
must-duty-excused = { $duty }: вы освобождены от этого.
must-duty-void = { $duty }: делать это больше не нужно.
must-place = Место: { $place }.
must-day = Дата, указанная в повестке: { $at }.

## Человеку: ограничения
restricted-nothing = Ничто не ограничено.
restricted-measure = Ограничено: { $measure }.
restricted-law = Основание: закон в редакции { $version }.
restricted-since = Это действует с { $at }.
restricted-until = Это закончится { $at }, если больше ничего не произойдёт.
restricted-no-end = Дня окончания нет. Это длится, пока не произойдёт что-то из указанного ниже.
restricted-why = Причины:
restricted-ends = Это сразу прекращает любое из событий: { $events }.
restricted-held = Что сейчас не даёт ничего ограничить:
restricted-not = Не ограничено: { $measures }.
unclear-measure = Нельзя сказать точно, ограничено ли это: { $measure }. Неизвестное не обращают против вас: ограничения нет.
unclear-readings = Текст закона можно понимать по-разному, и толкования расходятся:
unclear-reading = если читать как «{ $reading }»: { $answer }
unclear-reading-count = { $n ->
    [one] в { $n } толковании: { $answer }
   *[many] в { $n } толкованиях: { $answer }
 }
answer-yes = ограничено
answer-no = не ограничено
answer-unknown = сказать нельзя
eligible-no = Судя по записям, вас нельзя вызвать. Ничто не может быть ограничено.
eligible-unknown = Не подтверждено, что вас можно вызвать. Пока это так, ничто не может быть ограничено.
missing-fact = В записях нет: { $fact }. Если вы можете это подтвердить, сообщите органу.

## Человеку: что можно сделать
can-remedy = { $remedy } против ограничения ({ $measure }). Подать можно до { $until }.
can-remedy-open = { $remedy } против ограничения ({ $measure }). Подать можно; последний день пока не назначен.
can-remedy-stays = Как только вы подадите, ограничение снимается до решения.
can-excuse = Если у вас есть уважительная причина не прийти ({ $excuse }), сообщите о ней.
can-excuse-until = Сообщить можно до конца дня { $date }.
can-excuse-within = Сообщить можно в течение { $length-gen }, считая { $anchor }.
can-excuse-any-time = Сообщить можно в любое время.
can-excuse-with = Пожалуйста, приложите: { $what }.
can-suspends = Пока решения нет, ничто не ограничено и сроки не идут.
can-non-receipt = Если вы ничего не получили, сообщите об этом.
can-appearance = Если вы приходили, а это не записано, сообщите об этом.
can-claim-decide = Если никто не даст оценку в течение { $length-gen }, все ограничения по делу прекращаются навсегда.
can-exception = Вы можете попросить об исключении ({ $exception }) из ограничений: { $measures }.
can-exception-grants = Если никто не решит в течение { $length-gen }, исключение ваше.
can-exception-refuses = Решить должны в течение { $length-gen }.
can-exception-lasts = Его длительность — { $term }.
can-nothing = Этот закон не даёт вам средства защиты. Это недостаток закона, а не ваша вина.

## Человеку: остальное
served-at = Считается, что вас уведомили { $at }, { $channel-by }.
served-day = День вручения, от которого считаются сроки: { $day }.
served-sender = Для органа это считается с { $at }.
served-unclear = Нельзя сказать, считаетесь ли вы уведомлёнными: толкования закона расходятся.
served-not = По закону вас ещё не уведомили.
served-not-nothing = Никакие сроки против вас не идут.
served-not-holds = По этому закону то, что сказано выше, всё равно действует.
next-change = Следующее изменение, если больше ничего не произойдёт: { $at }.
next-none = Если больше ничего не произойдёт, ничего не изменится.
next-sanction = Сейчас может быть назначено наказание: { $sanction }. Само собой оно не наступает.
next-sanction-unknown = Нельзя сказать, может ли быть назначено наказание: { $sanction }.
next-sanction-imposed = Назначено наказание: { $sanction }.
next-follow = Следом может быть выдано: { $instrument }.
closed = Ваше дело закрыто. Из него больше ничего не следует.
void = Ваше дело недействительно. Силы оно не имело никогда.
stage-now = Ваше дело на стадии «{ $stage }».
stage-in-readings = { $n ->
    [one] В { $n } толковании ваше дело на стадии «{ $stage }».
   *[many] В { $n } толкованиях ваше дело на стадии «{ $stage }».
 }
stage-in-reading = Если читать как «{ $reading }», ваше дело на стадии «{ $stage }».

## Почему да и почему нет
why-heading = Почему: { $measure }
why-restricted = { $measure }: ограничено. Что к этому привело:
why-not = { $measure }: не ограничено. Что стоит на пути:
why-unknown = { $measure }: нельзя сказать, ограничено ли. Что мешает это сказать:
why-no-measure = Этот закон не знает такого ограничения: { $measure }.

## Что записано и кто спрашивал
file-nothing = Вам не выдавали ни одной повестки.
file-known = Что о вас записано
file-fact = { $fact }: { $value } ({ $source }, запись от { $date })
file-no-fact = О вас ничего не записано.
file-asked = Кто о вас спрашивал
file-nobody = О вас никто не спрашивал.
file-told = { $at }: { $desk }, вопрос: { $measure }, цель: { $purpose }. Ответ: { $answer }.
file-refused = { $at }: { $desk }, вопрос: { $measure }, цель: { $purpose }. Ответа не дали.
file-corrected = Этот ответ был неверным; исправлен { $at }.

## Суду
court-heading = Положение дела { $matter }
court-regime = Закон { $regime }, редакция { $version }, SHA-256 { $digest }
court-eligible = Можно вызвать: { $answer }
court-served = Вручено: с { $at }, { $channel-by } (правило: { $rule })
court-served-day = День вручения, от которого считаются сроки: { $day }
court-served-sender = Вручено для отправителя: с { $at }
court-not-served = Вручено: нет
court-stage = Стадия, если читать как «{ $reading }»: { $stage }
court-stage-only = Стадия: { $stage }
court-duty = Обязанность: { $duty }: { $status }
court-duty-due = Обязанность: { $duty }: { $status }, срок { $due }
status-open = открыта
status-met = исполнена
status-excused = снята по уважительной причине
status-void = отпала
status-no = назначить нельзя
status-unknown = сказать нельзя
status-imposed = назначено
status-may = может быть назначено
court-sanction = Наказание: { $sanction }: { $status }
court-follow = Может последовать: { $instrument }
court-measure = { $measure }: { $answer }
court-since = с { $at }
court-until = до { $at }
court-reading = Если читать как «{ $reading }»: { $answer }
court-remedy = Средство защиты: { $remedy }, открыто до { $until }
court-remedy-open = Средство защиты: { $remedy }, открыто
court-ends = Чем прекращается: { $events }
court-next = Следующее изменение: { $at }
court-events = Что произошло, с контрольными суммами
court-event = { $id }: { $event }, { $at }; записано { $recorded }
court-digest = SHA-256 { $digest }
court-facts = Контрольная сумма — SHA-256 события в виде JSON с упорядоченными ключами без пробелов.
court-cites = [{ $cites }]
court-rests = основание: { $events }

## Причины доказательства
proof-restricted = { $truth ->
    [yes] Ограничено: { $measure }.
    [no] Не ограничено: { $measure }.
   *[unknown] Нельзя сказать, ограничено ли это, поэтому ограничение не утверждается: { $measure }.
 }
proof-over-readings = { $truth ->
    [yes] Так говорит каждое толкование закона.
    [no] Так не говорит ни одно толкование закона.
   *[unknown] Сказать нельзя, или толкования закона расходятся: ничего не утверждается.
 }
proof-earlier-knowledge = Записанное к тому времени этого не показывало, а поздняя запись обременяет только на будущее.
proof-test = Это проверка: она не имеет силы.
proof-closed = Дело закрыто { $at }: { $event-done }.
proof-void-from-start = Дело недействительно с самого начала: { $event-done } ({ $at }).
proof-nothing-to-obey = Вручение состоялось после даты, указанной в повестке ({ $at }), исполнять нечего.
proof-law = { $truth ->
    [yes] Закон действует.
    [no] Ни одна редакция закона не действует.
   *[unknown] Нельзя сказать, действует ли закон.
 }
proof-version = { $truth ->
    [yes] Так говорит закон в редакции { $version }.
    [no] Закон в редакции { $version } так не говорит.
   *[unknown] По закону в редакции { $version } сказать нельзя.
 }
proof-served = Вручено { $at }, { $channel-by }: { $event-done }.
proof-served-day = Вручено { $at }, { $channel-by }: { $event-done }. День вручения: { $day }.
proof-not-served = Ни одна копия не вручена.
proof-did-not-serve = Это вручением не стало ({ $at }, { $channel-by }): { $event-done }. { $why }
no-service-courtesy = Этот канал — только любезность.
no-service-no-law = Ни одна редакция закона не действовала.
no-service-region = В этом регионе канал тогда не был открыт.
no-service-by = Копию передал тот, кто не вправе это делать.
no-service-to = Копию передали тому, кто не вправе её принять.
no-service-place = Копию передали не там, где это можно делать.
no-service-need = Для этого канала должно быть подтверждено: { $test }.
no-service-rebutted = Вручение опровергнуто { $on }.
no-service-copy = Вручение уже состоялось раньше; новая копия ничего не начинает заново.
no-service-window = Копия размещена не в то время года, когда это можно.
no-service-first-contact = Канал, с которого надо начинать, не был использован.
no-service-not-judged = Не дана оценка, что это так: { $judgement }.
no-service-alerts = Без сбоя отправлено слишком мало уведомлений.
no-service-attempts = Сделано слишком мало попыток.
no-service-not-tried = До этого копию не размещали здесь, или этот канал — только любезность: { $channel }.
no-service-returned = Копия вернулась отправителю { $on }.
no-service-public-event = Это зависит от публичного события: { $name }.
no-service-mark = Нет нужной отметки доставщика, или это не та попытка.
no-service-not-received = Установлено { $on }, что копия не дошла.
no-service-waiting = Ожидание длится до { $until }.
proof-stage = { $truth ->
    [yes] Дело на стадии «{ $stage }», и на ней это действует.
    [no] Дело на стадии «{ $stage }», и на ней это не действует.
   *[unknown] Дело на стадии «{ $stage }»; действует ли это, сказать нельзя.
 }
proof-step = На стадии «{ $stage }» с { $at }: { $why }.
step-begun = дело началось
step-event = { $event-done }
step-excuse = уважительная причина признана
step-period = истёк срок { $period }
step-missed = прошёл последний день обязанности: { $duty }
step-clock = прошло время
proof-uncovered = С { $from } календарь не говорит, истёк ли срок.
proof-eligible = { $truth ->
    [yes] Подтверждено, что этого человека можно вызвать.
    [no] Этого человека нельзя вызвать.
   *[unknown] Не подтверждено, что этого человека можно вызвать.
 }
proof-category = { $truth ->
    [yes] Относится к категории: { $category }.
    [no] Не относится к категории: { $category }.
   *[unknown] Нельзя сказать, относится ли к категории: { $category }.
 }
proof-all = { $truth ->
    [yes] Всё это верно.
    [no] Верно не всё.
   *[unknown] Нельзя сказать, всё ли это верно.
 }
proof-any = { $truth ->
    [yes] Хотя бы одно из этого верно.
    [no] Ничто из этого не верно.
   *[unknown] Нельзя сказать, верно ли хотя бы одно.
 }
proof-fact = { $truth ->
    [yes] Это так: { $test }. { $known }
    [no] Это не так: { $test }. { $known }
   *[unknown] Нельзя сказать, так ли это: { $test }. { $known }
 }
fact-known = Есть запись.
fact-known-record = Есть запись: { $source }, { $date }.
fact-missing = Записи нет.
fact-stale = Запись устарела.
fact-stale-record = Запись устарела: { $source }, { $date }.
fact-conflict = Записи расходятся.
fact-other-source = Закон не принимает этого из такого источника: { $source }.
fact-unproved = Запись сделана, но ни один свидетель её ещё не подтвердил.
proof-eligible-throughout = Это было подтверждено всё время с вручения или подтверждено заново.
proof-eligibility-lapsed = С { $from } не подтверждено, что этого человека можно вызвать, и заново это не подтверждали.
proof-own-condition = { $truth ->
    [yes] Условие этого ограничения выполнено.
    [no] Условие этого ограничения не выполнено.
   *[unknown] Нельзя сказать, выполнено ли условие этого ограничения.
 }
proof-not-warned = Этого предупреждения не было: { $warning }.
proof-warned = { $truth ->
    [yes] Предупреждение сделано { $at }; время на исполнение шло до { $until }.
   *[other] Предупреждение сделано { $at }; время на исполнение идёт до { $until }.
 }
proof-warned-standing = Предупреждение сделано { $at }; время на исполнение остановлено.
proof-undecided = В отношении этого человека никто не принял решения.
proof-decided = Решение в отношении этого человека принято { $at }; кто решил: { $who }.
proof-decided-too-late = Решение { $at } опоздало: принять его можно было до { $until }.
proof-not-stayed = Ничто не приостанавливает ограничение.
proof-stayed = Приостановлено с { $at }: { $remedy }.
proof-no-claim = Нет нерассмотренных заявлений, которые приостанавливают ограничение.
proof-excuse-undecided = Приостановлено: { $at } заявлена уважительная причина ({ $excuse }), решения нет.
proof-receipt-denied = Приостановлено: { $at } заявлено о неполучении, оценки нет.
proof-appearance-claimed = Приостановлено: { $at } заявлено, что явка состоялась, оценки нет.
proof-exception-granted = С { $at } действует исключение: { $exception }.
proof-exception-until = С { $at } до { $until } действует исключение: { $exception }.
proof-new-day = Признанная причина установила новый день, и он ещё не прошёл.
proof-ended = Ограничение прекращено, или орган промолчал в ответ на жалобу: в этом деле оно не вернётся.
proof-limit-not-begun = Предельная длительность ещё не начала идти.
proof-limit = { $truth ->
    [yes] Самое позднее это может длиться до { $at }.
   *[other] Предельная длительность кончилась { $at }.
 }
