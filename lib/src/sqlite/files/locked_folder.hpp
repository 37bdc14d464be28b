// A folder of one process, which is locked for as long as it lives: what killed processes leave
// behind can be told, and removed, by the lock that is gone.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace profilestore::sqlite {

class LockedFolder {
 public:
  /// Makes one in `in` (mode 0700), whose name is `prefix`, 24 hexadecimal digits, `suffix`. Throws
  /// std::filesystem::filesystem_error.
  LockedFolder(const std::filesystem::path& in, std::string_view prefix, std::string_view suffix);

  /// Removes it with what is in it; not in a child after fork.
  ~LockedFolder();
  LockedFolder(const LockedFolder&) = delete;
  LockedFolder& operator=(const LockedFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// Whether it is the name of one, whatever digits it has.
  static bool is_name(std::string_view name, std::string_view prefix, std::string_view suffix);

  /// The same, once this user's of such names that are nobody's who lives were removed.
  static std::unique_ptr<LockedFolder> anew(const std::filesystem::path& in,
                                            std::string_view prefix, std::string_view suffix);

  /// Removes this user's in a folder that are nobody's who lives, of names that `is_one` knows.
  static void remove_abandoned(const std::filesystem::path& in,
                               const std::function<bool(std::string_view)>& is_one);

 private:
  bool make(const std::filesystem::path& in, std::string_view prefix, std::string_view suffix);

  std::filesystem::path path_;
  pid_t owner_;
  int lock_ = -1;
};

}  // namespace profilestore::sqlite
