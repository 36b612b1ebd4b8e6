### Що читають посадові особи та затверджувачі.

## Сьогодні, і що чекає
today-means = Що у ваших відділах потребує вас, найтерміновіше спочатку. Кожен рядок відкривається з причиною, яку записують.
today-due = Строк
today-stuck = Застрягло
today-waiting = Чекає на рішення
today-second = Чекає на другу посадову особу
today-none = Нічого.
today-person = Людина
today-what = Що
today-by = До
today-open = Відкрити { $person }
docket-warning = Треба надіслати попередження: { $warning }
docket-unsent = Ще нічого не надіслано
docket-unsent-on = Не пішло: { $channel }
docket-returned = Повернулося: { $channel }
docket-failed = Сповіщення не пройшло: { $channel }
docket-next = Випробувано: { $tried }. Наступне: { $next }
docket-over = Випробувано всі шляхи, останній: { $tried }. Людину не повідомлено.
docket-excuse = Причина неявки: { $excuse }
docket-exception = Прохання про виняток: { $exception }
docket-objection = Заперечення: { $remedy }
docket-non-receipt = Людина каже, що до неї нічого не дійшло
docket-appearance = Людина каже, що з’явилася
docket-correction = Прохання про виправлення: { $fact }
docket-approval = Кампанія на затвердження, відкрив { $by }
docket-review = Відкликання на перевірку, відкликав { $by }
claims-means = Про що люди просили або що повідомили у ваших відділах і до якого строку треба відповісти.
claims-none = Ніщо не чекає на відповідь.

## Знайти одну людину
find-logged = Той, чию справу відкрито, бачить, що хтось із вашого відділу дивився і чому. Нагляд бачить, хто.
find-exact = Точний ідентифікатор. Пошуку за ім’ям немає, і списку немає.
find-reason = Чому ви відкриваєте цю справу?
find-reason-hint = Кількома словами, наприклад: відповідь на заперечення
find-open = Відкрити
find-person = Людина
find-matters = Справи
find-no-matter = Цій людині нічого не видано.
open = Відкрити
open-matter = Відкрити справу { $matter }
stage = Стадія
stage-differs = тлумачення закону розходяться
restricted-now = Зараз обмежено
wrong-person = Вкажіть ідентифікатор
wrong-look = Напишіть чому

## Перевізники та виправлення
carrier-title = Що перевізник каже про листи
carrier-means = Дайте файл перевізника. Кожен рядок переглядають, перш ніж записати хоч один.
carrier-file = Файл зі статусами
carrier-file-hint = Текст, один лист у рядку: мітка, статус, час, примітка через кому. Статуси пишуть так, як їх названо в описі друку листів.
carrier-send = Прийняти
carrier-again = Той самий файл можна дати ще раз: записане не записують двічі.
carrier-recorded = { $n ->
    [one] Записано { $n } рядок.
    [few] Записано { $n } рядки.
   *[other] Записано { $n } рядків.
 }
carrier-unchanged = Уже записано: { $n }
carrier-rejects = Рядки, яким не вірять
carrier-line = Рядок
carrier-why = Чому
carrier-cure = Що допомогло б
wrong-file = Виберіть файл хоча б з одним рядком
requests = Прохання про виправлення
request-answer = Відповісти
request-answer-to = Відповісти на прохання { $n }
request-corrected-hint = Спершу запишіть правильний факт, потім скажіть про це тут

## Одна справа
clocks = Два годинники
clock-at = На момент
clock-at-hint = Момент, до якого належить становище
clock-at-slide = Зсунути: на момент
clock-known = За відомим на
clock-known-hint = Що було записано на той час; порожньо: усе
clock-known-slide = Зсунути: за відомим на
clock-show = Показати
matter-of = Справа { $matter }
matter-position = Становище
matter-effects = Заходи
matter-court = Виклад для суду: доведення, посилання, події
eligible = Може бути викликаний
eligible-yes = так
eligible-no = ні
eligible-unknown = не показано
duty-open = відкрито:
duty-met = зроблено
duty-excused = звільнений
duty-void = робити нічого
next-change = Наступна зміна, якщо більше нічого не станеться
measure = Захід
answer = Відповідь
since = З
remedies = Що відкрито проти цього
decided-by = Вирішує: { $who }
decide = Записати рішення
decide-how = Яке рішення?
decide-why = Чому
decide-why-hint = Це прочитає людина
decide-yes-excuse = Прийняти причину
decide-no-excuse = Відхилити причину
decide-yes-exception = Надати виняток
decide-no-exception = Відмовити у винятку
decide-yes-objection = Задовольнити заперечення: захід припиняється
decide-no-objection = Відхилити заперечення
decide-yes-non-receipt = До людини це не дійшло
decide-no-non-receipt = До людини це дійшло
decide-yes-appearance = Людина з’явилася
decide-no-appearance = Людина не з’явилася
wrong-answered = На це вже відповіли, або це відкликано

## Запис
record-happened = Записати, що сталося
record-happened-title = Записати, що сталося
record-happened-means = Те, що полегшує, діє від того часу, коли так було; те, що обтяжує, — лише коли записано й засвідчено.
record-kind = Що сталося?
record-when = Коли?
record-when-hint = Порожньо: зараз
record-channel = Яким шляхом?
record-more = Ще, якщо стосується
record-to = Кому передано
record-by = Хто зробив або вирішив
record-outcome = Що вирішено
record-excuse = Яка причина
record-send = Записати
record-see = Подивитися справу, якою вона стала
record-corrections = { $n ->
    [one] { $n } посту повідомлено, що відповідь була неправильна.
   *[other] { $n } постам повідомлено, що відповідь була неправильна.
 }
none-of-these = нічого з цього
outcome-imposed = накладено
outcome-refused = відмовлено
outcome-ended = припинено
outcome-extended = продовжено
wrong-kind = Виберіть, що сталося
wrong-when = Вкажіть день і час

## Особисто
hand-title = Вручення особисто
hand-say = Скажіть, хто ви і що це. Підписувати ніхто не зобов’язаний. Копія лишається в людини.
hand-what = Що сталося?
hand-delivered = Я передав це людині
hand-refused = Людина не взяла
hand-absent = Нікого не було
hand-place-none = у жодному з цих місць
hand-place-address = за адресою реєстрації
hand-place-work = на роботі
hand-to-hint = Лише якщо це була не сама людина
hand-refuse = Заради цього нікого не можна шукати, переслідувати чи затримувати.

## Кампанії
campaign = Кампанія
campaigns-none = Кампаній немає.
campaign-new = Відкрити кампанію
campaign-open = Відкрити
campaign-order = Розпорядження
campaign-order-hint = Текст, на якому вона ґрунтується: хто, що і коли розпорядився
campaign-id = Назва
campaign-id-hint = Малі латинські літери, цифри й дефіси, наприклад spring-call-up
campaign-from = З
campaign-until = По (включно)
campaign-window = Триває
campaign-appear = Явка
campaign-days = Днів від видачі до явки
campaign-time = О котрій годині
campaign-place-hint = Де в тексті стоїть відділ, пишіть {"{"}office{"}"}
campaign-steps = Кроки
campaign-judged = Як оцінено людей
campaign-issued = Що видано
campaign-commitment = Закріплення списку
campaign-commitment-means = Хто має оприлюднений список, може перевірити, що його закріпили до жеребу.
appear-after = Через { $days } дн. після видачі, о { $time }
from-until = { $from } – { $until }
instrument = Документ
quota = Квота за відділами
quota-hint = По одному відділу в рядку: відділ = число
phase = Етап
phase-open = відкрита
phase-listed = людей оцінено
phase-committed = список закріплено
phase-drawn = жереб кинуто
phase-approved = затверджена
phase-issuing = видається
phase-issued = видана
phase-withdrawn = відкликана
issued-count = Видано
opened-by = Відкрив
approved-by = Затвердив
withdrawn-by = Відкликав
step-done = зроблено
step-candidates = Оцінити всіх
step-commit = Закріпити список
step-draw = Кинути жереб
step-approve = Затвердження другою посадовою особою
step-issue = Видати повідомлення
step-means-candidates = Кожного в реєстрі оцінюють за свіжими відомостями: підходить, не підходить із підставою або відкладений, бо сказати не можна.
step-means-commit = Список закріплюють у журналі без імен. Після цього його не можна змінити.
step-means-draw = Жереби впорядковує випадковість, якої ніхто не міг передбачити. Кожен може перерахувати.
step-means-approve = Не той, хто відкрив, дивиться розпорядження, список і жереб.
step-means-issue = Кожного оцінюють ще раз, і повідомлення видають лише тому, хто досі підходить.
step-elsewhere = Друга посадова особа затверджує її на сторінці «Затвердження».
step-officer = Це робить посадова особа її відділів.
step-draw-live = У справжньому реєстрі жереб використовує відкритий маяк і спостерігачів: див. writ campaign draw.
draw-seed = Зерно
draw-seed-hint = У пісочниці годиться будь-який текст; справжній жереб бере відкритий маяк
count-judged = оцінено
count-eligible = підходить
count-ineligible = не підходить
count-held = відкладено
count-drawn = Обрано жеребом
count-issued = видано
count-posted = одразу розміщено в облікових записах
count-paper = передано перевізнику
count-turned-away = відсіяно, більше не підходить
grounds-ineligible = Не підходить, за підставами
grounds-held = Відкладено, за тим, що невідомо
grounds-turned-away = Відсіяно при видачі, за підставами
grounds-refused = Відхилені спроби, за підставами
why-not-excludes = виключає
why-not-missing = немає відомостей
why-not-stale = застаріло
why-not-conflict = джерела розходяться
why-not-other-source = з іншого джерела
why-not-unproved = ще не доведено
why-not-readings = тлумачення розходяться
ground-is-died = Смерть
ground-is-found-ineligible = Встановлено, що викликати не можна
grounds-several = Одну людину можуть врахувати за кількома підставами.
ground = Підстава
how-many = Скільки
withdraw = Відкликати кампанію
withdraw-means = Одразу припиняє всі обов’язки й обмеження її повідомлень, для всіх. Повернути не можна; друга посадова особа це перевірить.
withdraw-do = Відкликати для всіх
wrong-id = Дайте назву
wrong-order = Вкажіть розпорядження
wrong-quotas = Вкажіть хоча б один відділ із числом, наприклад A = 20
wrong-number = Вкажіть ціле число
wrong-clock-time = Вкажіть час, наприклад 09:00

## Затвердження
approvals-why = Кампанія нікого не зобов’язує, поки її не подивилася друга посадова особа. Відкликання діє одразу і перевіряється потім.
approvals-campaigns = Кампанії на затвердження
approvals-withdrawals = Відкликання на перевірку
approvals-none = Ніщо не чекає.
approvals-check = Перевірте: чи дозволяє це розпорядження, чи в його межах квота, чи правдоподібні підстави відмови, чи випливає жереб із закріпленого заздалегідь.
approvals-review = Перевірте: чи слушна причина і чи не треба комусь повідомити більше.
approvals-own = Це ваша власна дія: її має подивитися хтось інший.
approve = Затвердити
approve-of = Затвердити { $campaign }
review = Перевірено
review-of = Перевірити відкликання { $campaign }
wrong-delegate = Вкажіть ідентифікатор представника
