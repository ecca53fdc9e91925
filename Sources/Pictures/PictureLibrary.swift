import CLibvips

/// What pictures are decoded and encoded with: opened when the first of them needs it, since it takes as long as all else
/// that the program does until its prompt.
enum PictureLibrary {
    case vips, jxl, tiff

    /// Opens it, unless it is open already. Called from several threads, all but one wait.
    func open() throws(PictureFailure) {
        guard let reason = rv_load(library) else { return }
        defer { rv_free_text(reason) }
        throw .noLibrary(String(cString: rv_library_name(library)), detail: String(cString: reason))
    }

    private var library: RVLibrary {
        switch self {
        case .vips: RV_LIBVIPS
        case .jxl: RV_LIBJXL
        case .tiff: RV_LIBTIFF
        }
    }
}
