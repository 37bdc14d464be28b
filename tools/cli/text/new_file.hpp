// A file that gets its name only when it is complete.
#pragma once

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

#include "text/errors.hpp"

namespace profilestore::cli {

/// Of all files that the program writes. An ordinary file is written under a name of its own beside
/// the one that it will have, so that whatever has that one stays whole until then; a link is
/// followed. A pipe or a device can't be replaced: it is written to; nor can another user's file,
/// or one in a folder that may not be written: its contents are.
class NewFile {
 public:
  /// Makes the file; if that fails, `made()` is false and errno says why.
  explicit NewFile(const std::string& path);
  /// Removes it, unless it has got its name.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  bool made() const { return made_; }

  /// Whether its name is another's, or nobody's, until it is given.
  bool is_aside() const { return !place_.empty(); }

  /// What to open, to append: it is there.
  const std::string& path() const { return path_; }

  /// Call when it is complete and closed or flushed. False: it failed, and errno says why.
  bool give_name();

 private:
  void make();
  void write_in_place(bool is_there);

  std::string place_;  ///< empty: what `path_` names has its name
  std::string path_;
  bool made_ = false;
  bool keeps_inode_ = false;  ///< another's file, whose rights a new one would lose
};

/// What `write` returns, which is given the stream. Throws Failure, which names `option`, if the
/// file cannot be written; then what had its name has it still.
template <class Write>
auto write_new_file(const std::string& option, const std::string& path, Write write) {
  NewFile file(path);
  if (!file.made())
    throw Failure("OutputFailed", fmt::format("{}: cannot write {}: {}; nothing was done", option,
                                              path, std::strerror(errno)));
  std::ofstream out(file.path(), std::ios::binary | std::ios::app);
  auto result = write(out);
  out.close();
  if (!out || !file.give_name())
    throw Failure("OutputFailed", fmt::format("{}: cannot write {}: {}; the store is unchanged",
                                              option, path, std::strerror(errno)));
  return result;
}

}  // namespace profilestore::cli
