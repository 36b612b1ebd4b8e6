### Слова для вещей, дат и сроков. `.gen` — форма после «в течение», «после» и «не позднее»;
### `.by` — форма, которая говорит, каким способом или к какому дню; `.done` — целое предложение в прошедшем времени.

quoted = «{ $text }»
yes = да
no = нет
unknown = неизвестно

## Соединение слов
join-and = { $first } и { $last }
join-or = { $first } или { $last }
join-comma = { $first }, { $last }
join-semicolon = { $first }; { $last }
join-then = { $first }, затем { $last }
nothing = ничего

## Даты
month-1 = января
month-2 = февраля
month-3 = марта
month-4 = апреля
month-5 = мая
month-6 = июня
month-7 = июля
month-8 = августа
month-9 = сентября
month-10 = октября
month-11 = ноября
month-12 = декабря
date = { $day } { $month } { $year } года
day-month = { $day } { $month }
date-range = с { $from } по { $until }
instant = { $date }, { $time }
instant-zoned = { $date }, { $time } ({ $zone })
end-of-day = конца дня { $date }
weekday-1 = понедельник
weekday-2 = вторник
weekday-3 = среда
weekday-4 = четверг
weekday-5 = пятница
weekday-6 = суббота
weekday-7 = воскресенье

## Сроки
amount-minutes = { $n ->
    [one] { $n } минута
    [few] { $n } минуты
   *[many] { $n } минут
 }
    .gen = { $n ->
    [one] { $n } минуты
   *[many] { $n } минут
 }
amount-hours = { $n ->
    [one] { $n } час
    [few] { $n } часа
   *[many] { $n } часов
 }
    .gen = { $n ->
    [one] { $n } часа
   *[many] { $n } часов
 }
amount-days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
 }
    .gen = { $n ->
    [one] { $n } дня
   *[many] { $n } дней
 }
amount-work-days = { $n ->
    [one] { $n } рабочий день
    [few] { $n } рабочих дня
   *[many] { $n } рабочих дней
 }
    .gen = { $n ->
    [one] { $n } рабочего дня
   *[many] { $n } рабочих дней
 }
amount-weeks = { $n ->
    [one] { $n } неделя
    [few] { $n } недели
   *[many] { $n } недель
 }
    .gen = { $n ->
    [one] { $n } недели
   *[many] { $n } недель
 }
amount-months = { $n ->
    [one] { $n } месяц
    [few] { $n } месяца
   *[many] { $n } месяцев
 }
    .gen = { $n ->
    [one] { $n } месяца
   *[many] { $n } месяцев
 }
amount-years = { $n ->
    [one] { $n } год
    [few] { $n } года
   *[many] { $n } лет
 }
    .gen = { $n ->
    [one] { $n } года
   *[many] { $n } лет
 }
term-named = { $length } (по правилам срока { $name })
    .gen = { $length-gen } (по правилам срока { $name })

## Откуда считается срок; `.by` — день, к которому надо успеть
anchor-served = со дня вручения
    .by = не позднее дня вручения
anchor-sender = со дня вручения, как он считается для отправителя
    .by = не позднее дня вручения, как он считается для отправителя
anchor-statute = со дня начала действия закона
    .by = не позднее дня начала действия закона
anchor-day = с { $date }
    .by = не позднее { $date }
anchor-window = с начала периода { $name }
    .by = не позднее начала периода { $name }
anchor-public-event = со дня публичного события { $name }
    .by = не позднее публичного события { $name }
anchor-appear-at = с даты, указанной в повестке
    .by = не позднее даты, указанной в повестке
anchor-event = со дня события: { $event }
    .by = не позднее события: { $event }
anchor-stage = с начала стадии «{ $stage }»
    .by = не позднее начала стадии «{ $stage }»

## События
event-queued = постановка копии в очередь
    .done = копия поставлена в очередь
event-dispatched = отправка копии
    .done = копия отправлена
event-posted = размещение копии
    .done = копия размещена
event-alert-sent = отправка уведомления
    .done = уведомление отправлено
event-alert-failed = сбой уведомления
    .done = уведомление не дошло
event-opened = открытие копии
    .done = копия открыта
event-delivered = передача копии в руки
    .done = копия передана в руки
event-refused = отказ принять копию
    .done = принять копию отказались
event-absent = попытка, при которой никого не оказалось
    .done = никого не оказалось на месте
event-returned = возврат копии отправителю
    .done = копия вернулась отправителю
event-rebutted = опровержение вручения
    .done = вручение опровергнуто
event-told = сообщение человеку об ограничении
    .done = человеку сообщили об ограничении
event-warned = предупреждение
    .done = человек предупреждён
event-appeared = явка
    .done = человек явился
event-brought-in = принудительный привод
    .done = человек доставлен принудительно
event-replied = ответ
    .done = человек ответил
event-excuse-claimed = заявление об уважительной причине неявки
    .done = заявлена уважительная причина неявки
event-excuse-accepted = признание причины неявки уважительной
    .done = причина неявки признана уважительной
event-excuse-refused = отказ признать причину неявки уважительной
    .done = причина неявки не признана уважительной
event-objected = возражение
    .done = подано возражение
event-objection-upheld = удовлетворение возражения
    .done = возражение удовлетворено
event-objection-rejected = отклонение возражения
    .done = возражение отклонено
event-decided = решение в отношении этого человека
    .done = принято решение в отношении этого человека
event-reviewed = пересмотр судом
    .done = суд пересмотрел ограничение
event-cause-ended = окончание уважительной причины
    .done = уважительная причина отпала
event-non-receipt-claimed = заявление о неполучении
    .done = заявлено, что ничего не получено
event-appearance-claimed = заявление о состоявшейся явке
    .done = заявлено, что явка состоялась
event-eligibility-confirmed = новое подтверждение, что человека можно вызвать
    .done = вновь подтверждено, что человека можно вызвать
event-withdrawn = отзыв повестки органом
    .done = орган отозвал повестку
event-found-ineligible = установление того, что человека нельзя вызывать
    .done = установлено, что человека нельзя вызывать
event-died = смерть
    .done = человек умер
event-corrected = исправление
    .done = более ранняя запись исправлена
event-judged = оценка должностного лица или суда
    .done = должностное лицо или суд дали оценку
event-proclaimed = публичное событие
    .done = объявлено публичное событие
event-outage-started = начало сбоя связи
    .done = начался сбой связи
event-outage-ended = окончание сбоя связи
    .done = сбой связи окончен
channel-unnamed = канал { $name }
    .by = по каналу { $name }

## Общие для разных законов названия. Пакет может дать свои в `locales/ru.ftl`.
name-fact-birth-date = дата рождения
name-fact-sex = пол
name-fact-service = военная служба
name-fact-fitness = годность к службе
name-fact-deferment = отсрочка
name-fact-account = личный кабинет на портале
name-fact-address = адрес регистрации
name-fact-region = регион
name-fact-role = роль в деле
name-value-sex-male = мужской
name-value-sex-female = женский
name-value-service-none = не служил
name-value-service-serving = служит
name-value-service-completed = отслужил
name-value-service-reserve = в запасе
name-value-account-none = нет
name-value-account-active = действует
name-value-address-none = нет
name-value-address-unconfirmed = не подтверждён
name-value-address-confirmed = подтверждён
name-category-conscript = призывники
name-category-reservist = военнообязанные запаса
name-instrument-call-up = повестка о призыве
name-instrument-drill = проверочная повестка
name-instrument-summons = повестка
name-instrument-decision = решение
name-channel-portal = личный кабинет на портале
    .by = через личный кабинет на портале
name-channel-post = почта
    .by = по почте
name-channel-hand = вручение лично в руки
    .by = лично в руки
name-channel-register = публичный реестр
    .by = через публичный реестр
name-channel-e-mail = электронная почта
    .by = по электронной почте
name-measure-exit = выезд из страны
name-measure-driving = управление транспортом
name-measure-credit = получение кредита
name-measure-property = сделки с недвижимостью
name-duty-appear = явиться лично
name-duty-report = сообщить о себе
name-duty-respond = ответить
name-stage-issued = выдана
name-stage-served = вручена
name-stage-missed = срок явки пропущен
name-stage-defaulted = неявка
name-stage-answered = ответ получен
name-stage-sent = отправлена
name-stage-waited = срок истёк
name-excuse-illness = болезнь
name-excuse-family = семейные обстоятельства
name-excuse-force-majeure = непреодолимая сила
name-excuse-conscience = убеждения
name-excuse-defer = перенос срока
name-remedy-objection = возражение
name-remedy-court = обращение в суд
name-warning-before-any-ban = предупреждение перед любым ограничением
name-exception-urgent-journey = срочная поездка
name-exception-urgent = срочная необходимость
name-sanction-fine = штраф
name-judgement-expected = этого следовало ожидать
name-window-spring = весна
name-window-autumn = осень
name-period-twenty = двадцать дней
name-public-event-register-works = реестр заработал
name-who-officer = должностное лицо
name-who-court = суд
name-who-border = пограничный контроль
name-who-licensing = орган, выдающий водительские права
name-who-lender = кредитные организации
name-who-land-registry = реестр недвижимости
name-who-portal = портал
name-who-civil-registry = реестр населения
name-who-military-register = воинский учёт
name-who-medical-board = врачебная комиссия
name-who-delivery-service = служба доставки
name-who-person = сам человек
name-who-order = приказ
name-who-employer = работодатель
name-who-nothing = ничего
name-purpose-leaving-the-country = выезд из страны
name-purpose-driving = управление транспортом
name-purpose-new-loan = новый кредит
name-purpose-transfer-of-real-estate = переход права на недвижимость
name-place-address = адрес регистрации
name-place-work = место работы
name-mention-place = место
name-mention-time = время
name-mention-duty = обязанность
name-mention-consequences = последствия
name-mention-remedy = порядок обжалования
name-with-evidence = подтверждение
name-reason-later-receipt = повестка получена позже
name-reason-wrong-person = повестка попала не к тому человеку
name-reason-absence = человек был в отъезде
name-reason-outage = был сбой связи
name-source-kind-press = сообщение прессы
name-source-kind-statute = закон
name-source-kind-judgment = судебное решение
name-source-kind-treaty = международный договор
name-source-kind-guidance = разъяснение
name-source-kind-design = замысел этого пакета
name-reading-status-prevailing = преобладающее
name-reading-status-arguable = допустимое
name-reading-status-reported = по сообщениям
name-node-period = срок
name-node-category = категория
name-node-instrument = документ
name-node-channel = канал
name-node-ladder = порядок каналов
name-node-service = правило вручения
name-node-lifecycle = ход дела
name-node-duty = обязанность
name-node-effect = ограничение
name-node-warning = предупреждение
name-node-remedy = средство защиты
name-node-limit = предельная длительность
name-node-excuse = уважительная причина
name-node-claim = заявление
name-node-exception = исключение
name-node-sanction = наказание
name-node-follow = следующий документ
name-node-window = время года
name-node-public-event = публичное событие
name-node-judgement = вопрос для оценки
name-node-selection = отбор

## Ещё названия
name-measure-vehicles = регистрация транспортных средств
name-measure-self-employment = регистрация в качестве самозанятого
name-measure-business = регистрация предпринимателя
name-measure-passport = выдача паспорта
name-measure-weapon = право на оружие
name-measure-hunting = право на охоту
name-measure-fishing = право на рыбную ловлю
name-duty-attend = присутствовать
name-duty-report-in-spring = сообщить о себе весной
name-duty-report-in-autumn = сообщить о себе осенью
name-duty-update-data = уточнить свои данные
name-duty-reply = ответить на запрос
name-duty-comply = исполнить требование
name-stage-final = окончательно
name-stage-open = открыта
name-stage-known = известна человеку
name-stage-told = сообщено
name-stage-absent = не явился
name-stage-notified = уведомлён
name-stage-informed = осведомлён
name-stage-overdue = просрочено
name-stage-due = срок наступил
name-stage-entered = внесена в реестр
name-stage-deposited = на хранении
name-stage-binding = обязательна
name-stage-unmet = не исполнена
name-excuse-other = иная уважительная причина
name-excuse-valid-reason = уважительная причина
name-excuse-lawful-obstacle = законное препятствие
name-excuse-excusal = освобождение
name-excuse-deferral = отсрочка
name-excuse-another-day = другой день
name-remedy-appeal = жалоба
name-sanction-penalty-payment = принудительная выплата
name-sanction-fine-1000 = штраф до 1000
name-sanction-fetched = привод
name-instrument-witness-summons = повестка свидетелю
name-instrument-jury-summons = повестка присяжному
name-instrument-demand = требование
name-instrument-assessment = налоговое уведомление
name-instrument-ruling = постановление
name-instrument-invitation = приглашение
name-category-liable = военнообязанные
name-category-party = стороны
name-category-witness = свидетели
name-category-juror = присяжные
name-category-taxpayer = налогоплательщики
name-category-addressee = адресаты
name-fact-role-in-case = роль в процессе
name-fact-evasions = прежние неявки
name-fact-absences = прежние пропуски
name-fact-consent = согласие
name-fact-electoral-roll = запись в списке избирателей
name-fact-disqualification = запрет на участие
name-fact-e-mail = адрес электронной почты
name-fact-mailbox = электронный почтовый ящик
name-value-account-yes = есть
name-judgement-money-offered = предложены деньги на дорогу
name-with-document = документ
name-who-jury-bureau = бюро присяжных
name-who-tax-office = налоговый орган
name-who-authority = орган власти
name-who-police = полиция
name-period-month = месяц
name-period-seven = семь дней
name-period-thirty = тридцать дней
name-period-thirty-days = тридцать дней
name-period-four-weeks = четыре недели
name-period-pick-up = срок хранения
name-period-three-working-days = три рабочих дня
name-channel-letter = письмо
    .by = письмом
name-channel-registered = заказное письмо
    .by = заказным письмом
name-channel-electronic = электронное извещение
    .by = в электронном виде
name-channel-app = приложение
    .by = через приложение
name-channel-mailbox = электронный почтовый ящик
    .by = через электронный почтовый ящик
name-channel-in-person = личное вручение
    .by = при личной встрече
name-channel-account = личный кабинет
    .by = через личный кабинет
name-channel-paper = бумажный документ
    .by = на бумаге
name-outcome-imposed = назначено
name-outcome-refused = отказано
name-outcome-ended = прекращено
name-outcome-extended = продлено
name-outcome-yes = да
name-outcome-no = нет
name-who-tax-service = налоговая служба
name-who-vehicle-registry = реестр транспортных средств
name-who-population-register = регистр населения
name-who-electoral-office = избирательная служба
name-who-municipality = муниципалитет
name-who-passport-office = паспортная служба
name-who-weapon-register = реестр оружия
name-who-hunting-register = охотничий реестр
name-who-fishing-register = реестр рыбной ловли
name-who-craft-register = реестр маломерных судов
name-who-party = сторона
name-fact-repeated = прежние неявки
name-fact-electronic = электронное извещение
name-fact-e-access = электронный доступ
name-measure-craft = управление маломерным судном
name-value-any-none = нет
name-value-any-yes = да
name-value-any-no = нет

## Names of the shipped packs
name-category-called = призываемые
name-category-selectee = призывники
name-category-user = пользователи портала
name-excuse-set-aside = отмена вызова судом
name-fact-domicile-general = общий электронный адрес
name-fact-domicile-platform = электронный адрес на платформе
name-fact-domicile-special = особый электронный адрес
name-fact-party = участие в деле
name-fact-taxpayer = статус налогоплательщика
name-fact-witness = статус свидетеля
name-instrument-act = административный акт
name-instrument-data = требование уточнить данные
name-instrument-defence-day = вызов на день обороны
name-instrument-dispatch = решение об отправке на службу
name-instrument-registration = извещение о постановке на учёт
name-instrument-resolution = решение органа
name-instrument-short-summons = вызов за короткий срок
name-instrument-trial-run = пробная рассылка
name-purpose-fishing = рыбная ловля
name-purpose-hunting = охота
name-purpose-issue-of-a-passport = выдача паспорта
name-purpose-keeping-a-weapon = хранение оружия
name-purpose-registration-as-an-entrepreneur = регистрация предпринимателем
name-purpose-registration-as-self-employed = регистрация самозанятым
name-purpose-registration-of-a-vehicle = регистрация машины
name-purpose-steering-a-craft = управление судном
name-sanction-fine-2000 = штраф от двух тысяч
name-stage-bound = обязан прийти
name-stage-made = принято
name-stage-named = назначено
name-stage-silent = нет ответа
name-stage-unbound = не обязан приходить
name-value-address-usual = обычное место жительства
name-value-consent-given = дано
name-value-any-active = действует
name-value-e-access-closed = не открыт
name-value-e-access-open = открыт
name-value-e-mail-agreed = согласован
name-value-electoral-roll-registered = внесён
name-value-electronic-bound = обязан к нему
name-value-electronic-chosen = выбран
name-value-evasions-once = один раз
name-value-evasions-repeated = неоднократно
name-value-fitness-a = категория А
name-value-fitness-b = категория Б
name-value-fitness-v = категория В
name-value-fitness-g = категория Г
name-value-fitness-d = категория Д
name-value-fitness-fit = годен
name-value-fitness-limited = ограниченно годен
name-value-fitness-unfit = не годен
name-value-mailbox-exempt = освобождён от него
name-value-mailbox-open = открыт
name-value-role-party = сторона
name-value-role-witness = свидетель
name-value-witness-named = назван
name-who-employee = работник этого лица
name-who-household-16 = член семьи от шестнадцати лет
name-who-public-index = открытый указатель
name-who-send = платформа уведомлений
name-who-session-board = призывная комиссия
name-who-suomi-fi = портал государства
name-channel-area = раздел лица на платформе
    .by = через раздел лица на платформе
name-channel-courtesy = сообщение для сведения
    .by = сообщением для сведения
name-channel-dehu-bound = электронный адрес того, кто к нему обязан
    .by = через электронный адрес того, кто к нему обязан
name-channel-dehu-chosen = электронный адрес того, кто его выбрал
    .by = через электронный адрес того, кто его выбрал
name-channel-dehu-own = электронный адрес, открытый по своей воле
    .by = через электронный адрес, открытый по своей воле
name-channel-eesti-ee = портал государства
    .by = через портал государства
name-channel-failed = извещение о неудачной доставке
    .by = извещением о неудачной доставке
name-channel-formal = вручение под расписку
    .by = под расписку
name-channel-form = бумажный бланк
    .by = на бумажном бланке
name-channel-general = общий электронный адрес
    .by = через общий электронный адрес
name-channel-notice = электронное извещение
    .by = электронным извещением
name-channel-online = страница в сети
    .by = через страницу в сети
name-channel-plain = простое письмо
    .by = простым письмом
name-channel-platform = электронный адрес на платформе
    .by = через электронный адрес на платформе
name-channel-special = особый электронный адрес
    .by = через особый электронный адрес
name-channel-text = сообщение на телефон
    .by = сообщением на телефон
name-channel-unclaimed = заказное письмо, которое не забрали
    .by = заказным письмом, которое не забрали
name-channel-verified = электронное вручение с подтверждением
    .by = электронно, с подтверждением
name-who-carrier = служба доставки
name-who-household = тот, кто живёт вместе с этим лицом
