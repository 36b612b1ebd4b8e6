### Що закон каже про одну справу: самій людині й суду.

## Сила і час
force-none = Це розрахунок. Він не має юридичної сили.
force-sandbox = НАВЧАЛЬНИЙ РЕЄСТР: це не має юридичної сили. Ніхто не мусить нічого робити через це.
force-live = Ось що закон каже про вашу справу.
force-test = Це перевірка. Вона не має юридичної сили, робити нічого не треба, і з неї нічого не випливає.
as-of = Станом на { $at }.
as-of-known = Станом на { $at }, за тим, що було записано до { $known }.
by-law = За законом { $regime }, редакція { $version }.

## Людині: заголовки
you-must = Що вам треба зробити
you-restricted = Що обмежено
you-unclear = Про що не можна сказати точно
you-can = Що ви можете зробити
you-served = Як вас повідомили
you-next = Що буде далі
you-closed-heading = У якому стані ваша справа

## Людині: що зробити
must-nothing = Зараз вам нічого робити не треба.
must-duty = { $duty }: не пізніше { $due }.
must-duty-open = { $duty }: день поки не призначено.
must-duty-late = { $duty }: строк був { $due }. Ви все ще можете це зробити.
must-duty-ends = Це одразу припинить обмеження.
must-duty-ends-some = Обмеження, які це одразу припинить: { $measures }. Що припиняться й решта, цей закон не каже.
must-duty-ends-not = Усе ж зробіть це. Цей закон не каже, що обмеження цим припиняться.
must-duty-met = { $duty }: зроблено. Дякуємо.
must-duty-excused = { $duty }: вас від цього звільнено.
must-duty-void = { $duty }: робити це більше не треба.
must-place = Місце: { $place }.
must-day = Дата, зазначена в повістці: { $at }.

## Людині: обмеження
restricted-nothing = Ніщо не обмежено.
restricted-measure = Обмежено: { $measure }.
restricted-law = Підстава: закон у редакції { $version }.
restricted-since = Це діє з { $at }.
restricted-until = Це закінчиться { $at }, якщо більше нічого не станеться.
restricted-no-end = Дня закінчення немає. Це триває, доки не станеться щось із зазначеного нижче.
restricted-why = Причини:
restricted-ends = Це одразу припиняє будь-яка з подій: { $events }.
restricted-held = Що зараз не дає нічого обмежити:
restricted-not = Не обмежено: { $measures }.
unclear-measure = Не можна сказати точно, чи це обмежено: { $measure }. Невідоме не обертають проти вас: обмеження немає.
unclear-readings = Текст закону можна розуміти по-різному, і тлумачення розходяться:
unclear-reading = якщо читати як «{ $reading }»: { $answer }
unclear-reading-count = { $n ->
    [one] у { $n } тлумаченні: { $answer }
   *[many] у { $n } тлумаченнях: { $answer }
 }
answer-yes = обмежено
answer-no = не обмежено
answer-unknown = сказати не можна
eligible-no = Судячи із записів, вас не можна викликати. Ніщо не може бути обмежено.
eligible-unknown = Не підтверджено, що вас можна викликати. Доки це так, ніщо не може бути обмежено.
missing-fact = У записах немає: { $fact }. Якщо ви можете це підтвердити, повідомте органу.

## Людині: що можна зробити
can-remedy = { $remedy } проти обмеження ({ $measure }). Подати можна до { $until }.
can-remedy-open = { $remedy } проти обмеження ({ $measure }). Подати можна; останній день поки не призначено.
can-remedy-stays = Щойно ви подасте, обмеження знімається до рішення.
can-excuse = Якщо ви маєте поважну причину не прийти ({ $excuse }), повідомте про неї.
can-excuse-until = Повідомити можна до кінця дня { $date }.
can-excuse-within = Повідомити можна протягом { $length-gen }, рахуючи { $anchor }.
can-excuse-any-time = Повідомити можна будь-коли.
can-excuse-with = Будь ласка, додайте: { $what }.
can-suspends = Доки рішення немає, ніщо не обмежено і строки не йдуть.
can-non-receipt = Якщо ви нічого не отримали, повідомте про це.
can-appearance = Якщо ви приходили, а це не записано, повідомте про це.
can-claim-decide = Якщо ніхто не дасть оцінки протягом { $length-gen }, усі обмеження у справі припиняються назавжди.
can-exception = Ви можете попросити про виняток ({ $exception }) з обмежень: { $measures }.
can-exception-grants = Якщо ніхто не вирішить протягом { $length-gen }, виняток ваш.
can-exception-refuses = Вирішити мають протягом { $length-gen }.
can-exception-lasts = Його тривалість — { $term }.
can-nothing = Цей закон не дає вам засобу захисту. Це вада закону, а не ваша провина.

## Людині: решта
served-at = Вважається, що вас повідомили { $at }, { $channel-by }.
served-day = День вручення, від якого рахуються строки: { $day }.
served-sender = Для органу це рахується з { $at }.
served-unclear = Не можна сказати, чи вважається, що вас повідомили: тлумачення закону розходяться.
served-not = За законом вас ще не повідомили.
served-not-nothing = Жодні строки проти вас не йдуть.
served-not-holds = За цим законом те, що сказано вище, усе одно діє.
next-change = Наступна зміна, якщо більше нічого не станеться: { $at }.
next-none = Якщо більше нічого не станеться, нічого не зміниться.
next-sanction = Зараз може бути призначене покарання: { $sanction }. Саме собою воно не настає.
next-sanction-unknown = Не можна сказати, чи може бути призначене покарання: { $sanction }.
next-sanction-imposed = Призначено покарання: { $sanction }.
next-follow = Далі може бути видано: { $instrument }.
closed = Вашу справу закрито. З неї більше нічого не випливає.
void = Ваша справа недійсна. Сили вона не мала ніколи.
stage-now = Ваша справа на стадії «{ $stage }».
stage-in-readings = { $n ->
    [one] У { $n } тлумаченні ваша справа на стадії «{ $stage }».
   *[many] У { $n } тлумаченнях ваша справа на стадії «{ $stage }».
 }
stage-in-reading = Якщо читати як «{ $reading }», ваша справа на стадії «{ $stage }».

## Чому так і чому ні
why-heading = Чому: { $measure }
why-restricted = { $measure }: обмежено. Що до цього призвело:
why-not = { $measure }: не обмежено. Що стоїть на заваді:
why-unknown = { $measure }: не можна сказати, чи обмежено. Що заважає це сказати:
why-no-measure = Цей закон не знає такого обмеження: { $measure }.

## Що записано і хто запитував
file-nothing = Вам не видавали жодної повістки.
file-known = Що про вас записано
file-fact = { $fact }: { $value } ({ $source }, запис від { $date })
file-no-fact = Про вас нічого не записано.
file-asked = Хто про вас запитував
file-nobody = Про вас ніхто не запитував.
file-told = { $at }: { $desk }, питання: { $measure }, мета: { $purpose }. Відповідь: { $answer }.
file-refused = { $at }: { $desk }, питання: { $measure }, мета: { $purpose }. Відповіді не дали.
file-corrected = Ця відповідь була хибною; виправлено { $at }.

## Суду
court-heading = Стан справи { $matter }
court-regime = Закон { $regime }, редакція { $version }, SHA-256 { $digest }
court-eligible = Можна викликати: { $answer }
court-served = Вручено: з { $at }, { $channel-by } (правило: { $rule })
court-served-day = День вручення, від якого рахуються строки: { $day }
court-served-sender = Вручено для відправника: з { $at }
court-not-served = Вручено: ні
court-stage = Стадія, якщо читати як «{ $reading }»: { $stage }
court-stage-only = Стадія: { $stage }
court-duty = Обов’язок: { $duty }: { $status }
court-duty-due = Обов’язок: { $duty }: { $status }, строк { $due }
status-open = відкритий
status-met = виконаний
status-excused = знятий із поважної причини
status-void = відпав
status-no = призначити не можна
status-unknown = сказати не можна
status-imposed = призначено
status-may = може бути призначено
court-sanction = Покарання: { $sanction }: { $status }
court-follow = Може бути видано далі: { $instrument }
court-measure = { $measure }: { $answer }
court-since = з { $at }
court-until = до { $at }
court-reading = Якщо читати як «{ $reading }»: { $answer }
court-remedy = Засіб захисту: { $remedy }, відкрито до { $until }
court-remedy-open = Засіб захисту: { $remedy }, відкрито
court-ends = Чим припиняється: { $events }
court-next = Наступна зміна: { $at }
court-events = Що сталося, з контрольними сумами
court-event = { $id }: { $event }, { $at }; записано { $recorded }
court-digest = SHA-256 { $digest }
court-facts = Контрольна сума — SHA-256 події у вигляді JSON із впорядкованими ключами без пробілів.
court-cites = [{ $cites }]
court-rests = підстава: { $events }

## Причини доведення
proof-restricted = { $truth ->
    [yes] Обмежено: { $measure }.
    [no] Не обмежено: { $measure }.
   *[unknown] Не можна сказати, чи це обмежено, тому обмеження не стверджується: { $measure }.
 }
proof-over-readings = { $truth ->
    [yes] Так каже кожне тлумачення закону.
    [no] Так не каже жодне тлумачення закону.
   *[unknown] Сказати не можна, або тлумачення закону розходяться: нічого не стверджується.
 }
proof-earlier-knowledge = Записане до того часу цього не показувало, а пізній запис обтяжує лише на майбутнє.
proof-test = Це перевірка: вона не має сили.
proof-closed = Справу закрито { $at }: { $event-done }.
proof-void-from-start = Справа недійсна від самого початку: { $event-done } ({ $at }).
proof-nothing-to-obey = Вручення відбулося після дати, зазначеної в повістці ({ $at }), виконувати нічого.
proof-law = { $truth ->
    [yes] Закон чинний.
    [no] Жодна редакція закону не чинна.
   *[unknown] Не можна сказати, чи чинний закон.
 }
proof-version = { $truth ->
    [yes] Так каже закон у редакції { $version }.
    [no] Закон у редакції { $version } так не каже.
   *[unknown] За законом у редакції { $version } сказати не можна.
 }
proof-served = Вручено { $at }, { $channel-by }: { $event-done }.
proof-served-day = Вручено { $at }, { $channel-by }: { $event-done }. День вручення: { $day }.
proof-not-served = Жодної копії не вручено.
proof-did-not-serve = Це врученням не стало ({ $at }, { $channel-by }): { $event-done }. { $why }
no-service-courtesy = Цей канал — лише люб’язність.
no-service-no-law = Жодна редакція закону не була чинною.
no-service-region = У цьому регіоні канал тоді не було відкрито.
no-service-by = Копію передав той, хто не має на це права.
no-service-to = Копію передали тому, хто не має права її прийняти.
no-service-place = Копію передали не там, де це можна робити.
no-service-need = Для цього каналу має бути підтверджено: { $test }.
no-service-rebutted = Вручення спростовано { $on }.
no-service-copy = Вручення вже відбулося раніше; нова копія нічого не починає знову.
no-service-window = Копію розміщено не в ту пору року, коли це можна.
no-service-first-contact = Канал, із якого треба починати, не використано.
no-service-not-judged = Не дано оцінки, що це так: { $judgement }.
no-service-alerts = Без збою надіслано замало сповіщень.
no-service-attempts = Зроблено замало спроб.
no-service-not-tried = До цього копію не розміщували тут, або цей канал — лише люб’язність: { $channel }.
no-service-returned = Копія повернулася відправникові { $on }.
no-service-public-event = Це залежить від публічної події: { $name }.
no-service-mark = Немає потрібної позначки доставника, або це не та спроба.
no-service-not-received = Встановлено { $on }, що копія не дійшла.
no-service-waiting = Очікування триває до { $until }.
proof-stage = { $truth ->
    [yes] Справа на стадії «{ $stage }», і на ній це діє.
    [no] Справа на стадії «{ $stage }», і на ній це не діє.
   *[unknown] Справа на стадії «{ $stage }»; чи діє це, сказати не можна.
 }
proof-step = На стадії «{ $stage }» з { $at }: { $why }.
step-begun = справа почалася
step-event = { $event-done }
step-excuse = поважну причину визнано
step-period = сплив строк { $period }
step-missed = минув останній день обов’язку: { $duty }
step-clock = минув час
proof-uncovered = З { $from } календар не каже, чи сплив строк.
proof-eligible = { $truth ->
    [yes] Підтверджено, що цю людину можна викликати.
    [no] Цю людину не можна викликати.
   *[unknown] Не підтверджено, що цю людину можна викликати.
 }
proof-category = { $truth ->
    [yes] Належить до категорії: { $category }.
    [no] Не належить до категорії: { $category }.
   *[unknown] Не можна сказати, чи належить до категорії: { $category }.
 }
proof-all = { $truth ->
    [yes] Усе це правда.
    [no] Правда не все.
   *[unknown] Не можна сказати, чи все це правда.
 }
proof-any = { $truth ->
    [yes] Хоча б одне з цього правда.
    [no] Ніщо з цього не правда.
   *[unknown] Не можна сказати, чи правда хоча б одне.
 }
proof-fact = { $truth ->
    [yes] Це так: { $test }. { $known }
    [no] Це не так: { $test }. { $known }
   *[unknown] Не можна сказати, чи це так: { $test }. { $known }
 }
fact-known = Запис є.
fact-known-record = Запис є: { $source }, { $date }.
fact-missing = Запису немає.
fact-stale = Запис застарів.
fact-stale-record = Запис застарів: { $source }, { $date }.
fact-conflict = Записи розходяться.
fact-other-source = Закон не приймає цього з такого джерела: { $source }.
fact-unproved = Запис зроблено, але жоден свідок його ще не підтвердив.
proof-eligible-throughout = Це було підтверджено весь час від вручення або підтверджено знову.
proof-eligibility-lapsed = З { $from } не підтверджено, що цю людину можна викликати, і знову цього не підтверджували.
proof-own-condition = { $truth ->
    [yes] Умову цього обмеження виконано.
    [no] Умову цього обмеження не виконано.
   *[unknown] Не можна сказати, чи виконано умову цього обмеження.
 }
proof-not-warned = Цього попередження не було: { $warning }.
proof-warned = { $truth ->
    [yes] Попереджено { $at }; час на виконання йшов до { $until }.
   *[other] Попереджено { $at }; час на виконання йде до { $until }.
 }
proof-warned-standing = Попереджено { $at }; час на виконання зупинено.
proof-undecided = Щодо цієї людини ніхто не ухвалив рішення.
proof-decided = Рішення щодо цієї людини ухвалено { $at }; хто вирішив: { $who }.
proof-decided-too-late = Рішення { $at } запізнилося: ухвалити його можна було до { $until }.
proof-not-stayed = Ніщо не зупиняє обмеження.
proof-stayed = Зупинено з { $at }: { $remedy }.
proof-no-claim = Немає нерозглянутих заяв, які зупиняють обмеження.
proof-excuse-undecided = Зупинено: { $at } заявлено поважну причину ({ $excuse }), рішення немає.
proof-receipt-denied = Зупинено: { $at } заявлено про неотримання, оцінки немає.
proof-appearance-claimed = Зупинено: { $at } заявлено, що явка відбулася, оцінки немає.
proof-exception-granted = З { $at } діє виняток: { $exception }.
proof-exception-until = З { $at } до { $until } діє виняток: { $exception }.
proof-new-day = Визнана причина встановила новий день, і він ще не минув.
proof-ended = Обмеження припинено, або орган промовчав у відповідь на скаргу: у цій справі воно не повернеться.
proof-limit-not-begun = Гранична тривалість ще не почала спливати.
proof-limit = { $truth ->
    [yes] Найдовше це може тривати до { $at }.
   *[other] Гранична тривалість закінчилася { $at }.
 }
