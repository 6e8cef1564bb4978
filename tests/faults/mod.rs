//! The archive on disks that fail, fill up, are slow or lose their power, under kills, signals, limits, and beside other
//! programs: it is always whole, is never called damaged, and the same command completes it.
//!
//! Faults are made by a shim in C (`faults/shim.c`) that stands between the program and the C library; it counts those
//! that really fired, and a test in which none did fails. Each test has a short form; the long forms run with
//! `cargo test --release -- --ignored --nocapture faults` and print their figures.

mod bench;
mod calls;
mod cuts;
mod disks;
mod growth;
mod kills;
mod limits;
mod locks;
mod names;
mod network;
mod opens;
mod owner;
mod readers;
mod shim;
mod signals;
mod stops;
