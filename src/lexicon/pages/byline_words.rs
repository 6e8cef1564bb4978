//! Words of bylines in the languages of the press. Compiled by hand.

use crate::lexicon::tables::word_set::word_set;

/// What stands before the author, lower case, longest first where one starts another.
pub const LEADS: &[&str] = &[
    "written and reported by",
    "reporting by",
    "compiled by",
    "erstellt von",
    "ein bericht von",
    "ein text von",
    "publié par",
    "proposé par",
    "publicada por",
    "redatto da",
    "verfasst durch",
    "文／",
    "文｜",
    "文|",
    "文:",
    "著者：",
    "著者:",
    "作者：",
    "作者:",
    "记者：",
    "記者：",
    "執筆：",
    "執筆:",
    "取材・文：",
    "取材・文／",
    "撰文：",
    "撰文／",
    "글:",
    "글 :",
    "reported by",
    "written by",
    "posted by",
    "published by",
    "story by",
    "article by",
    "report by",
    "words by",
    "text by",
    "analysis by",
    "opinion by",
    "review by",
    "interview by",
    "submitted by",
    "contributed by",
    "by our",
    "by:",
    "by",
    "author:",
    "authors:",
    "author",
    "verfasst von",
    "geschrieben von",
    "ein artikel von",
    "eine analyse von",
    "ein kommentar von",
    "ein gastbeitrag von",
    "ein interview von",
    "interview von",
    "kommentar von",
    "text von",
    "text:",
    "von:",
    "von",
    "autor:",
    "autorin:",
    "autoren:",
    "autor",
    "écrit par",
    "publié par",
    "rédigé par",
    "propos recueillis par",
    "texte :",
    "texte:",
    "par",
    "auteur :",
    "auteur:",
    "escrito por",
    "publicado por",
    "redacción:",
    "texto:",
    "por:",
    "por",
    "autora:",
    "scritto da",
    "pubblicato da",
    "articolo di",
    "a cura di",
    "testo di",
    "di",
    "autore:",
    "geschreven door",
    "door:",
    "door",
    "skriven av",
    "av:",
    "av",
    "af",
    "skrevet av",
    "skrevet af",
    "tekst:",
    "tekst",
    "napisał:",
    "opracował:",
    "opracowanie:",
    "przez",
    "autor tekstu:",
    "napsal:",
    "napsala",
    "yazan:",
    "haber:",
    "текст:",
    "автор:",
    "автор",
    "підготував",
    "подготовил",
    "tác giả:",
    "文/",
    "文：",
    "記者",
    "de",
];

word_set! {
    /// Words that no name of a person holds but titles, desks and sites do; lower case.
    NOT_NAMES,
    "
    administrator, admin, adviser, advisor, agency, analyst, anchor, and, assistant, associate, author, autor, blog,
    board, broadcasting, bureau, business, by, center, centre, channel, chief, co-author, co-founder, college,
    columnist, comment, comments, commission, committee, community, company, content, contributing, contributor,
    contributors, copyright, corporation, correspondent, correspondents, council, court, credit, critic, culture,
    daily, data, department, deputy, desk, digital, director, edition, editor, editorial, editors, education,
    entertainment, environment, europe, exclusive, executive, expert, features, federation, file, files, film,
    finance, follow, food, football, for, foreign, founder, freelance, fellow, gazette, global, government, group,
    guest, handout, headlines, health, herald, history, home, images, inc, independent, copied, programme, foundation, see, full, bio, erstellt, lesezeit, kategorien, kategorie, kommentare, reading, institute, international,
    journal, journalist, latest, legal, library, live, local, ltd, magazine, managing, manager, media, minister,
    ministry, money, monthly, more, museum, music, national, network, networks, new, news, newspaper, newspapers,
    newsletter, newsroom, observer, office, official, online, opinion, organisation, organization, our, page, party,
    photo, photographer, photography, photos, police, political, politics, pool, post, press, producer, professor,
    profile, publisher, radio, read, redacción, redaction, redaktion, redakteur, redakteurin, redazione, redação,
    redakce, redakcja, report, reporter, reporters, republic, research, researcher, review, rédaction, school,
    science, secretary, section, security, senior, service, services, share, site, society, special, specialist,
    sport, sports, staff, standard, star, states, story, studio, studios, subscribe, team, technology, telegraph,
    television, test, the, times, today, top, travel, tribune, tv, union, university, updated, video, volunteer, echo, chronicle, courier, dispatch, examiner, inquirer, advertiser, sentinel, bulletin,
    web, website, week, weekly, wire, with, world, writer, writers, year, yearbook, korrespondent, korrespondentin,
    journalistin, journaliste, periodista, giornalista, giornale, zeitung, nachrichten, presse, agentur, agenturen,
    agenzia, agencia, agence, corresponsal, correspondant, correspondante, envoyé, spécial, mit, und, für, avec,
    pour, con, para, from, to, in, at, on, is, was, are, his, her, how, why, what, who, when, this, that, uhr,
    minutes, minuten, лента, новости, новини, редакция, редакція, корреспондент, кореспондент, muhabir, haber,
    editör, dziennik, gazeta, noticias, diario, journalister, redaktör, redaktør, reporterka, lizenz, bild, foto,
    fotos, image, picture, handouts, archiv, archive, archivo, archives, symbolbild
    "
}

word_set! {
    /// Trades of those who write: behind a name as sure a sign of a byline as `By` before it. Lower case.
    WRITERS,
    "
    columnist, correspondent, corresponsal, correspondant, correspondante, dziennikarka, dziennikarz, giornalista,
    journalist, journaliste, journalistin, journalister, korespondent, korrespondent, korrespondentin, muhabir,
    muhabiri, periodista, redakteur, redakteurin, redaktor, redaktør, redaktör, reporter, reporterin, reporterka,
    writer, корреспондент, кореспондент
    "
}

word_set! {
    /// Small words inside names, lower case.
    PARTICLES,
    "
    al, af, av, ap, bar, ben, bin, bint, da, dal, dalla, das, de, degli, dei, del, dela, della, den, der, des,
    di, do, dos, du, e, el, ibn, ten, ter, la, las, le, los, lo, o, op, san, st, 't, t, tot, uit, van, vom, von,
    y, zu, zum, zur, í, i
    "
}

/// Words that join two authors, lower case, spaces around.
pub const AND: &[&str] = &[
    " and ", " & ", " und ", " et ", " y ", " e ", " ed ", " en ", " och ", " og ", " oraz ", " i ", " a ", " ve ",
    " и ", " та ", " і ", " with ", " mit ", " avec ", " con ", " met ", " med ", " And ", " AND ", " Y ", " E ",
    " Und ", " UND ", " Et ", " ET ",
];

/// Words after which a place, a post or a paper follows, not a name; spaces around.
pub const CUTS: &[&str] = &[
    " in ",
    " In ",
    " For ",
    " at ",
    " for ",
    " of ",
    " from ",
    " für ",
    " aus ",
    " à ",
    " pour ",
    " en ",
    " para ",
    " desde ",
    " per ",
    " voor ",
    " dla ",
    " для ",
    " w ",
    " v ",
    " v. ",
    " om ",
    " is ",
    " ist ",
    " Published ",
    " Posted ",
    " Updated ",
    " published ",
    " posted ",
    " updated ",
    " Veröffentlicht ",
    " Publié ",
    " Publicado ",
    " Filed ",
];

/// What opens a piece of a byline that names others than its authors, lower case.
pub const OTHERS: &[&str] = &[
    "additional reporting by",
    "editing by",
    "edited by",
    "illustration by",
    "illustrations by",
    "illustrated by",
    "art by",
    "photo by",
    "photos by",
    "photograph by",
    "photographs by",
    "photography by",
    "video by",
    "graphic by",
    "graphics by",
    "translated by",
    "translation by",
    "reviewed by",
    "medically reviewed by",
    "fact checked by",
    "fact-checked by",
    "produced by",
    "narrated by",
    "writing by",
];

/// What stands before a name where the person is described and not signing.
pub const ABOUT: &[&str] =
    &["about ", "über ", "à propos de ", "sobre ", "posts by ", "more by ", "more from ", "mehr von "];

/// What follows the name of a person after a comma and belongs to it, lower case, without its stop.
pub const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

word_set! {
    /// Degrees and letters after a name, lower case, without stops.
    DEGREES,
    "
    ma, md, phd, mph, rn, bsc, msc, ba, mba, jd, dds, esq, facp, rd, ldn, cpa, pharmd, mfa, lcsw, dvm, frcp
    "
}

word_set! {
    /// Days of the week and their short forms, lower case, without stops: they stand between a name and a date.
    WEEKDAYS,
    "
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, tues, wed, thu, thur, thurs, fri, sat,
    sun, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, lundi, mardi, mercredi, jeudi, vendredi,
    samedi, dimanche, lunes, martes, miércoles, jueves, viernes, sábado, domingo, lunedì, martedì, mercoledì, giovedì,
    venerdì, sabato, domenica, segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira, maandag, dinsdag,
    woensdag, donderdag, vrijdag, zaterdag, zondag, måndag, tisdag, onsdag, torsdag, fredag, lördag, söndag
    "
}

/// Parts of addresses behind which the page of one author lies.
pub const AUTHOR_PATHS: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autores",
    "autoren",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "staff",
    "profile",
    "profiles",
    "by",
    "journalist",
    "journalists",
    "journaliste",
    "journalistes",
    "writer",
    "writers",
    "contributor",
    "contributors",
    "reporter",
    "reporters",
    "columnist",
    "columnists",
    "user",
    "users",
    "redakteur",
    "yazar",
    "yazarlar",
    "bio",
];

/// Words between the names and a date or an address that follows them, as they are printed; the outermost first.
pub const BEFORE_DATES: &[&str] = &[
    "on",
    "am",
    "vom",
    "le",
    "el",
    "il",
    "at",
    "Published",
    "PUBLISHED",
    "Updated",
    "UPDATED",
    "Posted",
    "Last updated",
    "Last Updated",
    "First published",
    "Veröffentlicht",
    "veröffentlicht",
    "published",
    "updated",
    "Aktualisiert",
    "Stand",
    "Publié",
    "Mis à jour",
    "Publicado",
    "Pubblicato",
    "E-Mail",
    "E-mail",
    "Email",
    "Twitter",
];
