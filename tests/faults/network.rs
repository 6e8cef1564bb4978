//! Nothing is fetched: no page, no DTD, no picture, no word to anybody.

use std::fs;
use std::process::Command;

use crate::harness::Folder;

/// Files that name addresses in every way a reader might follow.
const FILES: [(&str, &str); 3] = [
    (
        "a.html",
        "<html><head><link rel=stylesheet href='https://quay.example/a.css'><base href='https://quay.example/'></head><body>\
         <article><h1>Rain</h1><p>It rained all night on the quay of Ferrin, and the ferry was an hour late.</p>\
         <img src='https://quay.example/a.png'><iframe src='https://quay.example/'></iframe></article></body></html>",
    ),
    (
        "b.xml",
        "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'http://quay.example/nitf.dtd' [<!ENTITY e SYSTEM 'http://quay.example/e'>]>\
         <nitf><body><body.content><p>Rain &e; fell on the quay.</p></body.content></body></nitf>",
    ),
    (
        "c.eml",
        "From: a@quay.example\nSubject: Rain\nContent-Location: https://quay.example/\n\nIt rained all night on the quay.\n",
    ),
];

#[test]
fn no_verb_opens_a_socket() {
    let mut folder = Folder::new();
    for (name, text) in FILES {
        folder = folder.file(&format!("in/{name}"), text);
    }
    let log = folder.path("calls");
    let (mut runs, mut calls) = (0, 0);
    for args in
        [&["import", "in"][..], &["extract", "in"], &["query", "quay"], &["rebuild"], &["check"], &["show", "1"]]
    {
        let traced = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=network,execve", "-e", "signal=none", "-o"])
            .arg(&log)
            .arg(env!("CARGO_BIN_EXE_archive"))
            .arg("--db")
            .arg(folder.path("archive.db"))
            .args(args)
            .current_dir(folder.path(""))
            .output();
        let said = fs::read_to_string(&log).unwrap_or_default();
        // Every run begins with a call that is seen; where none is, calls cannot be seen here.
        if !traced.is_ok_and(|output| output.status.success()) || !said.contains("execve(") {
            eprintln!("network: skipped, for strace is not there or sees nothing");
            return;
        }
        runs += 1;
        let others: Vec<&str> = said.lines().filter(|line| !line.contains("execve(")).collect();
        calls += others.len();
        assert!(others.is_empty(), "{args:?}: {others:?}");
    }
    eprintln!("network: {runs} runs, {calls} calls of the network; failures 0");
}
