### Закон пакета: речення для кожного правила, по одному на все, що правило може сказати.

## Заголовки
about-law = Що це за закон
about-force = Коли він чинний
about-whom = Кого можна викликати
about-known = Що відомо про людину
about-issued = Які документи видають
about-chosen = Як обирають людей
about-sent = Як документ надсилають
about-served = Коли він вважається врученим
about-must = Що людина зобов’язана зробити
about-excused = Які причини поважні
about-claims = Про що людина може заявити, а орган має відповісти
about-follows = Що відбувається крок за кроком
about-next = Що можуть видати далі
about-counted = Як рахують дні
about-warned = Кого попереджають
about-restricted = Що обмежують
about-excepted = Термінові винятки
about-longest = Найбільша тривалість
about-remedies = Як це можна оскаржити
about-sanctions = Яке покарання може бути призначене
about-judged = Що оцінюють окремо для кожної людини
about-disputed = Де текст можна розуміти по-різному
about-left-out = Що залишилося поза увагою
about-cited = На що є посилання

## Сам закон
law-head = Закон { $regime }, редакція { $version } ({ $digest }…). Цей виклад не має юридичної сили.
law-title = { $title }
law-domain-military = Він про військову службу.
law-domain-jury = Він про службу присяжних.
law-domain-court = Він про судові засідання.
law-domain-medical = Він про лікарські комісії.
law-domain-tax = Він про виклики до податкового органу.
law-domain-other = Він про виклики іншого роду.
law-status-reported = Його викладено так, як про нього повідомляє джерело; це не текст закону.
law-status-illustrative = Це приклад; це не закон якоїсь країни.
law-status-adopted = Він відповідає ухваленому тексту: { $text } (SHA-256 { $hash }).
law-zone = Дні рахують за часом { $zone }.
source = { $name } — джерело: { $kind }.
source-file = Його файл: { $file }.
source-says = Там сказано: { $text }
assumption = { $name } — припущення, бо жодне джерело цього не каже: { $text }
assumption-affects = Воно стосується: { $what }.
unmodelled = Поза увагою залишилося { $name }: { $reason }
unmodelled-affects = Це стосується: { $whom }.

## Дні
calendar = Календар { $name } називає робочі дні з { $from } до { $until } включно; поза цими межами нічого сказати не можна.
calendar-weekend = Щотижня не працюють: { $days }.
calendar-no-weekend = Робочими вважаються всі дні тижня.
calendar-off = { $n ->
    [one] Крім того, неробочими є ще { $n } день або низка днів: { $days }.
    [few] Крім того, неробочими є ще { $n } дні або низки днів: { $days }.
   *[many] Крім того, неробочими є ще { $n } днів або низок днів: { $days }.
 }
calendar-off-many = { $n ->
    [one] Крім того, неробочими є ще { $n } день або низка днів.
    [few] Крім того, неробочими є ще { $n } дні або низки днів.
   *[many] Крім того, неробочими є ще { $n } днів або низок днів.
 }
calendar-worked = Робочі, хоч і припадають на вихідні: { $days }.
period = Тривалість строку { $name } — { $length }.
period-next-day = День події не рахується; лік починається з наступного дня.
period-same-day = День події — перший день ліку.
period-clear = Ці дні цілком лежать між крайніми днями: ні перший, ні останній день не рахується.
period-short = Якщо строк не довший, ніж { $length }, рахують лише робочі дні.
period-roll-none = Останній день, що припав на неробочий, не переноситься.
period-roll-next = Останній день, що припав на неробочий, переноситься на наступний робочий день.
period-roll-previous = Останній день, що припав на неробочий, переноситься на попередній робочий день.
period-month-clamp = Якщо в місяці немає такого числа, строк закінчується в останній день місяця.
period-month-error = Якщо в місяці немає такого числа, строк порахувати не можна.
period-min-work-days = { $n ->
    [one] У ньому не менше { $n } робочого дня.
   *[many] У ньому не менше { $n } робочих днів.
 }
period-cutoff = Те, що сталося о { $time } або пізніше, вважається таким, що сталося наступного дня.
period-calendar = Робочі дні — за календарем { $name }.

## Відомості й умови
fact-rule = { $fact }: повідомляє { $source }; на запис можна покладатися протягом { $length-gen } після внесення.
fact-date = Це дата.
fact-choice = Це одне зі значень: { $values }.
fact-periods = Це перелік проміжків часу; порожній перелік означає, що їх немає.
fact-text = Це текст.
test-value = { $fact }: { $value }
test-not-value = { $fact }: відомо, і це не «{ $value }»
test-age-between = { $fact }: вік не менше { $from } і менше { $below } років
test-age-from = { $fact }: вік не менше { $from } років
test-age-below = { $fact }: вік менше { $below } років
test-age-any = { $fact }: будь-який вік
test-holds = { $fact }: зараз є
test-holds-not = { $fact }: зараз немає
condition-all = усе це правда: ({ $parts })
condition-any = правда хоча б одне: ({ $parts })
condition-not = це неправда: ({ $part })
category = { $category }: люди, про яких підтверджено: { $when }.

## Документи
instrument-summons = { $instrument }: повістка. Кому її можна надіслати: { $to }.
instrument-order = { $instrument }: припис. Кому його можна надіслати: { $to }.
instrument-questionnaire = { $instrument }: опитувальний лист. Кому його можна надіслати: { $to }.
instrument-test = { $instrument }: перевірка. Кому її можна надіслати: { $to }. Вона не має сили, і з неї нічого не випливає.
instrument-lead-between = До дати явки — не менше { $min-gen } і не більше { $max-gen }, рахуючи { $anchor }.
instrument-lead-min = До дати явки — не менше { $min-gen }, рахуючи { $anchor }.
instrument-lead-max = До дати явки — не більше { $max-gen }, рахуючи { $anchor }.
instrument-names = У ньому мають бути зазначені: { $what }.
instrument-windows = Його можна розмістити лише в цю пору року: { $windows }.
instrument-first-contact = Спершу копію розміщують тут: { $channels }. До цього інший канал врученням не вважається.
instrument-offer = { $n ->
    [one] Людина може попросити про це { $n } раз: { $excuse }.
    [few] Людина може попросити про це не більше { $n } разів: { $excuse }.
   *[many] Людина може попросити про це не більше { $n } разів: { $excuse }.
 }
selection-draw = { $instrument }: кого викликати, вирішує публічний жереб.
selection-all = { $instrument }: викликають усіх, кого можна викликати.
selection-named = { $instrument }: викликають поіменно, із зазначеної причини.
selection-criteria = { $instrument }: кого викликати, вирішують оприлюднені критерії.
selection-states = Зазначено: { $text }
selection-volunteers = Добровольці йдуть першими.
selection-quota = Кількість встановлює { $from }.
selection-reserve = Понад цю кількість обирають запас: { $n } відсотків.
channel-serves = { $channel }: копія цим каналом може вважатися врученою.
channel-courtesy = { $channel }: це люб’язність; врученням вона не вважається.
channel-needs = Для цього має бути підтверджено: { $needs }.
channel-regions = Канал відкрито тут: { $regions }.
channel-giver = Хто передає: { $who }.
channel-taker = Кому передають: { $who }.
channel-place = Де передають: { $places }.
region-always = { $name }
region-from = { $name } з { $from }
region-until = { $name } до { $until }
region-between = { $name } з { $from } до { $until }
ladder = { $instrument }: надсилають у такому порядку: { $rungs }.
rung = { $channel } протягом { $length-gen }
rung-last = { $channel }
window = { $window }: щороку з { $from } до { $last } включно.
public-event = Публічна подія, одна для всіх: { $name }. Вона рахується від часу, коли її оголошено.
judgement = Оцінюють окремо для цієї людини: { $name }. Хто оцінює: { $who }.

## Вручення
service = { $channel }: врученням вважається { $grounds }.
service-never = { $channel }: цим каналом ніщо врученням не вважається.
ground = { $event }
ground-with = { $event } ({ $terms })
ground-mark = з позначкою доставника { $mark }
ground-attempt = спроба № { $n } або пізніша
ground-after = після спливу { $term-gen }
ground-on-day = в останній день строку: { $term-gen }; він і є днем вручення
ground-since = лише після публічної події { $name }
ground-until = лише доки не відбулася публічна подія { $name }
need-judged = Має бути дано оцінку, що це так: { $name }.
need-alerts = { $n ->
    [one] Має бути надіслано без збою не менше { $n } сповіщення.
   *[many] Має бути надіслано без збою не менше { $n } сповіщень.
 }
need-alerts-apart = Між одним сповіщенням і наступним минає не менше { $length-gen }.
need-alerts-within = Перше сповіщення надсилають протягом { $length-gen } після розміщення.
need-attempts = { $n ->
    [one] Має бути зроблено не менше { $n } спроби.
   *[many] Має бути зроблено не менше { $n } спроб.
 }
need-attempts-apart = Між однією спробою і наступною минає не менше { $length-gen }.
need-tried = До цього копію мають розмістити тут: { $channel }.
service-sender = Для відправника лік іде від іншої події: { $event }.
tolled = Перебіг строків зупиняється { $when }.
tolling-outage = на час збою зв’язку
tolling-absence = на час від’їзду людини
rebuttal-never = Якщо підтверджено, що { $reason }, вручення не було.
rebuttal-that-day = Якщо підтверджено, що { $reason }, вручення відбулося в підтверджений день.
rebuttal-next-day = Якщо підтверджено, що { $reason }, вручення відбулося наприкінці дня, наступного за підтвердженим.
rebuttal-within = Цей день має настати протягом { $term-gen } після події; інакше вручення не було.

## Перебіг справи
lifecycle-first = { $instrument }: справа починається зі стадії «{ $stage }».
stage-moves = Зі стадії «{ $stage }» вона переходить у стадію «{ $to }»: { $trigger }.
stage-stays = У стадії «{ $stage }» вона залишається, доки щось її не закінчить.
trigger-served = із врученням
trigger-on = із подією: { $event }
trigger-after = після спливу { $term-gen }, рахуючи { $anchor }
trigger-after-unsaid = після спливу { $term-gen }
trigger-missed = коли минув останній день обов’язку, а його не виконано: { $duty }
lifecycle-ends = На будь-якій стадії справу закінчує будь-яка з цих подій: { $events }.
voids-from-start = Якщо повістку відкликано, заперечення задоволено або людину не можна було викликати, вона ніколи не мала сили.
voids-from-now = Якщо повістку відкликано, заперечення задоволено або людину не можна було викликати, вона втрачає силу від цього часу.
duty = Обов’язок: { $duty }.
duty-of = Він випливає лише з документа: { $instruments }.
duty-from = Він виникає { $anchor }.
duty-upon = На кому він лежить: { $who }.
duty-by = Його треба виконати { $anchor-by }.
duty-within = Його треба виконати протягом { $term-gen } після виникнення.
duty-late = Для того, кому вручили після дати, зазначеної в повістці, строк — { $term } від дня вручення.
duty-nothing-late = Тому, кому вручили після дати, зазначеної в повістці, виконувати нічого.
duty-met = Чим він виконується: { $events }.
follow = Після початку стадії «{ $stage }» може бути видано: { $instrument }.
follow-within = Це можливо протягом { $length-gen }.

## Обмеження
effect = Обмежують: { $measure }. Це діє на стадіях: { $stages }.
effect-never = Не обмежують: { $measure }.
effect-asks = Хто може про це запитати: лише { $who }. Мета: лише { $purpose }.
effect-when = Це діє, лише якщо підтверджено: { $when }.
effect-automatic = Це настає саме собою; ніхто не ухвалює рішення.
effect-officer = Це діє, лише якщо посадова особа ухвалила рішення щодо саме цієї людини.
effect-court = Це діє, лише якщо суд ухвалив рішення щодо саме цієї людини.
effect-decide-within = Рішення треба ухвалити протягом { $term-gen }, рахуючи { $anchor }.
effect-answer = На відповідь про це можна покладатися протягом { $length-gen }.
warning = { $warning }: після початку стадії «{ $stage }» людину попереджають, перш ніж щось обмежити.
warning-within = Орган попереджає протягом { $length-gen }.
warning-by = Як попереджають: { $channels }.
warning-then = Після цього на виконання обов’язку є { $length }.
limit = { $measure }: найбільша тривалість обмеження — { $length }.
limit-unless = Продовжити його може лише { $event }.
limit-in-all = За всіма справами разом — не більше { $most-gen } з будь-яких { $within-gen }.
exception = { $exception }: людина може попросити на якийсь час зняти з неї: { $measures }.
exception-grants = Якщо ніхто не вирішить протягом { $length-gen }, прохання вважається задоволеним.
exception-refuses = Якщо ніхто не вирішить протягом { $length-gen }, у проханні вважається відмовленим.
exception-lasts = Якщо прохання задоволено, тривалість винятку — { $term }.
sanction = { $sanction }: може бути призначене на стадіях: { $stages }.
sanction-automatic = Це настає саме собою.
sanction-officer = Вирішує посадова особа.
sanction-court = Вирішує суд.
sanction-count = { $n ->
    [one] Потрібна { $n } неявка протягом { $length-gen }, рахуючи цю; попередні — за записами: { $fact }.
    [few] Потрібні { $n } неявки протягом { $length-gen }, рахуючи цю; попередні — за записами: { $fact }.
   *[many] Потрібно { $n } неявок протягом { $length-gen }, рахуючи цю; попередні — за записами: { $fact }.
 }

## Що може зробити людина
remedy = { $remedy }: можна подати проти обмежень ({ $measures }) протягом { $length-gen }, рахуючи { $anchor }.
remedy-stays = Подання одразу зупиняє обмеження.
remedy-does-not-stay = Подання не зупиняє обмеження.
remedy-decide = Якщо ніхто не вирішить протягом { $length-gen }, обмеження припиняється назавжди.
remedy-then = Якщо відхилено, є ще { $next }.
excuse = { $excuse }: поважна причина неявки.
excuse-with = Що просять додати: { $what }.
excuse-claim-within = Заявити про неї треба протягом { $length-gen }, рахуючи { $anchor }.
excuse-any-time = Заявити про неї можна будь-коли.
excuse-then-appear = Якщо причину визнано, з’явитися треба протягом { $length-gen }, рахуючи { $anchor }.
excuse-closes = Якщо причину визнано, справу закривають.
undecided-suspends = Доки рішення немає, ніщо не обмежено і строки не йдуть.
undecided-nothing = Доки рішення немає, нічого не змінюється.
decided-by = Хто вирішує: { $who }.
claim-non-receipt = Людина може заявити, що нічого не отримала.
claim-appearance = Людина може заявити, що вона з’явилася.
claim-decide = Якщо ніхто не дасть оцінки протягом { $length-gen }, усі обмеження у справі припиняються назавжди.

## Тлумачення й редакції
reading = Щодо { $dispute } тлумачення { $reading } ({ $status }):
reading-as-it-stands = Текст розуміють так, як він є.
change-stage = Зі стадії «{ $stage }» справа переходить у стадію «{ $to }»: { $trigger }.
change-stage-stays = Зі стадії «{ $stage }» ніщо не веде далі.
change-effect = { $measure }: обмежують на стадіях: { $stages }.
change-effect-never = { $measure }: ніколи не обмежують.
change-service = { $channel }: врученням вважається { $grounds }.
change-service-never = { $channel }: ніщо врученням не вважається.
change-instrument = { $instrument }: кому можна надіслати: { $to }.
version-from = Редакція { $version } чинна з { $from }.
version-between = Редакція { $version } чинна з { $from } до { $until }.
pending-keep-old = Для раніше розміщених повісток лишається попередній закон.
pending-switch = Раніше розміщені повістки переходять під новий закон, правило за правилом.
pending-keep-old-unless-milder = Для раніше розміщених повісток лишається попередній закон, якщо новий не м’якший.
pending-unsaid = Що буває з раніше розміщеними повістками, не сказано.
version-rule = Ця редакція каже ({ $node }):
version-repeal = Ця редакція скасовує: { $node } { $name }.
