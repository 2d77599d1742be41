pub(super) fn write(_: &super::Minutes) -> String {
    String::new()
}
