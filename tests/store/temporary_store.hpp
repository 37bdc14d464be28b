// A store in a folder of its own, which is gone when the test is over.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <profilestore/profilestore.hpp>
#include <set>
#include <stdexcept>
#include <string>

namespace temporary {

class Folder {
 public:
  explicit Folder(const std::filesystem::path& in = std::filesystem::temp_directory_path()) {
    std::string name = (in / "profilestore-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = std::filesystem::canonical(name);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  /// The names of what is in it.
  std::set<std::string> names() const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_))
      names.insert(entry.path().filename().string());
    return names;
  }

 private:
  std::filesystem::path path_;
};

inline std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_file(const std::filesystem::path& path, const std::string& contents) {
  std::ofstream(path, std::ios::binary) << contents;
}

/// Without an fsync a commit: for the tests that are not about it.
inline profilestore::StoreOptions quick() {
  return {.durability = profilestore::Durability::relaxed};
}

/// profiles.db, open, in a folder of its own.
class Store : public Folder, public profilestore::Store {
 public:
  explicit Store(const profilestore::StoreOptions& options = quick())
      : profilestore::Store(profilestore::Store::open(Folder::path() / "profiles.db", options)) {}

  using profilestore::Store::path;
  const std::filesystem::path& folder() const { return Folder::path(); }
};

}  // namespace temporary
