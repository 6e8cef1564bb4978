//! Words of readers' letters: how they begin, how they end, what a page of them is called. Compiled by hand from the usual
//! forms of the press.

/// What a letter to a paper opens with, lower case and without marks.
pub const SALUTATIONS: &[&str] = &[
    "sir",
    "dear sir",
    "dear madam",
    "dear editor",
    "dear editors",
    "madam",
    "to the editor",
    "to the editors",
    "sehr geehrte",
    "sehr geehrter",
    "monsieur le directeur",
    "madame monsieur",
    "monsieur le rédacteur",
    "señor director",
    "señora directora",
    "sr director",
    "sra directora",
    "estimado director",
    "egregio direttore",
    "caro direttore",
    "gentile direttore",
    "senhor diretor",
    "senhor director",
    "geachte redactie",
    "beste redactie",
    "sayın editör",
];

/// What stands above the name of who wrote it, lower case and without marks.
pub const CLOSINGS: &[&str] = &[
    "yours",
    "yours etc",
    "yours sincerely",
    "yours faithfully",
    "yours truly",
    "sincerely",
    "sincerely yours",
    "kind regards",
    "best regards",
    "regards",
    "mit freundlichen grüßen",
    "mit freundlichem gruß",
    "hochachtungsvoll",
    "cordialement",
    "bien à vous",
    "atentamente",
    "un cordial saludo",
    "saludos cordiales",
    "cordiali saluti",
    "distinti saluti",
    "atenciosamente",
    "com os melhores cumprimentos",
    "met vriendelijke groet",
    "hoogachtend",
    "saygılarımla",
];

/// Words for letters, lower case: one of them opens the title of a page of letters, and a mark or nothing follows it.
pub const LETTERS: &[&str] =
    &["letters", "leserbriefe", "leserpost", "courrier", "cartas", "lettere", "brieven", "mektuplar", "lezersbrieven"];

/// What a page of letters is called, lower case.
pub const HEADINGS: &[&str] = &[
    "letters to the editor",
    "letters page",
    "readers' letters",
    "readers’ letters",
    "your letters",
    "your views",
    "leserbriefe",
    "leserbrief",
    "briefe an die redaktion",
    "courrier des lecteurs",
    "cartas al director",
    "cartas a la directora",
    "cartas de los lectores",
    "lettere al direttore",
    "cartas dos leitores",
    "cartas ao diretor",
    "brieven van lezers",
    "lezersbrieven",
    "ingezonden brieven",
    "okur mektupları",
];
