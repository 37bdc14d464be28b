// The export that imports are measured with.
#pragma once

#include <filesystem>

namespace bench {

/// A file of so many documents of about 1 KB, a quarter of which share a userId with another; made
/// by profilestore-generate when it is first asked for. Throws std::runtime_error.
std::filesystem::path bulk_export(int documents);

/// `text` as one word of a shell.
std::string quoted(const std::string& text);

}  // namespace bench
