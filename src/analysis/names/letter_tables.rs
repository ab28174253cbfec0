//! The sounds of letters, one table per alphabet.
//!
//! A table has entries "letters sounds", separated by "|". If several entries match, the longest is used. The sounds of
//! an entry are separated by full stops. Each sound lists its readings, the usual one first; "?" means that it may be
//! silent. Vowels are a e i o u, glides y w, consonants b p v f m n t d k g h s z l r, and c as in "tsar", C as in
//! "chip", j as in "jam", S as in "ship", Z as in "azure", T as in "thin".
//!
//! Sources: the romanisations of BGN/PCGN, of ISO 9, 233, 259, 843, 9984 and 9985 and of passports (ICAO 9303), and for
//! Latin letters the spelling of English, French, German, Spanish, Polish, Czech, Hungarian, Serbo-Croatian, Turkish
//! and Pinyin.

pub(super) const LATIN: &str = "\
    a ae|b b|c kscC|d d|e eia|f fv|g gjhZ|h h?|i iye|j jyZh|k k|l l|m m|n n|o oua|p p|q kCh|r r|s szS|t t|u uwvoya|\
    v vfwb|w vwu|x khcSsz.s?|y yiue|z zcsS|' ?|ʿ ?|ʾ ?|` ?|ae ae.e?|ai ae.i?|ay ae.yi?|au aou.wuvf?|aw aou.wuvf?|\
    bh bv|ch Ckhs|chr kh.r|chl kh.l|ck k|cc kcC|ci csCk.iye|ce csCk.eia|cs CksS|cz CcZ|cqu k.wuv?|dh dTz|dj jZ|\
    ds dcz.s?|dz zcj|dzh j|dž j|dsch j|dsh j|dg j|dge j.eia?|đ jd|ð dT|ee ie|ei iea.yi?|ey iea.yi?|eu eoiu.uyviwf?|\
    ew eoiu.uvwf?|eau o|gh gh?|gi gj.iye|ge gj.eia|gn n.y?|gy jgd.yi?|gu g.uwv?|gue g.e?|gui g.i|ğ gyw?|ia iy.a|\
    ie iye.e?|ii iy.iy?|ij iy.jy?|kh hk|ks k.s|lh lh.y?|ll ly|lj l.y?|ľ l|ł lw|lli l.iy|ng n.gj?|nh n.y?|nj n.y?|\
    nk n.k|nx n.k?.s|ň n.y?|ñ n.y?|ń n.y?|oi ouw.iya?|oe oeu.e?|oo uo|ou uo.w?|ow ou.vwuf?|œ eo|ö oeu|ő oeu|ø oeu|\
    ó ou|å oa|ä ae|ü uiy|ű uiy|ph fp|pf pf.f?|ps p.s|qu k.wuv?|rh r|ř rZ.Zz?|rz rZ.z?|sch S.hkC?|schtsch S.C?|\
    shch S.C?|šč S.C?|sh Ss|sz Ss|ss s|ß s|ś s|ş S|ș S|š S|st szS.t|sth s.t|sc sS.k?|sci sS.k?.iye|sce sS.k?.e|\
    sk sS.k|sj S|sy s.iyue|szcz S.C?|szt s.t|tch C|tsch C|tsh C|tš C|ć C|č C|ç sC|ĉ C|ts cs.s?|tz cs.s?|ţ ct|ț c|\
    th Tt|ti ts.iye|tj tC.yj?|tion cS.yi?.ou.n|ty t.iyue|uh uwo.h?|aj ae.yijZh?|ej ea.yijZ?|\
    oj o.yijZh?|uj u.yijZ?|ui uw.iye|ue uwye.e?|vy v.yiue|wh wvh|wy v.yiue|\
    xh jh|ya yi.a|ye yi?.e|yo yi?.oe|yu yi?.u|ÿ iy|zh Zz|ž Z|ż Zz|ź zZ|zsch C|zz cz.s?|zs Z|ĝ jg|ĥ h|ĵ Zj|ŝ S|ŭ wu|\
    ə ae|ı ieuy|ħ h|þ T|æ ae|x' h.s?|eo io e.o|ea eia.a?|oa oa.a?|aa ao|uu u|yi yi|iy iy|yy iy|ja yjZ.a|je yjZ?.e|jea jyZ.eia.a?|\
    jo yjZ?.oe|ju yjZ?.u|iu iy.u|io iy.oe|gli l.iy|ill iy.l|ois oua.a?.s?|ault o.l?.t?|aux o.s?|eux eu.s?|\
    ien iye.ae?.n|ough uo.f?|igh ai.i?|aigh ae.i?|mc m.a?.k|w' w|'h h|tt t|eh e.h?|ah a.h?|oh o.h?|ih i.h?|cht h.t|\
    ght g?.h?.t|\
    ";

pub(super) const CYRILLIC: &str = "\
    а a|б b|в vwf|г gh|ґ g|ѓ gjd|ғ gh|д d|ђ jd|е ey|ё eo|є e|ж Zjz|җ j|з z|ѕ cz|и iy|і iy|ї iy|й yij|ј yj|к k|ќ kC|\
    қ k|л l|љ l.y?|м m|н n|њ n.y?|ң n.g?|о oa|ө oeu|п p|р r|с s|т tT|ћ C|у uwo|ў wuv|ү u|ұ u|ф fT|х hk|ҳ h|һ h|ц cs|\
    ч C|ҷ jC|џ jZ|ш S|щ S.C?|ъ au?|ы iy|ь yi?|э e|ә ae|ю yi?.u|я yi?.a|’ y?|ʼ y?|' y?|ѣ e|ѳ fT|дж j|дз zcj|зз z|\
    кс k.s|сс s|тс cs.s?|тц cs|тч C|дч C|дц cs|тш C|тщ C|ей ea.iy?|ай a.iy?|ау ao.wu?|ие iy.e?|ье yi?.e|ья yi?.a|\
    ью yi?.u|ьо yi?.o|йо y?.o|ия iy.a|іа iy.a|ії iy.iy?|ий iy.iy?|ій iy.iy?|ый iy.iy?|ее e.e?|кг kg|кх kh|гх gh|\
    дь d|жы Z.i|уи uw.i|уэ uw.e|уо w.o|уа uw.a|хв f.w?|йа yi?.a|оу ou.uw?|\
    ";

pub(super) const GREEK: &str = "\
    α a|β vb|γ gyjh|δ dT|ε e|ζ zZj|η ie|θ Tt|ι iye|κ kc|λ l|μ m|ν n|ξ k.s|ο o|π p|ρ r|σ sSzC|ς sSz|τ t|υ iyu|φ fp|\
    χ hCkS|ψ p.s|ω o|αι ea.i?|αϊ a.iy|άι a.iy|άη a.iy|ει iye.i?|εϊ e.iy|έι e.iy|οι ioe.i?|οϊ o.iy|όι o.iy|υι iy|\
    ου uw|αυ a.vfuw|αύ a.vfuw|ευ e.vfuw|εύ e.vfuw|ηυ i.vf|μπ m?.bp|ντ n?.dt|γκ n?.gk|γγ n.gj|γχ n.hC|γξ n.k.s|\
    τζ jzcC|ντζ n?.jzcC|τσ cC|για y?.a|γιο y?.o|γιε y?.e|γιου y?.u|ια iy.a|γου w?.u|γουι w.iy|γουα w.a|ουα wuv.a|\
    ουι wuv.i|ουε wuv.e|ουο wuv.o|σσ sS|ββ vb|λλ l|μμ m|νν n|ππ p|ρρ r|ττ t|κκ k|τς cC|κσ k.s|κς k.s|\
    ";

pub(super) const ARABIC: &str = "\
    ا aeiou?|أ aeuoi?|إ ie?|آ a|ٱ aeiou?|ء ?|ئ iye?|ؤ ou?|ب bp|پ p|ت tT|ث Tts|ج jgZ|چ C|ح h|خ hk|د d|ذ dTz|ر r|ز z|\
    ژ Z|س sSc|ش SC|ص s|ض dz|ط t|ظ zdT|ع aeou?|غ gh|ف fvp|ڤ vf|ق kgh|ك kgC|ک kg|گ gj|ڭ g|ل l|م m|ن n|ں n|ه he?|\
    ة aheit?|ہ he?|ھ h?|ۃ ae?|و wvuo|ۆ o|ۇ u|ي yie|ی yieaj|ى aiy|ې e|ے ei|ێ e|ڈ d|ٹ t|ڑ r|ړ r|ډ d|ټ t|ښ Skh|ږ zg|\
    ګ g|ڵ l|ڕ r|ڼ n|ە aeo?|ۍ iy|ۂ ae?|ۀ ae?|ځ zc|څ cs|تش C|تسك c.k|تس cs.s?|دج j|دز zcj|كس k.sz|اي aei.yie|\
    او aou.wvuoi?|وو wuvo.uow?|يي yie.ie?|ائ a.yie?|ئي yie|يا yi.a|يو yi.uo|وا wvu.ao|وي wvuo.yie|ايو ai.yi.uo|\
    عو ou|عي i.yie?|يه yie.he?|زه z.he?|\
    ";

pub(super) const HEBREW: &str = "\
    א aeiou?|ב vb|ג gj|ד d|ה hae?|ו wvuo|ז z|ח h|ט t|י yie|כ kh|ך kh|ל l|מ m|ם m|נ n|ן n|ס s|ע aeiou?|פ pf|ף fp|\
    צ cszC|ץ cszC|ק kc|ר r|ש Ss|ת tTs|ג' j|ז' Zj|צ' C|ץ' C|ח' h|ת' T|ד' dT|ו' w|ר' gr|ט' z|וו wvuo.uo?|יי aei.yi|\
    טש C|דז jzc|טס cs.s?|קס k.sz|או ou|אי aei.yi?|יו yie.uowv|וא wuvo.aeo?|תש t.Ss|טה t.aeh?|\
    ";

pub(super) const GEORGIAN: &str = "\
    ა a|ბ b|გ g|დ d|ე e|ვ vw|ზ z|თ tT|ი iy|კ k|ლ l|მ m|ნ n|ო o|პ p|ჟ Z|რ r|ს s|ტ t|უ uw|ფ pf|ქ k|ღ gh|ყ k|შ S|ჩ C|\
    ც cs|ძ zcj|წ cC|ჭ C|ხ hk|ჯ jZ|ჰ h|ია iy.a|კს k.s|ქს k.s|\
    ";

pub(super) const ARMENIAN: &str = "\
    ա a|բ bp|գ gk|դ dt|ե ey|զ z|է e|ը eaiou?|թ tT|ժ Z|ի iy|լ l|խ hk|ծ cz|կ kg|հ h?|ձ zcj|ղ ghl|ճ Cj|մ m|յ yh|ն n|շ S|\
    ո ov|չ C|պ pb|ջ jCZ|ռ r|ս s|վ vw|տ td|ր r|ց cs|ու uwv|ւ v|փ p|ք k|և e.v|եւ e.v|օ o|ֆ f|քս k.s|կս k.s|յա y?.a|\
    իա iy.a|յու y?.u|\
    ";
