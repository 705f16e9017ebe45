//! Starts the step on Lambda.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda::Error> {
    lambda::run(people::handle).await
}
