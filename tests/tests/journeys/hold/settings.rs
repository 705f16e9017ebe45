//! The end of a hold is stamped when the account is bound: nothing that comes later moves it.

use tests::app::{ON_FILE, PLAIN};
use tests::walk::{PASSWORD, settle, sign_in};

use super::{HOUR, SECOND_OF_TIME, THIEF, sees_all, sees_nothing, steal, told};

/// The extract in which both accounts have a contact on file.
fn with_contact(contact: &str) -> String {
    let row = |it: tests::app::Account| format!("{},{},{},{contact}\n", it.number, it.name, it.zip);
    format!("account_no,last_name,billing_zip,contact_email\n{}{}", row(ON_FILE), row(PLAIN))
}

#[tokio::test]
async fn neither_other_settings_nor_an_import_end_a_hold_sooner_or_later() {
    for hours in ["24", "168"] {
        let mut app = told().await;
        steal(&app, &mut app.browser()).await;
        app.set_settings(&[("hold_hours = 72", &format!("hold_hours = {hours}"))]);
        // Bound now, it would not be held: who has it is the contact on file.
        app.import(&with_contact(THIEF)).await;

        app.wait(HOUR * 72 - SECOND_OF_TIME);
        let mut member = app.browser();
        sign_in(&mut member, THIEF, PASSWORD).await;
        sees_nothing(&mut member).await;
        app.wait(SECOND_OF_TIME);

        sees_all(&mut member).await;
    }
}

#[tokio::test]
async fn neither_other_settings_nor_an_import_hold_what_was_not_held_when_it_was_bound() {
    let mut app = told().await;
    settle(&app, &mut app.browser(), PLAIN, THIEF).await;

    app.set_settings(&[("hold_without_contact = false", "hold_without_contact = true")]);
    app.import(&with_contact("somebody.else@mail.example")).await;

    let mut member = app.browser();
    sign_in(&mut member, THIEF, PASSWORD).await;
    sees_all(&mut member).await;
}
