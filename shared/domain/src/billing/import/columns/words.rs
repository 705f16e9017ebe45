//! The words of a column's name, however billing systems shorten and join them.

/// A word as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Account,
    /// Drops behind an email and before a ZIP.
    Address,
    Bill,
    Business,
    Cents,
    /// Drops behind a ZIP, a status and a language.
    Code,
    Contact,
    Customer,
    Date,
    Delivery,
    Email,
    First,
    From,
    Holder,
    Joint,
    Language,
    Last,
    Name,
    No,
    /// Says nothing about which column it is.
    Noise,
    Old,
    Phone,
    Separate,
    Service,
    Status,
    Zip,
}

use Word::{
    Account, Address, Bill, Business, Cents, Code, Contact, Customer, Date, Delivery, Email, First,
    From, Holder, Joint, Language, Last, Name, No, Noise, Old, Phone, Separate, Service, Status,
    Zip,
};

/// Spellings, in lower case. Source: exports of NISC, SEDC and others, and the names of `MultiSpeak`.
const SPELLINGS: [(&str, Word); 115] = [
    ("acc", Account),
    ("accnt", Account),
    ("account", Account),
    ("accounts", Account),
    ("acct", Account),
    ("accts", Account),
    ("addr", Address),
    ("address", Address),
    ("adr", Address),
    ("bill", Bill),
    ("billing", Bill),
    ("billto", Bill),
    ("invoice", Bill),
    ("mail", Bill),
    ("mailing", Bill),
    ("biz", Business),
    ("business", Business),
    ("company", Business),
    ("corp", Business),
    ("dba", Business),
    ("firm", Business),
    ("organisation", Business),
    ("organization", Business),
    ("org", Business),
    ("cents", Cents),
    ("cd", Code),
    ("code", Code),
    ("contact", Contact),
    ("consumer", Customer),
    ("cst", Customer),
    ("cus", Customer),
    ("cust", Customer),
    ("customer", Customer),
    ("mbr", Customer),
    ("member", Customer),
    ("membership", Customer),
    ("date", Date),
    ("dt", Date),
    ("delivery", Delivery),
    ("email", Email),
    ("emails", Email),
    ("first", First),
    ("fname", First),
    ("fst", First),
    ("given", First),
    ("connect", From),
    ("connected", From),
    ("from", From),
    ("movein", From),
    ("since", From),
    ("start", From),
    ("holder", Holder),
    ("owner", Holder),
    ("coowner", Joint),
    ("joint", Joint),
    ("second", Joint),
    ("secondary", Joint),
    ("spouse", Joint),
    ("spouses", Joint),
    ("2", Joint),
    ("lang", Language),
    ("language", Language),
    ("family", Last),
    ("last", Last),
    ("lname", Last),
    ("lst", Last),
    ("sur", Last),
    ("nam", Name),
    ("name", Name),
    ("names", Name),
    ("nm", Name),
    ("id", No),
    ("ids", No),
    ("nbr", No),
    ("nbrs", No),
    ("no", No),
    ("nos", No),
    ("nr", No),
    ("num", No),
    ("number", No),
    ("numbers", No),
    ("1", Noise),
    ("bi", Noise),
    ("electric", Noise),
    ("full", Noise),
    ("preferred", Noise),
    ("primary", Noise),
    ("utility", Noise),
    ("alias", Old),
    ("aliases", Old),
    ("former", Old),
    ("legacy", Old),
    ("old", Old),
    ("prev", Old),
    ("previous", Old),
    ("prior", Old),
    ("cell", Phone),
    ("mobile", Phone),
    ("phone", Phone),
    ("tel", Phone),
    ("telephone", Phone),
    ("sep", Separate),
    ("separate", Separate),
    ("location", Service),
    ("premise", Service),
    ("serv", Service),
    ("service", Service),
    ("srv", Service),
    ("svc", Service),
    ("stat", Status),
    ("status", Status),
    ("postal", Zip),
    ("postcode", Zip),
    ("zip", Zip),
    ("zip5", Zip),
];

/// The most letters of a name that is cut; a column's name has fewer.
const LONGEST: usize = 60;

/// The words of a column's name: `Account Number`, `ACCT_NBR`, `AcctNo` and `acct #` are all account and number.
///
/// `None` if there is anything in it that is no word known here.
pub(crate) fn words(name: &str) -> Option<Vec<Word>> {
    let folded: String = name
        .replace('#', "no")
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if folded.len() > LONGEST {
        return None;
    }
    let words = split(&folded)?;
    let says_something = |at: &usize| {
        let (before, after) = (at.checked_sub(1).map(|at| words[at]), words.get(at + 1));
        match words[*at] {
            Noise => false,
            Address => before != Some(Email) && after != Some(&Zip),
            Code => !matches!(before, Some(Zip | Status | Language)),
            _ => true,
        }
    };
    let mut said: Vec<Word> = (0..words.len()).filter(says_something).map(|at| words[at]).collect();
    // `Acct No. #` says it twice.
    said.dedup();
    Some(said)
}

/// Cuts a text without blanks into words, the longest first where several fit.
fn split(text: &str) -> Option<Vec<Word>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let mut fitting: Vec<_> =
        SPELLINGS.iter().filter(|(spelling, _)| text.starts_with(spelling)).collect();
    fitting.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
    fitting.into_iter().find_map(|(spelling, word)| {
        let mut words = vec![*word];
        words.extend(split(&text[spelling.len()..])?);
        Some(words)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_into_words_however_it_is_joined_and_shortened() {
        for name in [
            "account_no",
            "Account Number",
            "ACCOUNTNUMBER",
            "Acct_Nbr",
            "AcctNo",
            "acct #",
            "Acct. No.",
            "Account\nNumber",
            "accountNumber",
            "ACCT-ID",
            "Utility Account Number",
            "BI_ACCT_NBR",
            "Acct No. #",
        ] {
            assert_eq!(words(name), Some(vec![Account, No]), "{name}");
        }
        assert_eq!(words("LNAME"), Some(vec![Last]));
        assert_eq!(words("Mailing Zip Code"), Some(vec![Bill, Zip]));
        assert_eq!(words("E-Mail Address"), Some(vec![Email]));
    }

    #[test]
    fn an_address_or_a_code_counts_unless_it_is_an_emails_or_a_zips() {
        assert_eq!(words("Customer Address"), Some(vec![Customer, Address]));
        assert_eq!(words("Bill Address Zip Code"), Some(vec![Bill, Zip]));
        assert_eq!(words("Account Code"), Some(vec![Account, Code]));
    }

    #[test]
    fn a_name_with_another_word_in_it_is_not_cut() {
        for name in ["Meter Number", "Account Balance", "Zipper", "Last Payment", "LUNAME"] {
            assert_eq!(words(name), None, "{name}");
        }
    }

    #[test]
    fn a_cell_that_is_longer_than_any_name_is_not_cut() {
        assert_eq!(words(&"account".repeat(8)), Some(vec![Account]));
        assert_eq!(words(&"account".repeat(9)), None);
    }
}
