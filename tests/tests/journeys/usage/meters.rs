//! What a member used where one file names the meter and another does not.

use std::fmt::Write as _;

use jiff::SignedDuration;

use super::{app, file, link, member, shown};

/// A day's hours of one kilowatt-hour each.
fn day(meter: &str) -> String {
    (0..24).fold(String::new(), |mut rows, hour| {
        let _ = writeln!(rows, "48151623,2026-10-20 {hour:02}:00,60,1.000,,,{meter}");
        rows
    })
}

#[tokio::test]
async fn a_day_that_is_told_with_the_meter_and_without_is_counted_once_whichever_comes_first() {
    for meters in [["A", ""], ["", "A"]] {
        let app = app().await;
        let mut browser = member(&app).await;
        for meter in meters {
            app.wait(SignedDuration::from_secs(1));
            let taken = app.import_reads(&file(&day(meter))).await;
            assert_eq!(taken.rejected, 0);
        }

        let home = shown(&mut browser, "/home").await;
        let months = shown(&mut browser, "/usage").await;
        let csv = link(&browser, "as=csv");
        browser.open(&csv).await;

        assert!(home.contains("24 kWh") && !home.contains("48 kWh"), "{meters:?}: {home}");
        assert!(months.contains("24 kWh") && !months.contains("48 kWh"), "{meters:?}: {months}");
        assert_eq!(browser.page().body.lines().skip(1).count(), 24, "{meters:?}");
    }
}
