//! Words beside a name that say what it names, and words that are no part of one. Compiled by hand.

use crate::lexicon::tables::word_set::word_set;

/// How surnames of several languages end, in lower case.
pub const SURNAME_ENDINGS: &[&str] = &[
    "ov", "ev", "ova", "eva", "ovic", "ević", "evic", "ović", "enko", "chuk", "czyk", "ski", "sky", "skiy", "skyy",
    "ska", "wicz", "yan", "ian", "shvili", "dze", "adze", "ssen", "sson", "sen", "son", "stein", "berg", "mann",
    "bauer", "meyer", "heimer", "inen", "escu", "eanu", "oglu", "oğlu", "poulos", "idis", "akis", "elli", "etti",
    "ini", "ez", "zadeh", "nejad", "pour", "abad", "wala", "singh", "swamy", "nathan", "murthy", "itis", "aitis",
    "auskas", "unas", "kumar", "velle", "eaux", "ault", "quist", "strom", "ström", "lund", "gaard", "dottir",
];

word_set!(
    /// Verbs of saying: their subject is mostly a person.
    SAYING,
    "said, says, told, added, adds, insisted, warned, argued, admitted, explained, replied, asked, recalled, joked,
    wrote, tweeted, acknowledged, conceded, testified, complained, noted, commented, stressed, remarked, vowed,
    claimed, denied, confirmed, stated, declared, thinks, believes, recalls, explains, insists"
);

word_set!(
    /// Words behind the name of somebody who does what people do.
    DONE_BY_PEOPLE,
    "who, whose, himself, herself, resigned, smiled, nodded, laughed, shrugged, sighed, married, died, retired, scored,
    flew, arrived, walked, looked, felt, knew, thought, wanted, met, meets, visited, speaks, spoke, wore, tells,
    plays, played, became, was, hailed"
);

word_set!(
    /// Verbs whose object is mostly a person.
    DONE_TO_PEOPLE,
    "told, asked, says, said, met, added, wrote, married, replaced, succeeded, beat, defeated, urged, thanked, accused"
);

word_set!(
    /// What people have: `X's wife`, `the death of X`.
    OF_A_PERSON,
    "wife, husband, son, daughter, father, mother, brother, sister, lawyer, lawyers, family, death, father-in-law, comments,
    remarks, resignation, speech, trial, murder, killing, arrest"
);

word_set!(
    /// What places have: `X's capital`.
    OF_A_PLACE,
    "capital, north, south, east, west, border, parliament, army, population, economy, coast, government, president, military"
);

word_set!(
    /// What stands behind the name of a company: `X shares`.
    OF_AN_ORGANISATION,
    "shares, stock, employees, executives, spokesman, spokeswoman"
);

word_set!(
    /// Articles, prepositions, pronouns and other words that open a sentence and are no part of a name when they do.
    FUNCTION_WORDS,
    "the, a, an, this, that, these, those, it, its, he, she, they, we, you, his, her, their, our, my, your, him,
    them, us, me, in, on, at, by, for, from, with, without, to, of, as, after, before, during, since, until, under,
    over, about, against, among, between, despite, near, across, behind, beyond, inside, outside, within, through,
    throughout, amid, like, unlike, according, following, into, off, out, up, down, and, but, or, nor, so, yet, if,
    when, while, where, because, although, though, unless, whether, once, then, than, however, meanwhile, moreover,
    also, still, even, only, just, not, no, yes, now, here, there, today, yesterday, tomorrow, earlier, later,
    last, next, both, all, some, many, most, more, few, several, each, every, any, other, others, another, such,
    one, two, three, four, five, six, seven, eight, nine, ten, what, who, whom, whose, which, why, how, is, are,
    was, were, be, been, being, has, have, had, do, does, did, can, could, would, should, might, must, shall, let,
    get, got, asked, told, said, says, born, dear, hello, hi, thanks, please, sorry, well, oh, never, always, too,
    very, much, former, ex, late, instead, perhaps, maybe, indeed, thus, hence, therefore, nevertheless, ago,
    don't, didn't, it's, that's, there's, he's, she's, we're, they're, you're, isn't, can't, won't, wasn't, i'm"
);
