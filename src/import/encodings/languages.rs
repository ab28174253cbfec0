//! Letters and common words of each language, for judging in which encoding a text was decoded.

pub(super) struct Language {
    pub script: Script,
    /// Non-ASCII letters, most frequent first. For a language in Latin script, only those in the code pages of Windows,
    /// Mac or DOS; for others, the whole alphabet.
    pub letters: &'static str,
    /// The most frequent short words.
    pub words: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
}

const fn latin(letters: &'static str, words: &'static str) -> Language {
    Language {
        script: Script::Latin,
        letters,
        words,
    }
}

const fn cyrillic(letters: &'static str, words: &'static str) -> Language {
    Language {
        script: Script::Cyrillic,
        letters,
        words,
    }
}

const fn other(script: Script, letters: &'static str) -> Language {
    Language {
        script,
        letters,
        words: "",
    }
}

pub(super) const LANGUAGES: [Language; 44] = [
    // English
    latin(
        "éèïçöñüêáíóäâô",
        "the and of to in a is that was for on with as it by at from he said",
    ),
    // French
    latin(
        "éàèêçôâîùûëïœüÿæ",
        "le la les des et est une un du dans pour que qui sur par pas plus au aux ont été était ce se à il elle de en avec",
    ),
    // German
    latin(
        "üäößé",
        "der die das und ist nicht ein eine von den dem des mit für auf sich wurde wurden im zu es sie war über hat auch nach bei",
    ),
    // Spanish
    latin(
        "óíáéñúü",
        "el la los las de que en por con una un para del se más fue y al lo su según también está",
    ),
    // Portuguese
    latin(
        "ãçáéíóêõâúàôü",
        "o a os as de que do da em um uma para com não por mais no na foi são e se dos das ao à",
    ),
    // Italian
    latin(
        "èàùòìéîó",
        "il la di che e per un una del della con non sono più in gli le è si da al dei anche città perché",
    ),
    // Catalan
    latin(
        "óàéèíòçúïü",
        "el la els les de que i per amb una un del va ser és no al més també",
    ),
    // Dutch
    latin(
        "ëéïüèöêáó",
        "de het een en van is dat op te niet voor met zijn er aan door werd",
    ),
    // Danish
    latin(
        "øåæéöäü",
        "og i at er en det på til af med ikke der som de for den blev var har et ikke også år",
    ),
    // Norwegian
    latin(
        "øåæéòôêäö",
        "og i at er en det på til av med ikke som de for den ble var har et også år",
    ),
    // Swedish
    latin(
        "äåöéü",
        "och i att det som en är på av för den till med inte var har ett de också år från",
    ),
    // Finnish
    latin(
        "äöåéšž",
        "ja on ei että oli se hän ovat kun mutta myös tai kuin mukaan sekä",
    ),
    // Estonian
    latin("õäüöšž", "ja on ei et oli see ta ka kui oma või pärast üle"),
    // Icelandic
    latin(
        "íáóéðúþöýæ",
        "og að í á er sem um var ekki til við en því fyrir með af það hann voru",
    ),
    // Polish
    latin(
        "łąężśóćńź",
        "i w z na się do nie że jest to o po jak od za był była było są przez ale dla ze",
    ),
    // Czech
    latin(
        "íáěéýžšřčůúťďňó",
        "a v na se je že do s z o to za i po byl byla bylo jsou ale který pro podle",
    ),
    // Slovak
    latin(
        "áíéýžšľčúťňôóäďĺŕ",
        "a v na sa je že do s z o to za aj po bol bola bolo sú ale ktorý pre podľa",
    ),
    // Hungarian
    latin(
        "áéöóőüíúű",
        "a az és hogy nem egy is volt van meg el csak már még de mint szerint",
    ),
    // Romanian, with comma or cedilla
    latin(
        "ăîţşâșț",
        "și în de la a cu pe că nu din o un au fost este pentru care mai şi",
    ),
    // Croatian, Slovene, Bosnian
    latin(
        "čšžćđ",
        "i u je na se da su za od s o nije bio biti koji kao iz do in ki so bi po ne ali",
    ),
    // Albanian
    latin("ëç", "e të në i dhe për me një nga që u është më ka"),
    // Turkish
    latin(
        "ıüşğöçİâîû",
        "ve bir bu da de için ile olarak çok daha en olan sonra kadar olduğunu",
    ),
    // Lithuanian
    latin(
        "ėšųąžįūęč",
        "ir kad į su buvo iš ne yra tai kaip bet po per nuo jis už apie",
    ),
    // Latvian
    latin(
        "āēīšņūļžķčģ",
        "un ir ka no ar par uz bija tika gan kas to pēc bet arī kā lai",
    ),
    // Maltese
    latin("ħżġċàèìòù", "li ta u il fil minn kien ma bil"),
    // Welsh
    latin("ŵŷâêîôûäïö", "y yn a i o ar yr wedi mae oedd bod ei"),
    // Irish
    latin("áíéóúḃċḋḟġṁṗṡṫ", "an na a ar i is go bhí sé agus ag leis"),
    // Esperanto
    latin("ĝĉŝŭĥĵ", "la de kaj en estas ke al por ne kun"),
    // Vietnamese, whose tones are characters of their own
    latin(
        "\u{301}\u{300}đ\u{323}ưâêôơăá\u{309}àé\u{303}óíèúýùò",
        "v\u{E0} c\u{1EE7}a l\u{E0} cho c\u{F3} trong ng",
    ),
    // Faroese
    latin("íáðøóæúý", "og at í er á av til ikki sum fyri við"),
    // Russian
    cyrillic(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        "и в не на что с по он как из за от был была было для это",
    ),
    // Ukrainian
    cyrillic(
        "оаинівтерслкудмпзябьгйчхжцюїєшщфґ",
        "і в не на що з до та як у за від був була було для це",
    ),
    // Belarusian
    cyrillic(
        "аінеорстлкдвпяумзыбьўгчйшжхцюёэф",
        "і ў не на што з да як у за ад быў была было для гэта",
    ),
    // Bulgarian
    cyrillic(
        "аоеинтрсвлдкмпзъугябчщцжюшхйфь",
        "и в не на че с да от по за се са е беше като ще",
    ),
    // Serbian
    cyrillic(
        "аоиенрсјтукдвлмпгзбчшжљцњћхђфџ",
        "и у је на се да су за од с не као из био",
    ),
    // Macedonian
    cyrillic(
        "аоеитнрсвкјдлпмузбгшчцжхќфџњѓљѕ",
        "и во на се да од за со не ќе беше дека",
    ),
    // Kazakh
    cyrillic(
        "аенытрілдсқкбмғуоөңпшзйүгәжұияхвфэчюцьщһ",
        "және бұл мен да де үшін болды",
    ),
    // Greek
    other(Script::Greek, "αοιετσνηυρπκμλίςόάγδήωέχθύφβώξζψϊϋΐΰ"),
    // Hebrew
    other(Script::Hebrew, "יוהלארתבמשנעםדחקפצטגכסזןךףץ"),
    // Yiddish and pointed Hebrew
    other(
        Script::Hebrew,
        "יוהלארתבמשנעםדחקפצטגכסזןךףץ\u{5B7}\u{5B8}\u{5B0}\u{5B4}\u{5BC}\u{5B5}\u{5B6}\u{5B9}\u{5B1}\u{5B2}\u{5B3}\u{5BB}\u{5C1}\u{5C2}",
    ),
    // Arabic
    other(
        Script::Arabic,
        "اليمنترةبعدهوسفقكحأجشصىخطذزضثغءئإظؤآ\u{640}\u{64B}\u{651}\u{64E}\u{64F}\u{650}\u{652}",
    ),
    // Persian
    other(Script::Arabic, "ايرنهدمتوشبسكلزفگقخحجعچپصطآضژذثغظءئ"),
    // Urdu
    other(Script::Arabic, "اکیےرنہدمتوشبسلٹگقخحجعچپصطآضژذثغظءئںھڑڈ"),
    // Thai
    other(
        Script::Thai,
        "านร\u{E48}อก\u{E31}เงย\u{E49}ล\u{E35}มวดท\u{E34}สะตปบคห\u{E33}จแพ\u{E37}ไข\u{E4C}\u{E38}ใโช\u{E39}ซณ\u{E47}ถศธผภษฐฒฟญฝฏฎฆฌฉ\u{E4A}ฤ\u{E46}\u{E4B}ฯ",
    ),
];

/// Common Chinese and Japanese characters: a random pair of bytes is seldom one of them.
pub(super) const COMMON_CHINESE: &str = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然\
    家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把\
    机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果\
    加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔\
    更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展\
    马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共\
    确传师观清今切院让识候带导争运州伤堤洪坝河医消防夜八九六七县长官\
    這個們來為國時會對發後說裡經麼學現當沒動開還進從實軍無與機點業將兩間問並應戰頭體見產話給門東聲員論處義條氣題\
    爾別變總電數報結務場計資許統區隊決馬書聽達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運縣傷醫\
    円校語土木食車毎母火右読友左休父雨町村負表患高円川半千百午名前男女言入";
