//! Whom a look-up or an act is about, as typed, and the masked form that is shown.

use domain::ports::{Claims, Timeline};
use domain::{
    AccountForm, AccountKey, AccountNumber, Email, EmailKey, KeyRing, ReferenceCode, TIMELINE_KEPT,
    Whose,
};
use jiff::Timestamp;

use crate::masked::masked_email;
use crate::refused::{NotDone, Refused};

/// The account, email or code that a look-up or an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A billing account.
    Account(AccountNumber),
    /// An email address.
    Email(Email),
    /// The reference code of a page.
    Reference(ReferenceCode),
}

impl Target {
    /// An account number.
    ///
    /// # Errors
    ///
    /// If it is none.
    pub fn account(typed: &str) -> Result<Self, Refused> {
        AccountNumber::parse(typed).map(Self::Account).map_err(|_| {
            Refused::new(
                "that is no account number",
                "Type it as it is on the bill: letters, digits and dashes.",
            )
        })
    }

    /// An email address.
    ///
    /// # Errors
    ///
    /// If it is none.
    pub fn email(typed: &str) -> Result<Self, Refused> {
        Email::parse(typed).map(Self::Email).map_err(|_| {
            Refused::new("that is no email address", "Type it whole: name@domain.example.")
        })
    }

    /// A reference code.
    ///
    /// # Errors
    ///
    /// If it is none.
    pub fn reference(typed: &str) -> Result<Self, Refused> {
        ReferenceCode::parse(typed).map(Self::Reference).ok_or_else(|| {
            Refused::new(
                "that is no reference code",
                "It has six letters and digits, such as K7Q-2M4.",
            )
        })
    }

    /// Whichever of the three was typed into one box.
    ///
    /// An `@` makes it an email. Six letters and digits make it a code if there is a letter among them and it looks like no
    /// account number of the co-op, or if a dash or a blank stands in the middle. All else is an account number.
    ///
    /// # Errors
    ///
    /// If it is none of them.
    pub fn any(typed: &str, form: AccountForm) -> Result<Self, Refused> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Refused::new(
                "nothing was typed",
                "Type an email address, an account number, or the code that a page showed.",
            ));
        }
        if typed.contains('@') {
            return Self::email(typed);
        }
        if let Some(code) = ReferenceCode::parse(typed)
            && is_shaped_as_code(typed, form)
        {
            return Ok(Self::Reference(code));
        }
        let number = AccountNumber::parse(typed).ok();
        // A name in this box is no account, though numbers of some co-ops have letters.
        let number = number.filter(|it| it.expose().bytes().any(|byte| byte.is_ascii_digit()));
        number.map(Self::Account).ok_or_else(|| {
            Refused::new(
                "that is no account number, no email address and no reference code",
                "An email has an @, an account number has digits, and a code looks like K7Q-2M4. Nobody is found by name.",
            )
        })
    }

    /// As [`Self::any`], where a number that no account has is looked at once more: it may be a code without its dash.
    ///
    /// # Errors
    ///
    /// As [`Self::any`]; if it is rather a code with a character missing; or if the tables do not answer.
    pub async fn heard(
        store: &(impl Claims + Timeline),
        typed: &str,
        form: AccountForm,
        now: Timestamp,
    ) -> Result<Self, NotDone> {
        let who = Self::any(typed, form)?;
        let Self::Account(number) = &who else { return Ok(who) };
        let has_letter = number.expose().bytes().any(|byte| byte.is_ascii_alphabetic());
        let (code, may_lack_one) = (ReferenceCode::parse(typed), has_letter && lacks_one(typed));
        if code.is_none() && !may_lack_one || store.facts(number).await?.is_some() {
            return Ok(who);
        }
        let Some(code) = code else {
            return Err(Refused::new(
                "that could be a code with a character missing",
                "A code has six letters and digits, such as K7Q-2M4. Have it read to you once more.",
            )
            .into());
        };
        let whose = Whose::Reference(code.clone());
        let is_known = !store.told(&whose, now - TIMELINE_KEPT).await?.is_empty();
        Ok(if has_letter || is_known { Self::Reference(code) } else { who })
    }

    /// Its timeline.
    pub fn timeline(&self, keys: &KeyRing) -> Whose {
        match self {
            Self::Account(account) => Whose::Account(AccountKey::of(keys, account)),
            Self::Email(email) => Whose::Email(EmailKey::of(keys, email)),
            Self::Reference(code) => Whose::Reference(code.clone()),
        }
    }

    /// A masked form, which is enough for the person who typed it to recognise it.
    pub fn shown(&self) -> String {
        match self {
            Self::Account(account) => format!("Account {}", account.masked()),
            Self::Email(email) => format!("Email {}", masked_email(email)),
            Self::Reference(code) => format!("Reference {code}"),
        }
    }

    /// A form for a log that is kept for years: less than is shown, since a domain or a code may be one person's alone.
    #[must_use]
    pub fn logged(&self) -> String {
        let first = |text: &str| text.chars().take(1).collect::<String>();
        match self {
            Self::Account(account) => format!("Account {}", account.masked()),
            Self::Email(email) => format!("Email {}•••", first(email.canonical())),
            Self::Reference(code) => format!("Reference {}•••", first(&code.to_string())),
        }
    }
}

/// Whether six letters and digits are rather a code than an account number.
fn is_shaped_as_code(typed: &str, form: AccountForm) -> bool {
    let groups: Vec<&str> =
        typed.split(|c: char| c == '-' || c.is_whitespace()).filter(|it| !it.is_empty()).collect();
    let has_letter = typed.chars().any(char::is_alphabetic);
    let is_ours = form.parse(typed).is_ok();
    let in_two = groups.len() == 2 && groups.iter().all(|group| group.chars().count() == 3);
    has_letter && (in_two || !is_ours) || in_two && !is_ours
}

/// Whether it has one letter or digit less than a code.
fn lacks_one(typed: &str) -> bool {
    typed.chars().filter(char::is_ascii_alphanumeric).count() == 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_too_little_to_register_with() {
        let shown = |who: Result<Target, Refused>| who.expect("somebody").shown();

        assert_eq!(shown(Target::account("00-1234567")), "Account ••••567");
        assert_eq!(shown(Target::account("12345")), "Account ••••45");
        assert_eq!(shown(Target::email("Pat.Lee@Example.com")), "Email p•••@example.com");
        assert_eq!(shown(Target::reference("k7q 2m4")), "Reference K7Q-2M4");
    }

    #[test]
    fn one_box_takes_an_email_a_code_and_a_number() {
        let digits = AccountForm { least: 5, most: 9, digits_only: true };
        let any = |typed| Target::any(typed, digits).expect("somebody");

        for typed in ["K7Q-2M4", " k7q 2m4 ", "k7q2m4", "KOQ–1M4"] {
            assert!(matches!(any(typed), Target::Reference(_)), "{typed}");
        }
        for typed in ["1234567", "123456", "123-456", "00-1234567", "Acct No. 1234567"] {
            assert!(matches!(any(typed), Target::Account(_)), "{typed}");
        }
        assert!(matches!(any(" Pat@Example.com"), Target::Email(_)));
    }

    #[test]
    fn a_log_of_years_has_no_domain_and_no_code() {
        let logged = |who: Result<Target, Refused>| who.expect("somebody").logged();

        assert_eq!(logged(Target::email("Vi@own-domain.example")), "Email v•••");
        assert_eq!(logged(Target::reference("k7q 2m4")), "Reference K•••");
        assert!(!logged(Target::account("1000245")).contains("1000245"));
    }

    #[test]
    fn where_numbers_have_letters_only_the_dash_makes_a_code() {
        let any = |typed| Target::any(typed, AccountForm::ANY).expect("somebody");

        assert!(matches!(any("A12B45"), Target::Account(_)));
        assert!(matches!(any("K7Q-2M4"), Target::Reference(_)));
        assert!(matches!(any("123-456"), Target::Account(_)));
    }

    #[test]
    fn what_is_nobody_is_refused_and_not_repeated() {
        for typed in ["", "  ", "pat@", "Pat Leonard", "1 € 2"] {
            let refused = Target::any(typed, AccountForm::ANY).expect_err("a refusal");

            assert!(typed.trim().is_empty() || !refused.what.contains(typed.trim()), "{typed}");
            assert!(!refused.how.desk.contains("--"), "{}", refused.how.desk);
        }
    }
}
