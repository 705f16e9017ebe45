//! Quotes as pages have them. Much of what the desk says is shared with the command line, where they are as keyboards have them.

/// The text with its quotes curled: “so”, ‘so’, and co-op’s.
pub(crate) fn curled(text: &str) -> String {
    let mut before = ' ';
    let curl = |letter: char| {
        let opens = before.is_whitespace() || matches!(before, '(' | '¿' | '¡' | '“' | '‘');
        before = match (letter, opens) {
            ('"', true) => '“',
            ('"', false) => '”',
            ('\'', true) => '‘',
            ('\'', false) => '’',
            (other, _) => other,
        };
        before
    };
    text.chars().map(curl).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_curled_by_what_stands_before_them() {
        for (typed, shown) in [
            ("press \"Can't access your account?\".", "press “Can’t access your account?”."),
            ("\"so\" (\"or so\")", "“so” (“or so”)"),
            ("by sam: \"called'), he said 'so'\"", "by sam: “called’), he said ‘so’”"),
            ("¿\"Mi perfil\"? \"'so'\"", "¿“Mi perfil”? “‘so’”"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(curled(typed), shown);
        }
    }
}
