//! What machines read is refused by name, and the shortest brief that people wrote is not.

use std::fmt::Write as _;

use crate::harness::Folder;

/// Encoded bytes, made up.
fn encoded(lines: usize) -> String {
    (0..lines).fold(String::new(), |mut text, line| {
        let letters = (0..64).map(|at| char::from(b"AbCd3fGhIjK+mNoPqR7tUvWxYz0/"[(at * 7 + line * 5) % 28]));
        let _ = writeln!(text, "{}", letters.collect::<String>());
        text
    })
}

/// Files of machines: a name and what it holds.
fn machine_files() -> Vec<(&'static str, String)> {
    let repeated = |text: &str, times: usize| text.repeat(times);
    vec![
        ("a.c", repeated("/* The tide table of one harbour. */\n#include <tide.h>\nint tide(int hour)\n{\n\treturn hour % 12;\n}\n", 3)),
        ("a.rs", repeated("/// How high the water stands at the quay.\nfn tide(hour: u32) -> u32 {\n    hour % 12\n}\n", 3)),
        ("a.py", repeated("# How high the water stands at the quay.\ndef tide(hour):\n    return hour % 12\n\nprint(tide(7))\n", 3)),
        ("a.go", repeated("// Tide tells how high the water stands.\nfunc Tide(hour int) int {\n\treturn hour % 12\n}\n", 3)),
        ("a.java", repeated("/**\n * Tells how high the water stands.\n */\npublic int tide(int hour) {\n    return hour % 12;\n}\n", 3)),
        ("a.rb", repeated("# Tells how high the water stands.\ndef tide(hour)\n  hour % 12\nend\n", 3)),
        ("a.pl", repeated("# Tells how high the water stands.\nmy $hour = shift;\nprint $hour % 12, \"\\n\";\n", 3)),
        ("a.lua", repeated("-- Tells how high the water stands.\nlocal function tide(hour)\n  return hour % 12\nend\n", 3)),
        ("a.sql", repeated("-- The tides of the harbour.\nCREATE TABLE tide (\n  hour INTEGER,\n  metres REAL\n);\n", 3)),
        ("a.hs", repeated("-- Tells how high the water stands.\ntide :: Int -> Int\ntide hour = hour `mod` 12\n", 4)),
        ("a.sh", "#!/bin/sh\n# Tells how high the water stands.\necho tide\n".to_owned()),
        ("a.vim", repeated("\" Tells how high the water stands.\nif exists(\"tide\")\n  finish\nendif\nlet tide = 7\n", 2)),
        ("a.r", repeated("# Tells how high the water stands.\ntide <- function(hour) {\n  hour %% 12\n}\n", 3)),
        ("a.min.txt", repeated("!function(e,t){var n={};e.r=function(e){return n[e]||t(e)}}(window,document);", 6)),
        ("a.lock", repeated("[[package]]\nname = \"tide\"\nversion = \"0.1.0\"\nchecksum = \"00ff\"\n\n", 4)),
        ("a.toml", "[package]\nname = \"tide\"\nversion = \"0.1.0\"\n\n[dependencies]\nquay = \"1\"\n".to_owned()),
        ("a.yaml", "on: push\njobs:\n  tide:\n    runs-on: quay\n    steps:\n      - uses: harbour/tide@v1\n".to_owned()),
        ("a.ini", "[tide]\nharbour=Ferrin\nlevel=7\n; metres\nunit=m\n".to_owned()),
        ("a.desktop", "[Desktop Entry]\nName=Tide\nExec=tide %F\nType=Application\nTerminal=false\n".to_owned()),
        ("a.service", "[Unit]\nDescription=Tide table of the harbour\n[Service]\nExecStart=/usr/bin/tide\nRestart=always\n".to_owned()),
        ("a.log", repeated("2031-05-02 10:15:07 INFO the table of tides was read again from the start\n", 7)),
        ("b.log", repeated("0 info using tide@7\n1 verbose quay /usr/bin/tide\n2 http fetch GET 200\n", 4)),
        ("a.diff", "--- a/tide\n+++ b/tide\n@@ -1 +1 @@\n-low\n+high\n".to_owned()),
        ("a.patch", "From: Ida Moe\nSubject: [PATCH] Tide\n\nThe table was wrong by an hour in winter.\n\n--- a/tide\n+++ b/tide\n@@ -1 +1 @@\n-low\n+high\n".to_owned()),
        ("a.mk", repeated("tide: quay.o tide.o\n\t$(CC) -o $@ $^\n.PHONY: clean\nclean:\n\trm -f *.o\n", 2)),
        ("a.1", repeated(".SH NAME\ntide\n.B tide\n[\\fIhours\\fR]\n.PP\n", 3)),
        ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0L7 7\"/></svg>".to_owned()),
        ("a.b64", encoded(12)),
        ("a.asc", format!("-----BEGIN PGP MESSAGE-----\n\n{}-----END PGP MESSAGE-----\n", encoded(4))),
        ("a.pem", format!("Key of the harbour\n-----BEGIN PUBLIC KEY-----\n{}-----END PUBLIC KEY-----\n", encoded(4))),
        ("a.bin.txt", "version https://git-lfs.github.com/spec/v1\noid sha256:00ff\nsize 7\n".to_owned()),
        ("a.annex", "../.git/annex/objects/ab/cd/SHA256-s7--00ff\n".to_owned()),
        ("LICENCE", "Permission is hereby granted, free of charge, to anyone on the quay.\n\nThe tide comes WITHOUT WARRANTY OF ANY KIND,\nnot even that of MERCHANTABILITY. IN NO EVENT SHALL the harbour be liable.\n".to_owned()),
        ("figures.txt", repeated("7 12.5 19 -3 0.25\n8 11.5 20 -4 0.75\n", 9)),
        ("marks.txt", repeated("a7f3 00x9_k {q} 77-1\n", 30)),
        ("types.txt", repeated("application/tide tide tid\nimage/quay quay\n# kept in order\n", 5)),
    ]
}

/// Short briefs as people write them.
const BRIEFS: [&str; 10] = [
    "Quay shut until May\n\nThe quay at Ferrin is shut until May, the town said on Monday.\n",
    "FERRIN (Quay News) - The quay is shut; nobody was hurt, police said.\n",
    "Rain\nBy Ida Moe\nIt rained.\n",
    "10:15 The ferry has left.\n10:30 The ferry is back (again).\n10:45 It has left.\n11:00 It is late.\n11:15 It is here.\n",
    "Ferrin 2, Brill 1\n\nA late goal by Moe (88) won the match for Ferrin.\n",
    "Q: Did it rain?\nA: Yes.\nQ: All night?\nA: All night.\nQ: Who saw it?\nA: Ida Moe, the mayor.\n",
    "date: 2031-05-02\nauthor: Ida Moe\n\nThe quay was opened by the mayor of Ferrin on Monday; it had been shut for a year.\n",
    "Kai gesperrt\n\nDer Kai von Ferrin bleibt bis Mai gesperrt, teilte die Stadt mit.\n",
    "Набережная закрыта\n\nНабережная Феррина закрыта до мая, сообщили в мэрии.\n",
    "# The quay\n\n* Shut until May\n* Nobody was hurt, said the mayor(s) of both towns\n* Open again in June\n",
];

#[test]
fn files_of_machines_are_refused_by_name_and_the_shortest_briefs_are_not() {
    let files = machine_files();
    let mut folder = Folder::new();
    for (name, text) in &files {
        folder = folder.file(&format!("machine/{name}"), text);
    }
    let run = folder.archive(&["import", "machine"]).run().code(3);
    let said = run.errors().to_owned();
    for (name, _) in &files {
        let line = said.lines().find(|line| line.starts_with(&format!("archive: machine/{name}: ")));
        assert!(line.is_some_and(|line| line.contains(": not a page: looks like ")), "{name}: {line:?}\n{said}");
    }
    assert!(said.contains("imported 0, updated 0, unchanged 0"), "{said}");
    for (brief, number) in BRIEFS.iter().zip(1..) {
        folder = folder.file(&format!("briefs/{number}.txt"), brief);
    }
    folder.archive(&["import", "briefs"]).run().success().stderr_has("imported 10,");
    eprintln!(
        "refusals: {} files of machines refused by name, {} briefs imported; failures 0",
        files.len(),
        BRIEFS.len()
    );
}
