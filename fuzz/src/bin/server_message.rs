#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::bodies::server_message::run(data));
