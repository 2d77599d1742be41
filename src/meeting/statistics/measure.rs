//! Medians and quartiles of whole numbers.
//!
//! Not here: what is measured.

/// What measured values come to: the middle of them, of their halves, and their ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The least.
    pub least: i64,
    /// A quarter of them is no more than that.
    pub lower: f64,
    /// Half of them.
    pub median: f64,
    /// Three quarters of them.
    pub upper: f64,
    /// The most.
    pub most: i64,
}

impl Spread {
    /// Of some values; none of none.
    pub(super) fn of(mut values: Vec<i64>) -> Option<Self> {
        values.sort_unstable();
        Some(Self {
            least: *values.first()?,
            lower: quantile(&values, 1)?,
            median: quantile(&values, 2)?,
            upper: quantile(&values, 3)?,
            most: *values.last()?,
        })
    }
}

/// The median of values in any order: the middle one, of two middle ones the mean. None of none.
pub(super) fn median_of(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    quantile(&values, 2)
}

/// So many quarters of the way through values in order; between two of them, as far as the way leads from one to the other.
fn quantile(sorted: &[i64], quarters: usize) -> Option<f64> {
    let way = sorted.len().checked_sub(1)? * quarters;
    let (at, rest) = (way / 4, way % 4);
    let (low, high) = (*sorted.get(at)?, *sorted.get(at + usize::from(rest > 0))?);
    Some(low as f64 + (high as f64 - low as f64) * rest as f64 / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle_value_or_the_mean_of_the_two_and_nothing_has_none() {
        assert_eq!(median_of(Vec::new()), None);
        assert_eq!(median_of(vec![7]), Some(7.0));
        assert_eq!(median_of(vec![1, 4]), Some(2.5));
        assert_eq!(median_of(vec![9, 1, 4]), Some(4.0));
    }

    #[test]
    fn quartiles_lie_between_the_values_as_far_as_their_share_leads() {
        let spread = Spread::of(vec![40, 10, 30, 20]).unwrap();
        assert_eq!((spread.least, spread.lower, spread.median, spread.upper, spread.most), (10, 17.5, 25.0, 32.5, 40));
        let one = Spread::of(vec![5]).unwrap();
        assert_eq!((one.lower, one.median, one.upper), (5.0, 5.0, 5.0));
        assert_eq!(Spread::of(Vec::new()), None);
    }
}
