//! Whatever files come, in whatever order: each month is the sum of its days.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// What a file tells: how long after the one before it comes, and rows: of which account, how long ago, of which meter, in
/// what form, and how much.
type File = (i32, Vec<(bool, i32, u8, u8, u16)>);

fn files() -> impl Strategy<Value = Vec<File>> {
    let row = (any::<bool>(), 1_i32..420, 0_u8..3, 0_u8..4, any::<u16>());
    vec((0_i32..45, vec(row, 1..8)), 1..8)
}

/// The rows of a file, those of an account and day together.
fn rows(of: &[(bool, i32, u8, u8, u16)], today: Date) -> String {
    let mut by_day: BTreeMap<(bool, Date, u8), (u8, u16)> = BTreeMap::new();
    for (is_first, ago, meter, form, kwh) in of {
        let day = today.saturating_sub(ago.days());
        by_day.insert((*is_first, day, *meter), (*form, *kwh));
    }
    let row = |((is_first, day, meter), (form, wh)): (&(bool, Date, u8), &(u8, u16))| {
        // The old number of the first account leads to the same days.
        let account = match (is_first, form) {
            (true, 3) => "77-1",
            (true, _) => FIRST,
            (false, _) => "48151642",
        };
        let (kwh, guess) =
            (format!("{}.{:03}", wh / 1_000, wh % 1_000), if *form == 1 { "yes" } else { "" });
        let sent = if *form == 2 { "0.007" } else { "" };
        let meter = ["M0", "M1", ""][usize::from(*meter)];
        match form {
            0 | 1 => format!("{account},{day},1440,{kwh},{sent},{guess},{meter}\n"),
            _ => (5..u32::from(*wh % 7) + 6).fold(String::new(), |mut rows, hour| {
                let _ =
                    writeln!(rows, "{account},{day} {hour:02}:00,60,{kwh},{sent},{guess},{meter}");
                rows
            }),
        }
    };
    by_day.iter().map(row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_files_each_month_of_each_account_is_the_sum_of_its_days(files in files()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let end: Result<(), TestCaseError> = runtime.block_on(async {
            let app = app().await;
            for (later, of) in files {
                app.wait(DAY * later);
                let file = format!("{HEADER}\n{}", rows(&of, today(&app)));
                // A file in which no row is the holder's is refused; what is kept still agrees.
                let _ = import(&app, &file).await;

                for account in [partition(FIRST, 1), partition("48151642", 1)] {
                    agrees(&app, &account).await;
                }
            }
            let yesterday = today(&app).saturating_sub(1.day());
            told(&app, &days(FIRST, yesterday, yesterday, 1)).await;

            let of = partition(FIRST, 1);
            agrees(&app, &of).await;
            let until = months(&app, &of).await.expect("months").until();
            prop_assert_eq!(until, today(&app).first_of_month());
            Ok(())
        });
        end?;
    }
}
