//! How long functions are and how many parameters they take.

use super::source::Source;

/// Lines of one function, from its name to its last brace.
const MOST_LINES: usize = 60;

/// Parameters of one function, `self` included.
const MOST_PARAMETERS: usize = 5;

/// Functions that are one table each, whose lines are its rows.
const TABLES: &[(&str, &str)] = &[("store/entities/kind.rs", "statements")];

/// What breaks the rule in `files` and is not one of [`TABLES`], and what is on that list without need.
pub fn wrong_functions(files: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for file in files {
        for function in functions(file) {
            let Function { name, line, lines, parameters } = &function;
            let is_table = TABLES.contains(&(&*file.path, name));
            if function.is_long() && !is_table {
                wrong.push(format!("{}:{line}: `{name}` has {lines} lines and {parameters} parameters", file.path));
            } else if is_table && !function.is_long() {
                wrong.push(format!("{}: `{name}` may come off the list of tables", file.path));
            }
        }
    }
    wrong
}

/// A function as it stands in a file.
struct Function {
    name: String,
    line: usize,
    lines: usize,
    parameters: usize,
}

impl Function {
    fn is_long(&self) -> bool {
        self.lines > MOST_LINES || self.parameters > MOST_PARAMETERS
    }
}

fn functions(file: &Source) -> Vec<Function> {
    let mut found = Vec::new();
    let mut rest = file.code.as_str();
    let mut before = 0;
    while let Some(at) = next_function(rest) {
        let (skipped, function) = rest.split_at(at);
        before += skipped.matches('\n').count();
        let name: String =
            function.chars().skip(3).take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        found.push(Function { name, line: before + 1, lines: lines(function), parameters: parameters(function) });
        rest = &function[3..];
    }
    found
}

/// Where the next `fn name` stands.
fn next_function(code: &str) -> Option<usize> {
    code.match_indices("fn ").map(|(at, _)| at).find(|at| {
        let ends_word = code[..*at].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric() && letter != '_');
        ends_word && code[at + 3..].starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
    })
}

/// The parameters in the brackets after the name.
fn parameters(function: &str) -> usize {
    let Some(open) = function.find('(') else { return 0 };
    // Brackets before it belong to type parameters such as `F: Fn(u8)`.
    let open = match function[..open].find('<') {
        Some(types) => types + end_of(&function[types..], '<', '>'),
        None => open,
    };
    let end = open + end_of(&function[open..], '(', ')');
    let (mut depth, mut count, mut is_empty) = (0, 0, true);
    for letter in function[open..end].chars().skip(1) {
        match letter {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' | '>' => depth -= i32::from(depth > 0),
            ',' if depth == 0 => {
                count += usize::from(!is_empty);
                is_empty = true;
            }
            _ => is_empty &= letter.is_whitespace(),
        }
    }
    count + usize::from(!is_empty)
}

/// The lines up to the last brace; none where the function has no body.
fn lines(function: &str) -> usize {
    let Some(open) = function.find(['{', ';']).filter(|at| function[*at..].starts_with('{')) else { return 0 };
    let end = open + end_of(&function[open..], '{', '}');
    function[..end].matches('\n').count() + 1
}

/// The length of `text` up to the mark that closes the first `open`.
fn end_of(text: &str, open: char, close: char) -> usize {
    let mut depth = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter == open {
            depth += 1;
        // An arrow closes nothing.
        } else if letter == close && !(close == '>' && before == '-') {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
        before = letter;
    }
    text.len()
}

#[test]
fn a_long_function_is_found() {
    let check =
        |text: &str, expected: &[&str]| assert_eq!(wrong_functions(&[Source::new("a.rs", text)]), expected, "{text}");
    let body = "    work();\n".repeat(59);
    check(&format!("\npub fn draw() {{\n{body}}}\n"), &["a.rs:2: `draw` has 61 lines and 0 parameters"]);
    check(&format!("fn draw() {{\n{}}}\n", "    work();\n".repeat(58)), &[]);
    check(
        &format!("fn a() {{\n    fn draw() {{\n{body}    }}\n    //\n}}\n"),
        &["a.rs:1: `a` has 64 lines and 0 parameters", "a.rs:2: `draw` has 61 lines and 0 parameters"],
    );
}

#[test]
fn many_parameters_are_found() {
    let check = |text: &str, expected: usize| assert_eq!(parameters(text), expected, "{text}");
    check("fn f() {}", 0);
    check("fn f(&self, a: (u8, u8), b: [u8; 2], c: Vec<(u8, u8)>) -> (u8, u8) {}", 4);
    check("fn f<F: Fn(u8, u8) -> u8>(\n    a: F,\n    b: u8,\n) {}", 2);
    check("fn f(a: &dyn Fn(u8, u8) -> Option<u8>, b: u8) {}", 2);
    let six = Source::new("a.rs", "fn f(a: A, b: B, c: C, d: D, e: E, f: F) {}");
    assert_eq!(wrong_functions(&[six]), ["a.rs:1: `f` has 1 lines and 6 parameters"]);
}

#[test]
fn a_table_that_was_parted_comes_off_the_list() {
    let (path, name) = TABLES[0];
    let check = |text: String, expected: &[String]| assert_eq!(wrong_functions(&[Source::new(path, &text)]), expected);
    check(format!("fn {name}(a: A) {{}}"), &[format!("{path}: `{name}` may come off the list of tables")]);
    check(format!("fn {name}(a: A, b: B, c: C, d: D, e: E, f: F) {{}}"), &[]);
    check(String::new(), &[]);
}
