//! How generated tests choose their cases.

use proptest::test_runner::{Config, RngSeed};

/// So many cases, the same ones in every run, so that a red run stays red until it is mended. `PROPTEST_CASES`
/// asks for another number, and `PROPTEST_RNG_SEED` for other cases.
pub(crate) fn cases(number: u32) -> Config {
    let set = |name: &str| std::env::var_os(name).is_some();
    let mut config = Config::default();
    if !set("PROPTEST_CASES") {
        config.cases = number;
    }
    if !set("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(20_261_122);
    }
    config
}
