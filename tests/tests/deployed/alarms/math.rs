//! The part of `CloudWatch`'s metric math that the template uses.
//!
//! If a value is missing, whatever is computed from it is missing too.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// Computes an expression. The result is missing if a value that it needs is missing.
pub(super) fn value(expression: &str, known: &BTreeMap<String, Option<f64>>) -> Option<f64> {
    let mut reader = Reader { rest: expression.chars().peekable(), known };
    let value = reader.comparison();
    assert_eq!(reader.next(), None, "{expression} goes on");
    value
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    known: &'a BTreeMap<String, Option<f64>>,
}

impl Reader<'_> {
    /// The next character that is not blank.
    fn peek(&mut self) -> Option<char> {
        while self.rest.peek().is_some_and(|next| next.is_whitespace()) {
            self.rest.next();
        }
        self.rest.peek().copied()
    }

    fn next(&mut self) -> Option<char> {
        self.peek();
        self.rest.next()
    }

    fn takes(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        if is_there {
            self.rest.next();
        }
        is_there
    }

    #[track_caller]
    fn needs(&mut self, wanted: char) {
        assert_eq!(self.next(), Some(wanted));
    }

    fn comparison(&mut self) -> Option<f64> {
        let left = self.sum();
        let is_greater = match self.peek() {
            Some('>') => true,
            Some('<') => false,
            _ => return left,
        };
        self.rest.next();
        let or_equal = self.takes('=');
        let right = self.sum();
        let (left, right) = (left?, right?);
        let holds = if is_greater { left > right } else { left < right };
        Some(f64::from(u8::from(holds || (or_equal && (left - right).abs() < f64::EPSILON))))
    }

    fn sum(&mut self) -> Option<f64> {
        let mut sum = self.product();
        loop {
            sum = if self.takes('+') {
                both(sum, self.product(), |one, other| one + other)
            } else if self.takes('-') {
                both(sum, self.product(), |one, other| one - other)
            } else {
                return sum;
            };
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut product = self.one();
        loop {
            product = if self.takes('*') {
                both(product, self.one(), |one, other| one * other)
            } else if self.takes('/') {
                // A quotient by zero is missing.
                both(product, self.one(), |one, other| one / other).filter(|it| it.is_finite())
            } else {
                return product;
            };
        }
    }

    fn one(&mut self) -> Option<f64> {
        if self.takes('(') {
            let inner = self.comparison();
            self.needs(')');
            return inner;
        }
        let mut word = String::new();
        self.peek();
        while let Some(letter) =
            self.rest.next_if(|it| it.is_ascii_alphanumeric() || ".".contains(*it))
        {
            word.push(letter);
        }
        match word.as_str() {
            "IF" => self.choice(),
            "FILL" => self.filled(),
            word if word.starts_with(|first: char| first.is_ascii_digit()) => {
                Some(word.parse().expect("a number"))
            }
            word => *self.known.get(word).unwrap_or_else(|| panic!("{word:?} is not known")),
        }
    }

    /// `IF(condition, then, otherwise)`.
    fn choice(&mut self) -> Option<f64> {
        self.needs('(');
        let condition = self.comparison();
        self.needs(',');
        let then = self.comparison();
        self.needs(',');
        let otherwise = self.comparison();
        self.needs(')');
        if condition? > 0.0 { then } else { otherwise }
    }

    /// `FILL(series, number)`.
    fn filled(&mut self) -> Option<f64> {
        self.needs('(');
        let series = self.comparison();
        self.needs(',');
        let number = self.comparison();
        self.needs(')');
        series.or(number)
    }
}

fn both(one: Option<f64>, other: Option<f64>, with: fn(f64, f64) -> f64) -> Option<f64> {
    Some(with(one?, other?))
}

#[test]
fn expressions_are_worked_out_as_cloudwatch_does() {
    let known = BTreeMap::from([
        ("a".to_owned(), Some(6.0)),
        ("b".to_owned(), Some(4.0)),
        ("gone".to_owned(), None),
    ]);
    let value = |expression| value(expression, &known);

    assert_eq!(value("a + b * 2"), Some(14.0));
    assert_eq!(value("100 * b / a - 0.5 > 66"), Some(1.0));
    assert_eq!(value("IF(a >= 6, a - b, 0)"), Some(2.0));
    assert_eq!(value("IF(b > a, 1, (a + b) / 2)"), Some(5.0));
    assert_eq!(value("FILL(gone, 0) + a"), Some(6.0));
    assert_eq!(value("gone + a"), None);
    assert_eq!(value("IF(gone > 0, 1, 2)"), None);
    assert_eq!(value("a / FILL(gone, 0)"), None);
}
