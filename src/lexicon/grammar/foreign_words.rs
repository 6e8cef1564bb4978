//! Words of other languages than English that open sentences without being names.
//!
//! Closed lists (articles, prepositions, pronouns, conjunctions, the commonest adverbs), from any grammar; compiled by
//! hand.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Words of a language, in lower case, by its ISO 639-1 code.
const OPENERS: &[(&str, &str)] = &[
    (
        "fr",
        "a à ainsi alors après au aucun aujourd'hui aussi autour aux avant avec beaucoup bien c'est car ce ceci cela celui cependant certains ces cet cette ceux chaque chez comme comment contre d'après dans de depuis derrière des dès deux devant donc du durant elle elles en encore enfin ensuite entre environ est et eux face grâce hier ici il ils jamais je jeudi jusqu'à jusque l'un la là le les leur leurs lors lorsque lui lundi mais malgré mardi même mercredi moi mon ne ni nos notre nous on or ou où outre par parce parmi pendant peu plus plusieurs pour pourquoi pourtant près puis quand quant que quel quelle quelques qui quoi sa samedi sans se selon ses seul si son sous souvent sur surtout tandis tous tout toute toutefois toutes très trois trop un une vendredi vers voici voilà vos votre vous",
    ),
    (
        "de",
        "aber alle allerdings als also am an auch auf aus außerdem bei beim bereits bis bislang da dabei dafür dagegen daher damals damit danach daran darauf darum das dass dazu dem den denn der deren derzeit des deshalb dessen die dies diese diesem diesen dieser dieses doch dort drei du durch ein eine einem einen einer eines einige er erst es etwa für gegen gegenüber gemeinsam gestern gleichzeitig hat hatte heute hier hinter ich ihm ihn ihr ihre im immer in ins inzwischen ist ja jede jeder jedoch jetzt kein keine laut man manche mehr mehrere mein mit mittlerweile nach nachdem nämlich neben nein nicht noch nun nur ob obwohl oder ohne rund schon sehr sein seine seit seitdem sich sie sind so sogar sollte sondern sonst sowie später statt trotz trotzdem über um und uns unser unter viele vielleicht vom von vor während wann war warum was weil weiter weitere welche wenn wer werden wie wieder wir wird wo wobei wohl zu zudem zuletzt zum zunächst zur zuvor zwar zwei zwischen",
    ),
    (
        "es",
        "a además ahora al algo algunos ante antes aquel aquí así aun aunque ayer bajo bien cada casi como con contra cual cuando de del dentro desde después donde dos durante el él ella ellas ellos en entonces entre era es esa ese eso esta está estas este esto estos fue fuera ha hace hasta hay hoy la las le lo los luego más me mi mientras mucho muchos muy nada ni ningún no nos nosotros o otra otro otros para pero poco por porque pues que qué quien quién se según ser si sí sido siempre sin sino sobre su sus también tampoco tan tanto te tiene toda todas todavía todo todos tras tres tu un una unas uno unos usted y ya yo",
    ),
    (
        "it",
        "a agli ai al alla alle allo anche ancora ben c'è che chi ci ciò col come con contro così cui da dagli dai dal dalla dalle davanti degli dei del della delle dello dentro di dopo dove due durante e è ecco ed era erano essere fino fra già gli ha hanno i ieri il in infatti inoltre insieme intanto invece io l la le lei lo loro lui ma mai meno mentre mi molti molto nei nel nell nella nelle nello nessuno noi non nonostante ogni oggi oltre ora ormai per perché perciò però più poco poi presso prima proprio qualche quando quanto quasi quattro quello questa queste questi questo qui quindi se secondo sei sempre senza si sia sono sopra soprattutto sotto sta stato su subito sui sul sulla tra tre troppo tutta tutte tutti tutto un una uno verso vi voi",
    ),
    (
        "pt",
        "a acordo agora ainda além algumas alguns ante antes ao aos apenas apesar após aquela aquele aqui as assim até cada com como contra contudo da das de depois desde dessa desta deste do dois dos durante e é ela elas ele eles em embora enquanto entre era essa esse esta está estas este estes eu foi foram há hoje isso isto já lá logo mais mas me mesmo meu muito muitos na nada não nas nem no nos nós nossa nosso num numa o onde ontem os ou outra outro outros para pela pelas pelo pelos perante pois por porém porque pouco quais qual quando quanto que quem se segundo sem sempre ser seu seus sim sob sobre sua suas também tão tem todas todo todos três tudo um uma você vários",
    ),
    (
        "nl",
        "aan achter al alle alleen als bij binnen boven daar daarna daarom dan dat de deze die dit doen door drie dus een eens eerder elk en er erg gisteren haar had heb heeft het hier hij hoe hun ik in is ja je kan komt maar meer men met mijn na naar naast nadat nee niet nog nu of om omdat onder ons onze ook op over rond sinds sommige te tegen tijdens toch toen tot twee uit van vandaag vanaf vanwege veel via volgens voor voordat vorige waar waarom wanneer want was wat we welke werd wie wij wil worden zal ze zegt zei zelf zij zijn zo zoals zonder zou",
    ),
    (
        "sv",
        "alla allt även att av bara bland både de dem den denna deras dess det detta dock du där därför efter eller en enligt ett finns flera fram från för före genom han har henne hennes här hon hos hur i idag igår in inför inga inom inte ja jag just kan kommer man med medan mellan men min mot många mycket ni nu när någon några och också om oss på redan samt sedan ser sin ska som så till trots två under upp ur utan utanför vad var varför vem vi vid vilka år är över",
    ),
    (
        "no",
        "alle alt at av bare begge blant ble da de dem den denne der deres dermed derfor det dette du en enn er et etter få fem flere for fordi fra før gjennom ha han har hans hennes her hos hun hva hvem hver hvis hvor hvorfor i ifølge ikke ingen innen ja jeg kan kun man mange med mellom men mens mer min mot må ned nei noe noen nå når og også om opp oss over på rundt samtidig se seg sel selv sin siden skal slik som så to til tre under uten var ved vi vil være",
    ),
    (
        "da",
        "af alle alt at bare begge blandt blev da de dem den denne der deres derfor det dette du efter ellers en end er et fem fik flere for fordi fra før gennem ham han har hans hendes her hos hun hvad hvem hver hvis hvor hvorfor i ifølge ikke indtil ingen ja jeg kan kun man mange med mellem men mens mere min mod må ned nej nogle nu når og også om omkring op os over på samtidig se seks selv siden sin skal som så til to tre trods under uden var ved vi vil være",
    ),
    (
        "pl",
        "a aby albo ale bez bo bowiem był była było były by być chce choć co czy dla dlaczego dlatego do dodał dwa gdy gdzie go i ich ile im inni ja jak jako je jednak jego jej jest jeszcze jeśli już każdy kiedy kto która które który lecz lub ma mają mimo może można my na nad nam nas natomiast nawet nie nim nimi o od ona one oni oraz po pod podczas ponad ponieważ poza pracy prawie przed przez przy są się sobie swoje ta także tak tam te tego ten teraz też to tu tutaj tych tylko tym u w we wczoraj według wie wszyscy wszystko wtedy z za zaś ze zdaniem znów że",
    ),
    (
        "cs",
        "a aby ale ani ano asi až bez bude budou by byl byla bylo byly být co či další do dnes dva i jak jako je jeho její jejich jen ještě jestli již jsem jsme jsou k kam kde kdo kdy když ke která které který kvůli má mají mezi mi mohl může my na nad nám naopak nebo nebyl než ni nic o od on ona oni ovšem po pod podle pokud potom pouze právě pro proč prostě proti proto protože před přes přestože při s se si svůj ta tak také takže tam tato tedy ten tento teď ti tím to tohle tom totiž toto tu tuto ty u už v ve vedle více včera však všechno všichni z za zatím zde ze že",
    ),
    (
        "tr",
        "ama ancak artık aslında ayrıca bazı belki ben beni bir biraz birçok biri biz böyle bu buna bunlar bunu bunun burada bütün çok çünkü da daha de değil diye dün en eğer fakat gibi göre hem henüz hep hepsi her herkes hiç için ile ilk ise işte kadar karşı kendi kim mi nasıl ne neden nerede o olan olarak oldu olduğu on ona onlar onu onun ortak oysa önce özellikle pek rağmen sadece şey şimdi şöyle şu sonra tüm üç üzerine var ve veya ya yani yeni yine yok",
    ),
    (
        "ru",
        "а без более больше бы был была были было быть в вам вас ведь весь во вот впрочем все всего всех всё вы где да даже два для до его ее ей ему если есть еще ещё её же за затем здесь и из или им их к как какая какой ко когда конечно кроме кто ли лишь между меня мне многие может мы на над надо накануне нас не него нее ней нет ни них но ну о об однако около он она они оно от отметим перед по под позже пока после потом потому поэтому при про ранее с сам сегодня сейчас сначала со согласно среди так также такой там тем теперь то тогда того тоже только том три тут ты у уже хотя чего чей чем через что чтобы эти это этого этой этом этот я",
    ),
    (
        "uk",
        "а або адже але без більше був була були було бути в ваш весь ви вже від він вона вони все всі в усі вчора г де для до другий же за зараз згідно з зі и і із їх її його й ж зокрема коли крім котрий ле лише ми між мы на над навіть нам нас наш не нема ні ніж о однак ось перед під після по поки потім при про проте раніше с сам свій себе серед сьогодні так також там та те тепер ти тим то тобто тоді того тільки три тут у хоча хто це цей ця чи через що щоб я як яка які який якщо",
    ),
];

/// Whether `word`, in lower case, opens sentences in `language` without being a name.
#[must_use]
pub fn is_opener(language: &str, word: &str) -> bool {
    OPENER_SETS.get(language).is_some_and(|words| words.contains(word))
}

/// The words of [`OPENERS`] by language.
static OPENER_SETS: LazyLock<FxHashMap<&str, FxHashSet<&str>>> = LazyLock::new(|| {
    let mut sets: FxHashMap<&str, FxHashSet<&str>> = FxHashMap::default();
    for (language, words) in OPENERS {
        sets.entry(language).or_default().extend(words.split(' '));
    }
    sets
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_told_by_language() {
        assert!(is_opener("fr", "selon") && is_opener("fr", "à") && is_opener("ru", "в") && is_opener("de", "nach"));
        assert!(!is_opener("fr", "lyon") && !is_opener("en", "selon") && !is_opener("de", "kinschma"));
    }
}
