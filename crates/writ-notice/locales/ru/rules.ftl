### Закон пакета: предложения для каждого правила, по одному на всё, что правило может сказать.

## Заголовки
about-law = Что это за закон
about-force = Когда он действует
about-whom = Кого можно вызвать
about-known = Что известно о человеке
about-issued = Какие документы выдаются
about-chosen = Как выбирают людей
about-sent = Как документ отправляют
about-served = Когда он считается вручённым
about-must = Что человек обязан сделать
about-excused = Какие причины уважительны
about-claims = О чём человек может заявить, а орган обязан ответить
about-follows = Что происходит шаг за шагом
about-next = Что может быть выдано следом
about-counted = Как считаются дни
about-warned = Кого предупреждают
about-restricted = Что ограничивается
about-excepted = Срочные исключения
about-longest = Самая большая длительность
about-remedies = Как это можно оспорить
about-sanctions = Какое наказание может быть назначено
about-judged = Что оценивается отдельно для каждого человека
about-disputed = Где текст можно понимать по-разному
about-left-out = Что осталось за рамками
about-cited = На что есть ссылки

## Сам закон
law-head = Закон { $regime }, редакция { $version } ({ $digest }…). Это изложение не имеет юридической силы.
law-title = { $title }
law-domain-military = Он о военной службе.
law-domain-jury = Он о службе присяжных.
law-domain-court = Он о судебных заседаниях.
law-domain-medical = Он о врачебных комиссиях.
law-domain-tax = Он о вызовах в налоговый орган.
law-domain-other = Он о вызовах иного рода.
law-status-reported = Он изложен так, как о нём сообщает источник; это не текст закона.
law-status-illustrative = Это пример; это не закон какой-либо страны.
law-status-adopted = Он следует принятому тексту: { $text } (SHA-256 { $hash }).
law-zone = Дни считаются по времени { $zone }.
source = { $name } — источник: { $kind }.
source-file = Его файл: { $file }.
source-says = Там сказано: { $text }
assumption = { $name } — допущение, так как ни один источник этого не говорит: { $text }
assumption-affects = Оно касается: { $what }.
unmodelled = За рамками осталось { $name }: { $reason }
unmodelled-affects = Это касается: { $whom }.

## Дни
calendar = Календарь { $name } называет рабочие дни с { $from } по { $until }; за этими пределами ничего сказать нельзя.
calendar-weekend = Каждую неделю не работают: { $days }.
calendar-no-weekend = Рабочими считаются все дни недели.
calendar-off = { $n ->
    [one] Кроме того, нерабочими являются ещё { $n } день или ряд дней: { $days }.
    [few] Кроме того, нерабочими являются ещё { $n } дня или ряда дней: { $days }.
   *[many] Кроме того, нерабочими являются ещё { $n } дней или рядов дней: { $days }.
 }
calendar-off-many = { $n ->
    [one] Кроме того, нерабочими являются ещё { $n } день или ряд дней.
    [few] Кроме того, нерабочими являются ещё { $n } дня или ряда дней.
   *[many] Кроме того, нерабочими являются ещё { $n } дней или рядов дней.
 }
calendar-worked = Рабочие, хотя и приходятся на выходные: { $days }.
period = Длина срока { $name } — { $length }.
period-next-day = День события не считается; счёт начинается со следующего дня.
period-same-day = День события — первый день счёта.
period-clear = Эти дни целиком лежат между крайними днями: ни первый, ни последний день не считается.
period-short = Если срок не длиннее, чем { $length }, считаются только рабочие дни.
period-roll-none = Последний день, выпавший на нерабочий, не переносится.
period-roll-next = Последний день, выпавший на нерабочий, переносится на следующий рабочий день.
period-roll-previous = Последний день, выпавший на нерабочий, переносится на предыдущий рабочий день.
period-month-clamp = Если в месяце нет такого числа, срок кончается в последний день месяца.
period-month-error = Если в месяце нет такого числа, срок посчитать нельзя.
period-min-work-days = { $n ->
    [one] В нём не меньше { $n } рабочего дня.
   *[many] В нём не меньше { $n } рабочих дней.
 }
period-cutoff = Происшедшее в { $time } или позже считается происшедшим на следующий день.
period-calendar = Рабочие дни — по календарю { $name }.

## Сведения и условия
fact-rule = { $fact }: сообщает { $source }; на запись можно полагаться в течение { $length-gen } после внесения.
fact-date = Это дата.
fact-choice = Это одно из значений: { $values }.
fact-periods = Это перечень отрезков времени; пустой перечень означает, что их нет.
fact-text = Это текст.
test-value = { $fact }: { $value }
test-not-value = { $fact }: известно, и это не «{ $value }»
test-age-between = { $fact }: возраст не меньше { $from } и меньше { $below } лет
test-age-from = { $fact }: возраст не меньше { $from } лет
test-age-below = { $fact }: возраст меньше { $below } лет
test-age-any = { $fact }: любой возраст
test-holds = { $fact }: сейчас есть
test-holds-not = { $fact }: сейчас нет
condition-all = всё это верно: ({ $parts })
condition-any = верно хотя бы одно: ({ $parts })
condition-not = это неверно: ({ $part })
category = { $category }: люди, о которых подтверждено: { $when }.

## Документы
instrument-summons = { $instrument }: повестка. Кому её можно направить: { $to }.
instrument-order = { $instrument }: предписание. Кому его можно направить: { $to }.
instrument-questionnaire = { $instrument }: опросный лист. Кому его можно направить: { $to }.
instrument-test = { $instrument }: проверка. Кому её можно направить: { $to }. Она не имеет силы, и из неё ничего не следует.
instrument-lead-between = До даты явки — не меньше { $min-gen } и не больше { $max-gen }, считая { $anchor }.
instrument-lead-min = До даты явки — не меньше { $min-gen }, считая { $anchor }.
instrument-lead-max = До даты явки — не больше { $max-gen }, считая { $anchor }.
instrument-names = В нём должны быть указаны: { $what }.
instrument-windows = Его можно разместить только в это время года: { $windows }.
instrument-first-contact = Сначала копию размещают здесь: { $channels }. До этого другой канал вручением не считается.
instrument-offer = { $n ->
    [one] Человек может попросить об этом { $n } раз: { $excuse }.
    [few] Человек может попросить об этом не больше { $n } раз: { $excuse }.
   *[many] Человек может попросить об этом не больше { $n } раз: { $excuse }.
 }
selection-draw = { $instrument }: кого вызвать, решает публичный жребий.
selection-all = { $instrument }: вызывают всех, кого можно вызвать.
selection-named = { $instrument }: вызывают поимённо, по указанной причине.
selection-criteria = { $instrument }: кого вызвать, решают опубликованные критерии.
selection-states = Указано: { $text }
selection-volunteers = Добровольцы идут первыми.
selection-quota = Число устанавливает { $from }.
selection-reserve = Сверх этого числа выбирают запас: { $n } процентов.
channel-serves = { $channel }: копия по этому каналу может считаться вручённой.
channel-courtesy = { $channel }: это любезность; вручением она не считается.
channel-needs = Для этого должно быть подтверждено: { $needs }.
channel-regions = Канал открыт здесь: { $regions }.
channel-giver = Кто передаёт: { $who }.
channel-taker = Кому передают: { $who }.
channel-place = Где передают: { $places }.
region-always = { $name }
region-from = { $name } с { $from }
region-until = { $name } до { $until }
region-between = { $name } с { $from } до { $until }
ladder = { $instrument }: отправляют в таком порядке: { $rungs }.
rung = { $channel } в течение { $length-gen }
rung-last = { $channel }
window = { $window }: каждый год с { $from } по { $last }.
public-event = Публичное событие, одно для всех: { $name }. Оно считается с того времени, как объявлено.
judgement = Оценивается отдельно для этого человека: { $name }. Кто оценивает: { $who }.

## Вручение
service = { $channel }: вручением считается { $grounds }.
service-never = { $channel }: по этому каналу ничто вручением не считается.
ground = { $event }
ground-with = { $event } ({ $terms })
ground-mark = с отметкой доставщика { $mark }
ground-attempt = попытка № { $n } или более поздняя
ground-after = по истечении { $term-gen }
ground-on-day = в последний день срока: { $term-gen }; он и есть день вручения
ground-since = только после публичного события { $name }
ground-until = только пока не произошло публичное событие { $name }
need-judged = Должна быть дана оценка, что это так: { $name }.
need-alerts = { $n ->
    [one] Должно быть отправлено без сбоя не меньше { $n } уведомления.
   *[many] Должно быть отправлено без сбоя не меньше { $n } уведомлений.
 }
need-alerts-apart = Между одним уведомлением и следующим проходит не меньше { $length-gen }.
need-alerts-within = Первое уведомление отправляют в течение { $length-gen } после размещения.
need-attempts = { $n ->
    [one] Должно быть сделано не меньше { $n } попытки.
   *[many] Должно быть сделано не меньше { $n } попыток.
 }
need-attempts-apart = Между одной попыткой и следующей проходит не меньше { $length-gen }.
need-tried = До этого копия должна быть размещена здесь: { $channel }.
service-sender = Для отправителя счёт идёт от другого события: { $event }.
tolled = Течение сроков останавливается { $when }.
tolling-outage = на время сбоя связи
tolling-absence = на время отъезда человека
rebuttal-never = Если подтверждено, что { $reason }, вручения не было.
rebuttal-that-day = Если подтверждено, что { $reason }, вручение состоялось в подтверждённый день.
rebuttal-next-day = Если подтверждено, что { $reason }, вручение состоялось в конце дня, следующего за подтверждённым.
rebuttal-within = Этот день должен наступить в течение { $term-gen } после события; иначе вручения не было.

## Ход дела
lifecycle-first = { $instrument }: дело начинается со стадии «{ $stage }».
stage-moves = Из стадии «{ $stage }» оно переходит в стадию «{ $to }»: { $trigger }.
stage-stays = В стадии «{ $stage }» оно остаётся, пока что-нибудь его не закончит.
trigger-served = с вручением
trigger-on = с событием: { $event }
trigger-after = по истечении { $term-gen }, считая { $anchor }
trigger-after-unsaid = по истечении { $term-gen }
trigger-missed = когда прошёл последний день обязанности, а она не исполнена: { $duty }
lifecycle-ends = На любой стадии дело заканчивает любое из этих событий: { $events }.
voids-from-start = Если повестка отозвана, возражение удовлетворено или человека нельзя было вызывать, она не имела силы никогда.
voids-from-now = Если повестка отозвана, возражение удовлетворено или человека нельзя было вызывать, она теряет силу с этого времени.
duty = Обязанность: { $duty }.
duty-of = Она следует только из документа: { $instruments }.
duty-from = Она возникает { $anchor }.
duty-upon = На ком она лежит: { $who }.
duty-by = Её надо исполнить { $anchor-by }.
duty-within = Её надо исполнить в течение { $term-gen } после возникновения.
duty-late = У того, кому вручили после даты, указанной в повестке, есть { $term } со дня вручения.
duty-nothing-late = Тому, кому вручили после даты, указанной в повестке, исполнять нечего.
duty-met = Чем она исполняется: { $events }.
follow = После начала стадии «{ $stage }» может быть выдано: { $instrument }.
follow-within = Это возможно в течение { $length-gen }.

## Ограничения
effect = Ограничивается: { $measure }. Это действует на стадиях: { $stages }.
effect-never = Не ограничивается: { $measure }.
effect-asks = Кто может спросить об этом: только { $who }. Цель: только { $purpose }.
effect-when = Это действует, только если подтверждено: { $when }.
effect-automatic = Это наступает само собой; никто не принимает решения.
effect-officer = Это действует, только если должностное лицо приняло решение в отношении именно этого человека.
effect-court = Это действует, только если суд принял решение в отношении именно этого человека.
effect-decide-within = Решение надо принять в течение { $term-gen }, считая { $anchor }.
effect-answer = На ответ об этом можно полагаться в течение { $length-gen }.
warning = { $warning }: после начала стадии «{ $stage }» человека предупреждают, прежде чем что-либо ограничить.
warning-within = Орган предупреждает в течение { $length-gen }.
warning-by = Как предупреждают: { $channels }.
warning-then = После этого у человека есть { $length }, чтобы исполнить обязанность.
limit = { $measure }: самая большая длительность ограничения — { $length }.
limit-unless = Продлить его может только { $event }.
limit-in-all = По всем делам вместе — не более { $most-gen } из любых { $within-gen }.
exception = { $exception }: человек может попросить на время снять с него: { $measures }.
exception-grants = Если никто не решит в течение { $length-gen }, просьба считается удовлетворённой.
exception-refuses = Если никто не решит в течение { $length-gen }, в просьбе считается отказано.
exception-lasts = Если просьба удовлетворена, длительность исключения — { $term }.
sanction = { $sanction }: может быть назначено на стадиях: { $stages }.
sanction-automatic = Это наступает само собой.
sanction-officer = Решает должностное лицо.
sanction-court = Решает суд.
sanction-count = { $n ->
    [one] Нужна { $n } неявка в течение { $length-gen }, считая эту; прежние — по записям: { $fact }.
    [few] Нужны { $n } неявки в течение { $length-gen }, считая эту; прежние — по записям: { $fact }.
   *[many] Нужно { $n } неявок в течение { $length-gen }, считая эту; прежние — по записям: { $fact }.
 }

## Что может сделать человек
remedy = { $remedy }: можно подать против ограничений ({ $measures }) в течение { $length-gen }, считая { $anchor }.
remedy-stays = Подача сразу приостанавливает ограничение.
remedy-does-not-stay = Подача не приостанавливает ограничение.
remedy-decide = Если никто не решит в течение { $length-gen }, ограничение прекращается навсегда.
remedy-then = Если отклонено, есть ещё { $next }.
excuse = { $excuse }: уважительная причина неявки.
excuse-with = Что просят приложить: { $what }.
excuse-claim-within = Заявить о ней надо в течение { $length-gen }, считая { $anchor }.
excuse-any-time = Заявить о ней можно в любое время.
excuse-then-appear = Если причина признана, явиться надо в течение { $length-gen }, считая { $anchor }.
excuse-closes = Если причина признана, дело закрывается.
undecided-suspends = Пока решения нет, ничто не ограничено и сроки не идут.
undecided-nothing = Пока решения нет, ничего не меняется.
decided-by = Кто решает: { $who }.
claim-non-receipt = Человек может заявить, что ничего не получил.
claim-appearance = Человек может заявить, что он явился.
claim-decide = Если никто не даст оценку в течение { $length-gen }, все ограничения по делу прекращаются навсегда.

## Толкования и редакции
reading = По вопросу { $dispute } толкование { $reading } ({ $status }):
reading-as-it-stands = Текст понимается так, как он есть.
change-stage = Из стадии «{ $stage }» дело переходит в стадию «{ $to }»: { $trigger }.
change-stage-stays = Из стадии «{ $stage }» ничто не ведёт дальше.
change-effect = { $measure }: ограничивается на стадиях: { $stages }.
change-effect-never = { $measure }: никогда не ограничивается.
change-service = { $channel }: вручением считается { $grounds }.
change-service-never = { $channel }: ничто вручением не считается.
change-instrument = { $instrument }: кому можно направить: { $to }.
version-from = Редакция { $version } действует с { $from }.
version-between = Редакция { $version } действует с { $from } до { $until }.
pending-keep-old = Для ранее размещённых повесток остаётся прежний закон.
pending-switch = Ранее размещённые повестки переходят под новый закон, правило за правилом.
pending-keep-old-unless-milder = Для ранее размещённых повесток остаётся прежний закон, если новый не мягче.
pending-unsaid = Что происходит с ранее размещёнными повестками, не сказано.
version-rule = Эта редакция говорит ({ $node }):
version-repeal = Эта редакция отменяет: { $node } { $name }.
