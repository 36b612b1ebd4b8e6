### Что читают должностные лица и утверждающие.

## Сегодня, и что ждёт
today-means = Что в ваших отделах требует вас, самое срочное сначала. Каждая строка открывается с причиной, которая записывается.
today-due = Срок
today-stuck = Застряло
today-waiting = Ждёт решения
today-second = Ждёт второго должностного лица
today-none = Ничего.
today-person = Человек
today-what = Что
today-by = До
today-open = Открыть { $person }
docket-warning = Нужно отправить предупреждение: { $warning }
docket-unsent = Ещё ничего не отправлено
docket-unsent-on = Не ушло: { $channel }
docket-returned = Вернулось: { $channel }
docket-failed = Уведомление не прошло: { $channel }
docket-next = Испробовано: { $tried }. Следующее: { $next }
docket-over = Испробованы все пути, последний: { $tried }. Человек не извещён.
docket-excuse = Причина неявки: { $excuse }
docket-exception = Просьба об исключении: { $exception }
docket-objection = Возражение: { $remedy }
docket-non-receipt = Человек говорит, что до него ничего не дошло
docket-appearance = Человек говорит, что явился
docket-correction = Просьба об исправлении: { $fact }
docket-approval = Кампания на утверждение, открыл { $by }
docket-review = Отзыв на проверку, отозвал { $by }
claims-means = О чём люди просили или что сообщили в ваших отделах и до какого срока надо ответить.
claims-none = Ничто не ждёт ответа.

## Найти одного человека
find-logged = Тот, чьё дело открыто, видит, что кто-то из вашего отдела смотрел и почему. Надзор видит, кто.
find-exact = Точный идентификатор. Поиска по имени нет, и списка нет.
find-reason = Почему вы открываете это дело?
find-reason-hint = В нескольких словах, например: ответ на возражение
find-open = Открыть
find-person = Человек
find-matters = Дела
find-no-matter = Этому человеку ничего не выдано.
open = Открыть
open-matter = Открыть дело { $matter }
stage = Стадия
stage-differs = толкования закона расходятся
restricted-now = Сейчас ограничено
wrong-person = Укажите идентификатор
wrong-look = Напишите почему

## Перевозчики и исправления
carrier-title = Что перевозчик говорит о письмах
carrier-means = Дайте файл перевозчика. Каждая строка просматривается, прежде чем записать хоть одну.
carrier-file = Файл со статусами
carrier-file-hint = Текст, одно письмо в строке: метка, статус, время, примечание через запятую. Статусы пишутся так, как они названы в описании печати писем.
carrier-send = Принять
carrier-again = Тот же файл можно дать ещё раз: записанное не записывается дважды.
carrier-recorded = { $n ->
    [one] Записана { $n } строка.
    [few] Записано { $n } строки.
   *[other] Записано { $n } строк.
 }
carrier-unchanged = Уже записано: { $n }
carrier-rejects = Строки, которым не верят
carrier-line = Строка
carrier-why = Почему
carrier-cure = Что помогло бы
wrong-file = Выберите файл хотя бы с одной строкой
requests = Просьбы об исправлении
request-answer = Ответить
request-answer-to = Ответить на просьбу { $n }
request-corrected-hint = Сначала запишите верный факт, потом скажите об этом здесь

## Одно дело
clocks = Двое часов
clock-at = На момент
clock-at-hint = Момент, к которому относится положение
clock-at-slide = Сдвинуть: на момент
clock-known = По известному на
clock-known-hint = Что было записано к тому времени; пусто: всё
clock-known-slide = Сдвинуть: по известному на
clock-show = Показать
matter-of = Дело { $matter }
matter-position = Положение
matter-effects = Меры
matter-court = Изложение для суда: доказательство, ссылки, события
eligible = Может быть вызван
eligible-yes = да
eligible-no = нет
eligible-unknown = не показано
duty-open = открыто:
duty-met = сделано
duty-excused = освобождён
duty-void = делать нечего
next-change = Следующее изменение, если больше ничего не произойдёт
measure = Мера
answer = Ответ
since = С
remedies = Что открыто против этого
decided-by = Решает: { $who }
decide = Записать решение
decide-how = Каково решение?
decide-why = Почему
decide-why-hint = Это прочтёт человек
decide-yes-excuse = Принять причину
decide-no-excuse = Отклонить причину
decide-yes-exception = Предоставить исключение
decide-no-exception = Отказать в исключении
decide-yes-objection = Удовлетворить возражение: мера прекращается
decide-no-objection = Отклонить возражение
decide-yes-non-receipt = До человека это не дошло
decide-no-non-receipt = До человека это дошло
decide-yes-appearance = Человек явился
decide-no-appearance = Человек не явился
wrong-answered = На это уже ответили, или это отозвано

## Запись
record-happened = Записать, что произошло
record-happened-title = Записать, что произошло
record-happened-means = То, что облегчает, действует с того времени, когда так было; то, что обременяет, — только когда записано и засвидетельствовано.
record-kind = Что произошло?
record-when = Когда?
record-when-hint = Пусто: сейчас
record-channel = Каким путём?
record-more = Ещё, если относится
record-to = Кому передано
record-by = Кто сделал или решил
record-outcome = Что решено
record-excuse = Какая причина
record-send = Записать
record-see = Посмотреть дело, каким оно стало
record-corrections = { $n ->
    [one] { $n } посту сообщено, что ответ был неверен.
   *[other] { $n } постам сообщено, что ответ был неверен.
 }
none-of-these = ничего из этого
outcome-imposed = наложено
outcome-refused = отказано
outcome-ended = прекращено
outcome-extended = продлено
wrong-kind = Выберите, что произошло
wrong-when = Укажите день и время

## Лично
hand-title = Вручение лично
hand-say = Скажите, кто вы и что это. Подписывать никто не обязан. Копия остаётся у человека.
hand-what = Что произошло?
hand-delivered = Я передал это человеку
hand-refused = Человек не взял
hand-absent = Никого не было
hand-place-none = ни в одном из этих мест
hand-place-address = по адресу регистрации
hand-place-work = на работе
hand-to-hint = Только если это был не сам человек
hand-refuse = Ради этого никого нельзя искать, преследовать или задерживать.

## Кампании
campaign = Кампания
campaigns-none = Кампаний нет.
campaign-new = Открыть кампанию
campaign-open = Открыть
campaign-order = Распоряжение
campaign-order-hint = Текст, на котором она основана: кто, что и когда распорядился
campaign-id = Название
campaign-id-hint = Строчные латинские буквы, цифры и дефисы, например spring-call-up
campaign-from = С
campaign-until = По (включительно)
campaign-window = Идёт
campaign-appear = Явка
campaign-days = Дней от выдачи до явки
campaign-time = В котором часу
campaign-place-hint = Где в тексте стоит отдел, пишите {"{"}office{"}"}
campaign-steps = Шаги
campaign-judged = Как оценены люди
campaign-issued = Что выдано
campaign-commitment = Закрепление списка
campaign-commitment-means = У кого есть опубликованный список, тот может проверить, что он был закреплён до жребия.
appear-after = Через { $days } дн. после выдачи, в { $time }
from-until = { $from } – { $until }
instrument = Документ
quota = Квота по отделам
quota-hint = По одному отделу в строке: отдел = число
phase = Этап
phase-open = открыта
phase-listed = люди оценены
phase-committed = список закреплён
phase-drawn = жребий брошен
phase-approved = утверждена
phase-issuing = выдаётся
phase-issued = выдана
phase-withdrawn = отозвана
issued-count = Выдано
opened-by = Открыл
approved-by = Утвердил
withdrawn-by = Отозвал
step-done = сделано
step-candidates = Оценить всех
step-commit = Закрепить список
step-draw = Бросить жребий
step-approve = Утверждение вторым должностным лицом
step-issue = Выдать извещения
step-means-candidates = Каждый в реестре оценивается по свежим сведениям: подходит, не подходит с основанием или отложен, потому что сказать нельзя.
step-means-commit = Список закрепляется в журнале без имён. После этого его нельзя изменить.
step-means-draw = Жребии упорядочивает случайность, которую никто не мог предвидеть. Каждый может пересчитать.
step-means-approve = Не тот, кто открыл, смотрит распоряжение, список и жребий.
step-means-issue = Каждого оценивают ещё раз, и извещение выдают только тому, кто всё ещё подходит.
step-elsewhere = Второе должностное лицо утверждает её на странице «Утверждение».
step-officer = Это делает должностное лицо её отделов.
step-draw-live = В настоящем реестре жребий использует открытый маяк и наблюдателей: см. writ campaign draw.
draw-seed = Зерно
draw-seed-hint = В песочнице годится любой текст; настоящий жребий берёт открытый маяк
count-judged = оценено
count-eligible = подходит
count-ineligible = не подходит
count-held = отложено
count-drawn = Выбрано жребием
count-issued = выдано
count-posted = сразу размещено в учётных записях
count-paper = передано перевозчику
count-turned-away = отсеяно, больше не подходит
grounds-ineligible = Не подходит, по основаниям
grounds-held = Отложено, по тому, что неизвестно
grounds-turned-away = Отсеяно при выдаче, по основаниям
grounds-refused = Отклонённые попытки, по основаниям
why-not-excludes = исключает
why-not-missing = нет сведений
why-not-stale = устарело
why-not-conflict = источники расходятся
why-not-other-source = из другого источника
why-not-unproved = ещё не доказано
why-not-readings = толкования расходятся
ground-is-died = Смерть
ground-is-found-ineligible = Установлено, что вызывать нельзя
grounds-several = Один человек может быть учтён по нескольким основаниям.
ground = Основание
how-many = Сколько
withdraw = Отозвать кампанию
withdraw-means = Сразу прекращает все обязанности и ограничения её извещений, для всех. Вернуть нельзя; второе должностное лицо это проверит.
withdraw-do = Отозвать для всех
wrong-id = Дайте название
wrong-order = Укажите распоряжение
wrong-quotas = Укажите хотя бы один отдел с числом, например A = 20
wrong-number = Укажите целое число
wrong-clock-time = Укажите время, например 09:00

## Утверждение
approvals-why = Кампания никого не обязывает, пока её не посмотрело второе должностное лицо. Отзыв действует сразу и проверяется потом.
approvals-campaigns = Кампании на утверждение
approvals-withdrawals = Отзывы на проверку
approvals-none = Ничто не ждёт.
approvals-check = Проверьте: позволяет ли это распоряжение, в его ли пределах квота, правдоподобны ли основания отказа, вытекает ли жребий из закреплённого заранее.
approvals-review = Проверьте: верна ли причина и не надо ли кому-то сообщить больше.
approvals-own = Это ваше собственное действие: его должен посмотреть кто-то другой.
approve = Утвердить
approve-of = Утвердить { $campaign }
review = Проверено
review-of = Проверить отзыв { $campaign }
wrong-delegate = Укажите идентификатор представителя
