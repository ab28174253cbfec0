//! Short and tender forms of given names, and their forms in related languages, for the search for protected names.

use crate::text::folded;

/// Forms of one given name in each line, folded, in the alphabets in which they are usual.
const FORMS: &str = "\
    александр олександр аляксандр саша сашко сашка саня санек шура шурик олесь лесь алекс alexander aleksandr oleksandr alexandr sasha sashko sanya shura shurik oles alex aleks
    александра олександра саша шура лесса олеся леся alexandra aleksandra oleksandra sasha shura lesya sandra
    алексей олексий олексій алеша леша леха лексей олекса aleksei alexei alexey oleksii oleksiy alyosha alesha lyosha lesha oleksa
    анастасия анастасія настя настена ася anastasia anastasiya anastasiia nastya asya
    анатолий анатолій толя толик толян anatoly anatolii anatoliy tolya tolik
    андрей андрій андрюша дюша andrei andrey andrii andriy andryusha andrew andy drew
    анна ганна аня анюта нюра нюта аннушка anna hanna anya anyuta nyura ann anne annie hannah nan nancy
    антон антоха тоша anton toha tosha anthony antony tony
    аркадий аркадій аркаша arkady arkadiy arkasha
    борис боря боренька boris borys borya
    богдан бодя даня bohdan bogdan bodya
    вадим вадік вадик вадя vadim vadym vadik
    валентин валентина валя valentin valentyn valentina valya
    валерий валерій валерия валерія валера лера valery valerii valeriy valeria valera lera
    василий василь вася василько васек vasily vasiliy vasyl vasya basil
    вера віра верочка vera vira
    виктор віктор витя вітя витек viktor victor vitya vic
    виктория вікторія вика віка victoria viktoria viktoriya vika vicky vikki tori
    виталий віталій виталик віталік vitaly vitaliy vitalii vitalik
    владимир володимир уладзімір володя вова вовка вован вовчик влад vladimir volodymyr volodya vova vovka vlad
    владислав уладзіслаў влад славик владик vladislav vladyslav vlad slava
    вячеслав вячаслаў в'ячеслав слава славик vyacheslav viacheslav slava slavik
    галина галя галка halyna galina halya galya
    геннадий геннадій гена gennady hennadii gennadiy gena hena
    георгий георгій гоша жора юра георг georgy georgiy heorhii gosha zhora george georgie
    григорий григорій гриша гриць гриня grigory grigoriy hryhorii hrysha grisha gregory greg
    дарья дарія дарина даша дашка одарка darya daria dasha
    денис діонісій деня дениска denis denys dennis
    дмитрий дмитро дзмітрый дима діма митя дімон dmitry dmitri dmitriy dmytro dima mitya
    евгений євген яўген женя євгенко yevgeny evgeny evgeniy yevhen evgenii zhenya eugene gene
    евгения євгенія женя yevgenia evgenia yevheniia zhenya eugenia
    екатерина катерина кацярына катя катюша катька катруся yekaterina ekaterina kateryna katya katia katyusha catherine katherine kathryn kate kathy katie cathy kitty kit
    елена олена алена лена лена леночка оленка yelena elena olena alyona lena helen helena nell
    елизавета єлизавета лиза ліза лізавета yelizaveta elizaveta liza elizabeth elisabeth liz lizzie lizzy beth betty bess bessie eliza lisa libby
    зинаида зінаїда зина zinaida zina
    иван іван ян ваня ванька ванюша ivan vanya vanka john johnny jack jon ian
    игорь ігор гарик игорек igor ihor garik
    илья ілля илюша илюха ilya illia ilyusha elijah eli
    инна інна инночка inna
    ирина ірина арина ира іра ирка iryna irina ira irene
    константин костянтин костя костик konstantin kostiantyn kostyantyn kostya constantine
    ксения ксенія оксана ксюша ксюха ксеня оксанка ksenia kseniya oksana ksyusha xenia
    лариса лара larisa larysa lara
    лев лева левко lev leva leo
    леонид леонід леня леонид leonid lyonya lenya leo
    любовь любов люба любаша lyubov liubov lyuba
    людмила люда люся мила lyudmila liudmyla ludmila lyuda lyusya mila
    максим макс maksim maksym maxim max
    маргарита рита марго margarita margaryta rita margo margaret maggie meg peggy madge marge daisy greta
    мария марія марыя маша маруся марийка маня муся maria mariya mariia masha marusya mary molly polly mamie
    михаил михайло міхаіл миша мишка михась мішка mikhail mykhailo mykhaylo misha michael mike mick mickey mickie mikey
    надежда надія надя надька nadezhda nadiya nadiia nadya
    наталья наталия наталія наталка наталя наташа ната natalia natalya nataliya nataliia natasha nata natalie
    никита микита нікіта nikita mykyta
    николай микола мікалай коля колян николаша nikolai nikolay mykola kolya nicholas nick nicky
    олег олежка oleg oleh
    ольга вольга оля олька olga olha olya
    павел павло паша пашка павлик pavel pavlo pasha pavlik paul
    петр петро пятро петя петька петрик pyotr petr petro petya peter pete
    роман рома ромка роман roman roma
    светлана світлана святлана света світа светик svetlana svitlana sveta lana
    семен семен сеня simeon semyon semen senya simon
    сергей сергій сяргей сережа серега сергійко sergei sergey serhii serhiy seryozha serezha serge
    софия софія софья соня софійка sofia sofiya sophia sophie sonya sonia
    станислав станіслав стас славик stanislav stas slava stan
    степан степа степка stepan stepa stephen steven steve
    тамара тома tamara toma
    татьяна тетяна таццяна таня танюша тата tatiana tatyana tetiana tetyana tanya tania
    тимофей тимофій тима timofey tymofii tima timothy tim timmy
    федор федір федя fyodor fedor fedir fedya theodore ted teddy theo
    юлия юлія юля юлька yulia yuliya yuliia yulya julia julie
    юрий юрій юра юрко юрась yuri yury yurii yuriy yura george
    яков яків яша yakov yakiv yasha jacob jake
    ярослав ярик слава yaroslav jaroslav yarik
    abigail abby gail
    albert al bert bertie
    alfred alf alfie fred freddie
    arthur art artie
    barbara barb barbie babs
    benjamin ben benny benji
    bernard bernie
    charles charlie charley chuck chas carl
    charlotte lottie charlie
    christine christina chris chrissie tina
    christopher chris kit topher
    daniel dan danny
    david dave davy davey
    deborah debora deb debbie debby
    donald don donnie
    dorothy dot dottie dolly
    douglas doug
    edward ed eddie ned ted teddy
    eleanor ellie nell nellie nora
    francis frank frankie
    frances fran frannie fanny
    frederick fred freddie freddy
    gabriel gabe
    gerald gerry jerry
    geoffrey jeffrey geoff jeff
    harold harry hal
    henry harry hal hank
    isabella isabel isabelle bella izzy
    james jim jimmy jamie jem
    janet jan
    jennifer jen jenny jenna
    jessica jess jessie
    jonathan jon jonny
    joseph joe joey jo
    josephine jo josie
    joshua josh
    judith judy
    kenneth ken kenny
    laurence lawrence larry laurie
    leonard len lenny
    lillian lily lil
    louis lewis lou louie
    louise lou
    martha marty patty
    martin marty
    matthew matt matty
    nathaniel nathan nat nate
    oliver ollie
    patricia pat patty patsy tricia trish
    patrick pat paddy
    philip phillip phil pip
    raymond ray
    rebecca becky becca
    richard dick rick ricky rich richie
    robert rob robbie bob bobby bert
    ronald ron ronnie
    samuel samantha sam sammy
    susan susanna susannah sue susie suzie
    terence terrence theresa teresa terry tess tessa
    thomas tom tommy
    victoria vicky tori
    virginia ginny ginger
    vincent vince vinnie
    walter walt wally
    william will bill billy willie willy liam wm
    zachary zach zack";

/// The other forms of a given name.
pub(super) fn other_forms(given: &str) -> impl Iterator<Item = &'static str> + use<> {
    let given = folded(given);
    let lines = FORMS.lines().map(str::split_ascii_whitespace);
    let lines = lines.filter({
        let given = given.clone();
        move |line| line.clone().any(|form| form == given)
    });
    lines.flatten().filter(move |form| *form != given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_are_folded_and_other_than_the_name() {
        for form in FORMS.split_whitespace() {
            assert_eq!(folded(form), form);
            assert!(other_forms(form).all(|other| other != form));
        }
        let forms: Vec<&str> = other_forms("Илья").collect();
        assert_eq!(&forms[..2], ["ілля", "илюша"]);
        assert_eq!(other_forms("Xyz").count(), 0);
    }
}
