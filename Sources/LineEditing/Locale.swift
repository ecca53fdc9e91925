import Glibc

/// Makes this process read and count characters as UTF-8, in the person's locale if that is a UTF-8 one.
///
/// Without it libedit drops every character beyond ASCII and says nothing.
func useUnicodeLocale() {
    setlocale(LC_CTYPE, "")
    let isUnicode = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } == "UTF-8"
    if !isUnicode { setlocale(LC_CTYPE, "C.UTF-8") }
}
