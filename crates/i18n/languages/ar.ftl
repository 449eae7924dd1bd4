# العربية: الفصحى المعاصرة، جمل قصيرة؛ الوسائط هي نفسها في en.ftl، وصيغ العدد الست كلها مذكورة.

## اللغة نفسها

language-name = العربية
language-choice = اللغة

## كلمات مفردة

skip-to-content = انتقل إلى المحتوى
home = الرئيسية
back = رجوع
close = إغلاق
done = تم
save = حفظ
undo = تراجع
remove = إزالة
cancel = إلغاء
clear = مسح
understood = فهمت
not-now = ليس الآن
later = لاحقًا
reload = إعادة التحميل
print = طباعة
you = أنت
guest-numbered = الضيف { NUMBER($number) }
add = أضف
search = بحث
filter = تصفية
loading = جارٍ التحميل
quantity = الكمية
one-less = أقل بواحد
one-more = أكثر بواحد
table-word = طاولة
table-named = طاولة { $table }
try-again = حاول مجددًا
reconnect-now = اتصل الآن
load-again = حمّل من جديد
look-at-the-menu = انظر إلى القائمة
percent = { $number }%
quoted = «{ $words }»

## القوائم

list-comma = { $first }، { $next }
list-and = { $first } و{ $last }
list-or = { $first } أو { $last }
list-more = { $count ->
    [zero] غيرها
    [one] واحد آخر
    [two] اثنان آخران
    [few] { NUMBER($count) } أخرى
    [many] { NUMBER($count) } غيرها
   *[other] { NUMBER($count) } غيرها
}

## الأوقات

just-now = الآن
minutes = { $minutes ->
    [zero] { NUMBER($minutes) } دقيقة
    [one] دقيقة
    [two] دقيقتان
    [few] { NUMBER($minutes) } دقائق
    [many] { NUMBER($minutes) } دقيقة
   *[other] { NUMBER($minutes) } دقيقة
}
hours = { $hours ->
    [zero] { NUMBER($hours) } ساعة
    [one] ساعة
    [two] ساعتان
    [few] { NUMBER($hours) } ساعات
    [many] { NUMBER($hours) } ساعة
   *[other] { NUMBER($hours) } ساعة
}
hours-and-minutes = { NUMBER($hours) } س { NUMBER($minutes) } د

## حول صفحات الضيف

menu = القائمة
orders = الطلبات
bill = الحساب
cart = السلة
payment = الدفع
call-the-waiter = نادِ النادل
see-the-bill = اعرض الحساب
badge-ready = { $count ->
    [zero] جاهز
    [one] جاهز
    [two] جاهزان
    [few] جاهزة
    [many] جاهزًا
   *[other] جاهز
}
form-not-understood = شيء في هذا النموذج غير مفهوم. حاول مجددًا.
form-not-understood-look = شيء في هذا النموذج غير مفهوم. راجعه وحاول مجددًا.
request-not-understood = شيء في هذا الطلب غير مفهوم.
update-ready = يوجد تحديث.
page-not-found = الصفحة غير موجودة.
page-not-found-text = الصفحة التي طلبتها غير موجودة. إن كنت قد مسحت رمزًا فامسحه مرة أخرى.

## الاتصال

live = مباشر
live-slow = مباشر، الخط بطيء
live-by-requests = مباشر، بالطلبات
connecting = جارٍ الاتصال
offline = دون اتصال
moved = انتقل
signed-out = تم الخروج
again-in = مجددًا بعد { NUMBER($seconds) } ث
taps-waiting = { NUMBER($count) } قيد الانتظار
milliseconds = { NUMBER($count) } م.ث
no-connection = لا يوجد اتصال.
no-connection-since = لا يوجد اتصال منذ { $time }.
connecting-now = جارٍ الاتصال.
offline-last-known = لا يوجد اتصال. ترى آخر ما وصل.
offline-last-known-since = لا يوجد اتصال منذ { $time }. ترى آخر ما وصل.
offline-taps-kept = { $count ->
    [zero] لا يوجد اتصال.
    [one] لا يوجد اتصال. نقرتك محفوظة وتُرسل تلقائيًا.
    [two] لا يوجد اتصال. نقرتاك محفوظتان وتُرسلان تلقائيًا.
    [few] لا يوجد اتصال. نقراتك الـ{ NUMBER($count) } محفوظة وتُرسل تلقائيًا.
    [many] لا يوجد اتصال. نقراتك الـ{ NUMBER($count) } محفوظة وتُرسل تلقائيًا.
   *[other] لا يوجد اتصال. نقراتك الـ{ NUMBER($count) } محفوظة وتُرسل تلقائيًا.
}
offline-taps-open = { $count ->
    [zero] لا يوجد اتصال.
    [one] لا يوجد اتصال. تُرسل نقرتك تلقائيًا، ما لم تُغلق هذه الصفحة قبل ذلك.
    [two] لا يوجد اتصال. تُرسل نقرتاك تلقائيًا، ما لم تُغلق هذه الصفحة قبل ذلك.
    [few] لا يوجد اتصال. تُرسل نقراتك الـ{ NUMBER($count) } تلقائيًا، ما لم تُغلق هذه الصفحة قبل ذلك.
    [many] لا يوجد اتصال. تُرسل نقراتك الـ{ NUMBER($count) } تلقائيًا، ما لم تُغلق هذه الصفحة قبل ذلك.
   *[other] لا يوجد اتصال. تُرسل نقراتك الـ{ NUMBER($count) } تلقائيًا، ما لم تُغلق هذه الصفحة قبل ذلك.
}
waits-for-the-connection = بانتظار الاتصال
device-keeps = هي محفوظة على هذا الجهاز وتُرسل بالترتيب.
device-cannot-keep = لا يستطيع هذا الجهاز حفظها: لا تغلق هذه الصفحة حتى تُرسل.
device-cannot-keep-offline = لا يستطيع هذا الجهاز حفظ ما لم يُرسل بعد: لا تغلق هذه الصفحة وأنت دون اتصال.
taps-wait-for-the-connection = { $count ->
    [zero] لا نقرات بانتظار الاتصال.
    [one] نقرة واحدة بانتظار الاتصال.
    [two] نقرتان بانتظار الاتصال.
    [few] { NUMBER($count) } نقرات بانتظار الاتصال.
    [many] { NUMBER($count) } نقرة بانتظار الاتصال.
   *[other] { NUMBER($count) } نقرة بانتظار الاتصال.
}
not-ordered = لم يُطلب: { $dishes }.

## ما يسمعه الضيف

kitchen-has-seen = رأى المطبخ { $what }.
your-order = طلبك
something-for-your-table = شيء لطاولتك
ready-is = جاهز: { $what }.
another-phone = هاتف آخر
has-joined = انضم { $name } إلى طاولتك.
is-coming-now = { $name } في الطريق إليك.
paid-thank-you = دُفع { $amount }. شكرًا.
just-sold-out = نفد { $dish } للتو. ما زال في السلة.
just-costs = { $dish } في سلتك أصبح سعره { $now } بدلاً من { $before }.

## من لا مكان له على الطاولة

closed-title = هذه الطاولة مغلقة
closed-text = شكرًا لزيارتك! وصلت الآن؟ امسح الرمز على طاولتك.
where-title = أين تجلس؟
where-text = امسح الرمز على طاولتك فتُفتح القائمة هنا، مع كل ما تختاره الطاولة.
one-moment = لحظة
one-moment-title = لحظة من فضلك.
waiting-text = أخبرنا العاملين أنك هنا. تُفتح هذه الصفحة تلقائيًا حين يسمحون لك بالدخول.
waiting-not-cleared-text = لم تُرتّب طاولة من سبقك بعد. أخبرنا العاملين أنك هنا. حين تصبح خالية امسح رمزها مرة أخرى.
read-the-menu-meanwhile = اقرأ القائمة في هذه الأثناء
look-again = انظر مجددًا
thank-you = شكرًا
ended-text = شكرًا لزيارتك. هذا حسابك فاحتفظ به.
ended-text-store = شكرًا لزيارتك { $store }. هذا حسابك فاحتفظ به.
just-arrived = وصلت الآن؟ امسح الرمز على طاولتك.

## الخطوة الأولى بعد الرمز

welcome = أهلًا بك.
welcome-text = هناك من يجلس إلى هذه الطاولة. ستنضم إليهم.
how-many = كم عددكم؟
how-many-optional = كم عددكم؟ (اختياري)
how-many-text = يراه النادل. كل من معه هاتف يمسح الرمز وينضم.
more-than = أكثر من { NUMBER($count) }
number-of-people = عدد الأشخاص
skip-this = تخطَّ
sit-down = اجلس
table-code = رمز الطاولة
table-code-text = أربعة أرقام. يخبرك بها النادل، أو تجدها على البطاقة فوق طاولتك.
table-code-label = رمز الطاولة من أربعة أرقام
table-code-wrong = هذا ليس رمز هذه الطاولة. يتغير الرمز مع كل مجموعة: اسأل النادل عن الرمز الحالي.
open-the-table = افتح الطاولة
move-title = الانتقال إلى طاولة { $table }؟
move-text = هذا الهاتف على طاولة { $old }. ما اختاره هناك يبقى على طاولة { $old }.
move-to-table = انتقل إلى طاولة { $table }
stay-at-table = ابقَ على طاولة { $table }
paid-page-title = هل أنت معهم؟
paid-title = هل أنت مع من دفعوا للتو؟
paid-text = إن كنت معهم يسمح النادل لهذا الهاتف بالدخول. وإن جلست للتو تبدأ الطاولة من جديد لك.
paid-no = لا، جلسنا للتو
paid-yes = نعم، نحن معًا
seated-title = أنت تجلس هنا
seated-text = هذا الهاتف على طاولة { $table } بالفعل.
back-to-the-table = عُد إلى الطاولة
pause-title = استراحة قصيرة
pause-text = كثرت المحاولات برمز خاطئ. اسأل النادل، أو امسح رمز الطاولة مجددًا بعد بضع دقائق.
unknown-title = لا نعرف هذه الطاولة
unknown-text = قد يكون الرمز قديمًا. امسح الرمز على طاولتك مجددًا، أو اسأل النادل: يستطيع فتح الطاولة لك.

## على هاتف آخر

continue-elsewhere = تابع على هاتف آخر
continue-scan = امسح هذا بالهاتف الآخر. يأخذ مكانك على الطاولة مع كل ما اخترته، ويتوقف هذا الهاتف.
continue-once = يعمل مرة واحدة، لخمس دقائق.
qr-code = رمز QR
continue-title = هل تتابع هنا؟
continue-text = ينتقل مكانك على الطاولة إلى هذا الهاتف مع كل ما اخترته. ويتوقف الهاتف الآخر.
continue-here = تابع على هذا الهاتف
link-used-title = استُعمل هذا الرابط
link-used-text = يعمل مرة واحدة، لخمس دقائق. أنشئ رابطًا جديدًا على الهاتف الآخر، أو امسح الرمز على طاولتك.
moved-title = أنت تتابع في مكان آخر
moved-text = مكانك على الطاولة الآن على { $device }، مع كل ما أُرسل. توقف هذا الهاتف.
continue-here-instead = تابع هنا بدلًا من ذلك
never-sent-kept = { $count ->
    [zero] كل النقرات أُرسلت.
    [one] نقرة واحدة لم تُرسل. تنتظر هنا حتى تتابع على هذا الهاتف.
    [two] نقرتان لم تُرسلا. تنتظران هنا حتى تتابع على هذا الهاتف.
    [few] { NUMBER($count) } نقرات لم تُرسل. تنتظر هنا حتى تتابع على هذا الهاتف.
    [many] { NUMBER($count) } نقرة لم تُرسل. تنتظر هنا حتى تتابع على هذا الهاتف.
   *[other] { NUMBER($count) } نقرة لم تُرسل. تنتظر هنا حتى تتابع على هذا الهاتف.
}
never-sent-lost = { $count ->
    [zero] كل النقرات أُرسلت.
    [one] نقرة واحدة لم تُرسل، ولا يستطيع هذا الهاتف حفظها.
    [two] نقرتان لم تُرسلا، ولا يستطيع هذا الهاتف حفظهما.
    [few] { NUMBER($count) } نقرات لم تُرسل، ولا يستطيع هذا الهاتف حفظها.
    [many] { NUMBER($count) } نقرة لم تُرسل، ولا يستطيع هذا الهاتف حفظها.
   *[other] { NUMBER($count) } نقرة لم تُرسل، ولا يستطيع هذا الهاتف حفظها.
}
an-iphone = هاتف iPhone
an-ipad = جهاز iPad
an-android-phone = هاتف Android
a-mac = حاسوب Mac
a-windows-computer = حاسوب Windows
a-linux-computer = حاسوب Linux
another-device = جهاز آخر

## القائمة

loading-the-menu = جارٍ تحميل القائمة
categories = الأقسام
allergens = مسببات الحساسية
nothing-found = لا طبق يوافق { $filter }
nothing-found-text = جرّب كلمة أخرى، أو خفّف التصفية. والمطبخ يسعده أن يساعد: نادِ النادل.
show-the-whole-menu = اعرض القائمة كلها
view-cart = اعرض السلة
not-sent = لم تُرسل
not-added-count = لم يُضف { NUMBER($count) }
sold-out = نفد
few-left = بقي { NUMBER($count) }
contains-list = يحتوي على { $what }
add-dish = أضف { $dish }
add-dish-again = أضف { $dish }، في السلة { NUMBER($count) }
dish-added = أُضيف { $dish } إلى السلة.
search-the-menu = ابحث في القائمة
clear-the-search = امسح البحث
filter-the-menu = صفِّ القائمة
filters-active = { $count ->
    [zero] مفعّلة
    [one] مفعّل
    [two] مفعّلان
    [few] مفعّلة
    [many] مفعّلًا
   *[other] مفعّل
}
show-only = اعرض فقط
hide-dishes = أخفِ الأطباق التي تحتوي على
no-dish-left = لم يبقَ أي طبق
show-dishes = { $count ->
    [zero] لا أطباق
    [one] اعرض طبقًا واحدًا
    [two] اعرض طبقين
    [few] اعرض { NUMBER($count) } أطباق
    [many] اعرض { NUMBER($count) } طبقًا
   *[other] اعرض { NUMBER($count) } طبق
}
filter-summary = الأطباق: { NUMBER($shown) } من { NUMBER($all) }، { $filter }
show-all = اعرض الكل
without-list = دون { $what }

allergen-gluten = الغلوتين
allergen-crustaceans = القشريات
allergen-eggs = البيض
allergen-fish = السمك
allergen-peanuts = الفول السوداني
allergen-soybeans = الصويا
allergen-milk = الحليب
allergen-nuts = المكسرات
allergen-celery = الكرفس
allergen-mustard = الخردل
allergen-sesame = السمسم
allergen-sulphites = الكبريتيت
allergen-lupin = الترمس
allergen-molluscs = الرخويات
tag-vegetarian = نباتي
tag-vegan = نباتي صرف
tag-gluten-free = خالٍ من الغلوتين
tag-spicy = حار
tag-signature = طبق الدار
tag-new = جديد
allergy = حساسية

## الطبق

waiter-lets-you-in = سيسمح لك النادل بالدخول بعد لحظة
quantity-range = من 1 إلى { NUMBER($max) }
shorten-note = اختصر ملاحظتك من فضلك
added-to-the-cart = أُضيف إلى السلة.
any-requests = هل من طلب خاص؟
note-example = الصلصة على جنب من فضلك
note-allergies = إن كانت لديك حساسية فأخبر النادل أيضًا.
note-too-long = تتسع الملاحظة لـ{ NUMBER($most) } حرف: الزائد { NUMBER($over) }.
name-too-long = يتسع الاسم لـ{ NUMBER($most) } حرف: الزائد { NUMBER($over) }.
reason-too-long = يتسع السبب لـ{ NUMBER($most) } حرف: الزائد { NUMBER($over) }.
contains-none = لا يحتوي على أي من مسببات الحساسية الأربعة عشر.
contains-sentence = يحتوي على { $what }.
contains-also = ومع اختياراتك أيضًا { $what }.
free-of = خالٍ من { $what }
contains-free-of = يحتوي على { $adds }، خالٍ من { $removes }
if-you-like = إن أردت
as-you-like = كما تشاء
up-to = حتى { NUMBER($max) }
choose-exactly = اختر { NUMBER($count) }
from-to = من { NUMBER($min) } إلى { NUMBER($max) }
service-added = تُضاف إلى الحساب خدمة بنسبة { $rate }.
service-added-from = { $covers ->
    [zero] تُضاف خدمة بنسبة { $rate }.
    [one] تُضاف خدمة بنسبة { $rate }.
    [two] تُضاف خدمة بنسبة { $rate } للمجموعات من شخصين فأكثر.
    [few] تُضاف خدمة بنسبة { $rate } للمجموعات من { NUMBER($covers) } أشخاص فأكثر.
    [many] تُضاف خدمة بنسبة { $rate } للمجموعات من { NUMBER($covers) } شخصًا فأكثر.
   *[other] تُضاف خدمة بنسبة { $rate } للمجموعات من { NUMBER($covers) } شخص فأكثر.
}

## السلة

your-tables-cart = سلة طاولتك
cart-items = { $count ->
    [zero] لا شيء
    [one] صنف واحد
    [two] صنفان
    [few] { NUMBER($count) } أصناف
    [many] { NUMBER($count) } صنفًا
   *[other] { NUMBER($count) } صنف
}
nothing-chosen = لم يُختر شيء بعد
nothing-chosen-text = كل ما يضيفه أحد على الطاولة يظهر هنا بلونه. لا يذهب شيء إلى المطبخ حتى يضغط أحدكم على الإرسال.
for-the-table = للطاولة
remove-dish = أزل { $dish }
one-less-dish = أقل بواحد من { $dish }
one-more-dish = أكثر بواحد من { $dish }
quantity-of = كمية { $dish }
dish-removed = أُزيل { $dish }
not-added = لم يُضف
dish-unnamed = طبق
take-so-many = خذ { NUMBER($count) }
add-so-many = أضف { NUMBER($count) }
send-mine = أرسل ما يخصني
send-to-the-kitchen = أرسل إلى المطبخ
send-for-the-table = أرسل للطاولة كلها
cancel-for-free = يمكنك الإلغاء مجانًا حتى يراه المطبخ.
sent-without-connection = لا يوجد اتصال. يذهب إلى المطبخ تلقائيًا حين يعود.
sent-to-the-kitchen = أُرسل إلى المطبخ.
advice-price-changed = لم يُرسل شيء. يظهر السعر الجديد على الزر؛ أرسل مجددًا إن ناسبك.
advice-sold-out = لم يُرسل شيء. أزله ثم أرسل الباقي.
advice-needs-waiter = نودي النادل. يبقى كل شيء في السلة حتى يرسله.
advice-unknown-product = لم يُرسل شيء. أزله واختر طبقًا آخر.
advice-only-left = لم يُرسل شيء. اطلب أقل ثم أرسل مجددًا.
advice-nothing-sent = لم يُرسل شيء.
advice-still-in-cart = أطباقك ما زالت في السلة.
they-chose-it = اختاره: { $names }.
they-chose-it-ask = اختاره: { $names }. اطلب منهم إزالته.

## الطلبات

nothing-ordered = لم يُطلب شيء بعد
nothing-ordered-text = حين ترسل طبقك الأول تتابعه هنا، من المقلاة إلى الطاولة.
about-time = نحو { $time }
about-minutes = { $minutes ->
    [zero] الآن تقريبًا
    [one] نحو دقيقة
    [two] نحو دقيقتين
    [few] نحو { NUMBER($minutes) } دقائق
    [many] نحو { NUMBER($minutes) } دقيقة
   *[other] نحو { NUMBER($minutes) } دقيقة
}
soon = قريبًا
running-late = متأخر
expected-around-then = متوقع في ذلك الوقت:
waiting-for-the-kitchen-list = بانتظار المطبخ:
any-moment-now = في أي لحظة:
kitchen-knows = المطبخ يعلم:
ready-now = جاهز الآن: { $what }.
ready-waiter-brings = جاهز: { $what }. يحضره النادل إلى طاولتك.
not-sent-yet-portions = { $count ->
    [zero] لا شيء بانتظار الإرسال
    [one] واحد لم يُرسل بعد
    [two] اثنان لم يُرسلا بعد
    [few] { NUMBER($count) } لم تُرسل بعد
    [many] { NUMBER($count) } لم تُرسل بعد
   *[other] { NUMBER($count) } لم تُرسل بعد
}
kitchen-does-not-know = لا يعلم المطبخ بها
sent-by-you = أرسلته أنت،
sent-by = أرسله { $name }،
served-at = قُدّم
cancelled-at = أُلغي
order-number = رقم { $number }
order-not-sent = لم يُرسل بعد
first-round = الجولة الأولى
second-round = الجولة الثانية
third-round = الجولة الثالثة
round-number = الجولة { NUMBER($number) }
dishes = { $count ->
    [zero] لا أطباق
    [one] طبق واحد
    [two] طبقان
    [few] { NUMBER($count) } أطباق
    [many] { NUMBER($count) } طبقًا
   *[other] { NUMBER($count) } طبق
}
for-you = لك
for-guest = لـ{ $name }
step-sent = أُرسل
step-seen = شوهد
step-preparing = يُحضَّر
step-ready = جاهز
step-served = قُدّم
not-sent-yet = لم يُرسل بعد
held = لاحقًا
any-moment = في أي لحظة
cancelled = أُلغي
cancelled-not-billed = أُلغي. ليس في حسابك.
cancelled-not-billed-at = أُلغي ({ $time }). ليس في حسابك.
kept-on-this-phone = محفوظ على هذا الهاتف. يذهب إلى المطبخ تلقائيًا.
goes-by-itself = يذهب إلى المطبخ تلقائيًا، ما لم تُغلق هذه الصفحة قبل ذلك.
waiting-for-the-kitchen = بانتظار المطبخ
being-prepared = قيد التحضير
seen-by = رآه { $name }
need-a-change = تريد تغييرًا؟ اسأل النادل
dish-cancelled = أُلغي { $dish }.
cancel-dish = ألغِ { $dish }

## الحساب

nothing-to-pay = لا شيء للدفع
nothing-to-pay-text = تظهر الأطباق هنا حين تُرسل إلى المطبخ، مع نصيب كل واحد.
on-the-house = لا شيء للدفع: هذه على حساب الدار.
updates-as-you-order = يتغير كلما طلبت.
you-asked-for-the-bill = طلبت الحساب { $time }
asked-for-the-bill = طلب { $name } الحساب { $time }
bill-on-its-way = الحساب في الطريق
saw-the-call = رآه { $name } ({ $time }) وهو قادم مع جهاز الدفع.
waiter-shortly = سيصلك النادل قريبًا. ما زال بإمكانك أن تطلب، وسنحدّث الحساب.
paid-in-full = دُفع كاملًا
paid-in-full-at = دُفع كاملًا: { $time }
paid-come-back = { $amount }. شكرًا، ونراك قريبًا.
how-to-pay = كيف تدفع
pay-at-the-table = على الطاولة
pay-at-the-table-text = اطلب الحساب، فيأتي النادل بجهاز البطاقات أو يأخذ نقدًا. ويمكنكم تقسيمه كما تشاؤون.
pay-separately = تدفعون كلٌّ على حدة؟
pay-separately-text = قل اسمك للنادل: أطباق كل واحد في الحساب تحت اسمه.
tips = الإكراميات
tips-service-text = مشكورة وليست واجبة. الخدمة محسوبة بالفعل.
tips-text = مشكورة وليست واجبة.
ask-again = اطلب مجددًا
ask-for-the-bill = اطلب الحساب
covers = { $count ->
    [zero] دون أشخاص
    [one] شخص واحد
    [two] شخصان
    [few] { NUMBER($count) } أشخاص
    [many] { NUMBER($count) } شخصًا
   *[other] { NUMBER($count) } شخص
}
not-a-receipt = ليس إيصالًا
left-to-pay = الباقي للدفع
service-rate = خدمة { $rate }
tips-thank-you = إكراميات، شكرًا
dishes-and-drinks = الأطباق والمشروبات
total = المجموع
paid-in-cash = دُفع نقدًا،
paid-by-card = دُفع بالبطاقة،
tax-by-rate = الضريبة المشمولة، حسب النسبة
tax-included = الضريبة المشمولة
net = الصافي
tax = الضريبة

## المناداة

what-can-we-bring = ماذا نحضر لك؟
call-waiter = النادل
call-water = ماء
call-bill = الحساب
call-asked = طُلب
is-coming = { $name } قادم
waiter-told = أُبلغ النادل.
told-waiter = أخبرنا النادل.
told-water = الماء: أخبرنا النادل.
told-bill = الحساب: أخبرنا النادل.
waiting-banner = سيسمح لك النادل بالدخول بعد لحظة. اقرأ القائمة في هذه الأثناء.

## من على الطاولة

at-this-table = على هذه الطاولة
at-this-table-list = على هذه الطاولة: { $names }
your-name = اسمك
table-knows-your-name = صارت الطاولة تعرف اسمك.
good-evening = مساء الخير.
tell-who-you-are = قل للطاولة من أنت، لنعرف من طلب ماذا.
one-is-here = { $name } هنا بالفعل. قل من أنت، لنعرف من طلب ماذا.
others-are-here = { $names } هنا بالفعل. قل من أنت، لنعرف من طلب ماذا.

## الباب الأمامي

front-title = Comanda · صالة المطعم لحظة بلحظة
staff = العاملون
sign-in = تسجيل الدخول
front-foot = ‏Comanda، برنامج واحد للصالة كلها.
no-restaurant = لا مطعم بعد
no-restaurant-run = شغّل { $command } على الخادم لتجرّب واحدًا، ثم حمّل هذه الصفحة من جديد.
the-floor = الصالة
the-kitchen = المطبخ
guests-scan = أيها الضيوف: امسحوا الرمز على طاولتكم، فتُفتح القائمة هناك.
hero-start = كل طاولة، كل طلب،
hero-end = حقيقة واحدة.
hero-text = ‏Comanda يدير صالة المطعم لحظة بلحظة: يطلب الضيوف من هواتفهم، ويعمل النُدُل على أجهزة لوحية، والمطبخ على شاشات الجدار، وتعرض كل شاشة الشيء نفسه في لمح البصر.
hero-skeleton-title = كل طاولة، كل طلب
hero-skeleton-text = ‏Comanda يدير صالة المطعم لحظة بلحظة.
open-the-rooms = افتح الغرف الثلاث
pins-and-qr = الأرقام السرية ورمز QR
slip-described = قسيمة طلب: طاولة 7، ثلاثة أطباق وشراب، لكل منها حالته
slip-foot = القسيمة نفسها على كل شاشة
slip-large = كبير
slip-salad = متوسط النضج، سلطة
slip-glass = بالكأس
slip-spoons = ملعقتان
step-into-a-room = ادخل غرفة
demo-lead = هذا مطعم للتجربة، { $store }. جرّب ما تشاء فلن تفسد شيئًا.
guests-phone = هاتف الضيف
sit-down-at = اجلس إلى طاولة { $table }
table-is-free = طاولة { $table } خالية. اقرأ القائمة، املؤوا سلة معًا، أرسلوها، وتابع كل طبق حتى الطاولة.
waiters-tablet = جهاز النادل اللوحي
waiters-tablet-text = الصالة كما هي، ملونة بما تحتاجه كل طاولة. خذ الطلبات بثلاث نقرات، وأجب النداءات، وأغلق الحسابات.
open-the-floor = افتح الصالة
kitchens-wall = جدار المطبخ
kitchens-wall-text = الأقدم أولًا، بعدّادات تُقرأ من ثلاثة أمتار، وتُنهى بنقرة أو بزر رقم.
open-the-kitchen = افتح المطبخ
demo-keys = مفاتيح التجربة
demo-name = الاسم
demo-works-as = العمل
demo-pin = الرقم السري
qr-code-of-table = رمز QR لطاولة { $table }
only-this-computer = لا يفتحه إلا هذا الحاسوب
only-this-computer-run = لهواتف الشبكة نفسها شغّل Comanda بالأمر { $command } أو { $other }.
scan-with-your-phone = امسحه بهاتفك
scan-with-your-phone-text = يجلس هاتف من الشبكة نفسها إلى طاولة { $table } بجانبك. لعدة هواتف سلة واحدة.
open-one-more-phone = أو افتح هنا هاتفًا آخر
demo-why = ترى هذه الصفحة لأن هذا تثبيت للتجربة. الباب الأمامي لمطعم حقيقي هو تسجيل الدخول.

## الألوان

theme-system = المظهر: مثل هذا الجهاز
theme-light = المظهر: فاتح
theme-dark = المظهر: داكن
theme-kitchen = المظهر: المطبخ

## قبل أن يعمل البرنامج

browser-too-old = هذا المتصفح أقدم من أن يشغّل Comanda
browser-update = حدّث هذا المتصفح، أو افتح هذا العنوان في متصفح آخر.
browser-needs = يحتاج Comanda إلى Chrome 119 أو Firefox 128 أو Safari 17 (iOS 17) أو أحدث.
browser-waiter = والنادل يأخذ طلبك أيضًا.
page-stands-still = لا تتغير هذه الصفحة تلقائيًا. أزرارها تعمل؛ حمّلها من جديد لترى الجديد.
screen-stands-still = هذه الشاشة متوقفة
screen-stands-still-text = لا تعرض جديدًا، وأزرارها لا تفعل شيئًا.
screen-stands-still-help = حمّلها من جديد. إن لم ينفع فحدّث هذا المتصفح، أو اسمح له بـWebAssembly (وضع التأمين على iPad لا يسمح)، أو استعمل شاشة أخرى.

## ما ترفضه القواعد

refused-unknown-table = لا نعرف هذه الطاولة. امسح الرمز على الطاولة مجددًا، أو اسأل النادل.
refused-unknown-session = لا نجد جلسة هذه الطاولة. امسح الرمز على الطاولة مجددًا.
refused-table-closed = أُغلقت هذه الطاولة. امسح الرمز على الطاولة لتبدأ من جديد.
refused-table-occupied = هذه الطاولة مشغولة.
refused-party-has-paid = من على هذه الطاولة دفعوا للتو. قل إن كنت معهم.
refused-table-not-cleared = يقول هذا الهاتف إنه لمجموعة جديدة. أغلق الطاولة أولًا، ثم يمسح الرمز مجددًا.
refused-awaiting-approval = سيسمح لك النادل بالدخول بعد لحظة.
refused-not-awaiting-approval = هذه الطاولة لا تنتظر موافقة.
refused-table-code-needed = أدخل الرمز المكوّن من أربعة أرقام الذي أعطاك إياه النادل.
refused-wrong-table-code = هذا ليس رمز هذه الطاولة. اسأل النادل عن الرمز الحالي.
refused-table-full = { $max ->
    [zero] لا مكان لهواتف أخرى على هذه الطاولة. اسأل النادل.
    [one] على هذه الطاولة هاتف واحد بالفعل. اسأل النادل.
    [two] على هذه الطاولة هاتفان بالفعل. اسأل النادل.
    [few] على هذه الطاولة { NUMBER($max) } هواتف بالفعل. اسأل النادل.
    [many] على هذه الطاولة { NUMBER($max) } هاتفًا بالفعل. اسأل النادل.
   *[other] على هذه الطاولة { NUMBER($max) } هاتف بالفعل. اسأل النادل.
}
refused-invalid-covers = عدد الأشخاص بين 1 و{ NUMBER($max) }.
refused-not-allowed = لا يُسمح لك بذلك هنا.
refused-not-yours = هذا لشخص آخر على الطاولة.
refused-unknown-guest = لا نعرف هذا الضيف على هذه الطاولة.
refused-invalid-name = للاسم من 1 إلى { NUMBER($max) } حرف.
refused-unknown-product = لم يعد في القائمة.
refused-unknown-product-named = لم يعد { $dish } في القائمة.
refused-unknown-modifier = لا يأتي { $dish } بهذا الخيار.
refused-choose-one = اختر واحدًا من «{ $group }».
refused-choose-exactly = اختر { NUMBER($count) } من «{ $group }».
refused-choose-at-least = اختر { NUMBER($count) } على الأقل من «{ $group }».
refused-choose-at-most = اختر { NUMBER($count) } على الأكثر من «{ $group }».
refused-choose-one-dish = { $dish }: اختر واحدًا من «{ $group }».
refused-choose-exactly-dish = { $dish }: اختر { NUMBER($count) } من «{ $group }».
refused-choose-at-least-dish = { $dish }: اختر { NUMBER($count) } على الأقل من «{ $group }».
refused-choose-at-most-dish = { $dish }: اختر { NUMBER($count) } على الأكثر من «{ $group }».
refused-sold-out = نفد { $dish }.
refused-only-left = { $left ->
    [zero] لم يبقَ شيء من { $dish }.
    [one] لم يبقَ سوى حصة واحدة من { $dish }.
    [two] لم يبقَ سوى حصتين من { $dish }.
    [few] لم يبقَ سوى { NUMBER($left) } حصص من { $dish }.
    [many] لم يبقَ سوى { NUMBER($left) } حصة من { $dish }.
   *[other] لم يبقَ سوى { NUMBER($left) } حصة من { $dish }.
}
refused-invalid-quantity = الكمية بين 1 و{ NUMBER($max) }.
refused-note-too-long = للملاحظة { NUMBER($max) } حرف على الأكثر.
refused-unknown-line = لم يعد هذا السطر في السلة.
refused-cart-full = السلة ممتلئة ({ NUMBER($max) } سطر). أرسلها قبل أن تضيف.
refused-nothing-to-send = لا شيء لإرساله بعد.
refused-price-changed = تغيّر السعر: هو الآن { $now } لا { $expected }.
refused-needs-waiter = هذا طلب كبير. نادِ النادل لينظر فيه معك ويرسله.
refused-needs-waiter-portions = هذا طلب كبير (أكثر من { NUMBER($portions) } طبق). نادِ النادل لينظر فيه معك ويرسله.
refused-needs-waiter-total = هذا طلب كبير (أكثر من { $total }). نادِ النادل لينظر فيه معك ويرسله.
refused-needs-waiter-both = هذا طلب كبير (أكثر من { NUMBER($portions) } طبق أو أكثر من { $total }). نادِ النادل لينظر فيه معك ويرسله.
refused-already-exists = أُنشئ هذا من قبل.
refused-too-many = بلغت هذه الطاولة حدّها: { NUMBER($max) } { $what ->
    [orders] من الطلبات
    [items] من الأصناف
    [calls] من النداءات
    [payments] من الدفعات
   *[recalls] من الاسترجاعات
}. اطلب من النادل أن يبدأ طاولة جديدة.
refused-too-many-calls = { $max ->
    [zero] لا نداءات أخرى. اسأل النادل بنفسك.
    [one] ناديت مرة واحدة. اسأل النادل بنفسك.
    [two] ناديت مرتين. اسأل النادل بنفسك.
    [few] ناديت { NUMBER($max) } مرات. اسأل النادل بنفسك.
    [many] ناديت { NUMBER($max) } مرة. اسأل النادل بنفسك.
   *[other] ناديت { NUMBER($max) } مرة. اسأل النادل بنفسك.
}
refused-unknown-ticket = لا نجد هذه القسيمة.
refused-unknown-item = لا نجد هذا الصنف.
refused-already = { $state ->
    [seen] شوهد هذا بالفعل
    [started] بدأ هذا بالفعل
    [ready] هذا جاهز بالفعل
    [on-the-board] هذا على الشاشة بالفعل
    [bumped] أُنهي هذا بالفعل
    [taken-back] استُرجع هذا بالفعل
    [open] هذا مفتوح بالفعل
    [cancelled] أُلغي هذا بالفعل
    [waiting] ينتظر هذا أحدًا بالفعل
   *[done] تم هذا بالفعل
}.
refused-too-late-to-cancel = رآه المطبخ بالفعل. لا يمكن إلغاؤه هنا بعد الآن.
refused-too-late-to-undo = فات أوان التراجع.
refused-nothing-to-serve = لا شيء هنا جاهز للتقديم.
refused-unknown-call = أُجيب هذا النداء بالفعل.
refused-already-called = ناديت لهذا من قبل؛ هناك من هو في الطريق.
refused-nothing-to-pay = لا شيء للدفع.
refused-paid-in-full = دُفع الحساب كاملًا.
refused-balance-changed = تغيّر الحساب: الباقي للدفع الآن { $remaining }. لم يُسجَّل شيء.
refused-invalid-part = يُقسم الحساب إلى 2 حتى { NUMBER($max) } جزء.
refused-unknown-payment = لا نجد هذه الدفعة.
refused-too-late-to-void = فات أوان استرجاع هذه الدفعة بنفسك. يستطيع ذلك مدير.
refused-amount-not-positive = يجب أن يزيد المبلغ على صفر.
refused-amount-too-large = هذا أكثر من الباقي للدفع ({ $remaining }).
refused-invalid-tip = لا تكون الإكرامية سالبة ولا أكثر من { $max }.
refused-tendered-too-little = النقد المعطى أقل من المبلغ المطلوب.
refused-paid-already = دُفع { $paid } بالفعل. على مدير أن يعيد المال أولًا.
refused-balance-due = ما زال { $remaining } للدفع.
refused-cart-not-empty = في السلة ما لم يُرسل. أرسله أو أزله أولًا.
refused-not-served = { $count ->
    [zero] قُدّم كل شيء.
    [one] طبق واحد لم يُقدَّم بعد.
    [two] طبقان لم يُقدَّما بعد.
    [few] { NUMBER($count) } أطباق لم تُقدَّم بعد.
    [many] { NUMBER($count) } طبقًا لم تُقدَّم بعد.
   *[other] { NUMBER($count) } طبق لم تُقدَّم بعد.
}
refused-too-late-to-reopen = فات أوان التراجع. يستطيع مدير أن يفتح الطاولة من جديد.
refused-wrong-currency = يحسب هذا المطعم بعملة { $store } لا { $given }.
refused-reason-needed = قل السبب من فضلك ({ NUMBER($max) } حرف على الأكثر).
refused-field-missing = { $what }: يرجى ملء هذا الحقل.
refused-field-not-understood = { $what }: يرجى كتابة رقم.
refused-field-too-long = { $what }: الحد الأقصى { NUMBER($max) } من الأحرف.
refused-field-below-zero = { $what }: لا يمكن أن يكون أقل من الصفر.
refused-field-too-low = { $what }: يجب ألا يقل عن { NUMBER($min) }.
refused-field-too-high = { $what }: يجب ألا يزيد على { NUMBER($max) }.
refused-field-price = { $what }: هذا السعر مرتفع جدًا.
refused-field-unknown = { $what }: لم يعد موجودًا. يرجى اختيار غيره.
refused-field-repeated = { $what }: مكرر مرتين.
refused-field-too-few-options = { $what }: يطلب { NUMBER($min) }، أكثر مما يعرض.
refused-field-too-many-defaults = { $what }: يمكن اختيار { NUMBER($max) } كحد أقصى من البداية.
refused-field-nested = { $what }: ما يفتحه خيار لا يمكن أن يفتح خيارًا آخر.
refused-changed-meanwhile = { $what }: غيّره شخص آخر في هذه الأثناء. يرجى مراجعته قبل تغييره.
refused-too-many-menu = { $what ->
    [edits] يمكن إجراء { NUMBER($max) } تغيير كحد أقصى دفعة واحدة.
    [options] تحتوي المجموعة على { NUMBER($max) } خيار كحد أقصى.
   *[parts] يوجد { NUMBER($max) } منها بالفعل، أكثر مما يحتفظ به Comanda.
}
office-field = { $field ->
   *[name] الاسم
    [description] الوصف
    [hint] ملاحظة
    [price] السعر
    [category] الفئة
    [station] المحطة
    [tax-class] فئة الضريبة
    [allergens] مسببات الحساسية
    [tags] العلامات
    [groups] الاختيارات
    [options] الخيارات
    [picture] الصورة
    [prep-minutes] مدة التحضير
    [position] الموضع
    [archived] في القائمة
    [min] على الأقل
    [max] على الأكثر
    [rates] نسبة الضريبة
    [warn-minutes] المهلة
    [late-minutes] يتأخر بعد
    [tagline] الشعار
    [address] العنوان
    [locale] اللغة
    [time-zone] المنطقة الزمنية
    [day-ends-hour] ينتهي يوم العمل عند
    [seating] كيف يجلس الضيوف
    [service] رسم الخدمة
    [unseen] حد ما لم يره أحد
}

## ما يتعثر في الطريق

fault-key-reused = أُرسل هذا من قبل بمحتوى آخر. حاول مجددًا.
fault-unauthenticated = سجّل الدخول، أو امسح الرمز على الطاولة مجددًا.
fault-replaced = أنت تتابع على { $device }. توقف هذا الجهاز.
fault-forbidden = لا يُسمح لك برؤية هذا.
fault-not-found = لم نجد هذا.
fault-rate-limited = هذا كثير دفعة واحدة. انتظر { NUMBER($seconds) } ث وحاول مجددًا.
fault-wrong-pin = { $tries ->
    [zero] رقم سري خاطئ. لم تبقَ محاولات.
    [one] رقم سري خاطئ. بقيت محاولة واحدة.
    [two] رقم سري خاطئ. بقيت محاولتان.
    [few] رقم سري خاطئ. بقيت { NUMBER($tries) } محاولات.
    [many] رقم سري خاطئ. بقيت { NUMBER($tries) } محاولة.
   *[other] رقم سري خاطئ. بقيت { NUMBER($tries) } محاولة.
}
fault-locked = كثرت الأرقام السرية الخاطئة. يُفتح دخول هذا الشخص مجددًا بعد حين، ويستطيع مدير أن يساعد.
fault-wrong-enrolment-code = لم يعد هذا الرمز صالحًا. اطلب رمزًا جديدًا من مدير.
fault-unavailable = لا يستطيع Comanda الحفظ الآن. لم يضع شيء؛ حاول مجددًا بعد لحظة.
fault-internal = حدث خطأ من جانبنا. لم يتغير شيء.
unreachable = لا يوجد اتصال. لم يضع شيء، ونواصل المحاولة.
garbled = الجواب غير مفهوم. حاول مجددًا.
fault-nul-characters = لا يحتوي النص على محارف NUL الخفية.
fault-tapped-too-long-ago = مضى على هذه النقرة أكثر من أسبوع، وهو أطول من أن يعرف Comanda إن كانت قد نُفذت. انظر إلى الطاولة وانقر مجددًا. وإن كانت الآن فساعة هذا الجهاز خاطئة: اضبطها.
fault-unknown-place = لم تعد هذه الصفحة موجودة. ابدأ من الأعلى.
fault-own-access = لا ينهي أحد دخوله بنفسه. يستطيع ذلك مدير آخر.
fault-device-name = سمِّ هذه الشاشة باسم من 1 إلى { NUMBER($max) } حرف.
fault-pin-digits = للرقم السري من { NUMBER($min) } إلى { NUMBER($max) } أرقام.
fault-too-large = هذا أكبر من اللازم: { NUMBER($max) } KiB على الأكثر.
fault-speaks-websocket = هذا العنوان يتحدث websocket.
page-not-drawn = تعذّر عرض هذه الصفحة. حمّلها من جديد.

## حال الطاولة

table-free = خالية
table-approval = بانتظار الدخول
table-seated = جالسون
table-ordering = يطلبون
table-waiting = بانتظار
table-ready = جاهز للتقديم
table-bill-asked = يريدون الحساب
table-paying = يدفعون

## المكتب

office = المكتب
office-settings = الإعدادات
office-settings-title = الإعدادات · المكتب
office-settings-saved = حُفظت الإعدادات
office-house = المطعم
office-guests = الضيوف
office-open-by-scan = المسح يفتح الطاولة
office-staff-approves = يُدخلهم نادل
office-table-code = برمز الطاولة المكوّن من أربعة أرقام
office-service-percent = رسم الخدمة بالمئة
office-service-from = رسم الخدمة ابتداءً من عدد ضيوف
office-unseen-portions = أطباق يمكن إرسالها دون أن يراها أحد (فارغ: بلا حد)
office-unseen-total = مبلغ يمكن إرساله دون أن يراه أحد (فارغ: بلا حد)
office-parts = الاختيارات والمحطات والضرائب
office-parts-title = الاختيارات والمحطات والضرائب · المكتب
office-groups = الاختيارات
office-stations = المحطات
office-tax-classes = فئات الضريبة
office-add = إضافة
office-rate-here = ضريبة الأكل هنا بالمئة
office-rate-away = ضريبة الطلب الخارجي بالمئة
office-add-option = إضافة خيار
office-option-name = اسم الخيار
office-option-price = فرق سعر { $what }
office-option-default = { $what } مختار من البداية
office-option-remove = إزالة { $what }
office-from-the-start = من البداية
office-title = القائمة · المكتب
office-menu = تعديل القائمة
office-floor = الصالة
office-sign-in = تسجيل الدخول إلى المكتب
office-sign-in-text = المكتب للمديرين والمالكين.
office-lost = ما يغيره الآخرون لا يصل. ما تحفظه يبقى ويُرسل لاحقًا.
office-find = ابحث عن طبق
office-new-dish = طبق جديد
office-new-heading = فئة جديدة
office-heading-name = اسم الفئة
office-rename = إعادة تسمية { $what }
office-archived = { $count ->
    [zero] خارج القائمة: { NUMBER($count) } طبق
    [one] خارج القائمة: طبق واحد
    [two] خارج القائمة: طبقان
    [few] خارج القائمة: { NUMBER($count) } أطباق
    [many] خارج القائمة: { NUMBER($count) } طبقًا
   *[other] خارج القائمة: { NUMBER($count) } طبق
}
office-up = نقل { $what } إلى أعلى
office-down = نقل { $what } إلى أسفل
office-moved = نُقل { $what }
office-saved = حُفظ { $what }
office-added = أُضيف { $what }
office-taken-off = { $what } خارج القائمة
office-brought-back = عاد { $what } إلى القائمة
office-take-off = إزالة من القائمة
office-bring-back = إعادة إلى القائمة
office-dish = طبق
office-choose = اختر طبقًا
office-choose-text = ما تحفظه يظهر على كل هاتف فورًا.
office-not-there = هذا الطبق غير موجود.
office-please-choose = يرجى الاختيار
office-preview = كما يراه الضيوف
office-prices = تغيير الأسعار
office-prices-percent = بنسبة كم بالمئة
office-prices-of = من
office-prices-all = القائمة كلها
office-prices-round = مقرّبة إلى
office-prices-preview = الأسعار القديمة والجديدة
office-prices-apply = { $count ->
    [zero] لا شيء يتغير
    [one] تغيير سعر واحد
    [two] تغيير سعرين
    [few] تغيير { NUMBER($count) } أسعار
    [many] تغيير { NUMBER($count) } سعرًا
   *[other] تغيير { NUMBER($count) } سعر
}
office-prices-changed = { $count ->
    [zero] لم يتغير أي سعر
    [one] تغيّر سعر واحد
    [two] تغيّر سعران
    [few] تغيّرت { NUMBER($count) } أسعار
    [many] تغيّر { NUMBER($count) } سعرًا
   *[other] تغيّر { NUMBER($count) } سعر
}

## The way in

gate-waiter = سجّل الدخول لخدمة الطاولات
gate-waiter-text = يحتاج هذا الجهاز إلى الرقم السري لأحد النُّدُل.
gate-sign-in = تسجيل الدخول
