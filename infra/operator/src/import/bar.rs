//! Shows how far an import is: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;

use import_accounts::Progress;
use indicatif::{ProgressBar, ProgressStyle};

/// How many percent there are between two lines, if there is no terminal.
const STEP: u64 = 10;

/// Shows how far an import is.
///
/// It writes to the error stream, so that standard output has only the answer.
pub(crate) enum Bar {
    /// A bar on a terminal.
    Drawn(ProgressBar),
    /// Lines elsewhere, with the phase and the percentage of the last line.
    Lines { phase: &'static str, told: u64, of: &'static str },
    /// Nothing, for scripts.
    Silent,
}

impl Bar {
    pub(crate) fn new(json: bool, of: &'static str) -> Self {
        if json {
            return Self::Silent;
        }
        if !std::io::stderr().is_terminal() {
            return Self::Lines { phase: "", told: 0, of };
        }
        let style =
            format!("{{msg:9}} {{wide_bar}} {{human_pos}}/{{human_len}} {of}, {{eta}} left");
        let bar = ProgressBar::new(1);
        bar.set_style(
            ProgressStyle::with_template(&style).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        bar.set_message("checking");
        bar.tick();
        Self::Drawn(bar)
    }

    pub(crate) fn tell(&mut self, progress: Progress) {
        let (now, done, total) = match progress {
            Progress::Compared { done, total } => ("comparing", done, total),
            Progress::Written { done, total } => ("writing", done, total),
        };
        self.show(now, done, total);
    }

    /// Shows how far a part of it is.
    pub(crate) fn show(&mut self, now: &'static str, done: u64, total: u64) {
        match self {
            Self::Drawn(bar) => {
                if bar.message() != now {
                    bar.reset();
                    bar.set_message(now);
                }
                bar.set_length(total);
                bar.set_position(done);
            }
            Self::Lines { phase, told, of } => {
                if *phase != now {
                    (*phase, *told) = (now, 0);
                }
                let percent = done.saturating_mul(100) / total.max(1);
                if percent >= *told + STEP || done == total {
                    *told = percent - percent % STEP;
                    eprintln!("{now}: {done} of {total} {of}");
                }
            }
            Self::Silent => {}
        }
    }

    pub(crate) fn end(&self) {
        match self {
            Self::Drawn(bar) => bar.finish_and_clear(),
            Self::Lines { .. } | Self::Silent => {}
        }
    }
}
