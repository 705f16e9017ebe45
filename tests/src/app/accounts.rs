//! The accounts of the test co-op.
//!
//! Their names are used nowhere else, so a log line with one is a leak.

/// An account as its holder types it.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// The number on the bill.
    pub number: &'static str,
    /// The last name or business name on the bill.
    pub name: &'static str,
    /// The ZIP code that the bills go to.
    pub zip: &'static str,
}

/// An account with one holder and no contact on file.
pub const PLAIN: Account = Account { number: "48151623", name: "Quillfeather", zip: "78611" };
/// Another account of that kind.
pub const SECOND: Account = Account { number: "48151642", name: "Ravensbourne", zip: "78612" };
/// An account with two holders. This is the second one.
pub const JOINT: Account = Account { number: "48151650", name: "Núñez-Oyarzábal", zip: "78613" };
/// The account of a business.
pub const BUSINESS: Account =
    Account { number: "48151667", name: "Tumbleweed & Daughters", zip: "78614" };
/// An account that billing has closed.
pub const CLOSED: Account = Account { number: "48151678", name: "Yellowhammer", zip: "78615" };
/// An account with a contact on file, `onfile@mail.example`, that reads Spanish.
pub const ON_FILE: Account =
    Account { number: "48151689", name: "Featherstonehaugh", zip: "78616" };
/// An account with the old number `77-2001`. Its number begins with zeros.
pub const RENAMED: Account = Account { number: "0048151690", name: "Vandersloot", zip: "78617" };

/// The billing extract with all of them.
pub(super) fn extract() -> String {
    "\
account_no,alias_nos,last_name,joint_last_names,business_name,billing_zip,status,contact_email,language
48151623,,Quillfeather,,,78611,active,,en
48151642,,Ravensbourne,,,78612,active,,en
48151650,,Abernathy,Núñez-Oyarzábal,,78613,active,,en
48151667,,,,\"Tumbleweed and Daughters, Inc.\",78614-0001,active,,en
48151678,,Yellowhammer,,,78615,closed,,en
48151689,,Featherstonehaugh,,,78616,active,onfile@mail.example,es
0048151690,77-2001,Vandersloot,,,78617,active,,en
"
    .to_owned()
}
