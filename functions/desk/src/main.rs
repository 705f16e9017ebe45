//! Starts the desk on Lambda.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda::Error> {
    lambda::run_at_desk(desk::deployed, desk::handle).await
}
