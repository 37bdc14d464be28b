// Room on the disk that nobody else sees and that is gone with the process.
#pragma once

namespace profilestore::files {

/// The descriptor of a new, empty file without a name, in $TMPDIR, else in /var/tmp or /tmp; the
/// caller closes it. Throws StorageFailure.
int temporary_file();

}  // namespace profilestore::files
