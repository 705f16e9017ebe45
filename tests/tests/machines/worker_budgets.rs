//! Budgets with several workers, with stops midway, and for strangers.

mod post;

use std::io;
use std::sync::{Arc, Mutex};

use domain::{Letter, Mark};
use tests::app::NOON;
use tests::memory::Mood;

use post::{HOUR, Habit, MINUTE, Post, SECOND, confirm};

#[tokio::test]
async fn ten_workers_at_once_send_one_letter_a_minute() {
    let post = Post::new();
    for number in 0..10 {
        post.queue(&format!("o{number}"), &[("pat", confirm())]).await;
    }

    post.work_at_once().await;
    assert_eq!(post.sent(), 1);
    post.clock.advance(MINUTE);
    post.work_at_once().await;

    assert_eq!((post.sent(), post.held()), (2, 8), "one of the others waited");
}

#[tokio::test]
async fn ten_workers_at_once_never_hand_strangers_a_letter_too_many() {
    let post = Post::new();
    for number in 0..98 {
        let to = format!("stranger{number}");
        post.queue(&format!("a{number:02}"), &[(&to, Letter::CouldNotMatch)]).await;
    }
    post.work(Habit::Good).await;
    assert_eq!(post.sent(), 98);

    for number in 0..10 {
        let to = format!("latecomer{number}");
        post.queue(&format!("b{number}"), &[(&to, Letter::TooManyTries)]).await;
    }
    post.work_at_once().await;

    assert_eq!((post.sent(), post.held()), (100, 0));
    post.clock.advance(HOUR);
    post.sweep().await;
    assert_eq!((post.sent(), post.held()), (108, 0), "they waited for the hour");
}

#[tokio::test]
async fn eight_workers_at_once_send_a_letter_each() {
    let post = with_eight_strangers().await;

    post.work_at_once().await;

    assert_eq!((post.sent(), post.held()), (8, 0));
}

#[tokio::test]
async fn who_loses_every_race_goes_with_the_next_sweep() {
    let post = with_eight_strangers().await;
    post.work(Habit::Losing).await;
    assert_eq!((post.sent(), post.held()), (0, 0));

    post.sweep().await;

    assert_eq!((post.sent(), post.held()), (8, 0));
}

async fn with_eight_strangers() -> Post {
    let post = Post::new();
    for number in 0..8 {
        let to = format!("stranger{number}");
        post.queue(&format!("o{number}"), &[(&to, Letter::CouldNotMatch)]).await;
    }
    post
}

#[tokio::test]
async fn strangers_get_a_hundred_letters_an_hour_and_five_hundred_a_day_and_the_rest_waits() {
    let post = Post::new();
    let mut sent = Vec::new();
    for hour in 0..6 {
        for number in 0..101 {
            let to = format!("stranger{hour}x{number}");
            post.queue(&format!("{hour}-{number:03}"), &[(&to, Letter::CouldNotMatch)]).await;
        }
        post.work(Habit::Good).await;
        sent.push(post.sent());
        post.clock.advance(HOUR);
    }
    assert_eq!(sent, [100, 200, 300, 400, 500, 500]);
    assert_eq!((post.sent(), post.held()), (500, 0));

    post.clock.advance(HOUR * 18);
    post.sweep().await;

    assert_eq!(post.sent(), 600, "the next day has room for a hundred in its first hour");
    assert_eq!(post.held(), 6, "who still has no turn a day after gets none");
}

#[tokio::test]
async fn the_sweep_sends_strangers_their_letters_in_their_order_as_soon_as_there_is_room() {
    let post = Post::new();
    for number in 0..230 {
        let to = format!("stranger{number:03}");
        let letter = [(to.as_str(), Letter::NoLogin)];
        post.queue_at(NOON + SECOND * (number / 60), &format!("o{number:03}"), &letter).await;
    }
    let waits = |post: &Post| post.store.waiting().first().map(|it| it.id.as_str().to_owned());
    post.clock.advance(MINUTE);

    post.sweep().await;
    assert_eq!((post.sent(), waits(&post).as_deref()), (100, Some("o100")));
    post.clock.advance(HOUR - SECOND);
    post.sweep().await;
    assert_eq!(post.sent(), 100, "a second early");
    post.clock.advance(SECOND);
    post.sweep().await;
    assert_eq!((post.sent(), waits(&post).as_deref()), (200, Some("o200")));
    post.clock.advance(HOUR);
    post.sweep().await;

    assert_eq!((post.sent(), post.held(), waits(&post)), (230, 0, None));
}

#[tokio::test]
async fn strangers_that_had_their_letters_hold_up_nobody_who_matched() {
    let post = Post::new();
    for number in 0..101 {
        let to = format!("stranger{number}");
        post.queue(&format!("a{number:03}"), &[(&to, Letter::CouldNotMatch)]).await;
    }
    post.queue("b", &[("pat", confirm())]).await;
    post.queue("c", &[("lee", Letter::AlreadyMember), ("sam", Letter::AccountHasLogin)]).await;

    post.work(Habit::Good).await;

    assert_eq!((post.sent(), post.held()), (103, 0));
}

#[tokio::test]
async fn a_letter_that_waits_or_is_held_holds_up_no_other_of_its_envelope() {
    let post = Post::new();
    let notice = ("lee", Letter::AlreadyMember);
    post.queue("a", &[("pat", confirm())]).await;
    post.queue("b", &vec![notice.clone(); 5]).await;
    post.work(Habit::Good).await;

    post.queue(
        "c",
        &[("pat", confirm()), notice.clone(), ("pat", Letter::Welcome { held_until: None })],
    )
    .await;
    post.queue("d", &[notice, ("pat", Letter::PasswordChanged { waited_until: None })]).await;
    post.work(Habit::Good).await;

    let marks: Vec<Mark> = post.store.letters().into_iter().map(|(_, mark)| mark).collect();
    assert_eq!(marks[6..9], [Mark::Unsent, Mark::Unsent, Mark::Sent(NOON)]);
    assert_eq!(marks[9..], [Mark::Held(NOON), Mark::Sent(NOON)], "a notice waits already");
    post.clock.advance(MINUTE);
    post.work(Habit::Good).await;
    assert_eq!((post.sent(), post.held()), (9, 1));
}

#[tokio::test]
async fn many_letters_that_wait_do_not_hide_one_that_the_stream_missed() {
    let post = Post::new();
    for number in 0..700 {
        let to = format!("member{number}");
        post.queue(&format!("a{number:03}"), &[(&to, confirm()), (&to, confirm())]).await;
    }
    post.work(Habit::Good).await;
    assert_eq!(post.sent(), 700, "one each, and one each waits for the minute");

    post.queue("missed", &[("lee", Letter::Welcome { held_until: None })]).await;
    post.sweep().await;

    assert_eq!(post.office.taken_for("lee@mail.example").len(), 1);
    assert_eq!(post.sent(), 701);
}

#[tokio::test]
async fn a_letter_that_waits_its_turn_is_not_put_off_as_one_that_failed() {
    let post = Post::new();
    post.queue("a", &[("pat", confirm())]).await;
    post.queue("b", &[("pat", confirm())]).await;
    for _ in 0..5 {
        post.work(Habit::Good).await;
    }
    post.clock.advance(MINUTE);
    post.office.set_mood(Mood::Closed);
    post.work(Habit::Good).await;
    post.office.set_mood(Mood::Open);

    post.clock.advance(MINUTE);
    post.work(Habit::Good).await;

    assert_eq!(post.sent(), 2, "its first failure puts it off for one minute");
}

#[tokio::test]
async fn a_stop_between_sending_and_marking_sends_the_same_letter_again() {
    let post = Post::new();
    post.queue("o", &[("pat", confirm())]).await;

    post.work(Habit::Stopping).await;
    post.work(Habit::Good).await;
    assert_eq!(post.sent(), 1, "the one that stopped still holds it");
    post.clock.advance(MINUTE);
    post.work(Habit::Good).await;

    let letters = post.office.taken();
    assert_eq!(letters.len(), 2);
    assert!(letters[0].text.contains("/register/verify?t="));
    assert_eq!((&letters[0].text, &letters[0].html), (&letters[1].text, &letters[1].html));
    post.clock.advance(HOUR);
    post.work(Habit::Good).await;
    assert_eq!(post.sent(), 2, "now it is marked");
}

#[tokio::test]
async fn a_letter_that_cannot_be_counted_is_not_sent_and_not_lost() {
    let post = Post::new();
    post.queue("o", &[("pat", confirm()), ("lee", Letter::Welcome { held_until: None })]).await;

    post.work(Habit::Countless).await;
    assert_eq!(post.sent(), 1, "what has no budget goes");
    post.clock.advance(MINUTE);
    post.work(Habit::Good).await;

    assert_eq!(post.sent(), 2);
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics while writing").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn an_alarm_can_count_letters_to_strangers_that_have_to_wait() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone());
    let _listening = tracing::subscriber::set_default(subscriber.finish());
    let post = Post::new();
    for number in 0..102 {
        let to = format!("stranger{number}");
        post.queue(&format!("o{number:03}"), &[(&to, Letter::CouldNotMatch)]).await;
    }

    post.work(Habit::Good).await;

    let text = lines.0.lock().expect("nobody panics while writing").clone();
    let text = String::from_utf8(text).expect("text");
    let warned = |line: &&str| line.contains("WARN") && line.contains("letters_to_strangers");
    assert_eq!(text.lines().filter(warned).count(), 2);
    assert!(!text.contains("stranger3") && !text.contains("mail.example"));
}
