### Слова для речей, дат і строків. `.gen` — форма після «протягом», «після» і «не пізніше»;
### `.by` — форма, яка каже, яким способом або до якого дня; `.done` — ціле речення в минулому часі.

quoted = «{ $text }»
yes = так
no = ні
unknown = невідомо

## Поєднання слів
join-and = { $first } і { $last }
join-or = { $first } або { $last }
join-comma = { $first }, { $last }
join-semicolon = { $first }; { $last }
join-then = { $first }, потім { $last }
nothing = нічого

## Дати
month-1 = січня
month-2 = лютого
month-3 = березня
month-4 = квітня
month-5 = травня
month-6 = червня
month-7 = липня
month-8 = серпня
month-9 = вересня
month-10 = жовтня
month-11 = листопада
month-12 = грудня
date = { $day } { $month } { $year } року
day-month = { $day } { $month }
date-range = з { $from } до { $until } включно
instant = { $date }, { $time }
instant-zoned = { $date }, { $time } ({ $zone })
end-of-day = кінця дня { $date }
weekday-1 = понеділок
weekday-2 = вівторок
weekday-3 = середа
weekday-4 = четвер
weekday-5 = п’ятниця
weekday-6 = субота
weekday-7 = неділя

## Строки
amount-minutes = { $n ->
    [one] { $n } хвилина
    [few] { $n } хвилини
   *[many] { $n } хвилин
 }
    .gen = { $n ->
    [one] { $n } хвилини
   *[many] { $n } хвилин
 }
amount-hours = { $n ->
    [one] { $n } година
    [few] { $n } години
   *[many] { $n } годин
 }
    .gen = { $n ->
    [one] { $n } години
   *[many] { $n } годин
 }
amount-days = { $n ->
    [one] { $n } день
    [few] { $n } дні
   *[many] { $n } днів
 }
    .gen = { $n ->
    [one] { $n } дня
   *[many] { $n } днів
 }
amount-work-days = { $n ->
    [one] { $n } робочий день
    [few] { $n } робочі дні
   *[many] { $n } робочих днів
 }
    .gen = { $n ->
    [one] { $n } робочого дня
   *[many] { $n } робочих днів
 }
amount-weeks = { $n ->
    [one] { $n } тиждень
    [few] { $n } тижні
   *[many] { $n } тижнів
 }
    .gen = { $n ->
    [one] { $n } тижня
   *[many] { $n } тижнів
 }
amount-months = { $n ->
    [one] { $n } місяць
    [few] { $n } місяці
   *[many] { $n } місяців
 }
    .gen = { $n ->
    [one] { $n } місяця
   *[many] { $n } місяців
 }
amount-years = { $n ->
    [one] { $n } рік
    [few] { $n } роки
   *[many] { $n } років
 }
    .gen = { $n ->
    [one] { $n } року
   *[many] { $n } років
 }
term-named = { $length } (за правилами строку { $name })
    .gen = { $length-gen } (за правилами строку { $name })

## Звідки рахується строк; `.by` — день, до якого треба встигнути
anchor-served = від дня вручення
    .by = не пізніше дня вручення
anchor-sender = від дня вручення, як він рахується для відправника
    .by = не пізніше дня вручення, як він рахується для відправника
anchor-statute = від дня набрання законом чинності
    .by = не пізніше дня набрання законом чинності
anchor-day = від { $date }
    .by = не пізніше { $date }
anchor-window = від початку періоду { $name }
    .by = не пізніше початку періоду { $name }
anchor-public-event = від дня публічної події { $name }
    .by = не пізніше публічної події { $name }
anchor-appear-at = від дати, зазначеної в повістці
    .by = не пізніше дати, зазначеної в повістці
anchor-event = від дня події: { $event }
    .by = не пізніше події: { $event }
anchor-stage = від початку стадії «{ $stage }»
    .by = не пізніше початку стадії «{ $stage }»

## Події
event-queued = постановка копії в чергу
    .done = копію поставлено в чергу
event-dispatched = надсилання копії
    .done = копію надіслано
event-posted = розміщення копії
    .done = копію розміщено
event-alert-sent = надсилання сповіщення
    .done = сповіщення надіслано
event-alert-failed = збій сповіщення
    .done = сповіщення не дійшло
event-opened = відкриття копії
    .done = копію відкрито
event-delivered = передання копії в руки
    .done = копію передано в руки
event-refused = відмова прийняти копію
    .done = прийняти копію відмовилися
event-absent = спроба, під час якої нікого не було
    .done = нікого не було на місці
event-returned = повернення копії відправникові
    .done = копія повернулася відправникові
event-rebutted = спростування вручення
    .done = вручення спростовано
event-told = повідомлення людині про обмеження
    .done = людині повідомили про обмеження
event-warned = попередження
    .done = людину попередили
event-appeared = явка
    .done = людина з’явилася
event-brought-in = примусове доставлення
    .done = людину доставлено примусово
event-replied = відповідь
    .done = людина відповіла
event-excuse-claimed = заява про поважну причину неявки
    .done = заявлено поважну причину неявки
event-excuse-accepted = визнання причини неявки поважною
    .done = причину неявки визнано поважною
event-excuse-refused = відмова визнати причину неявки поважною
    .done = причину неявки не визнано поважною
event-objected = заперечення
    .done = подано заперечення
event-objection-upheld = задоволення заперечення
    .done = заперечення задоволено
event-objection-rejected = відхилення заперечення
    .done = заперечення відхилено
event-decided = рішення щодо цієї людини
    .done = ухвалено рішення щодо цієї людини
event-reviewed = перегляд судом
    .done = суд переглянув обмеження
event-cause-ended = припинення поважної причини
    .done = поважна причина відпала
event-non-receipt-claimed = заява про неотримання
    .done = заявлено, що нічого не отримано
event-appearance-claimed = заява про те, що явка відбулася
    .done = заявлено, що явка відбулася
event-eligibility-confirmed = нове підтвердження, що людину можна викликати
    .done = знову підтверджено, що людину можна викликати
event-withdrawn = відкликання повістки органом
    .done = орган відкликав повістку
event-found-ineligible = встановлення того, що людину не можна викликати
    .done = встановлено, що людину не можна викликати
event-died = смерть
    .done = людина померла
event-corrected = виправлення
    .done = попередній запис виправлено
event-judged = оцінка посадової особи або суду
    .done = посадова особа або суд дали оцінку
event-proclaimed = публічна подія
    .done = оголошено публічну подію
event-outage-started = початок збою зв’язку
    .done = почався збій зв’язку
event-outage-ended = кінець збою зв’язку
    .done = збій зв’язку закінчився
channel-unnamed = канал { $name }
    .by = каналом { $name }

## Спільні для різних законів назви. Пакет може дати свої в `locales/uk.ftl`.
name-fact-birth-date = дата народження
name-fact-sex = стать
name-fact-service = військова служба
name-fact-fitness = придатність до служби
name-fact-deferment = відстрочка
name-fact-account = електронний кабінет на порталі
name-fact-address = зареєстрована адреса
name-fact-region = регіон
name-fact-role = роль у справі
name-value-sex-male = чоловіча
name-value-sex-female = жіноча
name-value-service-none = не проходила
name-value-service-serving = триває
name-value-service-completed = пройдена
name-value-service-reserve = у запасі
name-value-account-none = немає
name-value-account-active = діє
name-value-address-none = немає
name-value-address-unconfirmed = не підтверджена
name-value-address-confirmed = підтверджена
name-category-conscript = призовники
name-category-reservist = військовозобов’язані запасу
name-instrument-call-up = повістка про призов
name-instrument-drill = перевірочна повістка
name-instrument-summons = повістка
name-instrument-decision = рішення
name-channel-portal = електронний кабінет на порталі
    .by = через електронний кабінет на порталі
name-channel-post = пошта
    .by = поштою
name-channel-hand = вручення особисто в руки
    .by = особисто в руки
name-channel-register = публічний реєстр
    .by = через публічний реєстр
name-channel-e-mail = електронна пошта
    .by = електронною поштою
name-measure-exit = виїзд із країни
name-measure-driving = керування транспортом
name-measure-credit = отримання кредиту
name-measure-property = правочини з нерухомістю
name-duty-appear = з’явитися особисто
name-duty-report = повідомити про себе
name-duty-respond = відповісти
name-stage-issued = видана
name-stage-served = вручена
name-stage-missed = дату явки пропущено
name-stage-defaulted = неявка
name-stage-answered = відповідь отримано
name-stage-sent = надіслана
name-stage-waited = строк минув
name-excuse-illness = хвороба
name-excuse-family = сімейні обставини
name-excuse-force-majeure = непереборна сила
name-excuse-conscience = переконання
name-excuse-defer = перенесення дати
name-remedy-objection = заперечення
name-remedy-court = звернення до суду
name-warning-before-any-ban = попередження перед будь-яким обмеженням
name-exception-urgent-journey = термінова поїздка
name-exception-urgent = нагальна потреба
name-sanction-fine = штраф
name-judgement-expected = цього слід було очікувати
name-window-spring = весна
name-window-autumn = осінь
name-period-twenty = двадцять днів
name-public-event-register-works = реєстр запрацював
name-who-officer = посадова особа
name-who-court = суд
name-who-border = прикордонний контроль
name-who-licensing = орган, що видає посвідчення водія
name-who-lender = кредитні установи
name-who-land-registry = реєстр нерухомості
name-who-portal = портал
name-who-civil-registry = реєстр населення
name-who-military-register = військовий облік
name-who-medical-board = лікарська комісія
name-who-delivery-service = служба доставки
name-who-person = сама людина
name-who-order = наказ
name-who-employer = роботодавець
name-who-nothing = нічого
name-purpose-leaving-the-country = виїзд із країни
name-purpose-driving = керування транспортом
name-purpose-new-loan = новий кредит
name-purpose-transfer-of-real-estate = перехід права на нерухомість
name-place-address = зареєстрована адреса
name-place-work = місце роботи
name-mention-place = місце
name-mention-time = час
name-mention-duty = обов’язок
name-mention-consequences = наслідки
name-mention-remedy = порядок оскарження
name-with-evidence = підтвердження
name-reason-later-receipt = повістку отримано пізніше
name-reason-wrong-person = повістка потрапила не до тієї людини
name-reason-absence = людина була у від’їзді
name-reason-outage = був збій зв’язку
name-source-kind-press = повідомлення преси
name-source-kind-statute = закон
name-source-kind-judgment = судове рішення
name-source-kind-treaty = міжнародний договір
name-source-kind-guidance = роз’яснення
name-source-kind-design = задум цього пакета
name-reading-status-prevailing = панівне
name-reading-status-arguable = можливе
name-reading-status-reported = за повідомленнями
name-node-period = строк
name-node-category = категорія
name-node-instrument = документ
name-node-channel = канал
name-node-ladder = порядок каналів
name-node-service = правило вручення
name-node-lifecycle = перебіг справи
name-node-duty = обов’язок
name-node-effect = обмеження
name-node-warning = попередження
name-node-remedy = засіб захисту
name-node-limit = гранична тривалість
name-node-excuse = поважна причина
name-node-claim = заява
name-node-exception = виняток
name-node-sanction = покарання
name-node-follow = наступний документ
name-node-window = пора року
name-node-public-event = публічна подія
name-node-judgement = питання для оцінки
name-node-selection = відбір

## Ще назви
name-measure-vehicles = реєстрація транспортних засобів
name-measure-self-employment = реєстрація як самозайнятої особи
name-measure-business = реєстрація підприємця
name-measure-passport = видача паспорта
name-measure-weapon = право на зброю
name-measure-hunting = право на полювання
name-measure-fishing = право на рибальство
name-duty-attend = бути присутнім
name-duty-report-in-spring = повідомити про себе навесні
name-duty-report-in-autumn = повідомити про себе восени
name-duty-update-data = уточнити свої дані
name-duty-reply = відповісти на запит
name-duty-comply = виконати вимогу
name-stage-final = остаточно
name-stage-open = відкрита
name-stage-known = відома людині
name-stage-told = повідомлено
name-stage-absent = не з’явився
name-stage-notified = повідомлений
name-stage-informed = поінформований
name-stage-overdue = прострочено
name-stage-due = строк настав
name-stage-entered = внесена до реєстру
name-stage-deposited = на зберіганні
name-stage-binding = обов’язкова
name-stage-unmet = не виконана
name-excuse-other = інша поважна причина
name-excuse-valid-reason = поважна причина
name-excuse-lawful-obstacle = законна перешкода
name-excuse-excusal = звільнення
name-excuse-deferral = відстрочення
name-excuse-another-day = інший день
name-remedy-appeal = скарга
name-sanction-penalty-payment = примусова виплата
name-sanction-fine-1000 = штраф до 1000
name-sanction-fetched = привід
name-instrument-witness-summons = повістка свідкові
name-instrument-jury-summons = повістка присяжному
name-instrument-demand = вимога
name-instrument-assessment = податкове повідомлення
name-instrument-ruling = ухвала
name-instrument-invitation = запрошення
name-category-liable = військовозобов’язані
name-category-party = сторони
name-category-witness = свідки
name-category-juror = присяжні
name-category-taxpayer = платники податків
name-category-addressee = адресати
name-fact-role-in-case = роль у процесі
name-fact-evasions = попередні неявки
name-fact-absences = попередні пропуски
name-fact-consent = згода
name-fact-electoral-roll = запис у списку виборців
name-fact-disqualification = заборона участі
name-fact-e-mail = адреса електронної пошти
name-fact-mailbox = електронна скринька
name-value-account-yes = є
name-judgement-money-offered = запропоновано гроші на дорогу
name-with-document = документ
name-who-jury-bureau = бюро присяжних
name-who-tax-office = податковий орган
name-who-authority = орган влади
name-who-police = поліція
name-period-month = місяць
name-period-seven = сім днів
name-period-thirty = тридцять днів
name-period-thirty-days = тридцять днів
name-period-four-weeks = чотири тижні
name-period-pick-up = строк зберігання
name-period-three-working-days = три робочі дні
name-channel-letter = лист
    .by = листом
name-channel-registered = рекомендований лист
    .by = рекомендованим листом
name-channel-electronic = електронне сповіщення
    .by = в електронному вигляді
name-channel-app = застосунок
    .by = через застосунок
name-channel-mailbox = електронна скринька
    .by = через електронну скриньку
name-channel-in-person = особисте вручення
    .by = під час особистої зустрічі
name-channel-account = електронний кабінет
    .by = через електронний кабінет
name-channel-paper = паперовий документ
    .by = на папері
name-outcome-imposed = призначено
name-outcome-refused = відмовлено
name-outcome-ended = припинено
name-outcome-extended = продовжено
name-outcome-yes = так
name-outcome-no = ні
name-who-tax-service = податкова служба
name-who-vehicle-registry = реєстр транспортних засобів
name-who-population-register = демографічний реєстр
name-who-electoral-office = виборча служба
name-who-municipality = громада
name-who-passport-office = паспортна служба
name-who-weapon-register = реєстр зброї
name-who-hunting-register = мисливський реєстр
name-who-fishing-register = реєстр рибальства
name-who-craft-register = реєстр маломірних суден
name-who-party = сторона
name-fact-repeated = попередні неявки
name-fact-electronic = електронне сповіщення
name-fact-e-access = електронний доступ
name-measure-craft = керування маломірним судном
name-value-any-none = немає
name-value-any-yes = так
name-value-any-no = ні

## Names of the shipped packs
name-category-called = ті, кого призивають
name-category-selectee = призовники
name-category-user = користувачі порталу
name-excuse-set-aside = скасування виклику судом
name-fact-domicile-general = загальна електронна адреса
name-fact-domicile-platform = електронна адреса на платформі
name-fact-domicile-special = особлива електронна адреса
name-fact-party = участь у справі
name-fact-taxpayer = статус платника податків
name-fact-witness = статус свідка
name-instrument-act = адміністративний акт
name-instrument-data = вимога уточнити дані
name-instrument-defence-day = виклик на день оборони
name-instrument-dispatch = рішення про відправлення на службу
name-instrument-registration = повідомлення про взяття на облік
name-instrument-resolution = рішення органу
name-instrument-short-summons = виклик за короткий строк
name-instrument-trial-run = пробна розсилка
name-purpose-fishing = рибальство
name-purpose-hunting = полювання
name-purpose-issue-of-a-passport = видача паспорта
name-purpose-keeping-a-weapon = зберігання зброї
name-purpose-registration-as-an-entrepreneur = реєстрація підприємцем
name-purpose-registration-as-self-employed = реєстрація самозайнятим
name-purpose-registration-of-a-vehicle = реєстрація автомобіля
name-purpose-steering-a-craft = керування судном
name-sanction-fine-2000 = штраф від двох тисяч
name-stage-bound = зобов’язаний прийти
name-stage-made = прийнято
name-stage-named = призначено
name-stage-silent = немає відповіді
name-stage-unbound = не зобов’язаний приходити
name-value-address-usual = звичайне місце проживання
name-value-consent-given = надано
name-value-any-active = діє
name-value-e-access-closed = не відкрито
name-value-e-access-open = відкрито
name-value-e-mail-agreed = погоджено
name-value-electoral-roll-registered = внесено
name-value-electronic-bound = зобов’язаний до нього
name-value-electronic-chosen = обрано
name-value-evasions-once = один раз
name-value-evasions-repeated = неодноразово
name-value-fitness-a = категорія А
name-value-fitness-b = категорія Б
name-value-fitness-v = категорія В
name-value-fitness-g = категорія Г
name-value-fitness-d = категорія Д
name-value-fitness-fit = придатний
name-value-fitness-limited = обмежено придатний
name-value-fitness-unfit = непридатний
name-value-mailbox-exempt = звільнений від неї
name-value-mailbox-open = відкрита
name-value-role-party = сторона
name-value-role-witness = свідок
name-value-witness-named = названий
name-who-employee = працівник цієї особи
name-who-household-16 = член домогосподарства від шістнадцяти років
name-who-public-index = відкритий покажчик
name-who-send = платформа повідомлень
name-who-session-board = призовна комісія
name-who-suomi-fi = портал держави
name-channel-area = розділ особи на платформі
    .by = через розділ особи на платформі
name-channel-courtesy = повідомлення до відома
    .by = повідомленням до відома
name-channel-dehu-bound = електронна адреса того, хто до неї зобов’язаний
    .by = через електронну адресу того, хто до неї зобов’язаний
name-channel-dehu-chosen = електронна адреса того, хто її обрав
    .by = через електронну адресу того, хто її обрав
name-channel-dehu-own = електронна адреса, відкрита з власної волі
    .by = через електронну адресу, відкриту з власної волі
name-channel-eesti-ee = портал держави
    .by = через портал держави
name-channel-failed = повідомлення про невдалу доставку
    .by = повідомленням про невдалу доставку
name-channel-formal = вручення під розписку
    .by = під розписку
name-channel-form = паперовий бланк
    .by = на паперовому бланку
name-channel-general = загальна електронна адреса
    .by = через загальну електронну адресу
name-channel-notice = електронне сповіщення
    .by = електронним сповіщенням
name-channel-online = сторінка в мережі
    .by = через сторінку в мережі
name-channel-plain = звичайний лист
    .by = звичайним листом
name-channel-platform = електронна адреса на платформі
    .by = через електронну адресу на платформі
name-channel-special = особлива електронна адреса
    .by = через особливу електронну адресу
name-channel-text = повідомлення на телефон
    .by = повідомленням на телефон
name-channel-unclaimed = рекомендований лист, якого не забрали
    .by = рекомендованим листом, якого не забрали
name-channel-verified = електронне вручення з підтвердженням
    .by = електронно, з підтвердженням
name-who-carrier = служба доставки
name-who-household = той, хто живе разом із цією особою
