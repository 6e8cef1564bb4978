//! How far two points of the Earth are apart.

/// Mean radius of the Earth in kilometres (IUGG).
const RADIUS: f64 = 6371.0088;

/// The great-circle distance of two points, each latitude and longitude in degrees, by the haversine formula.
pub(super) fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let across = one.0.to_radians().cos() * other.0.to_radians().cos() * half(other.1 - one.1);
    2.0 * RADIUS * (half(other.0 - one.0) + across).sqrt().min(1.0).asin()
}

/// Between which latitudes everything lies that is so near to one.
pub(super) fn latitudes(latitude: f64, kilometres: f64) -> (f64, f64) {
    let reach = (kilometres / RADIUS).to_degrees() + 1e-6;
    (latitude - reach, latitude + reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_map() {
        let check =
            |one, other, expected: f64| assert!((kilometres(one, other) - expected).abs() < 3.0, "{one:?} {other:?}");
        check((41.15, -8.61), (38.72, -9.14), 274.0);
        check((0.0, 179.5), (0.0, -179.5), 111.0);
        check((52.5, 13.4), (52.5, 13.4), 0.0);
    }
}
