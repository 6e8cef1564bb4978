# What developers run. `just` is a convenience: every recipe is a line you can type, and the checks live in `.ci/run`.

# the recipes
default:
    @just --list

# the program, optimised
build:
    cargo build --release

# everything that must hold before a change lands
ci:
    .ci/run

# the format, without changing a file
format:
    .ci/run format

# clippy, warnings as errors
lints:
    .ci/run lints

# the crate's documentation, warnings as errors
docs:
    .ci/run docs

# all tests that need no corpora; `just test golden` runs those with `golden` in their name
test *NAME:
    {{ if NAME == "" { ".ci/run tests" } else { "cargo test " + NAME } }}

# the floors under docs/accuracy.md, where ARCHIVE_CORPORA names the data
accuracy:
    .ci/run accuracy

# the pages of `archive serve` in Chromium
browser:
    .ci/run browser

# the extractor on Spark, in short
spark:
    .ci/run spark

# all that can go wrong on Spark
cluster:
    .ci/run cluster

# the pictures in docs/pictures anew
pictures:
    .ci/browser pictures

# the long forms of the tests that kill or stop the program, cut files short, refuse calls and openings, and double bombs
faults:
    cargo test --release --test archive faults:: -- --include-ignored

# random inputs to readers, queries and archives for so many seconds, other ones each time; FUZZ_SEED repeats a run
fuzz SECONDS="600":
    FUZZ_SECONDS={{ SECONDS }} FUZZ_SEED=${FUZZ_SEED:-$(date +%s)} cargo test --release --test archive fuzz::long -- --ignored --nocapture

# rewrite one expectation: `just bless fixtures/pages/turns.txt`, `just bless README.md`; look at the difference afterwards
bless NAME:
    BLESS={{ NAME }} cargo test --test archive -- golden docs
    git diff --stat

# the figures of docs/speed.md
bench:
    cargo bench --bench throughput
    cargo bench --bench web_archive
    cargo bench --bench storing

# a Debian package in target/debian; needs `cargo install cargo-deb`. The man pages and completions are what the program writes itself
deb: build
    rm -rf target/manual && mkdir -p target/manual
    ${CARGO_TARGET_DIR:-target}/release/archive man target/manual
    ${CARGO_TARGET_DIR:-target}/release/archive completions bash > target/manual/archive.bash
    ${CARGO_TARGET_DIR:-target}/release/archive completions zsh > target/manual/_archive
    ${CARGO_TARGET_DIR:-target}/release/archive completions fish > target/manual/archive.fish
    cargo deb --no-build

# one binary that needs no library of the system; needs `rustup target add x86_64-unknown-linux-musl` and musl-tools
static:
    cargo build --release --target x86_64-unknown-linux-musl

# what the registry would get, in target/package: 16.8 MiB compressed, of which 15 are models; crates.io takes 10 unless it is asked for more
package:
    cargo package --no-verify

# what a release hands out, in target/handed-out: Debian package, static binary and crate, with their digests
release: deb static package
    rm -rf target/handed-out && mkdir -p target/handed-out
    cp ${CARGO_TARGET_DIR:-target}/debian/*.deb ${CARGO_TARGET_DIR:-target}/package/*.crate target/handed-out
    cp ${CARGO_TARGET_DIR:-target}/x86_64-unknown-linux-musl/release/archive target/handed-out/archive-x86_64-linux
    cd target/handed-out && sha256sum * > SHA256SUMS
